import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeToken } from '../../../service/starting/operator-token.ts';
import {
  databaseFile,
  databaseName,
  dataFolder,
  hasDatabase,
  isOnServer,
  type MoveOrder,
  moveLog,
  planMove,
} from '../../../store/open.ts';
import { type Command, type Context, type ExitCode, textOf, UsageError, type Values } from '../../command.ts';
import { DATABASE, type DatabaseTexts } from '../../locales/load.ts';
import { progressBar } from '../../output/progress.ts';
import { table } from '../../output/table.ts';

type Own = DatabaseTexts['move'];

/** Copies the log into another database, compares, and leaves the old one as it was. */
export const move: Command<DatabaseTexts['move']> = {
  texts: async (language) => (await DATABASE[language]()).move,
  help: ({ rows, notes }, { names, jsonObject }) => ({
    usage: [`move --to ${names.ADDRESS} ${names.OPTIONS}`],
    rows: [
      [`--to ${names.ADDRESS}`, rows.to],
      ['--start-over', rows.startOver],
      ['--dry-run', rows.dryRun],
      ['--json', jsonObject],
    ],
    notes,
    examples: [
      'move --to postgres://hub@db.example.edu/hub --dry-run',
      'move --to postgres://hub@db.example.edu/hub',
      'move --to file:data/back.db',
    ],
  }),
  options: {
    to: { type: 'string' },
    'start-over': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(values, _operands, context) {
    const { own } = context;
    const from = context.settings.DATABASE_URL;
    const to = targetOf(textOf(values, 'to'), own);
    if (!(await hasDatabase(from))) throw new UsageError(own.noLog(databaseName(from)));
    if (placeOf(from) === placeOf(to)) throw new UsageError(own.itself);
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

function targetOf(to: string | undefined, own: Own): string {
  if (to !== undefined && (isOnServer(to) ? URL.canParse(to) : /^file:(?!:memory:)./.test(to))) return to;
  throw new UsageError(own.giveTo);
}

/** Two names of one place are the same. */
function placeOf(url: string): string {
  return isOnServer(url) ? databaseName(url) : resolve(databaseFile(url));
}

async function plan(order: MoveOrder, values: Values, context: Context<Own>): Promise<ExitCode> {
  const { goesOn, tables } = await planMove(order);
  const rows = rowsOf(tables);
  const [from, to] = [databaseName(order.from), databaseName(order.to)];
  if (values.json) {
    await context.print(JSON.stringify({ from, to, dry_run: true, goes_on: goesOn, tables }));
    return 0;
  }
  for (const line of table(tables.map((one) => [one.table, String(one.rows)]))) await context.print(line);
  await context.print(goesOn ? context.own.goesOn(to, rows) : context.own.would(from, to, rows));
  return 0;
}

async function run(order: MoveOrder, values: Values, context: Context<Own>): Promise<ExitCode> {
  let [drawn, bar]: [string, ReturnType<typeof progressBar> | null] = ['', null];
  const onProgress: MoveOrder['onProgress'] = (work, done, of) => {
    if (work !== drawn) bar?.stop();
    bar = work === drawn && bar !== null ? bar : progressBar(context, of, context.own.progress[work]);
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
      one.same ? context.own.equal : context.own.different,
    ]);
    for (const line of table(lines)) await context.print(line);
    await context.print(
      isWell ? context.own.moved(from, to, rowsOf(tables)) : context.own.notMoved(to, different.join(', ')),
    );
  }
  return isWell ? 0 : 1;
}

function rowsOf(tables: readonly { rows: number }[]): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
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
