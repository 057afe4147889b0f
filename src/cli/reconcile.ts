import { SingleBar } from 'cli-progress';
import { toEpochMs } from '../events/occurrence.ts';
import { type ReconcileReport, reconcileStudents } from '../students/reconcile.ts';
import { type Command, type Context, textOf, UsageError, type Values } from './command.ts';
import { withLog } from './log-file.ts';
import { explained, zohoOf } from './outside.ts';

const UNITS_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Looks for lost webhooks now, as the service does every RECONCILE_MINUTES. */
export const reconcile: Command = {
  summary: 'Find students whose webhook was lost, and append an event for each',
  help: `
Usage: npm run cli -- reconcile [options]

  --since TIME       look back to an ISO time, or 30m, 24h, 7d (where the last run ended)
  --dry-run          only count what is missing
  --json             one JSON object

It only reads from Zoho. The service works off the events; it may run meanwhile.

Example: npm run cli -- reconcile --since 7d --dry-run`,
  options: {
    since: { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(values, _files, context) {
    const sinceMs = sinceOf(values, context);
    const isDryRun = values['dry-run'] === true;
    return explained(context, () =>
      withLog(context, async ({ events: store, students, state }) => {
        const { crm } = zohoOf(context);
        const bar = progressBar(context);
        const report = await reconcileStudents(
          {
            crm,
            store,
            students,
            state,
            clock: context.clock,
            isDryRun,
            ...(sinceMs !== null && { sinceMs }),
            onProgress: (soFar) => bar.update(soFar.changed + soFar.deleted, soFar),
          },
          new AbortController().signal,
        ).finally(() => bar.stop());
        await context.print(values.json ? JSON.stringify(report) : describe(report, isDryRun));
      }),
    );
  },
};

/** Epoch ms; null when nothing was given. */
function sinceOf(values: Values, { clock }: Context): number | null {
  const text = textOf(values, 'since');
  if (text === undefined) return null;
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  const ms = unit ? clock.now() - Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS] : toEpochMs(text);
  if (Number.isNaN(ms)) throw new UsageError('--since must be a time such as 2026-01-25T10:00:00Z, or 24h.');
  return ms;
}

function describe({ changed, deleted, missing }: ReconcileReport, isDryRun: boolean): string {
  const what = isDryRun ? 'would get an event' : 'got an event';
  return `${changed} changed and ${deleted} deleted records compared; ${missing} that the log had not seen ${what}.`;
}

function progressBar({ terminal }: Context): SingleBar {
  const bar = new SingleBar({ stream: terminal, format: '{value} compared, {missing} not seen before' });
  bar.start(0, 0, { missing: 0 });
  return bar;
}
