import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { newEvent, temporaryFolder, test } from '../../../harness.ts';
import { inherited } from '../../../inherited.ts';
import { DEFAULTS, ROOT } from '../../../service.ts';
import { emptyDatabase, NO_SERVER } from '../../../store/postgres/server.ts';
import { logWith, oneOfEach } from '../../log.ts';
import { cli, fakeTerminal } from '../../terminal.ts';

const TOKEN = 'the-token-of-the-first-start';

test('move copies the log with a bar, says what it compared and what to do next', {
  skip: NO_SERVER,
}, async (t) => {
  const { file, settings } = await logWith(t, oneOfEach);
  const to = await emptyDatabase();
  const { terminal, drawn } = fakeTerminal();
  const { code, printed } = await cli(['move', '--to', to], settings, terminal);
  t.equal(code, 0);
  t.match(
    printed.at(-1),
    new RegExp(
      `rows are in postgres://.*, equal to those in ${file}, which stays as it was\\. Set DATABASE_URL`,
    ),
  );
  t.match(
    printed.find((line) => line.startsWith('integration_events_log')),
    /^integration_events_log +5 +[0-9a-f]{64} +equal$/,
  );
  t.match(drawn.join(''), /(\d+)\/\1 rows copied\n.*(\d+)\/\2 rows compared\n$/s);
});

test('the operator token moves along, from the file beside the log and back into one', {
  skip: NO_SERVER,
}, async (t) => {
  const { file, settings } = await logWith(t, oneOfEach);
  writeFileSync(join(dirname(file), 'operator-token'), `${TOKEN}\n`);
  const to = await emptyDatabase();
  await cli(['move', '--to', to], settings);
  const folder = temporaryFolder(t);
  const back = join(folder, 'back.db');
  t.match(await cli(['move', '--to', `file:${back}`, '--json'], { DATABASE_URL: to }), { code: 0 });
  t.equal(readFileSync(join(folder, 'operator-token'), 'utf8'), `${TOKEN}\n`);
  t.equal(statSync(join(folder, 'operator-token')).mode & 0o777, 0o600);
});

test('move --json is one object, and --dry-run says what would move', { skip: NO_SERVER }, async (t) => {
  const { file, settings } = await logWith(t, oneOfEach);
  const to = await emptyDatabase();
  const dry = await cli(['move', '--to', to, '--dry-run'], settings);
  t.match(dry.text, /integration_events_log +5\n/);
  t.match(dry.text, /rows would move from .*events\.db to postgres:.*Nothing was written\.$/);
  const plan = JSON.parse((await cli(['move', '--to', to, '--dry-run', '--json'], settings)).text);
  t.match(plan, { from: file, dry_run: true, goes_on: false });
  const { text } = await cli(['move', '--to', to, '--json'], settings);
  t.match(JSON.parse(text), { ok: true, from: file });
  t.notMatch(text, 'postgres@', 'no user, no password');
  t.match(JSON.parse(text).tables.at(-1), { table: 'integration_events_log', rows: 5, same: true });
});

test('a move that was killed goes on, and ends with everything there', { skip: NO_SERVER }, async (t) => {
  const { file, settings } = await logWith(t, async ({ events }) => {
    for (let turn = 0; turn < 100; turn++)
      await events.append(
        Array.from({ length: 100 }, (_, index) =>
          newEvent({ eventId: `${turn}-${index}`, recordId: `${turn}` }),
        ),
      );
  });
  const to = await emptyDatabase();
  const child = spawn(
    process.execPath,
    ['--import', './src/check-node.js', 'src/cli/main.ts', 'move', '--to', to],
    {
      cwd: ROOT,
      env: { ...inherited(), ...DEFAULTS, NODE_ENV: 'test', DATABASE_URL: `file:${file}`, LOG_FILE: '' },
      stdio: 'ignore',
    },
  );
  const exited = once(child, 'exit');
  const watcher = new pg.Client(to);
  await watcher.connect();
  t.teardown(() => watcher.end());
  const arrived = async () => {
    const { rows } = await watcher.query(`SELECT to_regclass('service_state') IS NOT NULL AS made`);
    if (!rows[0].made) return 0;
    return (await watcher.query('SELECT count(*)::int AS rows FROM integration_events_log')).rows[0].rows;
  };
  while (child.exitCode === null && (await arrived()) === 0);
  child.kill('SIGKILL');
  t.equal((await exited)[1], 'SIGKILL');
  const rows = await arrived();
  t.ok(rows > 0 && rows < 10_000, `${rows} had arrived`);
  t.match(
    (await cli(['move', '--to', to, '--dry-run'], settings)).text,
    /holds part of this move: it would go on/,
  );
  t.match(await cli(['move', '--to', to], settings), { code: 0 });
  t.equal(await arrived(), 10_000);
});

test('a log that changed meanwhile is said to be different, with what to do', {
  skip: NO_SERVER,
}, async (t) => {
  const { settings, open } = await logWith(t, oneOfEach);
  const to = await emptyDatabase();
  const terminal = Object.assign(fakeTerminal().terminal, {
    write(text: string) {
      if (/(\d+)\/\1 rows copied/.test(text)) throw new Error('the terminal is gone');
      return true;
    },
  });
  t.equal((await cli(['move', '--to', to], settings, terminal)).code, 1);
  await open().events.append([newEvent({ eventId: 'later' })]);
  const { code, text } = await cli(['move', '--to', to], settings);
  t.equal(code, 1);
  t.match(text, /event_counters .* DIFFERENT\n/);
  t.match(text, /event_counters, minute_counts: not equal, .* --start-over\.$/);
  t.match(await cli(['move', '--to', to, '--start-over'], settings), { code: 0 });
});

test('move needs an address that is another one, and a log to move', async (t) => {
  const { file, settings } = await logWith(t, oneOfEach);
  for (const to of [[], ['--to', 'mysql://db/hub'], ['--to', 'file::memory:'], ['--to', 'postgres://[']])
    t.match(await cli(['move', ...to], settings), { code: 2, text: /Give --to: postgres:/ });
  t.match(await cli(['move', '--to', `file:${dirname(file)}/./events.db`], settings), {
    code: 2,
    text: /is the database of DATABASE_URL itself/,
  });
  t.match(await cli(['move', '--to', 'file:/nonexistent/x.db'], { DATABASE_URL: 'file:/nonexistent/y.db' }), {
    code: 2,
    text: /no log at \/nonexistent\/y\.db/,
  });
  t.notOk(existsSync('/nonexistent'));
});
