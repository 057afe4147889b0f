import type { Stores } from '../../../log/stores.ts';
import { type ReconcileReport, reconcileStudents } from '../../../students/reconcile.ts';
import { reconcileTickets, type TicketReconcileReport } from '../../../tickets/receive/reconcile.ts';
import { type Command, type Context, textOf, type Values } from '../../command.ts';
import { timeOf } from '../../input/time.ts';
import { PEOPLE, type PeopleTexts } from '../../locales/load.ts';
import { progressCount } from '../../output/progress.ts';
import { withLog } from '../../reach/log-file.ts';
import { zohoOf } from '../../reach/outside.ts';

type Own = PeopleTexts['reconcile'];

/** Looks for lost webhooks now, as the service does every RECONCILE_MINUTES. */
export const reconcile: Command<PeopleTexts['reconcile']> = {
  texts: async (language) => (await PEOPLE[language]()).reconcile,
  help: ({ rows, notes }, { names, jsonObject }) => ({
    usage: [`reconcile ${names.OPTIONS}`],
    rows: [
      [`--since ${names.TIME}`, rows.since],
      ['--dry-run', rows.dryRun],
      ['--json', jsonObject],
    ],
    notes,
    examples: ['reconcile --since 7d --dry-run'],
  }),
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
    const lines = values.json ? [JSON.stringify(reports)] : describe(reports, isDryRun, context.own);
    for (const line of lines) await context.print(line);
    if (failures.length > 0) throw new AggregateError(failures);
    return 0;
  },
};

type Looks = { isDryRun: boolean; sinceMs?: number };
type Reports = { students?: ReconcileReport; tickets?: TicketReconcileReport };

/** Both at the same time, with one count; each may fail for reasons of its own. */
async function compare(context: Context<Own>, { intake, reading, students, state }: Stores, looks: Looks) {
  const { crm, ...zoho } = zohoOf(context);
  const desk = context.settings.RECONCILE_TICKETS ? zoho.desk : null;
  const { signal } = new AbortController();
  const common = { intake, reading, state, clock: context.clock, ...looks };
  const bar = progressCount(context, context.own.progress);
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

function describe({ students, tickets }: Reports, isDryRun: boolean, own: Own): string[] {
  const missing = isDryRun ? own.wouldAppend : own.appended;
  return [
    ...(students ? [own.students(students.changed, students.deleted, missing(students.missing))] : []),
    ...(tickets ? [own.tickets(tickets.changed, missing(tickets.missing))] : []),
  ];
}
