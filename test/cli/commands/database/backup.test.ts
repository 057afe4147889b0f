import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteStores } from '../../../../src/store/sqlite/open.ts';
import { newEvent, TestClock, temporaryFolder, test, testApp } from '../../../harness.ts';
import { logWith, oneOfEach } from '../../log.ts';
import { cli, fakeTerminal } from '../../terminal.ts';

test('backup copies the database, checks the copy and says how much is in it', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  const copy = join(temporaryFolder(t), 'copy.db');
  const { terminal, drawn } = fakeTerminal();
  const { code, text } = await cli(['backup', copy], settings, terminal);
  t.equal(code, 0);
  t.match(text, /copy\.db: 5 events, \d{1,3}(,\d{3})+ bytes, checked\.$/);
  t.match(drawn.join(''), /\d+\/\d+ pages copied/);
  t.equal(statSync(copy).mode & 0o777, 0o600);
  const { events } = openSqliteStores(copy, new TestClock());
  t.equal((await events.stats({})).total_events, 5);
  await events.close();
});

test('a backup is one file, with nothing beside it', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  const folder = temporaryFolder(t);
  await cli(['backup', join(folder, 'copy.db')], settings);
  t.same(readdirSync(folder), ['copy.db']);
});

test('backup copies one moment while the service goes on', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  const { app } = await testApp(t, settings);
  await app.processor.stop();
  const copy = join(temporaryFolder(t), 'copy.db');
  const [{ code, text }] = await Promise.all([
    cli(['backup', copy, '--json'], settings),
    app.intake.append([newEvent({ eventId: 'meanwhile', recordId: '9' })]),
  ]);
  t.equal(code, 0);
  t.match(JSON.parse(text), { file: copy, ok: true, problem: null });
});

test('a damaged database is copied, and said to be damaged', async (t) => {
  const { settings } = await logWith(t, async ({ connection }) => {
    connection.unsafeMode();
    connection.exec(`CREATE TABLE broken (a); INSERT INTO broken VALUES (NULL); PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = 'CREATE TABLE broken (a NOT NULL)' WHERE name = 'broken'`);
  });
  const folder = temporaryFolder(t);
  const { code, text } = await cli(['backup', join(folder, 'a.db')], settings);
  t.equal(code, 1);
  t.match(text, /a\.db\.part is damaged: NULL value in broken\.a$/);
  t.same(readdirSync(folder), ['a.db.part'], 'nothing that looks like a backup');
});

test('backup writes only a new file, in a folder that is there', async (t) => {
  const { file, settings } = await logWith(t, oneOfEach);
  t.match(await cli(['backup'], settings), { code: 2 });
  const copy = join(temporaryFolder(t), 'copy.db');
  t.match(await cli(['backup', copy], { DATABASE_URL: 'file:/nonexistent' }), { code: 2, text: /no log/ });
  t.notOk(existsSync(copy), 'nothing is left of one that could not begin');
  t.match(await cli(['backup', file], settings), { code: 2, text: /is there already/ });
  t.match(await cli(['backup', join(file, 'x.db')], settings), { code: 2, text: /make its folder first/ });
});
