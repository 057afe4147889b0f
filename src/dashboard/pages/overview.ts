import { html } from 'ghtml';
import type { EventSummary, Status } from '../../log/event.ts';
import { STATUSES } from '../../log/event.ts';
import type { MinuteCount, OldestWaiting, Stats } from '../../log/readings.ts';
import type { Warning } from '../../service/sight/warnings.ts';
import type { Subjects } from '../../subjects/subjects.ts';
import { STEPS, type Step } from '../../tickets/suggestions/suggestion.ts';
import { activityChart } from '../pieces/chart.ts';
import { emptyList, id, SOURCES, time } from '../pieces/elements.ts';
import { eventRows } from '../pieces/event-rows.ts';
import { SHIELD_ICON, STATUS_ICONS, WAITING_ICON, WARNING_ICON, WELL_ICON } from '../pieces/icons.ts';
import { layout } from '../pieces/layout.ts';
import { problemRows, type ShownProblem } from '../pieces/problem-rows.ts';
import { told } from '../pieces/told.ts';
import type { Reader } from '../reader.ts';

/** The flags in the settings: what the service may write by itself, and what strangers may do. */
type Flags = {
  tickets: Readonly<Record<Step, boolean>>;
  /** Whether tickets with a lost webhook are looked for; this only reads. */
  lostTickets: boolean;
  students: Readonly<Record<'create' | 'update' | 'suspend' | 'writeBack', boolean>>;
  access: Readonly<Record<'metrics' | 'unsigned', boolean>>;
};

type Overview = {
  stats: Stats;
  oldestWaiting: OldestWaiting | null;
  /** The newest open problems, and how many there are. */
  problems: readonly ShownProblem[];
  openProblems: number;
  activity: readonly MinuteCount[];
  newest: readonly EventSummary[];
  subjects: Subjects;
  openRoutes: readonly string[];
  warnings: readonly Warning[];
  flags: Flags;
  /** How many proposals wait for a person. */
  suggestions: number;
  nowMs: number;
};

/** Is all well? The page answers that in one sentence, then shows what is behind it. */
export function overviewPage(reader: Reader, overview: Overview): string {
  const { words } = reader;
  const body = html`<div id="overview" hx-get="/dashboard" hx-select="#overview" hx-swap="outerMorph"
      hx-trigger="change from:#stream throttle:1s, every 60s">
    !${overviewBody(reader, overview)}
  </div>`;
  return layout(reader, {
    title: words.pages.overview,
    current: 'overview',
    isSignedIn: true,
    isLive: true,
    body,
  });
}

function overviewBody(reader: Reader, overview: Overview): string {
  const { words } = reader;
  const { stats, activity, newest, openRoutes, nowMs } = overview;
  return html`
    !${openRoutes.length === 0 ? '' : openBanner(reader, openRoutes)}
    !${stateSentence(reader, overview)}
    !${overview.warnings.map((warning) => standingWarning(reader, warning))}
    <div class="tiles">
      !${STATUSES.map((status) => statusTile(reader, status, stats.by_status[status] ?? 0))}
    </div>
    !${stats.payload_differs === 0 ? '' : html`<p class="hint">${words.overview.differs(stats.payload_differs)}</p>`}
    <section class="card" aria-labelledby="rates">
      <h2 id="rates">${words.overview.rates}</h2>
      !${activityChart(reader, activity, nowMs)}
    </section>
    <section class="card" aria-labelledby="needs">
      <h2 id="needs">${words.needs.title}</h2>
      !${overview.problems.length === 0 ? html`<p class="muted">${words.needs.none.open}</p>` : problemRows(reader, overview.problems)}
      !${overview.openProblems > overview.problems.length ? html`<p class="more"><a href="/dashboard/problems">${words.needs.all}</a></p>` : ''}
    </section>
    <div class="columns">
      <section class="card" aria-labelledby="newest">
        <h2 id="newest">${words.overview.newest}</h2>
        !${newest.length === 0 ? emptyList(words.overview.nothingYet, words.overview.nothingYetHint) : eventRows(reader, newest, overview.subjects)}
        <p class="more"><a href="/dashboard/events">${words.overview.allEvents}</a></p>
      </section>
      <div>
        <section class="card" aria-labelledby="sources">
          <h2 id="sources">${words.overview.bySource}</h2>
          !${sourceCounts(reader, stats)}
        </section>
        <section class="card" aria-labelledby="safety">
          <h2 id="safety">${words.overview.safety}</h2>
          !${verification(reader, openRoutes)}
          !${flagList(reader, overview.flags)}
        </section>
      </div>
    </div>`;
}

/** Nobody may miss that strangers can write here. */
function openBanner({ words }: Reader, openRoutes: readonly string[]): string {
  const sentence = html`${words.overview.unverified('{routes}')}`;
  return html`<p class="problem banner" role="alert">!${WARNING_ICON}<span>
    !${sentence.replace('{routes}', openRoutes.map(id).join(words.event.comma))}</span></p>`;
}

function standingWarning(reader: Reader, { message, told: codes, since }: Warning): string {
  return html`<p class="caution">!${WARNING_ICON}<span>!${told(reader, message, codes)}
    <span class="hint">${reader.words.overview.since} !${time(reader, since)}</span></span></p>`;
}

/**
 * One sentence that never contradicts itself: what arrived, what will resolve by itself, and what waits for a
 * person.
 */
function stateSentence(reader: Reader, view: Overview): string {
  const { overview, needs, suggestions } = reader.words;
  const { stats, oldestWaiting, activity, openProblems } = view;
  const waiting = (stats.by_status.pending ?? 0) + (stats.by_status.processing ?? 0);
  const today = activity.reduce((sum, { accepted }) => sum + accepted, 0);
  const state = openProblems > 0 ? 'failed' : waiting > 0 ? 'pending' : 'completed';
  const icon = { failed: WARNING_ICON, pending: WAITING_ICON, completed: WELL_ICON }[state];
  const arrived = stats.total_events === 0 ? overview.nothingYet : overview.arrived(today);
  const sentences = [
    ...(openProblems > 0
      ? [needs.well(stats.by_status.completed ?? 0), needs.needYou(openProblems)]
      : [state === 'completed' && stats.total_events > 0 ? needs.allWell(today) : arrived]),
    ...(waiting > 0 ? [overview.waiting(waiting)] : []),
  ];
  return html`<div class="state ${state}">
    !${icon}
    <div>
      <h1>${sentences.join(' ')}</h1>
      !${view.suggestions === 0 ? '' : html`<p><a href="/dashboard/suggestions">${suggestions.waiting(view.suggestions)}</a></p>`}
      !${oldestWaiting === null ? '' : html`<p><a href="/dashboard/events/${oldestWaiting.id}">${overview.oldestWaiting}</a> !${time(reader, oldestWaiting.since)}</p>`}
    </div>
  </div>`;
}

function statusTile({ words, format }: Reader, status: Status, count: number): string {
  return html`<a class="tile ${status} ${count === 0 ? 'zero' : ''}" href="/dashboard/events?status=${status}">
    <span class="tile-name">!${STATUS_ICONS[status]}${words.status[status]}</span>
    <span class="tile-count">${format.number(count)}</span>
  </a>`;
}

function sourceCounts(reader: Reader, { by_source, total_events }: Stats): string {
  const { words, format } = reader;
  const line = (name: string, count: number) =>
    html`<li><span>${name}</span><strong>${format.number(count)}</strong></li>`;
  return html`<ul class="counts">
    !${SOURCES.map((source) => line(words.source[source], by_source[source] ?? 0))}
    !${line(words.overview.total, total_events)}
  </ul>`;
}

function verification({ words }: Reader, openRoutes: readonly string[]): string {
  return openRoutes.length === 0
    ? html`<p class="well">!${SHIELD_ICON}<span>${words.overview.verified}</span></p>`
    : html`<p class="unwell">!${WARNING_ICON}<span>${words.overview.openRoutes}</span></p>
      <ul class="routes">!${openRoutes.map((route) => html`<li>!${id(route)}</li>`)}</ul>`;
}

function flagList({ words }: Reader, { tickets, lostTickets, students, access }: Flags): string {
  const { flags, on, off, flagsHint } = words.overview;
  const row = (name: string, isOn: boolean, look: string) =>
    html`<li><span>${name}</span><span class="badge ${isOn ? look : ''}">${isOn ? on : off}</span></li>`;
  const group = (name: string, rows: readonly string[]) =>
    html`<h3>${name}</h3><ul class="flags">!${rows}</ul>`;
  return html`
    !${group(
      flags.tickets,
      STEPS.map((step) => row(words.suggestions.steps[step], tickets[step], 'completed')),
    )}
    !${group(flags.students, [
      row(flags.create, students.create, 'completed'),
      row(flags.update, students.update, 'completed'),
      row(flags.suspend, students.suspend, 'completed'),
      row(flags.writeBack, students.writeBack, 'completed'),
    ])}
    <p class="hint">${flagsHint}</p>
    !${group(flags.access, [
      row(flags.lostTickets, lostTickets, 'completed'),
      row(flags.metrics, access.metrics, 'pending'),
      row(flags.unsigned, access.unsigned, 'pending'),
    ])}`;
}
