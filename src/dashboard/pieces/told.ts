import { html } from 'ghtml';
import type { Told } from '../../log/told.ts';
import { readTold } from '../../sentences/read.ts';
import { inWords } from '../../sentences/tell.ts';
import { foreign } from '../foreign.ts';
import type { Reader } from '../reader.ts';

/**
 * What went wrong in the reader's language, with the log's own words as the title; only those words when
 * there are no codes.
 */
export function told(reader: Reader, message: string, codes: readonly Told[] | null): string {
  if (codes === null || reader.language === 'en') return foreign(message);
  const words = inWords(codes, reader.language, {
    words: (text) => html`${text}`,
    // A Latin id must not reverse an Arabic sentence.
    value: (text) => html`<bdi>${text}</bdi>`,
    comma: reader.words.event.comma,
  });
  return html`<span title="${message}">!${words}</span>`;
}

/**
 * Why something was or was not done, as stored in JSON; what an earlier version stored is shown in English.
 */
export function reason(reader: Reader, kept: { reason: string; told?: unknown }): string {
  return told(reader, kept.reason, readTold(kept.told));
}

/** A list, such as what a step has read, in the reader's language. */
export function toldList(reader: Reader, list: readonly string[], codes: unknown): string {
  const known = readTold(codes);
  return list
    .map((text, at) => told(reader, text, known?.slice(at, at + 1) ?? null))
    .join(reader.words.event.comma);
}
