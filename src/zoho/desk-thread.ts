import { convert } from 'html-to-text';
import type { JsonObject } from '../events/event.ts';
import { readThread, text, textOrNull } from './desk-replies.ts';
import type { DeskThreadDetail } from './ticket.ts';

/** A thread with its words; Zoho's own plain text is taken where it is given. */
export function readThreadDetail(json: JsonObject): DeskThreadDetail {
  return { ...readThread(json), text: textOrNull(json.plainText) ?? readContent(json) };
}

/** `html` and `plainText` come as `text/html` and `text/plain` as well. */
function readContent(json: JsonObject): string {
  const content = text(json.content);
  return text(json.contentType).toLowerCase().includes('plain') ? content : convert(content, HTML).trim();
}

/** Addresses of links and pictures are no words of the customer. */
const HTML = {
  wordwrap: false as const,
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
  ],
};
