import { html } from 'ghtml';
import type { Finding, FindingState, Findings } from '../../doctor/finding.ts';
import type { SystemHealth } from '../../outside/health.ts';
import { emptyList, facts, time } from '../pieces/elements.ts';
import { SKIPPED_ICON, WARNING_ICON, WELL_ICON } from '../pieces/icons.ts';
import { layout } from '../pieces/layout.ts';
import { told } from '../pieces/told.ts';
import type { Reader } from '../reader.ts';

type HealthView = {
  version: string;
  isProcessing: boolean;
  isWritable: boolean;
  systems: readonly SystemHealth[];
  /** What the last check of the outside systems found; null before the first. */
  findings: Findings | null;
};

/** Does everything that the service needs work? */
export function healthPage(reader: Reader, view: HealthView): string {
  const { health } = reader.words;
  const body = html`
    <h1>${health.title}</h1>
    <section class="card" aria-labelledby="service">
      <h2 id="service">${health.service}</h2>
      !${facts([
        [health.version, html`<bdi>${view.version}</bdi>`],
        [health.processor, state(view.isProcessing, health.running, health.stopped)],
        [health.store, state(view.isWritable, health.writable, health.notWritable)],
      ])}
    </section>
    <section class="card" aria-labelledby="check">
      <h2 id="check">${health.check}</h2>
      !${view.findings === null ? emptyList(health.notChecked, health.notCheckedHint) : check(reader, view.findings)}
    </section>
    <section class="card" aria-labelledby="outside">
      <h2 id="outside">${health.outside}</h2>
      !${view.systems.length === 0 ? emptyList(health.notConnected, health.notConnectedHint) : systems(reader, view.systems)}
    </section>`;
  return layout(reader, { title: health.title, current: 'health', isSignedIn: true, body });
}

function state(isWell: boolean, well: string, unwell: string): string {
  return isWell
    ? html`<span class="badge completed">!${WELL_ICON}${well}</span>`
    : html`<span class="badge failed">!${WARNING_ICON}${unwell}</span>`;
}

/** What needs mending comes first, what is not set up last. */
const ORDER = ['problem', 'well', 'off'] as const satisfies readonly FindingState[];
const LOOKS: Record<FindingState, { kind: string; icon: string }> = {
  problem: { kind: 'failed', icon: WARNING_ICON },
  well: { kind: 'completed', icon: WELL_ICON },
  off: { kind: '', icon: SKIPPED_ICON },
};

function check(reader: Reader, { checkedAt, findings }: Findings): string {
  const { health } = reader.words;
  const row = ({ state, message, told: codes }: Finding) => html`<li class="finding">
    <span class="badge ${LOOKS[state].kind}">!${LOOKS[state].icon}${health.found[state]}</span>
    <span>!${told(reader, message, codes)}</span>
  </li>`;
  const sorted = ORDER.flatMap((state) => findings.filter((finding) => finding.state === state));
  return html`<p class="hint">${health.checked} !${time(reader, checkedAt, 'exactTime')}${reader.words.event.comma}${health.checkedAgain}</p>
    <ul class="findings">!${sorted.map(row)}</ul>`;
}

function systems(reader: Reader, all: readonly SystemHealth[]): string {
  return html`<ul class="systems">!${all.map((system) => systemRow(reader, system))}</ul>`;
}

function systemRow(reader: Reader, { system, lastSuccess, lastError }: SystemHealth): string {
  const { health } = reader.words;
  const isFailing = lastError !== null && (lastSuccess === null || lastSuccess.at < lastError.at);
  return html`<li>
    <h3><bdi>${system}</bdi> !${state(!isFailing, health.states.well, health.states.failing)}</h3>
    !${facts([
      [
        health.lastSuccess,
        lastSuccess === null ? html`${health.never}` : time(reader, lastSuccess.at, 'exactTime'),
      ],
      [
        health.lastError,
        lastError === null
          ? html`${health.never}`
          : html`!${time(reader, lastError.at, 'exactTime')}<br>!${told(reader, lastError.message, lastError.told)}`,
      ],
    ])}
  </li>`;
}
