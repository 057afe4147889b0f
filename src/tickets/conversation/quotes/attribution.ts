import type { Told } from '../../../log/told.ts';
import { tell } from '../../../sentences/tell.ts';
import { fold } from '../../rules/words.ts';
import { BEGIN_FORWARD, FROM, MARKED, OTHER_HEADERS, SENT, WROTE } from './phrases.ts';

/**
 * How mail programs introduce an older message: "On …, Sara wrote:", a header, a line between dashes. Lines come one by
 * one, as a wrapped attribution stands on up to three.
 */

/** A longer line is text, whatever it holds, in characters: patterns that fail late would look at it again and again. */
const MAX_LINE = 400;
/** Programs wrap an attribution over this many lines at most. */
const MAX_WRAP = 3;
/** The lines of a header follow within this many lines. */
const HEADER_LINES = 12;

/**
 * What introduces an older message at a line. `known`: a mail program wrote this, so the older message follows.
 * `perhaps`: it names an address or a date and ends in a colon, which a person may write too; what follows decides.
 */
export type Introduction = { is: 'known' | 'perhaps'; lines: number; because: Told };

export function introduction(lines: readonly string[], at: number): Introduction | null {
  const line = String(lines[at]);
  if (line.trim() === '' || line.length > MAX_LINE) return null;
  if (isMark(line)) return { is: 'known', lines: 1, because: tell('MARK_OF_OLDER_MESSAGE') };
  const header = headerLength(lines, at);
  if (header > 0) return { is: 'known', lines: header, because: tell('HEADER_OF_OLDER_MESSAGE') };
  for (let count = 1; count <= MAX_WRAP && at + count <= lines.length; count++) {
    const next = lines.slice(at, at + count);
    if (next.some((each) => each.trim() === '') || (count > 1 && !isBegun(next))) break;
    const found = attribution(next.join(' '));
    if (found !== null) return { ...found, lines: count };
  }
  return null;
}

const ADDRESS = /[^\s<>()[\]"':]+@[^\s<>()[\]"':]+/;
const BRACKETED = /[<([]\s*(mailto:)?[^\s<>()[\]]+@[^\s<>()[\]]+[>)\]]/;
/** A day, a year or a time of day, in whatever digits. */
const DATED =
  /\p{Nd}{4}|\p{Nd}{1,2}\s?[:٫.hH]\s?\p{Nd}{2}|\p{Nd}{1,2}[./-]\p{Nd}{1,2}|\p{Nd}{1,2}\.?\s+\p{L}{3,}/u;
const ENDS = /[:：]\s*$/;
const DASHES = /^-{2,}|-{2,}$/;

/** The first line opens like an attribution, or the second one needs it: a sentence above one is no part of it. */
function isBegun(lines: readonly string[]): boolean {
  const [first, second] = [plain(String(lines[0])), plain(String(lines[1]))];
  if (OPENS.test(first)) return true;
  return DATED.test(first) && !DATED.test(second) && !/[.?!؟:]\s*$/.test(first);
}

const OPENS = /^(on|le|am|el|il|op|em|a|den|dne|dnia|în|в|στις|pada|في|بتاريخ|در)\s(?=.*\p{Nd})/iu;

function attribution(joined: string): Omit<Introduction, 'lines'> | null {
  if (joined.length > MAX_LINE) return null;
  const line = plain(joined);
  const ends = ENDS.test(line) || (DASHES.test(line) && line.endsWith('--'));
  const isDated = DATED.test(line);
  const isAddressed = ADDRESS.test(line);
  const says = WROTE_WORD.test(fold(line));
  if (says && (isDated || isAddressed) && (ends || /^(في|بتاريخ)\s/.test(line)))
    return { is: 'known', because: tell('LINE_SAYS_WHO_WROTE') };
  if (!ends) return null;
  // No person puts an address in brackets beside the time: a mail program in a language that the lists lack does.
  if (isDated && BRACKETED.test(line)) return { is: 'known', because: tell('LINE_NAMES_SENDER_AND_TIME') };
  if (isDated || isAddressed) return { is: 'perhaps', because: tell('LINE_NAMES_SENDER_OR_TIME') };
  return null;
}

/** "---------- Forwarded message ---------", "Begin forwarded message:", a line of underscores. */
export function isMark(line: string): boolean {
  if (line.length > MAX_LINE) return false;
  const folded = fold(plain(line));
  if (/^_{10,}$/.test(folded) || BEGINS.test(folded)) return true;
  const between = /^[-=*–—_]{2,}\s*(\S.{2,80}?)\s*[-=*–—_]*:?$/.exec(folded)?.[1];
  return between !== undefined && MARK_WORD.test(between);
}

/** How many lines of a header begin here; 0 when none does. A form of a website has a sender and a subject at most. */
export function headerLength(lines: readonly string[], at: number): number {
  const first = headerLine(String(lines[at]));
  if (first?.is !== 'from') return 0;
  const rest = lines.slice(at + 1, at + HEADER_LINES);
  const end = rest.findIndex(
    (line, index) => headerLine(line) === null && !isContinued(line, rest[index - 1]),
  );
  const header = end === -1 ? rest : rest.slice(0, end);
  const of = (kind: HeaderLine['is']) => header.filter((line) => headerLine(line)?.is === kind).length;
  // A colleague is often named without an address; then the header has to be whole.
  const isHeader = ADDRESS.test(first.value) ? of('sent') > 0 : of('sent') > 1 && of('other') > 0;
  return isHeader ? header.length + 1 : 0;
}

/** A list of recipients goes on where its line ends in a comma or semicolon. */
function isContinued(line: string, before: string | undefined): boolean {
  return before !== undefined && /[,;]\s*$/.test(before) && ADDRESS.test(line);
}

export type HeaderLine = { is: 'from' | 'sent' | 'other'; value: string };

/** "*Von:* Sara", "> Objet : …", "من: …" */
export function headerLine(text: string): HeaderLine | null {
  if (text.length > MAX_LINE) return null;
  const parts = /^\*?([^:：*]{1,25}?)\s*\*?\s*[:：]\s*\*?\s*(.*)$/u.exec(plain(text));
  if (parts === null) return null;
  const label = fold(String(parts[1]));
  const value = String(parts[2]).trim();
  if (LABELS.from.has(label)) return { is: 'from', value };
  if (LABELS.sent.has(label)) return { is: 'sent', value };
  return LABELS.other.has(label) ? { is: 'other', value } : null;
}

/** Without the marks of direction and the signs that quote a line. */
export function plain(line: string): string {
  return line
    .replace(/\p{Cf}/gu, '')
    .replace(/^[\s>|]+/, '')
    .trim();
}

const LABELS = { from: folded(FROM), sent: folded(SENT), other: folded(OTHER_HEADERS) };
const WROTE_WORD = anyOf(WROTE);
const MARK_WORD = anyOf(MARKED);
const BEGINS = new RegExp(`^(?:${BEGIN_FORWARD.map(escaped).join('|')})\\s*[:：]`, 'u');

function folded(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map(fold));
}

/** Whole words where the script has spaces between them. */
function anyOf(phrases: readonly string[]): RegExp {
  const spaced = phrases.filter(
    (phrase) => !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}]/u.test(phrase),
  );
  const unspaced = phrases.filter((phrase) => !spaced.includes(phrase));
  const alone = `(?<![\\p{L}\\p{N}])(?:${spaced.map(escaped).join('|')})(?![\\p{L}\\p{N}])`;
  return new RegExp([alone, ...unspaced.map(escaped)].join('|'), 'u');
}

function escaped(phrase: string): string {
  return fold(phrase).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
