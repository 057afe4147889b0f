import type { Told } from '../../../log/told.ts';
import { tell } from '../../../sentences/tell.ts';
import { introduction, plain } from './attribution.ts';
import { withoutClosing } from './closing.ts';
import { KnownWords } from './known-words.ts';

/**
 * A writer's own words in a message, without what they quote. Decisions were once taken on quoted answers, signatures
 * and footers, and were wrong one time in three.
 */

/** A longer message is cut, in characters: nobody writes that much, and patterns must stay cheap. */
const MAX_LENGTH = 20_000;

/** A longer line is text, in characters. */
const MAX_RULE = 200;

export type Body = { html: string | null; text: string };
/** What was written in the conversation before. */
export type Earlier = { text: string; isOurs: boolean };
/** A piece that is not the writer's own, and how that is known. */
export type Cut = { text: string; because: Told };
export type OwnWords = { own: string; cut: Cut[] };

/** One line of a message, and whether its structure says that it is quoted. */
type Line = { text: string; isQuoted: boolean };

/** Reads the HTML where there is some: plain text has lost what is a quote and what is hidden. */
export async function ownWords({ html, text }: Body, earlier: readonly Earlier[] = []): Promise<OwnWords> {
  if (html === null || html.trim() === '') return ownWordsOfText(text, earlier);
  // Only when it is needed: the reader of HTML is as heavy as a third of a start.
  const { htmlLines } = await import('./html-lines.ts');
  return cutQuotes(htmlLines(html), earlier);
}

export function ownWordsOfText(text: string, earlier: readonly Earlier[] = []): OwnWords {
  const lines = text.slice(0, MAX_LENGTH).replace(/\r\n?/g, '\n').split('\n');
  return cutQuotes(
    lines.map((line) => ({ text: line, isQuoted: false })),
    earlier,
  );
}

/** Marks by structure first, then by what introduces an older message, then by what was said before. */
function cutQuotes(given: readonly Line[], earlier: readonly Earlier[]): OwnWords {
  const cut: Cut[] = [];
  const lines = given.map(({ text, isQuoted }) => ({
    text,
    isQuoted: isQuoted || /^[\s\p{Cf}]*>/u.test(text),
  }));
  const structural = lines.filter(({ isQuoted }) => isQuoted).map(({ text }) => text);
  if (structural.length > 0) cut.push({ text: join(structural), because: tell('MARKED_AS_QUOTE') });
  const unquoted = withoutIntroduced(lines, new KnownWords(earlier.map(({ text }) => text)), cut);
  const { letter, under } = withoutClosing(unquoted);
  if (join(under) !== '') cut.push({ text: join(under), because: tell('UNDER_THE_LETTER') });
  const ours = new KnownWords(earlier.filter(({ isOurs }) => isOurs).map(({ text }) => text)).cut(letter);
  if (ours !== null) cut.push({ text: ours.cut, because: tell('WRITTEN_BY_US') });
  return { own: join(withoutRule(ours?.kept ?? letter)), cut };
}

/** Takes away attributions, headers and marks, each with the older message that follows it. */
function withoutIntroduced(lines: readonly Line[], known: KnownWords, cut: Cut[]): string[] {
  const kept: string[] = [];
  const texts = lines.map(({ text }) => text);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line;
    if (line.isQuoted) continue;
    const found = introduction(texts, at);
    const after = found === null ? lines.length : at + found.lines;
    const next = lines.slice(after).findIndex(({ text }) => plain(text) !== '');
    const isAboveQuote = lines[after + next]?.isQuoted === true;
    if (
      found === null ||
      (found.is === 'perhaps' && !isAboveQuote && !known.holdsStartOf(texts.slice(after)))
    ) {
      kept.push(line.text);
      continue;
    }
    // Above a marked quote only the line itself goes: an answer may stand under the quote.
    const end = isAboveQuote ? after : lines.length;
    cut.push({
      text: join(texts.slice(at, end)),
      because: tell('FOLLOWS_INTRODUCTION', { introduction: found.because }),
    });
    at = end - 1;
  }
  return kept;
}

/** Without the line that a mail program draws above what it quotes. */
function withoutRule(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => !/^[\s_=*—–-]*$/.test(line.slice(0, MAX_RULE))) + 1);
}

function join(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
