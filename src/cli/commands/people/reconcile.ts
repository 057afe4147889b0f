import type { Stores } from '../../../log/ports.ts';
import { type ReconcileReport, reconcileStudents } from '../../../students/reconcile.ts';
import { reconcileTickets, type TicketReconcileReport } from '../../../tickets/receive/reconcile.ts';
import { type Command, type Context, textOf, type Values } from '../../command.ts';
import { timeOf } from '../../input/time.ts';
import { progressCount } from '../../output/progress.ts';
import { withLog } from '../../reach/log-file.ts';
import { zohoOf } from '../../reach/outside.ts';

/** Looks for lost webhooks now, as the service does every RECONCILE_MINUTES. */
export const reconcile: Command = {
  summary: 'Find students and tickets whose webhook was lost, and append an event for each',
  help: `
Usage: npm run cli -- reconcile [options]

  --since TIME       look back to 30m, 24h or 7d ago, a date (UTC) or an ISO time (where the last run ended)
  --dry-run          only count what is missing
  --json             one JSON object

It only reads from Zoho. The service works off the events; it may run meanwhile. Tickets are compared
when ZOHO_DESK_ORG_ID is set, unless RECONCILE_TICKETS is false. Ends with 1 when Zoho does not answer or refuses.

Example: npm run cli -- reconcile --since 7d --dry-run`,
  options: {
    since: { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(values, _files, context) {
    const sinceMs = sinceOf(values, context);
    const isDryRun = values['dry-run'] === true;
    const looks = { isDryRun, ...(sinceMs !== null && { sinceMs }) };
    const { reports, failures } = await withLog(context, (log) => compare(context, log, looks));
    const lines = values.json ? [JSON.stringify(reports)] : describe(reports, isDryRun);
    for (const line of lines) await context.print(line);
    if (failures.length > 0) throw new AggregateError(failures);
    return 0;
  },
};

type Looks = { isDryRun: boolean; sinceMs?: number };
type Reports = { students?: ReconcileReport; tickets?: TicketReconcileReport };

/** Both at the same time, with one count; each may fail for reasons of its own. */
async function compare(context: Context, { intake, reading, students, state }: Stores, looks: Looks) {
  const { crm, ...zoho } = zohoOf(context);
  const desk = context.settings.RECONCILE_TICKETS ? zoho.desk : null;
  const { signal } = new AbortController();
  const common = { intake, reading, state, clock: context.clock, ...looks };
  const bar = progressCount(context, 'records compared');
  const soFar: Reports = {};
  const draw = (progress: Reports) => {
    const { students: ours = NONE, tickets = NONE } = Object.assign(soFar, progress);
    bar.update(ours.changed + ours.deleted + tickets.changed);
  };
  const outcomes = await Promise.allSettled([
    reconcileStudents(
      { crm, students, ...common, onProgress: (report) => draw({ students: report }) },
      signal,
    ),
    desk && reconcileTickets({ desk, ...common, onProgress: (report) => draw({ tickets: report }) }, signal),
  ]);
  bar.stop();
  const [ofStudents, ofTickets] = outcomes;
  const reports: Reports = {
    ...(ofStudents.status === 'fulfilled' && { students: ofStudents.value }),
    ...(ofTickets.status === 'fulfilled' && ofTickets.value && { tickets: ofTickets.value }),
  };
  return { reports, failures: outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : [])) };
}

const NONE = { changed: 0, deleted: 0, missing: 0 };

/** Epoch ms; null when nothing was given. */
function sinceOf(values: Values, { clock }: Context): number | null {
  const text = textOf(values, 'since');
  if (text === undefined) return null;
  return timeOf('since', text, clock.now());
}

function describe({ students, tickets }: Reports, isDryRun: boolean): string[] {
  const missing = (count: number) =>
    `${count} that the log had not seen ${isDryRun ? 'would get an event' : 'got an event'}.`;
  const lines: string[] = [];
  if (students)
    lines.push(
      `${students.changed} changed and ${students.deleted} deleted students compared; ${missing(students.missing)}`,
    );
  if (tickets) lines.push(`${tickets.changed} changed tickets compared; ${missing(tickets.missing)}`);
  return lines;
}
