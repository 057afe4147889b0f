import Database from 'better-sqlite3';
import { lockFile } from '../../../../src/store/sqlite/file/file-lock.ts';
import { test } from '../../../harness.ts';
import { damagedFile } from '../../../store/sqlite/integrity/damaged-file.ts';
import { logWith, oneOfEach } from '../../log.ts';
import { cli, fakeTerminal } from '../../terminal.ts';

/** A log whose events are a hundred days old when the command runs. */
async function oldLog(t: Parameters<typeof logWith>[0]) {
  return logWith(t, async (stores) => {
    await oneOfEach(stores);
    stores.connection.exec(`UPDATE integration_events_log SET created_at = '2025-10-17T10:00:00.000Z',
      processed_at = iif(processed_at IS NULL, NULL, '2025-10-17T10:00:00.000Z')`);
  });
}

test('prune --dry-run says how much is old and deletes nothing', async (t) => {
  const { settings, open } = await oldLog(t);
  const { code, text } = await cli(['prune', '--older-than', '90d', '--dry-run'], settings);
  t.equal(code, 0);
  t.equal(text, '2 events and 0 suggestions of more than 90 days ago would be deleted.');
  t.equal((await open().events.stats({})).total_events, 5);
});

test('prune deletes what is old and draws how far it is', async (t) => {
  const { settings, open } = await oldLog(t);
  const { terminal, drawn } = fakeTerminal();
  const { code, text } = await cli(['prune', '--older-than', '90d'], settings, terminal);
  t.equal(code, 0);
  t.equal(text, '2 events and 0 suggestions of more than 90 days ago were deleted.');
  t.match(drawn.join(''), '2/2 deleted');
  t.same((await open().events.stats({})).by_status, { failed: 2, pending: 1 });
});

test('prune takes the days from RETENTION_DAYS', async (t) => {
  const { settings } = await oldLog(t);
  const { text } = await cli(['prune', '--json'], { ...settings, RETENTION_DAYS: '100' });
  t.same(JSON.parse(text), { before: '2025-10-17T10:00:00.000Z', events: 0, suggestions: 0 });
});

test('prune --compact waits for no service: it is refused while one keeps the file', async (t) => {
  const { settings, file } = await logWith(t, oneOfEach);
  const lock = lockFile(file, { pid: 7, port: 8001, since: '2026-01-25T10:00:00.000Z' });
  const refused = await cli(['prune', '--compact'], settings);
  lock.release();
  t.equal(refused.code, 1);
  t.match(refused.text, /^Another service keeps the database .* \(process 7 on \S+, port 8001, since/);
  const done = await cli(['prune', '--compact', '--json'], settings);
  t.match(JSON.parse(done.text), { before: Number, after: Number });
});

test('prune --compact draws how far it is while SQLite works', async (t) => {
  const { settings, file } = await oldLog(t);
  const padding = new Database(file);
  padding.exec(
    `INSERT INTO service_state (key, value, updated_at) VALUES ('padding', zeroblob(40000000), '')`,
  );
  padding.close();
  const { terminal, drawn } = fakeTerminal();
  const { code } = await cli(['prune', '--compact'], settings, terminal);
  t.equal(code, 0);
  const counts = [...drawn.join('').matchAll(/(\d+)\/(\d+) pages written back, after \d+ s/g)];
  const [, done, of] = counts.at(-1) ?? [];
  t.equal(done, of, 'it ends with all of them');
  t.ok(Number(of) > 9_000);
});

test('prune --compact on a damaged file says what to do, and leaves the file to other commands', async (t) => {
  const file = await damagedFile(t);
  for (const _attempt of [1, 2]) {
    const { code, text } = await cli(['prune', '--compact'], { DATABASE_URL: `file:${file}` });
    t.equal(code, 1);
    t.match(text, /damaged/);
  }
});

test('prune without a number of days is wrong usage', async (t) => {
  for (const argv of [[], ['--older-than', '0d'], ['--older-than', '90'], ['--older-than', 'all']])
    t.equal((await cli(['prune', ...argv])).code, 2);
});
