import { html } from 'ghtml';
import type { Source, Status } from '../../log/event.ts';
import { foreign } from '../foreign.ts';
import { readMoment } from '../moment.ts';
import type { Reader } from '../reader.ts';
import { STATUS_ICONS } from './icons.ts';

const DAY_MS = 86_400_000;

/** The pieces that pages are made of. Each returns finished HTML, so a page inserts it with `!`. */

/**
 * A time from the log, in the reader's zone when it is known; the page's script corrects it on the first
 * visit. What a sender wrote instead of a time is shown verbatim.
 */
export function time({ format }: Reader, text: string, precision: 'time' | 'exactTime' = 'time'): string {
  const moment = readMoment(text);
  if (moment.is === 'text') return foreign(moment.text);
  return html`<time datetime="${moment.iso}" data-precision="${precision}">${format[precision](moment.ms)}</time>`;
}

/**
 * A time with how long ago it was, which is what people read in a list; the page's script keeps that true.
 * After a day only the time is shown.
 */
export function moment(reader: Reader, text: string, precision: 'time' | 'clock' = 'time'): string {
  const read = readMoment(text);
  if (read.is === 'text') return foreign(read.text);
  const { format, nowMs } = reader;
  const exact = html`<time datetime="${read.iso}" data-precision="${precision}" title="${format.exactTime(read.ms)}">${format[precision](read.ms)}</time>`;
  return nowMs - read.ms >= DAY_MS
    ? exact
    : html`<span class="ago" data-since="${read.iso}">${format.ago(read.ms, nowMs)}</span>&nbsp;· !${exact}`;
}

/** An id among words of any direction: Latin letters keep their order in an Arabic sentence. */
export function id(text: string): string {
  return html`<bdi class="id" dir="ltr">${text}</bdi>`;
}

export function statusBadge({ words }: Reader, status: Status): string {
  return html`<span class="badge ${status}">!${STATUS_ICONS[status]}${words.status[status]}</span>`;
}

/** The products that send, in the order they are listed. */
export const SOURCES = ['zoho', 'zoho_desk'] as const satisfies readonly Source[];

/** Pairs of a name and finished HTML; pairs without a value are left out. */
export function facts(pairs: readonly (readonly [name: string, value: string | null])[]): string {
  return html`<dl class="facts">
    !${pairs.map(([name, value]) => (value === null ? '' : html`<div><dt>${name}</dt><dd>!${value}</dd></div>`))}
  </dl>`;
}

export function notice(text: string): string {
  return html`<p class="notice" role="status">!${STATUS_ICONS.completed}<span>${text}</span></p>`;
}

/** The words for a list without rows. */
export function emptyList(title: string, hint: string): string {
  return html`<div class="empty"><p>${title}</p><p class="muted">${hint}</p></div>`;
}

/** Text with a copy button, which appears only where the script can copy. */
export function copyable({ words }: Reader, name: string, text: string): string {
  return html`<div class="code">
    <button type="button" class="quiet copy" data-copy="${name}" data-done="${words.event.copied}" hidden>
      ${words.event.copy}
    </button>
    <pre id="${name}" dir="ltr" tabindex="0">${text}</pre>
  </div>`;
}
