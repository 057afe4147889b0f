import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { type Context, UsageError } from '../../../src/cli/command.ts';
import { common } from '../../../src/cli/locales/en/common.ts';
import { withLog } from '../../../src/cli/reach/log-file.ts';
import { withSqliteStores } from '../../../src/store/sqlite/command.ts';
import { openSqliteStores } from '../../../src/store/sqlite/open.ts';
import {
  countingIds,
  newEvent,
  type Test,
  TestClock,
  temporaryFolder,
  test,
  testSettings,
} from '../../harness.ts';
import { OPERATOR_ACTION } from '../../store/contract/support.ts';

async function contextOf(t: Test) {
  const file = join(temporaryFolder(t), 'events.db');
  const clock = new TestClock();
  const context: Context = {
    settings: await testSettings({ DATABASE_URL: `file:${file}` }),
    cautions: async () => [],
    language: 'en',
    own: {},
    common,
    clock,
    outside: { clock, random: () => 0, fetch },
    newId: countingIds(),
    rest: async () => {},
    confirm: async () => false,
    print: () => {},
    terminal: new PassThrough(),
  };
  return { file, context };
}

test('a log that is not there is wrong usage and is not made', async (t) => {
  const { file, context } = await contextOf(t);
  const refused: unknown = await withLog(context, async () => 1).catch((error) => error);
  t.ok(refused instanceof UsageError && refused.say(common).startsWith(`There is no log at ${file} yet`));
  t.notOk(existsSync(file));
});

test('a log that the system does not let this user look at is not taken for none', async (t) => {
  const { file, context } = await contextOf(t);
  symlinkSync(file, file);
  await t.rejects(
    withLog(context, async () => 1),
    { name: 'PermanentFailure', message: /^The database .* cannot be used \(ELOOP: .*check DATABASE_URL/ },
  );
});

test('the log is closed after its use, also when the use fails', async (t) => {
  const { file, context } = await contextOf(t);
  const stores = openSqliteStores(file, new TestClock());
  await stores.events.append([newEvent()]);
  await stores.events.close();
  const used = await withLog(context, async ({ reading }) => ({
    total: (await reading.stats({})).total_events,
    reading,
  }));
  t.equal(used.total, 1);
  await t.rejects(used.reading.stats({}), { message: 'The database connection is not open' });
  let failing = used.reading;
  const use = withLog(context, async ({ reading }) => {
    failing = reading;
    throw new Error('broken');
  });
  await t.rejects(use, { message: 'broken' });
  t.not(failing, used.reading);
  await t.rejects(failing.stats({}), { message: 'The database connection is not open' });
});

test('what the database refuses is a sentence that says where to look', async (t) => {
  const { file, context } = await contextOf(t);
  mkdirSync(file);
  const sentence = /^The database .*events\.db cannot be used \(.+\): check DATABASE_URL, the disk and whose/;
  await t.rejects(
    withLog(context, async () => 1),
    { name: 'PermanentFailure', message: sentence },
  );
});

test('a statement that the database refuses is such a sentence too', async (t) => {
  const { file, context } = await contextOf(t);
  const { connection, events } = openSqliteStores(file, new TestClock());
  connection.exec('DROP TABLE event_counters');
  await events.close();
  await t.rejects(
    withLog(context, ({ reading }) => reading.stats({})),
    { name: 'PermanentFailure', message: /no such table: event_counters/ },
  );
});

test('a log that a newer version made is refused with that one sentence', async (t) => {
  const { file, context } = await contextOf(t);
  const { events, connection } = openSqliteStores(file, new TestClock());
  connection
    .prepare(`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('of-tomorrow', 9e12)`)
    .run();
  await events.close();
  await t.rejects(
    withLog(context, async () => 1),
    { name: 'PermanentFailure', message: /^A newer version of this program made the database: / },
  );
});

test('a lock that another program does not give back is such a sentence too, and no defect of ours', async (t) => {
  const { file, context } = await contextOf(t);
  const { connection, events } = openSqliteStores(file, new TestClock());
  connection.exec('BEGIN IMMEDIATE');
  const refused = withSqliteStores(file, context.clock, ({ upkeep }) => upkeep.heartbeat(), {
    rest: context.rest,
    busyMs: 0,
  });
  await t.rejects(refused, { name: 'PermanentFailure', message: /\(the database answered SQLITE_BUSY\)/ });
  await events.close();
});

test('a long work rests as it is told to', async (t) => {
  const { file, context } = await contextOf(t);
  await openSqliteStores(file, new TestClock()).events.close();
  let rests = 0;
  const rest = async () => {
    rests += 1;
  };
  await withLog({ ...context, rest }, ({ upkeep }) => upkeep.prune('2026-01-01', OPERATOR_ACTION));
  t.equal(rests, 2);
});
