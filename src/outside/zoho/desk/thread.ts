import { convert } from 'html-to-text';
import type { JsonObject } from '../../../log/event.ts';
import { readThread, text, textOrNull } from './replies.ts';
import type { DeskThreadDetail } from './ticket.ts';

/** A thread with its words; Zoho's own plain text is taken where it is given. */
export function readThreadDetail(json: JsonObject): DeskThreadDetail {
  const content = text(json.content);
  // `html` and `plainText` come as `text/html` and `text/plain` as well.
  const isPlain = text(json.contentType).toLowerCase().includes('plain');
  const words = textOrNull(json.plainText) ?? (isPlain ? content : htmlToText(content));
  const html = isPlain || content === '' ? null : content.slice(0, MAX_HTML);
  return { ...readThread(json), text: words.slice(0, MAX_TEXT), html };
}

/** The words of a piece of HTML, as far as its first half million characters have them. */
export function htmlToText(html: string): string {
  return convert(html.slice(0, MAX_HTML), HTML).trim();
}

const MAX_HTML = 500_000;
/** The most that is kept of a message, in characters. */
const MAX_TEXT = 100_000;

/** Addresses of links and pictures are no words of the customer. */
const HTML = {
  wordwrap: false as const,
  // Endlessly nested elements would overflow the stack.
  limits: { maxDepth: 200 },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
  ],
};
