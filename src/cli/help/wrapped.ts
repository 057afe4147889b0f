import { widthOf } from '../output/width.ts';

/** What a line of the help takes at most, in columns: longer ones are hard to read on any terminal. */
export const WIDEST_HELP = 110;

/** How wide the help is on this terminal; some that know no width call it 0, and what is no terminal has none. */
export function helpWidth(columns: number | undefined): number {
  return Math.min(columns || WIDEST_HELP, WIDEST_HELP);
}

/** Lines of at most so many columns, broken at plain spaces; a longer word stands alone. Ends of lines stay. */
export function wrapped(text: string, columns: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    for (const word of paragraph.split(' ')) {
      const last = lines.at(-1);
      const longer = last === undefined ? word : `${last} ${word}`;
      if (last !== undefined && widthOf(longer) > columns) lines.push(word);
      else lines.splice(-1, 1, longer);
    }
    return lines;
  });
}
