import { html } from 'ghtml';
import { whyNotLeft } from '../../tickets/suggestions/not-left.ts';
import type { Suggestion } from '../../tickets/suggestions/suggestion.ts';
import { readMoment } from '../moment.ts';
import type { Reader } from '../reader.ts';
import { notice } from './elements.ts';
import { WAITING_ICON, WARNING_ICON } from './icons.ts';
import { reason, told } from './told.ts';

/**
 * What leaves within this time, in ms, is refreshed every second: it is how long a decision can be taken back
 * at first.
 */
const SOON_MS = 12_000;

/**
 * What was decided and what came of it, in words. While something is on its way, this piece refreshes itself
 * from an address of its own.
 *
 * @param decided what this person has just decided; `leaving` is everything on its way, whoever decided it
 */
export function departures(
  reader: Reader,
  { decided, leaving }: { decided: readonly Suggestion[]; leaving: readonly Suggestion[] },
): string {
  const ended = decided.filter(({ status }) => status !== 'planned' && status !== 'applying');
  const ids = [...new Set([...decided, ...leaving].map(({ id }) => id))].join(',');
  const asks =
    leaving.length === 0
      ? ''
      : html`hx-get="/dashboard/suggestions/leaving?decided=${ids}" hx-trigger="every ${pace(reader, leaving)}" hx-swap="outerMorph"`;
  return html`<section id="leaving" class="departures" aria-label="${reader.words.leaving.title}" !${asks}>
    !${ended.map((suggestion) => outcome(reader, suggestion))}
    !${leaving.map((suggestion) => onItsWay(reader, suggestion, ids))}
  </section>`;
}

/** Every second while something is about to leave; what is retried in minutes is refreshed less often. */
function pace({ nowMs }: Reader, leaving: readonly Suggestion[]): string {
  const isSoon = leaving.some(({ applyAt }) => Date.parse(String(applyAt)) - nowMs < SOON_MS);
  return isSoon ? '1s' : '5s';
}

function onItsWay(reader: Reader, suggestion: Suggestion, ids: string): string {
  const { leaving, suggestions } = reader.words;
  const { id, step, status, applyAt, proposal, trouble } = suggestion;
  const sentence =
    step === 'reply'
      ? leaving.leaves.reply(String(proposal.to))
      : leaving.leaves.other(suggestions.steps[step]);
  const back = html`<form method="post" action="/dashboard/suggestions/${id}/take-back"><button>${leaving.takeBack}</button></form>`;
  return html`<div class="caution leaving" role="status">!${WAITING_ICON}
    <p>!${trouble === null ? '' : html`${leaving.trouble} !${reason(reader, trouble)} ${leaving.again} `}${sentence} !${leavesAt(reader, applyAt)} !${status === 'applying' ? html`${leaving.applying}` : ''}</p>
    !${status === 'planned' && reader.mayAct ? back : ''}
    <a href="/dashboard/suggestions?decided=${ids}">${leaving.look}</a>
  </div>`;
}

/** To the second: somebody is waiting for it. */
function leavesAt({ format }: Reader, applyAt: string | null): string {
  const at = readMoment(applyAt ?? '');
  if (at.is === 'text') return '';
  return html`<time datetime="${at.iso}" data-precision="second">${format.second(at.ms)}</time>`;
}

/** How a decision ended, with the reason when nothing was written. */
function outcome(reader: Reader, suggestion: Suggestion): string {
  const { status, trouble } = suggestion;
  const { leaving, suggestions } = reader.words;
  if (status === 'applied') return notice(doneSentence(reader, suggestion));
  if (status === 'dismissed') return notice(suggestions.outcomes.dismissed);
  if (status === 'waiting' && trouble === null) return notice(leaving.takenBack);
  const kept = whyNotLeft(suggestion);
  const why = kept === null ? '' : told(reader, kept.reason, kept.told);
  const sentence =
    status === 'stale' || status === 'failed' ? suggestions.outcomes[status] : suggestions.refused;
  return html`<p class="problem" role="alert">!${WARNING_ICON}<span>${sentence} !${why}</span></p>`;
}

function doneSentence({ words }: Reader, { step, proposal, result }: Suggestion): string {
  const { done } = words.leaving;
  if (step === 'reply') return result?.mode === 'draft' ? done.draft : done.sent(String(proposal.to));
  if (step === 'dispatch') return done.dispatch(String(proposal.department));
  if (step === 'link') return done.link(String(proposal.deal_name));
  return done[step];
}
