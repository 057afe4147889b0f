import { html } from 'ghtml';
import type { Stats } from '../events/store.ts';

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: start; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #8884; overflow-wrap: anywhere; }
  .warning { background: #b3261e; color: #fff; padding: .6rem 1rem; border-radius: .4rem; }`;

/** What happened, at a glance: the counts and the newest events. */
export function overviewPage(stats: Stats, openRoutes: readonly string[]): string {
  const { total_events, by_status, recent_events } = stats;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Zoho Event Hub</title>
        <style>
          !${STYLE}
        </style>
      </head>
      <body>
        <h1>Zoho Event Hub</h1>
        !${openRoutes.length > 0 ? warning(openRoutes) : ''}
        <p>${total_events} events: ${describeCounts(by_status)}</p>
        <table>
          <thead>
            <tr><th>Received (UTC)</th><th>Event</th><th>Module</th><th>Type</th><th>Status</th></tr>
          </thead>
          <tbody>
            !${recent_events.map(row)}
          </tbody>
        </table>
      </body>
    </html>`;
}

function warning(openRoutes: readonly string[]): string {
  return html`<p class="warning" role="alert">
    Webhooks are not verified: anyone may send to ${openRoutes.join(', ')}. Set ZOHO_WEBHOOK_SECRET.
  </p>`;
}

function describeCounts(counts: Record<string, number>): string {
  const parts = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
  return parts.join(', ') || 'none yet';
}

function row(event: Stats['recent_events'][number]): string {
  return html`<tr>
    <td>${event.created_at}</td>
    <td>${event.event_id}</td>
    <td>${event.module}</td>
    <td>${event.event_type}</td>
    <td>${event.status}</td>
  </tr>`;
}
