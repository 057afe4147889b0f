import { existsSync, linkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { databaseFile } from '../../../src/store/open.ts';
import { assertDurable, openDatabase } from '../../../src/store/sqlite/connect.ts';
import { openThreadedStores } from '../../../src/store/sqlite/thread/threaded-stores.ts';
import { type Test, temporaryFolder, test } from '../../harness.ts';

function openFile(t: Test, file = join(temporaryFolder(t), 'events.db')) {
  const connection = openDatabase(file);
  t.teardown(() => connection.close());
  return connection;
}

test('the database and its folder are made when they are not there', async (t) => {
  const file = join(temporaryFolder(t), 'a', 'b', 'events.db');
  openFile(t, file);
  t.ok(existsSync(file));
});

for (const [pragma, value] of [
  ['synchronous', 2],
  ['journal_mode', 'wal'],
  ['auto_vacuum', 2],
  ['foreign_keys', 1],
  ['trusted_schema', 0],
] as const) {
  test(`a database file is opened with ${pragma} = ${value}`, async (t) => {
    t.equal(openFile(t).pragma(pragma, { simple: true }), value);
  });
}

test('settings of the connection come back when the file is opened again', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  openDatabase(file).close();
  const again = openFile(t, file);
  t.equal(again.pragma('synchronous', { simple: true }), 2);
  t.equal(again.pragma('auto_vacuum', { simple: true }), 2);
});

for (const level of ['OFF', 'NORMAL', 'EXTRA']) {
  test(`a connection with synchronous ${level} is refused`, async (t) => {
    const connection = new Database(':memory:');
    t.teardown(() => connection.close());
    connection.pragma(`synchronous = ${level}`);
    t.throws(() => assertDurable(connection), /not FULL: an answered event could be lost/);
  });
}

test('migrations make every table from nothing', async (t) => {
  const names = openFile(t)
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1`,
    )
    .pluck()
    .all();
  t.same(names, [
    '__drizzle_migrations',
    'event_attempts',
    'event_counters',
    'heartbeat',
    'held_deliveries',
    'integration_events_log',
    'minute_counts',
    'operator_actions',
    'problem_events',
    'problems',
    'service_state',
    'students',
    'ticket_suggestions',
    'tickets',
  ]);
});

test('migrations of a database that is up to date change nothing', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  const schemaOf = (connection: ReturnType<typeof openDatabase>) => [
    connection.prepare('SELECT * FROM sqlite_schema ORDER BY name').all(),
    connection.prepare('SELECT * FROM __drizzle_migrations').all(),
  ];
  const first = openDatabase(file);
  const before = schemaOf(first);
  first.close();
  t.same(schemaOf(openFile(t, file)), before);
});

test('a database that a newer version made is refused with one sentence, and left as it is', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  const newer = openDatabase(file);
  newer.prepare(`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('of-tomorrow', 9e12)`).run();
  newer.close();
  t.throws(() => openDatabase(file), {
    name: 'PermanentFailure',
    code: 'NEWER_DATABASE',
    message:
      'A newer version of this program made the database: start that version, or restore the backup from before its upgrade.',
  });
  await t.rejects(
    openThreadedStores(file, { port: 8001, endsStudentsAtOnce: false }),
    { code: 'NEWER_DATABASE' },
    'the start prints it alone',
  );
});

for (const [url, file] of [
  ['file:data/events.db', 'data/events.db'],
  ['file::memory:', ':memory:'],
  ['file:/var/lib/events.db', '/var/lib/events.db'],
  ['file://data/events.db', 'data/events.db'],
  ['file:///var/lib/my%20events#1.db', '/var/lib/my%20events#1.db'],
  ['file:///C:/hub/events.db', 'C:/hub/events.db'],
] as const) {
  test(`${url} means ${file}`, async (t) => {
    t.equal(databaseFile(url), file);
  });
}

test('the log is made for its owner only, with its folder and its companions', async (t) => {
  const file = join(temporaryFolder(t), 'data', 'events.db');
  const db = openDatabase(file);
  for (const path of [file, `${file}-wal`, `${file}-shm`]) t.equal(statSync(path).mode & 0o777, 0o600, path);
  t.equal(statSync(join(file, '..')).mode & 0o777, 0o700);
  db.close();
});

test('a database that another program is writing to can be opened, which needs no lock of its own', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  openFile(t, file).exec('BEGIN IMMEDIATE');
  t.equal(openFile(t, file).pragma('auto_vacuum', { simple: true }), 2);
});

test('a database with a second name is refused, because each name would have a log of its own', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  openDatabase(file).close();
  linkSync(file, `${file}.link`);
  for (const name of [file, `${file}.link`])
    t.throws(() => openDatabase(name), {
      name: 'PermanentFailure',
      code: 'SECOND_NAME',
      message: /hard link/,
    });
});
