import { endStudentAtOnce } from '../../../src/students/at-once.ts';
import { type Test, TestClock } from '../../harness.ts';
import { storeContract } from '../contract.ts';
import { openMemory } from '../memory.ts';

storeContract('SQLite', async (t: Test, { endsStudentsAtOnce } = { endsStudentsAtOnce: false }) => {
  const clock = new TestClock();
  const endAtOnce = endsStudentsAtOnce ? endStudentAtOnce : undefined;
  const opened = openMemory(clock, { endAtOnce });
  const { events: store, students, suggestions, people, state, held, problems, connection } = opened;
  t.teardown(() => store.close());
  const actions = async () =>
    connection.prepare<[], string>('SELECT action FROM operator_actions ORDER BY id').pluck().all();
  return { store, students, suggestions, people, state, held, problems, actions, clock };
});
