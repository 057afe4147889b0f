import { openSqliteStores } from '../../../src/store/sqlite/open.ts';
import { endStudentAtOnce } from '../../../src/students/at-once.ts';
import { type Test, TestClock } from '../../harness.ts';
import { storeContract } from '../contract.ts';

storeContract('SQLite', async (t: Test, { endsStudentsAtOnce } = { endsStudentsAtOnce: false }) => {
  const clock = new TestClock();
  const endAtOnce = endsStudentsAtOnce ? endStudentAtOnce : undefined;
  const opened = openSqliteStores(':memory:', clock, { endAtOnce });
  const { events: store, students, suggestions, people, state, problems } = opened;
  t.teardown(() => store.close());
  return { store, students, suggestions, people, state, problems, clock };
});
