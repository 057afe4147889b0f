import type { EventSummary } from '../../../log/event.ts';
import { bulkReplayAction } from '../../../log/operator-action.ts';
import type { EventFilter, Reading, Replayed, Skipped, Stores, Upkeep } from '../../../log/ports.ts';
import { type Command, type Context, countOf, type ExitCode, UsageError } from '../../command.ts';
import { FILTER_HELP, FILTER_OPTIONS, filterOf } from '../../input/filter.ts';
import { eventLine } from '../../output/event-line.ts';
import { progressBar } from '../../output/progress.ts';
import { withLog } from '../../reach/log-file.ts';

/** One every 60 ms: about a minute. */
const LOOKS = 1_000;

/** Puts events back to work; the running service finds them within two seconds. */
export const replay: Command = {
  summary: 'Process events again: one, or all that match',
  help: `
Usage: npm run cli -- replay --id N
       npm run cli -- replay FILTERS [--dry-run]
       npm run cli -- replay --id N --wait

  --id N             one event, by the number in front of it in "events"
${FILTER_HELP}
  --wait             with --id: waits up to a minute for how it ends, and says it
  --all              needed when no filter is given
  --dry-run          says what would be replayed, and changes nothing
  --json             one JSON object

Completed and failed events are replayed, oldest first. The service may run meanwhile and takes them up within seconds;
when it is stopped, they wait for its start. --id ends with 1 when that event cannot be replayed; with --wait also when it
fails again, or has not ended by then.

Examples:
  npm run cli -- replay --id 17
  npm run cli -- replay --failed --since 24h --dry-run
  npm run cli -- replay --cause "Academic_Email is missing. Fill it in on the student in Zoho CRM, then save."`,
  options: {
    ...FILTER_OPTIONS,
    id: { type: 'string' },
    wait: { type: 'boolean' },
    all: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(values, _files, context) {
    const asJson = Boolean(values.json);
    const filter = filterOf(values, context);
    const isEmpty = Object.keys(filter).length === 0;
    if (values.id !== undefined) {
      if (!isEmpty || values['dry-run']) throw new UsageError('--id stands alone.');
      const id = countOf(values, 'id', 1, Number.MAX_SAFE_INTEGER);
      return withLog(context, (stores) =>
        replayOne(stores, id, { asJson, waits: Boolean(values.wait) }, context),
      );
    }
    if (values.wait) throw new UsageError('--wait goes with --id.');
    if (isEmpty && !values.all) throw new UsageError('Name what to replay with filters, or give --all.');
    return withLog(context, ({ upkeep }) =>
      values['dry-run']
        ? showPlan(upkeep, filter, asJson, context)
        : replayAll(upkeep, filter, asJson, context),
    );
  },
};

async function replayOne(
  { upkeep, reading }: Stores,
  id: number,
  { asJson, waits }: { asJson: boolean; waits: boolean },
  context: Context,
): Promise<ExitCode> {
  const action = { operator: 'command line', action: 'replay', target: `event ${id}`, detail: {} };
  const { print } = context;
  const replayed = await upkeep.replay(id, action);
  if (!replayed.replayed || !waits) {
    await print(asJson ? JSON.stringify({ id, ...replayed }) : describe(id, replayed));
    return replayed.replayed ? 0 : 1;
  }
  const ended = await endOf(reading, id, context);
  if (asJson) await print(JSON.stringify({ id, ...replayed, event: ended }));
  else if (ended === null) await print(`Event ${id} has not ended yet: is the service running?`);
  else await print(eventLine(ended, context.language));
  return ended?.status === 'completed' ? 0 : 1;
}

/** How it ended; null when it has not by then. */
async function endOf(reading: Reading, id: number, { rest }: Context): Promise<EventSummary | null> {
  for (let look = 0; look < LOOKS; look++) {
    const [event] = await reading.summaries([id]);
    if (event !== undefined && event.status !== 'pending' && event.status !== 'processing') return event;
    await rest();
  }
  return null;
}

function describe(id: number, answer: Replayed): string {
  if (answer.replayed) return `Event ${id} is processed again.`;
  return {
    not_found: `There is no event ${id}.`,
    unfinished: `Event ${id} has not ended yet.`,
    unreadable: `Event ${id} could not be read, and its bytes stay the same.`,
    erased: `Event ${id} was erased; nothing of it is left.`,
    plain_duplicate: `Event ${id} is an exact repeat of event ${answer.duplicateOf}; replay that one.`,
  }[answer.reason];
}

async function showPlan(
  store: Upkeep,
  filter: EventFilter,
  asJson: boolean,
  context: Context,
): Promise<ExitCode> {
  const plan = await store.planReplay(filter);
  if (asJson) {
    await context.print(JSON.stringify(plan));
    return 0;
  }
  for (const event of plan.sample) await context.print(eventLine(event, context.language));
  await context.print(`${plan.replayable} of ${plan.matched} would be replayed${passedOver(plan.skipped)}.`);
  return 0;
}

async function replayAll(
  store: Upkeep,
  filter: EventFilter,
  asJson: boolean,
  context: Context,
): Promise<ExitCode> {
  const { replayable } = await store.planReplay(filter);
  const bar = progressBar(context, replayable, 'replayed');
  const done = await store.replayMatching(filter, bulkReplayAction('command line', filter), {
    onProgress: (replayed) => bar.update(replayed),
  });
  bar.stop();
  const sentence = `${done.replayed} of ${done.matched} are processed again${passedOver(done.skipped)}.`;
  await context.print(asJson ? JSON.stringify(done) : sentence);
  return 0;
}

function passedOver(skipped: Skipped): string {
  const parts = Object.entries(skipped).filter(([, count]) => count > 0);
  if (parts.length === 0) return '';
  return `; passed over: ${parts.map(([why, count]) => `${count} ${why}`).join(', ')}`;
}
