import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeToken } from '../../../service/operator-token.ts';
import {
  databaseFile,
  databaseName,
  dataFolder,
  hasDatabase,
  isOnServer,
  type MovedRows,
  type MoveOrder,
  moveLog,
  planMove,
} from '../../../store/open.ts';
import { type Command, type Context, type ExitCode, textOf, UsageError, type Values } from '../../command.ts';
import { progressBar } from '../../output/progress.ts';
import { table } from '../../output/table.ts';

/** Copies the log into another database, compares, and leaves the old one as it was. */
export const move: Command = {
  summary: 'Move the log to another database: from a file to PostgreSQL, or back',
  help: `
Usage: npm run cli -- move --to ADDRESS [options]

  --to ADDRESS   where to: postgres://user@host/database (empty), or file:path (not there yet)
  --start-over   drop what an earlier move left in that database, and begin anew
  --dry-run      say what would move, and whether the target takes it; nothing is written
  --json         one JSON object

The log of DATABASE_URL is read and stays as it is. Stop the service first, all instances of it. Every row of every table is
copied and then compared: a count and a checksum for each table. Ids stay, and go on after the largest. Broken off at any
point, the same command goes on where it stopped; until it has ended well, no service starts on the target.
What PostgreSQL cannot keep in a text (a NUL, half of a letter) becomes a sign that shows it; the bytes of a delivery stay.
A password need not stand in the ADDRESS: PGPASSWORD and ~/.pgpass are read too.

Examples:
  npm run cli -- move --to postgres://hub@db.example.edu/hub --dry-run
  npm run cli -- move --to postgres://hub@db.example.edu/hub
  npm run cli -- move --to file:data/back.db`,
  options: {
    to: { type: 'string' },
    'start-over': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(values, _operands, context) {
    const from = context.settings.DATABASE_URL;
    const to = targetOf(textOf(values, 'to'));
    if (!(await hasDatabase(from)))
      throw new UsageError(`There is no log at ${databaseName(from)}: set DATABASE_URL to the one to move.`);
    if (placeOf(from) === placeOf(to)) throw new UsageError('--to is the database of DATABASE_URL itself.');
    const order: MoveOrder = {
      from: isOnServer(from) ? from : `file:${placeOf(from)}`,
      to,
      since: new Date(context.clock.now()).toISOString(),
      startOver: values['start-over'] === true,
      operatorToken: keptToken(from),
      onProgress: () => {},
    };
    return values['dry-run'] ? plan(order, values, context) : run(order, values, context);
  },
};

function targetOf(to: string | undefined): string {
  if (to !== undefined && (isOnServer(to) ? URL.canParse(to) : /^file:(?!:memory:)./.test(to))) return to;
  throw new UsageError('Give --to: postgres://user@host/database, or file:path.');
}

/** Two names of one place are the same. */
function placeOf(url: string): string {
  return isOnServer(url) ? databaseName(url) : resolve(databaseFile(url));
}

async function plan(order: MoveOrder, values: Values, context: Context): Promise<ExitCode> {
  const { goesOn, tables } = await planMove(order);
  const rows = tables.reduce((sum, { rows: of }) => sum + of, 0);
  const [from, to] = [databaseName(order.from), databaseName(order.to)];
  if (values.json) {
    await context.print(JSON.stringify({ from, to, dry_run: true, goes_on: goesOn, tables }));
    return 0;
  }
  for (const line of table(tables.map((one) => [one.table, String(one.rows)]))) await context.print(line);
  await context.print(
    goesOn
      ? `${to} holds part of this move: it would go on until all ${rows} rows are there.`
      : `${rows} rows would move from ${from} to ${to}. Nothing was written.`,
  );
  return 0;
}

async function run(order: MoveOrder, values: Values, context: Context): Promise<ExitCode> {
  let [drawn, bar]: [string, ReturnType<typeof progressBar> | null] = ['', null];
  const onProgress: MoveOrder['onProgress'] = (work, done, of) => {
    if (work !== drawn) bar?.stop();
    bar = work === drawn && bar !== null ? bar : progressBar(context, of, `rows ${work}`);
    drawn = work;
    bar.update(done);
  };
  const { tables, operatorToken } = await moveLog({ ...order, onProgress }).finally(() => bar?.stop());
  const different = tables.filter(({ same }) => !same).map((one) => one.table);
  const isWell = different.length === 0;
  if (isWell) keepToken(order.to, operatorToken);
  const [from, to] = [databaseName(order.from), databaseName(order.to)];
  if (values.json) await context.print(JSON.stringify({ from, to, ok: isWell, tables }));
  else {
    const lines = tables.map((one) => [
      one.table,
      String(one.rows),
      one.checksum,
      one.same ? 'equal' : 'DIFFERENT',
    ]);
    for (const line of table(lines)) await context.print(line);
    await context.print(isWell ? moved(order, tables) : notMoved(to, different));
  }
  return isWell ? 0 : 1;
}

function moved({ from, to }: MoveOrder, tables: readonly MovedRows[]): string {
  const rows = tables.reduce((sum, { rows: of }) => sum + of, 0);
  return `${rows} rows are in ${databaseName(to)}, equal to those in ${databaseName(from)}, which stays as it was. Set DATABASE_URL to the new address and start the service.`;
}

function notMoved(to: string, different: readonly string[]): string {
  return `${different.join(', ')}: not equal, because somebody changed the log after the move had begun, or worked on ${to}. Nothing is lost: stop every service, and run the same command again with --start-over.`;
}

/** The token of a log in a file stands beside it; sign-in links and sessions go on where it moves along. */
function keptToken(url: string): string | null {
  const file = tokenFile(url);
  return file !== null && existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

/** Beside a file that has none yet. */
function keepToken(url: string, token: string | null): void {
  const file = tokenFile(url);
  if (file !== null && token !== null) makeToken(file, token);
}

function tokenFile(url: string): string | null {
  const folder = dataFolder(url);
  return folder === null ? null : join(folder, 'operator-token');
}
