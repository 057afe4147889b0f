import { html } from 'ghtml';
import { shownText } from '../../inbound/reading/shown-text.ts';
import { type Attempt, type EventDetail, type EventSummary, UNVERIFIED } from '../../log/event.ts';
import type { ProblemEntry } from '../../log/problem.ts';
import type { Neighbours } from '../../log/readings.ts';
import { replayRefusal } from '../../log/rules/replay.ts';
import type { WebPlaces } from '../../outside/web-places.ts';
import type { Subject, Subjects } from '../../subjects/subjects.ts';
import { foreign } from '../foreign.ts';
import { copyable, facts, id, notice, statusBadge, time } from '../pieces/elements.ts';
import { eventRows, eventTitle } from '../pieces/event-rows.ts';
import { WARNING_ICON } from '../pieces/icons.ts';
import { indentJson } from '../pieces/indent-json.ts';
import { layout } from '../pieces/layout.ts';
import { outsideLinks } from '../pieces/outside-links.ts';
import { closing } from '../pieces/problem-rows.ts';
import { describeResult } from '../pieces/result.ts';
import { ticketSteps } from '../pieces/ticket-steps.ts';
import { ticketTitle } from '../pieces/ticket-title.ts';
import { told } from '../pieces/told.ts';
import type { Reader } from '../reader.ts';
import { setAsideForm } from './one-problem.ts';

type EventView = {
  event: EventDetail;
  /** The newest other events of the same record. */
  others: readonly EventSummary[];
  /** What this event needs or needed from somebody; null when it never failed. */
  need: ProblemEntry | null;
  neighbours: Neighbours;
  /** Whom this event and those beside it are about. */
  subjects: Subjects;
  places: WebPlaces;
  /** True right after its replay was requested. */
  isReplayed: boolean;
};

/** One event, and everything known about it. Until it has ended, the page keeps itself up to date. */
export function eventPage(reader: Reader, view: EventView): string {
  const { id, status } = view.event;
  const title = reader.words.event.title(String(id));
  const isLive = status === 'pending' || status === 'processing';
  const live = isLive
    ? html`hx-get="/dashboard/events/${id}" hx-trigger="change from:#stream throttle:1s" hx-select="#event" hx-swap="outerMorph"`
    : '';
  const body = html`<div id="event" !${live}>!${eventBody(reader, view, title)}</div>`;
  return layout(reader, { title, current: 'events', isSignedIn: true, isLive, body });
}

function eventBody(reader: Reader, view: EventView, title: string): string {
  const { words } = reader;
  const { event, others, subjects, isReplayed } = view;
  const subject = subjects.get(event.id) ?? { is: 'other' };
  return html`
    <div class="title">
      <h1>!${eventTitle(reader, event, subject)}</h1>
      !${statusBadge(reader, event.status)}
      <span class="muted">${title}</span>
      !${replayForm(reader, event)}
    </div>
    !${neighbourLinks(reader, view.neighbours)}
    !${isReplayed ? notice(words.event.replayed) : ''}
    <section class="card" aria-labelledby="result">
      <h2 id="result">${words.event.result}</h2>
      !${outcome(reader, event)}
      !${needOf(reader, event.id, view.need)}
    </section>
    !${aboutWhom(reader, event, subject, view.places)}
    <section class="card" aria-labelledby="details">
      <h2 id="details">${words.event.details}</h2>
      !${eventFacts(reader, event)}
    </section>
    <section class="card" aria-labelledby="attempts">
      <h2 id="attempts">${words.event.attempts}</h2>
      !${attempts(reader, event.attempts_made)}
    </section>
    <section class="card" aria-labelledby="contents">
      <h2 id="contents">${words.event.content}</h2>
      !${contents(reader, event)}
    </section>
    !${related(reader, 'duplicates', words.event.duplicates, event.duplicates, subjects)}
    !${related(reader, 'others', words.event.others, others, subjects)}`;
}

/** The events of one record read like a story: one before, one after. */
function neighbourLinks({ words }: Reader, { before, after }: Neighbours): string {
  if (before === null && after === null) return '';
  const link = (to: number | null, text: string, rel: string) =>
    to === null ? '' : html`<a rel="${rel}" href="/dashboard/events/${to}">${text}</a>`;
  return html`<nav class="neighbours" aria-label="${words.rows.neighbours}">
    !${link(before, words.rows.before, 'prev')}!${link(after, words.rows.after, 'next')}
  </nav>`;
}

/**
 * The person or the ticket behind the id, with links to them here and outside; empty when nobody is known.
 */
function aboutWhom(reader: Reader, event: EventDetail, subject: Subject, places: WebPlaces): string {
  const { rows, students } = reader.words;
  const card = (pairs: Parameters<typeof facts>[0], links: Parameters<typeof outsideLinks>[1]) =>
    html`<section class="card" aria-labelledby="about">
      <h2 id="about">${rows.about}</h2>
      !${facts(pairs)}
      !${outsideLinks(reader, links)}
    </section>`;
  if (subject.is === 'student') {
    const { zohoId, name, number, isKnown, moodleUserId } = subject;
    const called = foreign(name ?? students.unnamed);
    const page = `/dashboard/students/${encodeURIComponent(zohoId)}`;
    return card(
      [
        [rows.studentLabel, isKnown ? html`<a href="${page}">!${called}</a>` : called],
        [students.fields.studentNumber, number === null ? null : id(number)],
      ],
      [
        ['Zoho CRM', places.crmRecord(event.module, zohoId)],
        ['Moodle', moodleUserId === null ? null : places.moodleUser(moodleUserId)],
      ],
    );
  }
  if (subject.is !== 'ticket' || subject.card === null) return '';
  const { ticketId, card: ticket } = subject;
  return card(
    [
      [rows.ticketLabel, ticketTitle(reader, ticketId, ticket)],
      [rows.customer, ticket.customer === null ? null : id(ticket.customer)],
    ],
    [['Zoho Desk', ticket.webUrl]],
  );
}

/** What became of its failure: who or what closed it, or a form to set it aside. */
function needOf(reader: Reader, eventId: number, need: ProblemEntry | null): string {
  if (need === null) return '';
  const { needs } = reader.words;
  const link = html`<a href="/dashboard/problems/${need.problem}">${needs.problem(String(need.problem))}</a>`;
  if (need.state !== 'open') return html`<p>!${closing(reader, need, eventId)} · !${link}</p>`;
  return html`<p>!${link}</p>!${reader.mayAct ? setAsideForm(reader, need.problem, eventId, needs.setAsideOne) : ''}`;
}

function replayForm({ words, mayAct }: Reader, event: EventDetail): string {
  if (!mayAct) return '';
  const refusal = replayRefusal(event);
  if (refusal !== null)
    return html`<span class="hint title-action">${words.event.cannotReplay[refusal]}</span>`;
  return html`<form class="title-action" method="post" action="/dashboard/events/${event.id}/replay">
    <button !${event.status === 'failed' ? 'class="primary"' : ''}>${words.event.replay}</button>
  </form>`;
}

function outcome(reader: Reader, event: EventDetail): string {
  const { words } = reader;
  if (event.status === 'pending')
    return html`<p class="lead">${whyItWaits(reader, event)}</p>!${error(reader, event, 'caution')}`;
  if (event.status === 'processing')
    return html`<p class="lead">${words.event.inWork}</p>!${error(reader, event, 'caution')}`;
  if (event.status === 'failed')
    return html`!${error(reader, event, 'problem')}!${ticketSteps(reader, event.result)}`;
  if (event.status === 'duplicate') {
    return html`<p class="lead">${words.event.duplicateOf} <a href="/dashboard/events/${event.duplicate_of}">${words.event.title(String(event.duplicate_of))}</a>.
      ${event.payload_differs ? words.event.differs : ''}</p>`;
  }
  return html`!${describeResult(reader, event.result)}!${ticketSteps(reader, event.result)}`;
}

function whyItWaits({ words }: Reader, { verified_by, error_message }: EventDetail): string {
  if (verified_by === UNVERIFIED) return words.event.waitsForProof;
  return error_message === null ? words.event.waits : words.event.waitsAgain;
}

/**
 * @param look `caution` while the service retries by itself, `problem` when a person has to mend something
 */
function error(
  reader: Reader,
  { error_message, error_details }: EventDetail,
  look: 'caution' | 'problem',
): string {
  if (error_message === null) return '';
  return html`<p class="${look}">!${WARNING_ICON}!${told(reader, error_message, error_details)}</p>`;
}

function eventFacts(reader: Reader, event: EventDetail): string {
  const { words } = reader;
  const moment = (iso: string | null) => (iso === null ? null : time(reader, iso, 'exactTime'));
  return facts([
    [words.events.source, html`${words.source[event.source]}`],
    [words.events.module, html`<bdi>${event.module}</bdi>`],
    [words.events.type, html`<bdi>${event.event_type}</bdi>`],
    [
      words.event.record,
      event.record_id === ''
        ? null
        : html`<a href="/dashboard/events?${new URLSearchParams({ record_id: event.record_id })}">!${id(event.record_id)}</a>`,
    ],
    [words.event.eventId, id(event.event_id)],
    [words.event.received, moment(event.created_at)],
    [words.event.occurred, moment(event.occurred_at)],
    // A held event has left its lane, as if it had ended.
    [words.event.ended, event.status === 'pending' ? null : moment(event.processed_at)],
    [words.event.next, moment(event.next_attempt_at)],
    [words.event.verifiedBy, html`${describeVerification(reader, event.verified_by)}`],
  ]);
}

/** `hmac:2` is a signature with the second of two secrets. */
function describeVerification({ words }: Reader, verifiedBy: string): string {
  const [scheme = '', key = ''] = verifiedBy.split(':');
  const { notVerified, notYetVerified, bySignature, bySecret, byToken, byJwt, byComparison } = words.event;
  const names = new Map([
    ['none', notVerified],
    ['hmac', bySignature],
    ['secret', bySecret],
    ['token', byToken],
    ['jwt', byJwt],
    ['reconcile', byComparison],
    [UNVERIFIED, notYetVerified],
  ]);
  const name = names.get(scheme) ?? scheme;
  return key === '' ? name : `${name}${words.event.comma}${words.event.key(key)}`;
}

function attempts(reader: Reader, made: readonly Attempt[]): string {
  const { words, format } = reader;
  if (made.length === 0) return html`<p class="muted">${words.event.noAttempts}</p>`;
  return html`<ol class="attempts">
    !${made.map(
      ({ attempt, started_at, outcome, error_message, error_details }) => html`<li>
        <strong>${words.event.attempt} ${format.number(attempt)}</strong>
        <span>${words.event.outcomes[outcome]}</span>
        <span class="muted">!${time(reader, started_at, 'exactTime')}</span>
        !${error_message === null ? '' : html`<p>!${told(reader, error_message, error_details)}</p>`}
      </li>`,
    )}
  </ol>`;
}

function contents(reader: Reader, event: EventDetail): string {
  const { words } = reader;
  const folded = (name: string, title: string, text: string, isOpen = false) =>
    html`<details !${isOpen ? 'open' : ''}><summary>${title}</summary>!${copyable(reader, name, text)}</details>`;
  return html`
    !${event.erased ? html`<p class="muted">${words.event.cannotReplay.erased}</p>` : ''}
    !${event.erased || event.unreadable ? '' : folded('payload-text', words.event.payload, indentJson(event.payload))}
    !${event.raw_body === null ? '' : folded('raw-text', words.event.raw, shownText(Buffer.from(event.raw_body, 'base64')), event.unreadable)}
    !${event.result === null ? '' : folded('result-text', words.event.resultJson, JSON.stringify(event.result, null, 2))}`;
}

/** Renders nothing when there are none: an empty list would only take up room. */
function related(
  reader: Reader,
  name: string,
  title: string,
  events: readonly EventSummary[],
  subjects: Subjects,
): string {
  if (events.length === 0) return '';
  return html`<section class="card" aria-labelledby="${name}">
    <h2 id="${name}">${title}</h2>
    !${eventRows(reader, events, subjects)}
  </section>`;
}
