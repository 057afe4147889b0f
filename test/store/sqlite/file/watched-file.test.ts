import { copyFileSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreUnavailable } from '../../../../src/log/ports.ts';
import { openSqliteStores } from '../../../../src/store/sqlite/open.ts';
import { newEvent, type Test, TestClock, temporaryFolder, test } from '../../../harness.ts';

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

/** A store with events a and b, of which a is in the file and b in the log. */
async function halfCopied(t: Test) {
  const file = join(temporaryFolder(t), 'events.db');
  const clock = new TestClock();
  const { events, connection } = openSqliteStores(file, clock);
  await events.append([newEvent({ eventId: 'a' })]);
  connection.pragma('wal_checkpoint(PASSIVE)');
  await events.append([newEvent({ eventId: 'b' })]);
  return { file, clock, events, connection };
}

for (const [what, change, message] of [
  ['its log was removed', (file: string) => rmSync(`${file}-wal`), /-wal was removed or replaced/],
  ['its index was removed', (file: string) => rmSync(`${file}-shm`), /-shm was removed or replaced/],
  ['its log was cut', (file: string) => truncateSync(`${file}-wal`, 4_000), /-wal was cut: stop the service/],
  ['it was cut to nothing', (file: string) => truncateSync(file, 0), /events\.db was cut: stop the service/],
  ['it was cut in the middle', (file: string) => truncateSync(file, 8_192), /events\.db was cut/],
] as const) {
  test(`nothing is accepted into a database after ${what}`, async (t) => {
    const { file, events } = await halfCopied(t);
    t.teardown(() => events.close());
    change(file);
    await t.rejects(events.append([newEvent({ eventId: 'c' })]), { name: 'StoreUnavailable', message });
  });
}

test('a backup that is copied over the running file is noticed, and stays as it was copied', async (t) => {
  const { file, clock, events, connection } = await halfCopied(t);
  const backup = `${file}.backup`;
  await connection.backup(backup);
  connection.pragma('wal_checkpoint(PASSIVE)');
  for (const eventId of ['c', 'd', 'e']) {
    await events.append([newEvent({ eventId, payload: JSON.stringify({ text: 'x'.repeat(9_000) }) })]);
    connection.pragma('wal_checkpoint(PASSIVE)');
    await events.heartbeat();
  }
  copyFileSync(backup, file);
  clock.advance(100);
  t.same(readFileSync(file), readFileSync(backup), 'the log is not copied into it');
  await t.rejects(events.append([newEvent({ eventId: 'f' })]), { message: /another state was copied over/ });
  await t.rejects(events.heartbeat(), { name: 'StoreUnavailable' }, 'and stays noticed');
  await events.close();
  const restored = openSqliteStores(file, new TestClock());
  t.teardown(() => restored.events.close());
  t.equal(restored.connection.pragma('integrity_check', { simple: true }), 'ok');
  t.equal((await restored.events.stats({})).total_events, 2);
});
