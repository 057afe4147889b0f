import fastStringWidth from 'fast-string-width';

/** Signs that say something about their neighbours and are never drawn, such as those of direction. */
const UNDRAWN = /\p{Cf}/gu;

/** How many columns of a terminal a text takes: marks above Arabic letters take none, Chinese letters two. */
export function widthOf(text: string): number {
  return fastStringWidth(text.replace(UNDRAWN, ''));
}

/** Filled up with spaces to so many columns. */
export function filled(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)));
}

/** The columns of the widest. */
export function widest(texts: Iterable<string>): number {
  let columns = 0;
  for (const text of texts) columns = Math.max(columns, widthOf(text));
  return columns;
}
