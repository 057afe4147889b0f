import { html } from 'ghtml';
import type { MinuteCount } from '../../log/readings.ts';
import type { Reader } from '../reader.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const HOURS = 24;

/** Two lines over a day, minute by minute. The script draws them; the table tells everyone else the same. */
export function activityChart(reader: Reader, activity: readonly MinuteCount[], nowMs: number): string {
  const { words, format } = reader;
  const names = { accepted: words.overview.accepted, processed: words.overview.processed };
  const lastMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  const points = activity.map((each) => [Date.parse(each.minute) / 1000, each.accepted, each.processed]);
  return html`<figure class="chart">
    <figcaption>
      <span class="key accepted"><b>${names.accepted}</b></span>
      <span class="key processed"><b>${names.processed}</b></span>
      <span class="muted">${words.overview.ratesHint}</span>
      <span class="readout muted" aria-hidden="true" hx-morph-skip></span>
    </figcaption>
    <div class="plot" hx-morph-skip-children data-points="${JSON.stringify(points)}" data-last="${lastMs / 1000}" role="img"
      aria-label="${words.overview.rates}${words.event.colon} ${words.overview.ratesHint}"></div>
    <details>
      <summary>${words.overview.asTable}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="${words.overview.asTable}"><table>
        <thead><tr><th scope="col">${words.overview.hour}</th><th scope="col">${names.accepted}</th><th scope="col">${names.processed}</th></tr></thead>
        <tbody>!${hours(activity, nowMs).map(
          ({ ms, accepted, processed }) =>
            html`<tr><th scope="row"><time datetime="${new Date(ms).toISOString()}" data-precision="hour">${format.hour(ms)}</time></th><td>${format.number(accepted)}</td><td>${format.number(processed)}</td></tr>`,
        )}</tbody>
      </table></div>
    </details>
  </figure>`;
}

/** The sums of the last 24 hours, newest first; hours without activity are listed with 0. */
function hours(activity: readonly MinuteCount[], nowMs: number) {
  const newestMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const rows = Array.from({ length: HOURS }, (_, back) => ({
    ms: newestMs - back * HOUR_MS,
    accepted: 0,
    processed: 0,
  }));
  for (const { minute, accepted, processed } of activity) {
    const row = rows[Math.floor((newestMs + HOUR_MS - 1 - Date.parse(minute)) / HOUR_MS)];
    if (row === undefined) continue;
    row.accepted += accepted;
    row.processed += processed;
  }
  return rows;
}
