import { html } from 'ghtml';
import type { JsonObject, JsonValue } from '../../log/event.ts';
import { readBegun } from '../../tickets/steps/reply/begun.ts';
import type { TicketCard } from '../../tickets/suggestions/card.ts';
import { STEPS, type Suggestion } from '../../tickets/suggestions/suggestion.ts';
import { foreign } from '../foreign.ts';
import { conversation } from '../pieces/conversation.ts';
import { departures } from '../pieces/departures.ts';
import { emptyList, facts, id, moment } from '../pieces/elements.ts';
import { WARNING_ICON } from '../pieces/icons.ts';
import { layout } from '../pieces/layout.ts';
import { outsideLinks } from '../pieces/outside-links.ts';
import { type Stopped, stoppedRows } from '../pieces/stopped.ts';
import { ticketTitle } from '../pieces/ticket-title.ts';
import { reason } from '../pieces/told.ts';
import type { Reader } from '../reader.ts';
import type { SuggestionReason } from '../suggestion-reasons.ts';

type SuggestionsView = {
  waiting: readonly Suggestion[];
  /** What is known about their tickets and about those that were left alone, by id. */
  cards: ReadonlyMap<string, TicketCard>;
  /** Why each was suggested, by suggestion id. */
  reasons: ReadonlyMap<number, SuggestionReason>;
  nextBefore: number | null;
  total: number;
  /** Tickets that a guard kept from being answered, newest first. */
  stopped: readonly Stopped[];
  /** Those that were just decided on. */
  decided: readonly Suggestion[];
  /** Decided by anybody, but not left yet. */
  leaving: readonly Suggestion[];
  /** True when somebody tried to decide on several without selecting any. */
  isNoneSelected: boolean;
  /** False while Zoho Desk is not connected. */
  canApply: boolean;
};

/** What waits for a person: each proposed change beside its conversation, to edit, make or turn down. */
export function suggestionsPage(reader: Reader, view: SuggestionsView): string {
  const { suggestions, leaving } = reader.words;
  const { waiting, nextBefore, canApply } = view;
  const body = html`
    <div class="title">
      <h1>${suggestions.title}</h1>
      <span class="badge">${reader.format.number(view.total)}</span>
    </div>
    <p class="muted">${suggestions.intro} ${canApply ? leaving.hint : ''}</p>
    !${departures(reader, view)}
    !${view.isNoneSelected ? html`<p class="caution" role="status">!${WARNING_ICON}<span>${leaving.noneSelected}</span></p>` : ''}
    !${canApply || waiting.length === 0 ? '' : html`<p class="caution">!${WARNING_ICON}<span>${suggestions.notConnected}</span></p>`}
    !${waiting.length === 0 ? html`<section class="card">!${emptyList(suggestions.none, suggestions.noneHint)}</section>` : waitingForm(reader, view)}
    !${nextBefore === null ? '' : html`<nav class="paging" aria-label="${suggestions.title}"><a class="button quiet" rel="next" href="/dashboard/suggestions?before=${nextBefore}">${suggestions.next}</a></nav>`}
    !${stoppedRows(reader, view.stopped, view.cards)}`;
  return layout(reader, { title: suggestions.title, current: 'suggestions', isSignedIn: true, body });
}

/**
 * One form, so that a decision on several takes the text of each answer. Its first button does nothing:
 * pressing Enter in a box presses the first button of a form.
 */
function waitingForm(reader: Reader, view: SuggestionsView): string {
  const { waiting, decided, canApply } = view;
  const next = nextAfter(waiting, decided);
  const groups = byTicket(waiting);
  return html`<form class="waiting" method="post" action="/dashboard/suggestions/several">
    <button hidden disabled></button>
    !${reader.mayAct ? several(reader, canApply) : ''}
    !${groups.map((group) => ticketCard(reader, group, view, next))}
  </form>`;
}

function several(reader: Reader, canApply: boolean): string {
  const { leaving } = reader.words;
  return html`<div class="several">
    !${keyLegend(reader)}
    <fieldset class="filter-actions">
      <legend class="hint">${leaving.several}</legend>
      !${canApply ? html`<button name="decision" value="apply" formnovalidate>${leaving.applySeveral}</button>` : ''}
      <button name="decision" value="dismiss" formnovalidate>${leaving.dismissSeveral}</button>
    </fieldset>
  </div>`;
}

/** Where the focus goes after a decision: first the same ticket, then the next one down. */
function nextAfter(waiting: readonly Suggestion[], decided: readonly Suggestion[]): number | null {
  const last = decided.at(-1);
  if (last === undefined) return null;
  const inOrder = byTicket(waiting).flatMap(ordered);
  const next =
    inOrder.find(({ ticketId }) => ticketId === last.ticketId) ??
    inOrder.find(({ id: rowId }) => rowId < last.id) ??
    inOrder[0];
  return next?.id ?? null;
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

/** What waits on one ticket: at least one. */
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

function ordered(group: Group): Suggestion[] {
  return STEPS.flatMap((step) => group.filter((suggestion) => suggestion.step === step));
}

function ticketCard(reader: Reader, group: Group, view: SuggestionsView, next: number | null): string {
  const [{ ticketId, eventRow }] = group;
  const card = view.cards.get(ticketId);
  return html`<section class="card ticket" aria-labelledby="ticket-${ticketId}">
    <div class="title">
      <h2 id="ticket-${ticketId}">!${ticketTitle(reader, ticketId, card ?? null)}</h2>
      !${card?.customer ? html`<span class="muted">!${id(card.customer)}</span>` : ''}
      !${eventRow === null ? '' : html`<a class="title-action" href="/dashboard/events/${eventRow}">${reader.words.event.title(String(eventRow))}</a>`}
      !${card === undefined ? '' : outsideLinks(reader, [['Zoho Desk', card.webUrl]])}
    </div>
    <div class="beside">
      <div>!${card === undefined ? messageOf(reader, group) : conversation(reader, card)}</div>
      <div>!${ordered(group).map((suggestion) => proposalCard(reader, suggestion, view, suggestion.id === next))}</div>
    </div>
  </section>`;
}

/** For a ticket that an earlier version read, only the reply knows what was asked. */
function messageOf(reader: Reader, group: Group): string {
  const { suggestions } = reader.words;
  const message = group.map(({ proposal }) => proposal.message).find((text) => typeof text === 'string');
  return html`<h3>${suggestions.message}</h3>
    !${message === undefined ? html`<p class="muted">${suggestions.noMessage}</p>` : html`<blockquote dir="auto">${message}</blockquote>`}`;
}

function proposalCard(
  reader: Reader,
  suggestion: Suggestion,
  { canApply, reasons }: SuggestionsView,
  isNext: boolean,
): string {
  const { suggestions, leaving } = reader.words;
  const { id: rowId, step, createdAt, trouble } = suggestion;
  const address = `/dashboard/suggestions/${rowId}`;
  const why = reasons.get(rowId);
  return html`<article class="proposal" tabindex="-1" !${isNext ? 'autofocus' : ''} data-suggestion="${rowId}" aria-labelledby="step-${rowId}">
    <div class="proposal-head">
      <label class="tick"><input type="checkbox" name="id" value="${rowId}" aria-label="${leaving.select(suggestions.steps[step])}"></label>
      <h3 id="step-${rowId}">${suggestions.steps[step]}</h3>
    </div>
    !${trouble === null ? '' : html`<p class="caution">!${WARNING_ICON}<span>${leaving.trouble} !${reason(reader, trouble)}</span></p>`}
    !${change(reader, suggestion)}
    !${facts([
      [leaving.age, moment(reader, createdAt)],
      [leaving.reason, why === undefined ? null : reason(reader, why)],
      [
        leaving.confidence,
        why?.confidence === undefined ? null : html`${reader.format.percent(why.confidence)}`,
      ],
    ])}
    <div class="filter-actions">
      !${canApply && reader.mayAct ? html`<button class="primary" data-key="a" formaction="${address}/apply" formnovalidate>${applyWords(reader, suggestion)}</button>` : ''}
      !${reader.mayAct ? html`<button class="quiet" data-key="d" formaction="${address}/dismiss" formnovalidate>${suggestions.dismiss}</button>` : ''}
    </div>
  </article>`;
}

/** A button says what it does: for an e-mail it names the recipient. */
function applyWords({ words }: Reader, { step, proposal, trouble, result }: Suggestion): string {
  const { leaving, suggestions } = words;
  const to = text(proposal.to);
  if (step === 'reply' && readBegun(result)?.begun === 'send') return leaving.doubtful(to);
  if (step === 'reply') return trouble === null ? leaving.send(to) : leaving.sendAgain(to);
  if (step === 'dispatch') return leaving.move(text(proposal.department));
  if (step === 'link') return leaving.linkTo(text(proposal.deal_name));
  return suggestions.apply;
}

/** What would be written, in words; an answer can be reworded first. */
function change(reader: Reader, { id: rowId, step, proposal, words }: Suggestion): string {
  const { suggestions, events, leaving } = reader.words;
  if (step === 'link') return shown(proposal.deal_name);
  if (step === 'dispatch') return shown(proposal.department);
  if (step === 'note')
    return html`<strong dir="auto">${text(proposal.title)}</strong>!${shown(proposal.content)}`;
  if (step === 'deal')
    return facts(
      Object.entries(proposal.set as JsonObject).map(([field, value]) => [field, foreign(text(value))]),
    );
  if (step === 'ticket')
    return html`!${facts([[events.status, proposal.status === null ? null : foreign(text(proposal.status))]])}<p class="hint">${leaving.note}</p>!${shown(proposal.note)}`;
  const copies = list(proposal.copies);
  return html`!${doubtsIn(proposal).map((doubt) => html`<p class="caution">!${WARNING_ICON}<span>!${reason(reader, doubt)}</span></p>`)}
    !${facts([
      [suggestions.to, id(text(proposal.to))],
      [suggestions.copies, copies.length === 0 ? null : foreign(copies.join(', '))],
    ])}
    <label>${suggestions.text}
      <textarea name="text-${rowId}" dir="auto" rows="9" maxlength="10000" data-key="e">${words ?? text(proposal.text)}</textarea>
    </label>`;
}

function shown(value: JsonValue | undefined): string {
  return html`<p class="proposed" dir="auto">${text(value)}</p>`;
}

/** Why a person should look before this answer goes out, each in English and in codes. */
function doubtsIn({ doubts, doubts_told }: JsonObject): { reason: string; told: unknown }[] {
  const codes = Array.isArray(doubts_told) ? doubts_told : [];
  return list(doubts).map((doubt, at) => ({ reason: doubt, told: codes.slice(at, at + 1) }));
}

/** A list of texts; empty for a proposal from an earlier version. */
function list(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function text(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
