import { widthOf } from '../output/width.ts';

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
