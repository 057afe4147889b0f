import { type Address, parseAddress } from '../address.ts';
import { headerLength, headerLine, isMark } from './attribution.ts';
import { ownWordsOfText } from './own-words.ts';

/** A longer message is cut, in characters. */
const MAX_LENGTH = 100_000;

/**
 * The message inside one that was forwarded, with its sender; null where no header names one. Of several forwards in
 * each other the innermost that is a customer's may be meant, so the caller says who is one of us.
 */
export function unwrapForward(
  text: string,
  isOurs: (address: Address) => boolean = () => false,
): { from: Address; text: string } | null {
  const lines = text.slice(0, MAX_LENGTH).replace(/\r\n?/g, '\n').split('\n');
  for (let at = 0; at < lines.length; at++) {
    const length = headerLength(lines, at) || shortHeader(lines, at);
    if (length === 0) continue;
    const from = parseAddress(readable(String(headerLine(String(lines[at]))?.value)));
    if (from === null) return null;
    if (isOurs(from)) continue;
    const inside = lines.slice(at + length).map((line) => line.replace(/^[\s\p{Cf}]*> ?/u, ''));
    return { from, text: ownWordsOfText(inside.join('\n')).own };
  }
  return null;
}

/** Below the mark of a forward a sender alone is a header too; elsewhere it may be a form. */
function shortHeader(lines: readonly string[], at: number): number {
  if (headerLine(String(lines[at]))?.is !== 'from') return 0;
  const above = lines.slice(Math.max(0, at - 4), at);
  if (!above.some(isMark)) return 0;
  const end = lines.slice(at).findIndex((line) => headerLine(line) === null);
  return end === -1 ? lines.length - at : end;
}

/** "Jean <jean@… <mailto:jean@…>>", as programs write a linked address in plain text. */
function readable(sender: string): string {
  return sender.replace(/\s*<?mailto:[^<>\s]*>?(?=>|$)/i, (link, at: number) =>
    at > 0 && sender.slice(0, at).includes('@') ? '' : link,
  );
}
