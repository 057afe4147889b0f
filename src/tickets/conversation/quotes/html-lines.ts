import { Parser } from 'htmlparser2';
import { htmlToText } from '../../../outside/zoho/desk/thread.ts';
import { type Attributes, hasBackground, namesOf, readStyles, styleOf } from './html-styles.ts';

/** A line of a message, and whether the HTML itself says that it is quoted. */
export type Line = { text: string; isQuoted: boolean };

/** Signs of the private use area, which stand for nothing in a mail: where a quote begins and ends, and where all the rest is one. */
const BEGIN = '\uE000';
const END = '\uE001';
const REST = '\uE002';
const MARKS = /[\uE000-\uE002]/g;
/** More of a message is not looked at, in characters. */
const MAX_HTML = 500_000;

/** The lines of an HTML mail that a person can see, each with whether its structure quotes it. */
export function htmlLines(html: string): Line[] {
  const lines: Line[] = [];
  let depth = 0;
  for (const line of htmlToText(markQuotes(html.slice(0, MAX_HTML).replace(MARKS, ''))).split('\n')) {
    for (const [mark] of line.matchAll(MARKS)) depth += mark === END ? -1 : mark === REST ? Infinity : 1;
    const text = line.replace(MARKS, '');
    if (text !== '' || line === '') lines.push({ text, isQuoted: depth > 0 });
  }
  return lines;
}

/** An element that is open: what it quotes or hides ends with it. */
type Open = { name: string; isHidden: boolean; isQuote: boolean; hasColour: boolean };

/** The same HTML without what it hides, and with marks around what it quotes. Read as a stream: depth costs nothing. */
function markQuotes(html: string): string {
  const out: string[] = [];
  const open: Open[] = [];
  const isHidden = () => open.at(-1)?.isHidden === true;
  const styles = readStyles(html);
  const parser = new Parser({
    onopentag(name, attributes) {
      const hasColour = open.at(-1)?.hasColour === true || hasBackground(attributes);
      const hides = isHidden() || styles.hide(name, attributes, hasColour);
      const isQuote = !isHidden() && isQuoteRoot(name, attributes);
      open.push({ name, isHidden: hides, isQuote, hasColour });
      if (hides) return;
      if (beginsRest(attributes)) out.push(`<div>${REST}</div>`);
      if (isQuote) out.push(`<div>${BEGIN}</div>`);
      out.push(html.slice(parser.startIndex, parser.endIndex + 1));
    },
    ontext() {
      if (!isHidden()) out.push(html.slice(parser.startIndex, parser.endIndex + 1));
    },
    onclosetag(_, isImplied) {
      for (const { name, isHidden: wasHidden, isQuote } of open.splice(-1)) {
        if (wasHidden) return;
        if (!isImplied) out.push(html.slice(parser.startIndex, parser.endIndex + 1));
        else if (!VOID.has(name)) out.push(`</${name}>`);
        if (isQuote) out.push(`<div>${END}</div>`);
      }
    },
  });
  parser.end(html);
  return out.join('');
}

const VOID = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'col', 'area', 'base', 'wbr', 'source']);

/** Classes and ids of elements that hold an older message; Outlook puts `x_` before those of others. */
const QUOTE_NAMES = new Set([
  'yahoo_quoted',
  'protonmail_quote',
  'zmail_extra',
  'tutanota_quote',
  'front-blockquote',
  'ms-outlook-mobile-reference-message',
  'mail-editor-reference-message-container',
  'olk_src_body_section',
]);
/** Ids and classes after which everything is an older message. */
const REST_NAMES = new Set([
  'divrplyfwdmsg',
  'appendonsend',
  'outlookmessageheader',
  'stopspelling',
  'orimsghtmlseperator',
]);
/** The line above the header that Outlook on a computer writes. */
const OUTLOOK_LINE = /border-top:solid#?(b5c4df|e1e1e1)/;

function isQuoteRoot(name: string, attributes: Attributes): boolean {
  return (
    name === 'blockquote' ||
    attributes.name === 'quote' ||
    namesOf(attributes).some((each) => QUOTE_NAMES.has(each))
  );
}

function beginsRest(attributes: Attributes): boolean {
  return (
    attributes.name === '_MailOriginal' ||
    attributes['data-marker'] === '__DIVIDER__' ||
    OUTLOOK_LINE.test(styleOf(attributes)) ||
    namesOf(attributes).some((each) => REST_NAMES.has(each))
  );
}
