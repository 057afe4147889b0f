import type { Context, ExitCode, Values } from '../command.ts';
import { table } from './table.ts';

/** Rows that are read in one go. */
const PAGE = 200;

type Found<Row> = { found: readonly Row[]; total: number };

/**
 * The first rows of a list, page by page, so that a long list is no long query.
 *
 * @param start where the first page begins; each page says where the next one does, null at the end
 */
export async function upTo<Row, Mark>(
  limit: number,
  start: Mark,
  read: (
    limit: number,
    from: Mark,
  ) => Promise<{ rows: readonly Row[]; next: NonNullable<Mark> | null; total: number }>,
): Promise<Found<Row>> {
  const found: Row[] = [];
  for (let from = start; ; ) {
    const { rows, next, total } = await read(Math.min(PAGE, limit - found.length), from);
    found.push(...rows);
    if (next === null || found.length >= limit) return { found, total };
    from = next;
  }
}

/** As a table with how many there are, or with `--json` one object a line. */
export async function printList<Row>(
  { found, total }: Found<Row>,
  columns: (row: Row) => string[],
  { json }: Values,
  { print, common }: Pick<Context, 'print' | 'common'>,
): Promise<ExitCode> {
  const lines = json
    ? found.map((row) => JSON.stringify(row))
    : [...table(found.map(columns)), common.shown(found.length, String(total))];
  for (const line of lines) await print(line);
  return 0;
}
