import { openSqliteStores } from '../../../src/store/sqlite/open.ts';
import { type Test, TestClock } from '../../harness.ts';
import { storeContract } from '../contract.ts';

storeContract('SQLite', (t: Test) => {
  const clock = new TestClock();
  const { events: store, students, suggestions, state } = openSqliteStores(':memory:', clock);
  t.teardown(() => store.close());
  return { store, students, suggestions, state, clock };
});
