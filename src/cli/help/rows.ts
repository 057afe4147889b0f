import type { Help } from '../command.ts';
import { filled, widest } from '../output/width.ts';
import { wrapped } from './wrapped.ts';

/** What stands before a meaning takes at most so many columns; a longer name pushes its own row aside. */
const WIDEST_LABEL = 24;

/** Names with their meanings beside them, all of which begin under each other. */
export function rowLines(rows: Help['rows'], columns: number): string[] {
  const label = Math.min(widest(rows.map(([what]) => what)), WIDEST_LABEL);
  const indent = ' '.repeat(label + 4);
  return rows.flatMap(([what, meaning]) => {
    return wrapped(meaning, columns - indent.length).map((line, at) =>
      at === 0 ? `  ${filled(what, label)}  ${line}` : `${indent}${line}`,
    );
  });
}
