import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Context } from '../../src/cli/command.ts';
import { withLog } from '../../src/cli/log-file.ts';
import { openSqliteStores } from '../../src/events/sqlite/event-store.ts';
import {
  countingIds,
  newEvent,
  type Test,
  TestClock,
  temporaryFolder,
  test,
  testSettings,
} from '../harness.ts';

async function contextOf(t: Test) {
  const file = join(temporaryFolder(t), 'events.db');
  const clock = new TestClock();
  const context: Context = {
    settings: await testSettings({ DATABASE_URL: `file:${file}` }),
    clock,
    outside: { clock, random: () => 0, fetch },
    newId: countingIds(),
    print: () => {},
    colours: false,
    terminal: new PassThrough(),
  };
  return { file, context };
}

test('a log that is not there is wrong usage and is not made', async (t) => {
  const { file, context } = await contextOf(t);
  await t.rejects(
    withLog(context, async () => 1),
    {
      name: 'UsageError',
      message: `There is no log at ${file} yet: start the service once, or set DATABASE_URL.`,
    },
  );
  t.notOk(existsSync(file));
});

test('the log is closed after its use, also when the use fails', async (t) => {
  const { file, context } = await contextOf(t);
  const stores = openSqliteStores(file, new TestClock());
  await stores.events.append([newEvent()]);
  await stores.events.close();
  const used = await withLog(context, async ({ events, connection }) => ({
    total: (await events.stats({})).total_events,
    connection,
  }));
  t.equal(used.total, 1);
  t.notOk(used.connection.open);
  let failing = used.connection;
  const use = withLog(context, async ({ connection }) => {
    failing = connection;
    throw new Error('broken');
  });
  await t.rejects(use, { message: 'broken' });
  t.not(failing, used.connection);
  t.notOk(failing.open);
});
