import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteStores } from '../../../src/store/sqlite/open.ts';
import { newEvent, TestClock, temporaryFolder, test } from '../../harness.ts';
import { completed, endNext, student } from '../contract/support.ts';
import { openMemory } from '../memory.ts';

const BY = { operator: 'cli', action: 'erase', target: 'record 1', detail: {} };

test('after an erasure and a checkpoint the bytes of the file hold nothing of the person', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  const { events: store, connection } = openSqliteStores(file, new TestClock());
  await store.append([newEvent({ recordId: '1', payload: `{"name":"Sara Ali ${'x'.repeat(9_000)}"}` })]);
  await endNext(store, completed(student({ zohoId: '1' })));
  connection.pragma('wal_checkpoint(TRUNCATE)');
  t.ok(readFileSync(file).includes('Sara Ali'));
  await store.erase({ recordId: '1', email: null }, BY);
  await store.close();
  t.notOk(readFileSync(file).includes('Sara Ali'));
  t.notOk(readFileSync(file).includes('sara.ali'));
});

test('an erasure is recorded with how much it emptied', async (t) => {
  const { events: store, connection } = openMemory(new TestClock());
  t.teardown(() => store.close());
  await store.append([newEvent({ recordId: '1' })]);
  await store.erase({ recordId: '1', email: null }, BY);
  t.match(connection.prepare('SELECT operator, action, target, detail FROM operator_actions').all(), [
    { ...BY, detail: '{"students":0,"events":1,"suggestions":0}' },
  ]);
});

test('an event that is pruned between the search and the erasure is passed over', async (t) => {
  const { events: store, connection } = openMemory(new TestClock());
  t.teardown(() => store.close());
  await store.append([newEvent({ recordId: '1' })]);
  const erasing = store.erase({ recordId: '1', email: null }, BY);
  connection.exec('DELETE FROM integration_events_log');
  t.match(await erasing, { ended: 0 });
});
