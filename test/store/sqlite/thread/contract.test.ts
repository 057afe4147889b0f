import { MessageChannel } from 'node:worker_threads';
import { serve } from '../../../../src/store/sqlite/thread/serve.ts';
import { storesBehind } from '../../../../src/store/sqlite/thread/threaded-stores.ts';
import { endStudentAtOnce } from '../../../../src/students/at-once.ts';
import { type Test, TestClock } from '../../../harness.ts';
import { storeContract } from '../../contract.ts';
import { openMemory } from '../../memory.ts';

/**
 * The stores as the service has them, behind the messages of their thread. Both ends are in this thread, because a thread
 * of its own goes by the machine's clock and takes a third of a second to start.
 */
storeContract(
  'SQLite behind messages',
  async (t: Test, { endsStudentsAtOnce } = { endsStudentsAtOnce: false }) => {
    const clock = new TestClock();
    const endAtOnce = endsStudentsAtOnce ? endStudentAtOnce : undefined;
    const { connection, ...served } = openMemory(clock, { endAtOnce });
    const { port1: here, port2: there } = new MessageChannel();
    serve(served, there, { begins() {}, done() {} });
    const { intake, queue, reading, upkeep, ...tables } = await storesBehind(here);
    const store = { ...intake, ...queue, ...reading, ...upkeep };
    t.teardown(() => store.close());
    const actions = async () =>
      connection.prepare<[], string>('SELECT action FROM operator_actions ORDER BY id').pluck().all();
    return { store, ...tables, actions, clock };
  },
);
