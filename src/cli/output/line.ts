import { styleText } from 'node:util';

/** A word in one of our own colours; the rest of a line has none. */
export type Painted = { colour: 'green' | 'yellow' | 'red' | 'gray'; text: string };
/** One line, or a few that belong together. */
export type Line = string | readonly (string | Painted)[];

/** What a terminal obeys instead of showing it: control characters, and those that turn the direction of the text around. */
const OBEYED = /[[\p{Cc}\u202a-\u202e\u2066-\u2069]--[\t\n]]/gv;

/**
 * A line as it is printed. Whatever a sender wrote, the terminal shows it and obeys none of it: every command prints
 * through here, so that none can forget to. The escapes are those of JSON, so a JSON text stays valid and means the same.
 */
export function rendered(line: Line, colours: boolean): string {
  if (typeof line === 'string') return visible(line);
  return line
    .map((part) => {
      if (typeof part === 'string') return visible(part);
      const text = visible(part.text);
      return colours ? styleText(part.colour, text, { validateStream: false }) : text;
    })
    .join('');
}

/** `\u001b` in the place of an escape character, and so on. Tabs and the ends of lines stay. */
export function visible(text: string): string {
  return text.replace(OBEYED, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
