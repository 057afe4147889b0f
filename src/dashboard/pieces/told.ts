import { html } from 'ghtml';
import type { Told } from '../../log/told.ts';
import { inWords } from '../../sentences/tell.ts';
import { foreign } from '../foreign.ts';
import type { Reader } from '../reader.ts';

/** What went wrong in the reader's language, the log's own words as the title; the words alone where there are no codes. */
export function told(reader: Reader, message: string, codes: readonly Told[] | null): string {
  if (codes === null || reader.language === 'en') return foreign(message);
  const words = inWords(codes, reader.language, {
    words: (text) => html`${text}`,
    // A Latin id must not turn an Arabic sentence round.
    value: (text) => html`<bdi>${text}</bdi>`,
    comma: reader.words.event.comma,
  });
  return html`<span title="${message}">!${words}</span>`;
}
