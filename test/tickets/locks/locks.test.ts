import { Locks } from '../../../src/tickets/locks/locks.ts';
import { test } from '../../harness.ts';

test('work on one ticket waits for the work before it, also when that fails; another ticket does not', async (t) => {
  const locks = new Locks();
  const order: string[] = [];
  let release = () => {};
  const first = locks.run('1', async () => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    order.push('first');
    throw new Error('broken');
  });
  const second = locks.run('1', async () => order.push('second'));
  await locks.run('2', async () => order.push('other'));
  release();
  await t.rejects(first, { message: 'broken' });
  await second;
  t.same(order, ['other', 'first', 'second']);
});
