import { html } from 'ghtml';
import type { JsonObject, JsonValue } from '../../log/event.ts';
import { STEPS, type Suggestion } from '../../tickets/suggestion.ts';
import { foreign } from '../foreign.ts';
import { emptyList, facts, id, notice, time } from '../pieces/elements.ts';
import { WARNING_ICON } from '../pieces/icons.ts';
import { layout } from '../pieces/layout.ts';
import { problem } from '../pieces/problem.ts';
import { type Stopped, stoppedRows } from '../pieces/stopped.ts';
import type { Reader } from '../reader.ts';

export type SuggestionsView = {
  waiting: readonly Suggestion[];
  nextBefore: number | null;
  total: number;
  /** What a guard kept from being answered, newest first. */
  stopped: readonly Stopped[];
  /** The one that was just decided on. */
  decided: Suggestion | null;
  /** Why the last one could not be applied, in the words of the log; it waits on. */
  failure: string | null;
  /** False while Zoho Desk is not connected. */
  canApply: boolean;
};

/** What waits for a person: beside the customer's message each change that is proposed, to be edited, made or turned down. */
export function suggestionsPage(reader: Reader, view: SuggestionsView): string {
  const { suggestions } = reader.words;
  const { waiting, nextBefore, canApply } = view;
  const body = html`
    <div class="title">
      <h1>${suggestions.title}</h1>
      <span class="badge">${reader.format.number(view.total)}</span>
    </div>
    <p class="muted">${suggestions.intro}</p>
    !${view.decided === null ? '' : outcome(reader, view.decided)}
    !${view.failure === null ? '' : refused(reader, suggestions.refused, view.failure)}
    !${canApply || waiting.length === 0 ? '' : html`<p class="caution">!${WARNING_ICON}<span>${suggestions.notConnected}</span></p>`}
    !${waiting.length === 0 ? html`<section class="card">!${emptyList(suggestions.none, suggestions.noneHint)}</section>` : keyLegend(reader)}
    !${byTicket(waiting).map((group) => ticketCard(reader, group, canApply))}
    !${nextBefore === null ? '' : html`<nav class="paging" aria-label="${suggestions.title}"><a class="button quiet" rel="next" href="/dashboard/suggestions?before=${nextBefore}">${suggestions.next}</a></nav>`}
    !${stoppedRows(reader, view.stopped)}`;
  return layout(reader, { title: suggestions.title, current: 'suggestions', isSignedIn: true, body });
}

/** How the last decision ended, with the reason where nothing was written. */
function outcome(reader: Reader, { status, result }: Suggestion): string {
  const sentence = reader.words.suggestions.outcomes[status];
  if (status === 'applied' || status === 'dismissed') return notice(sentence);
  return refused(reader, sentence, result?.reason);
}

function refused(reader: Reader, sentence: string, reason: JsonValue | undefined): string {
  const why = typeof reason === 'string' ? problem(reader, reason) : '';
  return html`<p class="problem" role="alert">!${WARNING_ICON}<span>${sentence} !${why}</span></p>`;
}

function keyLegend({ words }: Reader): string {
  const { keys } = words.suggestions;
  const pairs = [
    ['j', keys.next],
    ['k', keys.previous],
    ['a', keys.apply],
    ['e', keys.edit],
    ['d', keys.dismiss],
  ] as const;
  return html`<p class="keys hint">${keys.title}${words.event.colon} !${pairs.map(([key, meaning]) => html`<span><kbd>${key}</kbd> ${meaning}</span>`)}</p>`;
}

/** What waits for one ticket: at least one. */
type Group = readonly [Suggestion, ...Suggestion[]];

function byTicket(waiting: readonly Suggestion[]): Group[] {
  const groups = new Map<string, [Suggestion, ...Suggestion[]]>();
  for (const suggestion of waiting) {
    const group = groups.get(suggestion.ticketId);
    if (group === undefined) groups.set(suggestion.ticketId, [suggestion]);
    else group.push(suggestion);
  }
  return [...groups.values()];
}

function ticketCard(reader: Reader, group: Group, canApply: boolean): string {
  const { suggestions } = reader.words;
  const [{ ticketId, eventRow, createdAt }] = group;
  const inOrder = STEPS.flatMap((step) => group.filter((suggestion) => suggestion.step === step));
  const message = group.map(({ proposal }) => proposal.message).find((text) => typeof text === 'string');
  return html`<section class="card ticket" aria-label="${suggestions.ticket} ${ticketId}">
    <div class="title">
      <h2>${suggestions.ticket} !${id(ticketId)}</h2>
      <span class="muted">!${time(reader, createdAt)}</span>
      !${eventRow === null ? '' : html`<a class="title-action" href="/dashboard/events/${eventRow}">${reader.words.event.title(String(eventRow))}</a>`}
    </div>
    <div class="beside">
      <div>
        <h3>${suggestions.message}</h3>
        !${message === undefined ? html`<p class="muted">${suggestions.noMessage}</p>` : html`<blockquote dir="auto">${message}</blockquote>`}
      </div>
      <div>!${inOrder.map((suggestion) => proposalCard(reader, suggestion, canApply))}</div>
    </div>
  </section>`;
}

function proposalCard(reader: Reader, suggestion: Suggestion, canApply: boolean): string {
  const { suggestions } = reader.words;
  const address = `/dashboard/suggestions/${suggestion.id}`;
  return html`<article class="proposal" tabindex="-1" data-suggestion="${suggestion.id}" aria-labelledby="step-${suggestion.id}">
    <h3 id="step-${suggestion.id}">${suggestions.steps[suggestion.step]}</h3>
    <form method="post" action="${address}/apply">
      !${change(reader, suggestion)}
      <div class="filter-actions">
        !${canApply ? html`<button class="primary" data-key="a">${suggestions.apply}</button>` : ''}
        <button class="quiet" data-key="d" formaction="${address}/dismiss" formnovalidate>${suggestions.dismiss}</button>
      </div>
    </form>
  </article>`;
}

/** What would be written, in words; an answer can be put in other words first. */
function change(reader: Reader, { step, proposal }: Suggestion): string {
  const { suggestions, events } = reader.words;
  if (step === 'link') return shown(proposal.deal_name);
  if (step === 'dispatch') return shown(proposal.department);
  if (step === 'note')
    return html`<strong dir="auto">${text(proposal.title)}</strong>!${shown(proposal.content)}`;
  if (step === 'deal')
    return facts(
      Object.entries(proposal.set as JsonObject).map(([field, value]) => [field, foreign(text(value))]),
    );
  if (step === 'ticket')
    return html`!${facts([[events.status, proposal.status === null ? null : foreign(text(proposal.status))]])}!${shown(proposal.note)}`;
  const copies = list(proposal.copies);
  return html`!${list(proposal.doubts).map((doubt) => html`<p class="caution">!${WARNING_ICON}<span>!${problem(reader, doubt)}</span></p>`)}
    !${facts([
      [suggestions.to, id(text(proposal.to))],
      [suggestions.copies, copies.length === 0 ? null : foreign(copies.join(', '))],
    ])}
    <label>${suggestions.text}
      <textarea name="text" dir="auto" rows="9" maxlength="10000" required data-key="e">${text(proposal.text)}</textarea>
    </label>`;
}

function shown(value: JsonValue | undefined): string {
  return html`<p class="proposed" dir="auto">${text(value)}</p>`;
}

/** A list of texts; nothing in a proposal of an earlier version. */
function list(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function text(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
