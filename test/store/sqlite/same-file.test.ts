import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreUnavailable } from '../../../src/log/ports.ts';
import { openSqliteStores } from '../../../src/store/sqlite/open.ts';
import { newEvent, TestClock, temporaryFolder, test } from '../../harness.ts';

test('nothing is accepted into a file that was removed or replaced; put back, it goes on', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  const { events } = openSqliteStores(file, new TestClock());
  t.teardown(() => events.close());
  await events.append([newEvent({ eventId: 'a' })]);

  renameSync(file, `${file}.away`);
  await t.rejects(events.append([newEvent({ eventId: 'b' })]), StoreUnavailable);
  await t.rejects(events.heartbeat(), { message: /removed or replaced/ }, 'the service is not ready');

  writeFileSync(file, '');
  await t.rejects(events.append([newEvent({ eventId: 'b' })]), StoreUnavailable);

  renameSync(`${file}.away`, file);
  await events.append([newEvent({ eventId: 'c' })]);
  const { events: kept } = await events.list({}, { limit: 10, before: null });
  t.same(
    kept.map((event) => event.event_id),
    ['c', 'a'],
  );
});
