import { html } from 'ghtml';
import { values } from '../../inbound/values.ts';
import type { JsonObject } from '../../log/event.ts';
import { type Static, Type } from '../../schema.ts';
import { STEPS, type Step } from '../../tickets/suggestions/suggestion.ts';
import { foreign } from '../foreign.ts';
import type { Reader } from '../reader.ts';
import { facts } from './elements.ts';
import { SKIPPED_ICON, WAITING_ICON, WARNING_ICON, WELL_ICON } from './icons.ts';
import { reason, toldList } from './told.ts';

const nullable = Type.Union([Type.String(), Type.Null()]);
const StepResult = Type.Object({
  status: Type.Enum(['applied', 'suggested', 'unchanged', 'skipped', 'failed']),
  reason: Type.String(),
  read: Type.Array(Type.String()),
  written: Type.Array(Type.String()),
  /** The same in codes; an earlier version stored none. */
  told: Type.Optional(Type.Unknown()),
  read_told: Type.Optional(Type.Unknown()),
  written_told: Type.Optional(Type.Unknown()),
  confidence: Type.Optional(Type.Number()),
});
type StepResult = Static<typeof StepResult>;
/** What the ticket workflow leaves in the log, as far as it is shown. */
const Run = Type.Object({
  summary: Type.Object({
    current_department: nullable,
    recommended_department: nullable,
    deal_name: nullable,
  }),
  steps: Type.Object(
    Object.fromEntries(STEPS.map((step) => [step, StepResult])) as Record<Step, typeof StepResult>,
  ),
});

/** How a badge shows each outcome: like the statuses of events. */
const LOOKS = {
  applied: { kind: 'completed', icon: WELL_ICON },
  suggested: { kind: 'pending', icon: WAITING_ICON },
  unchanged: { kind: '', icon: WELL_ICON },
  skipped: { kind: '', icon: SKIPPED_ICON },
  failed: { kind: 'failed', icon: WARNING_ICON },
} as const satisfies Record<StepResult['status'], { kind: string; icon: string }>;

/** A run of the ticket workflow, step by step; empty for every other result. */
export function ticketSteps(reader: Reader, result: JsonObject | null): string {
  if (!values().Check(Run, result)) return '';
  const { summary, steps } = result;
  const { run } = reader.words.event;
  const named = (name: string | null) => (name === null ? null : foreign(name));
  return html`
    !${facts([
      [run.department, named(summary.current_department)],
      [run.recommended, named(summary.recommended_department)],
      [run.deal, named(summary.deal_name)],
    ])}
    !${isRefused(steps) ? refusal(reader, steps.link) : list(reader, steps)}`;
}

/** Every step was skipped for the same reason: the ticket itself was not to be touched. */
function isRefused(steps: Record<Step, StepResult>): boolean {
  return STEPS.every((step) => steps[step].status === 'skipped' && steps[step].reason === steps.link.reason);
}

function refusal(reader: Reader, step: StepResult): string {
  const { run } = reader.words.event;
  return html`<div class="step">
    <div class="step-head"><h3>${run.refused}</h3>!${badge(reader, step.status)}</div>
    !${details(reader, step)}
  </div>`;
}

function list(reader: Reader, steps: Record<Step, StepResult>): string {
  const { suggestions, event } = reader.words;
  const isSuggested = STEPS.some((step) => steps[step].status === 'suggested');
  return html`<ol class="steps">
      !${STEPS.map(
        (step) => html`<li class="step">
          <div class="step-head"><h3>${suggestions.steps[step]}</h3>!${badge(reader, steps[step].status)}</div>
          !${details(reader, steps[step])}
        </li>`,
      )}
    </ol>
    !${isSuggested ? html`<p><a href="/dashboard/suggestions">${event.run.see}</a></p>` : ''}`;
}

function badge({ words }: Reader, status: StepResult['status']): string {
  const { kind, icon } = LOOKS[status];
  return html`<span class="badge ${kind}">!${icon}${words.event.run.statuses[status]}</span>`;
}

function details(reader: Reader, step: StepResult): string {
  const { run } = reader.words.event;
  const { read, written, confidence } = step;
  const listed = (texts: readonly string[], codes: unknown) =>
    texts.length === 0 ? null : toldList(reader, texts, codes);
  return html`<p>!${reason(reader, step)}</p>
    !${facts([
      [run.written, listed(written, step.written_told)],
      [run.read, listed(read, step.read_told)],
      [run.confidence, confidence === undefined ? null : reader.format.percent(confidence)],
    ])}`;
}
