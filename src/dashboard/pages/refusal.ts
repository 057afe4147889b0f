import { html } from 'ghtml';
import type { Messages } from '../locales/en.ts';
import { layout } from '../pieces/layout.ts';
import type { Reader } from '../reader.ts';

/** The sentence for each refusal that a page may meet, by error code. */
const SENTENCES = new Map<string, Exclude<keyof Messages['refusal'], 'title' | 'back'>>([
  ['ENDPOINT_NOT_FOUND', 'notFound'],
  ['EVENT_NOT_FOUND', 'eventNotFound'],
  ['STUDENT_NOT_FOUND', 'studentNotFound'],
  ['TICKET_NOT_FOUND', 'ticketNotFound'],
  ['INVALID_REQUEST', 'invalid'],
  ['CROSS_SITE', 'crossSite'],
  ['READ_ONLY', 'readOnly'],
  ['PROBLEM_NOT_FOUND', 'problemNotFound'],
  ['TOO_MANY_REQUESTS', 'tooMany'],
  ['UNAVAILABLE', 'unavailable'],
]);

/** What went wrong, in the reader's language; an unknown code says only that something did. */
export function refusalPage(reader: Reader, code: string, isSignedIn: boolean): string {
  const { refusal } = reader.words;
  const body = html`<section class="card narrow">
    <h1>${refusal.title}</h1>
    <p>${refusal[SENTENCES.get(code) ?? 'internal']}</p>
    <p><a href="/dashboard">${refusal.back}</a></p>
  </section>`;
  return layout(reader, { title: refusal.title, current: null, isSignedIn, body });
}
