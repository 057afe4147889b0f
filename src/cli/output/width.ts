import stringWidth from 'string-width';

/** How many columns of a terminal a text takes: marks above Arabic letters take none, Chinese letters two. */
export function widthOf(text: string): number {
  return stringWidth(text);
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
