import { appendContract } from './contract/append.ts';
import { atOnceContract } from './contract/at-once.ts';
import { contentContract } from './contract/contents.ts';
import { countersContract } from './contract/counters.ts';
import { erasureContract } from './contract/erasure.ts';
import { heldContract } from './contract/held.ts';
import { leaseContract } from './contract/leases.ts';
import { listContract } from './contract/list.ts';
import { overviewContract } from './contract/overview.ts';
import { peopleContract } from './contract/people.ts';
import { problemContract } from './contract/problems.ts';
import { processingContract } from './contract/processing.ts';
import { pruneContract } from './contract/prune.ts';
import { repeatContract } from './contract/repeats.ts';
import { replayContract } from './contract/replay.ts';
import { replayMatchingContract } from './contract/replay-matching.ts';
import { stateContract } from './contract/state.ts';
import { statsContract } from './contract/stats.ts';
import { studentContract } from './contract/students.ts';
import { suggestionContract } from './contract/suggestions.ts';
import type { Open } from './contract/support.ts';

/** Everything that the service relies on in a store, whichever engine keeps it. */
export function storeContract(name: string, open: Open): void {
  appendContract(name, open);
  repeatContract(name, open);
  contentContract(name, open);
  atOnceContract(name, open);
  processingContract(name, open);
  leaseContract(name, open);
  heldContract(name, open);
  replayContract(name, open);
  replayMatchingContract(name, open);
  overviewContract(name, open);
  problemContract(name, open);
  pruneContract(name, open);
  erasureContract(name, open);
  countersContract(name, open);
  stateContract(name, open);
  statsContract(name, open);
  listContract(name, open);
  studentContract(name, open);
  suggestionContract(name, open);
  peopleContract(name, open);
}
