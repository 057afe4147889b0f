import { filled, widthOf } from './width.ts';

/** Rows in columns that begin under each other; the last column is as long as it likes. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, text] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, widthOf(text));
  return rows.map((row) =>
    row
      .map((text, column) => (column === row.length - 1 ? text : filled(text, Number(widths[column]))))
      .join('  '),
  );
}
