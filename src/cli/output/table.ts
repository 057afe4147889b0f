import { filled, widthOf } from './width.ts';

/** One long name must not push what follows it off every line; its own row is moved aside, in columns. */
const WIDEST = 40;

/** Rows in columns that begin under each other; the last column is as long as it likes. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, text] of row.entries())
      widths[column] = Math.max(widths[column] ?? 0, Math.min(WIDEST, widthOf(text)));
  return rows.map((row) =>
    row
      .map((text, column) => (column === row.length - 1 ? text : filled(text, Number(widths[column]))))
      .join('  '),
  );
}
