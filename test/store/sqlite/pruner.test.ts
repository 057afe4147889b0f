import { join } from 'node:path';
import { openSqliteStores } from '../../../src/store/sqlite/open.ts';
import { newEvent, ofEachSource, TestClock, temporaryFolder, test } from '../../harness.ts';
import { completed } from '../contract/support.ts';

const BY = { operator: 'cli', action: 'prune', target: 'events that ended long ago', detail: { days: 1 } };

test('the attempts of a deleted event go with it, the file shrinks and the deletion is recorded', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  const clock = new TestClock();
  const { events: store, connection } = openSqliteStores(file, clock);
  t.teardown(() => store.close());
  const large = (eventId: string) =>
    newEvent({ eventId, recordId: eventId, payload: JSON.stringify({ text: 'x'.repeat(20_000) }) });
  await store.append(Array.from({ length: 200 }, (_, n) => large(`e${n}`)));
  for (const event of await store.claim({ limits: ofEachSource(200), leaseToken: 'x', leaseMs: 1_000 }))
    await store.settle(event, completed());
  clock.advance(2 * 86_400_000);
  await store.append([newEvent({ eventId: 'new' })]);
  const pages = () => Number(connection.pragma('page_count', { simple: true }));
  const before = pages();
  await store.prune('2026-01-26T10:00:00.000Z', BY);
  t.ok(pages() < before / 2, `${pages()} pages of ${before}`);
  t.equal(connection.pragma('freelist_count', { simple: true }), 0);
  t.same(connection.prepare('SELECT count(*) AS n FROM event_attempts').get(), { n: 0 });
  t.match(connection.prepare('SELECT operator, action, detail FROM operator_actions').all(), [
    {
      operator: 'cli',
      action: 'prune',
      detail: '{"days":1,"before":"2026-01-26T10:00:00.000Z","events":200,"suggestions":0}',
    },
  ]);
});
