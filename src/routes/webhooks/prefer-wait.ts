import type { Ending } from '../../log/endings.ts';
import { endingOf } from '../../log/endings.ts';
import type { Appended } from '../../log/event.ts';
import type { Reading } from '../../log/ports.ts';
import type { Processor } from '../../log/processor.ts';

/** The longest time that an answer is held for `Prefer: wait`, in seconds. */
const MAX_WAIT_S = 30;

/**
 * If the sender asked to wait (RFC 7240): how the first event of its delivery ended, or null if time ran out
 * first or nothing is being processed.
 */
export async function awaitEnding(
  { processor, reading }: { processor: Processor; reading: Pick<Reading, 'get'> },
  [first]: readonly Appended[],
  prefer: string | string[] | undefined,
): Promise<Ending | null> {
  if (prefer === undefined || first === undefined) return null;
  const seconds = Number(/(?:^|[\s,;])wait=(\d{1,4})/.exec(String(prefer))?.[1] ?? 0);
  if (seconds === 0) return null;
  if (first.status === 'queued' && first.ended) return endingOf(reading, first.id);
  const id = first.status === 'duplicate' ? first.duplicateOf : first.id;
  const isAtWork = first.status !== 'duplicate' || first.requeued;
  return isAtWork ? processor.settled(id, Math.min(seconds, MAX_WAIT_S) * 1000) : null;
}
