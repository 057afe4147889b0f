import tap from 'tap';
import { sql } from '../../../src/store/common/drizzle.ts';
import { openPostgresStores } from '../../../src/store/postgres/open.ts';
import { endStudentAtOnce } from '../../../src/students/at-once.ts';
import { type Test, TestClock, test } from '../../harness.ts';
import type { Open } from '../contract/support.ts';
import { storeContract } from '../contract.ts';
import { emptiedDatabase, NO_SERVER } from './server.ts';

/** One database for all tests, which opens again and again: the connections of the last one are not needed any more. */
let last: { close(): Promise<void> } | null = null;
tap.teardown(() => last?.close());

const open: Open = async (_t: Test, { endsStudentsAtOnce } = { endsStudentsAtOnce: false }) => {
  const clock = new TestClock();
  const endAtOnce = endsStudentsAtOnce ? endStudentAtOnce : undefined;
  await last?.close();
  last = null;
  const opened = await openPostgresStores(await emptiedDatabase(), clock, { endAtOnce });
  const { events: store, students, suggestions, people, state, held, problems } = opened;
  last = store;
  const actions = async () => {
    const noted = await opened.events.all<{ action: string }>(
      sql`SELECT action FROM operator_actions ORDER BY id`,
    );
    return noted.map(({ action }) => action);
  };
  return { store, students, suggestions, people, state, held, problems, actions, clock };
};

if (NO_SERVER === false) storeContract('PostgreSQL', open);
else test('the contract on PostgreSQL', { skip: NO_SERVER }, async () => {});
