import type { EventSummary } from '../../../log/event.ts';
import { bulkReplayAction } from '../../../log/operator-action.ts';
import type { Reading, Upkeep } from '../../../log/ports.ts';
import type { EventFilter } from '../../../log/readings.ts';
import type { Stores } from '../../../log/stores.ts';
import type { Replayed, Skipped } from '../../../log/upkeep.ts';
import { type Command, type Context, countOf, type ExitCode, UsageError } from '../../command.ts';
import { FILTER_OPTIONS, filterOf, filterRows } from '../../input/filter.ts';
import { LOG, type LogTexts } from '../../locales/load.ts';
import { eventLine } from '../../output/event-line.ts';
import { progressBar } from '../../output/progress.ts';
import { withLog } from '../../reach/log-file.ts';

type Own = LogTexts['replay'];

/** One every 60 ms: about a minute. */
const LOOKS = 1_000;

/** Puts events back to work; the running service finds them within two seconds. */
export const replay: Command<LogTexts['replay']> = {
  texts: async (language) => (await LOG[language]()).replay,
  help: ({ rows, notes }, common) => ({
    usage: ['replay --id N', `replay ${common.names.FILTERS} [--dry-run]`, 'replay --id N --wait'],
    rows: [
      ['--id N', rows.id],
      ...filterRows(common),
      ['--wait', rows.wait],
      ['--all', rows.all],
      ['--dry-run', rows.dryRun],
      ['--json', common.jsonObject],
    ],
    notes,
    examples: [
      'replay --id 17',
      'replay --failed --since 24h --dry-run',
      'replay --cause "Academic_Email is missing. Fill it in on the student in Zoho CRM, then save."',
    ],
  }),
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
      if (!isEmpty || values['dry-run']) throw new UsageError(context.own.idAlone);
      const id = countOf(values, 'id', 1, Number.MAX_SAFE_INTEGER);
      return withLog(context, (stores) =>
        replayOne(stores, id, { asJson, waits: Boolean(values.wait) }, context),
      );
    }
    if (values.wait) throw new UsageError(context.own.waitNeedsId);
    if (isEmpty && !values.all) throw new UsageError(context.own.nameSome);
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
  context: Context<Own>,
): Promise<ExitCode> {
  const action = { operator: 'command line', action: 'replay', target: `event ${id}`, detail: {} };
  const { print } = context;
  const replayed = await upkeep.replay(id, action);
  if (!replayed.replayed || !waits) {
    await print(asJson ? JSON.stringify({ id, ...replayed }) : describe(id, replayed, context.own));
    return replayed.replayed ? 0 : 1;
  }
  const ended = await endOf(reading, id, context);
  if (asJson) await print(JSON.stringify({ id, ...replayed, event: ended }));
  else if (ended === null) await print(context.own.notEnded(id));
  else await print(eventLine(ended, context));
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

function describe(id: number, answer: Replayed, own: Own): string {
  if (answer.replayed) return own.done(id);
  if (answer.reason === 'plain_duplicate') return own.isRepeat(id, Number(answer.duplicateOf));
  return own.refused[answer.reason](id);
}

async function showPlan(
  store: Upkeep,
  filter: EventFilter,
  asJson: boolean,
  context: Context<Own>,
): Promise<ExitCode> {
  const plan = await store.planReplay(filter);
  if (asJson) {
    await context.print(JSON.stringify(plan));
    return 0;
  }
  for (const event of plan.sample) await context.print(eventLine(event, context));
  await context.print(
    context.own.would(plan.replayable, plan.matched, passedOver(plan.skipped, context.own)),
  );
  return 0;
}

async function replayAll(
  store: Upkeep,
  filter: EventFilter,
  asJson: boolean,
  context: Context<Own>,
): Promise<ExitCode> {
  const { replayable } = await store.planReplay(filter);
  const bar = progressBar(context, replayable, context.own.progress);
  const done = await store.replayMatching(filter, bulkReplayAction('command line', filter), {
    onProgress: (replayed) => bar.update(replayed),
  });
  bar.stop();
  const sentence = context.own.replayed(done.replayed, done.matched, passedOver(done.skipped, context.own));
  await context.print(asJson ? JSON.stringify(done) : sentence);
  return 0;
}

function passedOver(skipped: Skipped, own: Own): string {
  const { unfinished, duplicate, unreadable, erased } = own.skipped;
  const parts = [
    ...(skipped.unfinished > 0 ? [unfinished(skipped.unfinished)] : []),
    ...(skipped.duplicate > 0 ? [duplicate(skipped.duplicate)] : []),
    ...(skipped.unreadable > 0 ? [unreadable(skipped.unreadable)] : []),
    ...(skipped.erased > 0 ? [erased(skipped.erased)] : []),
  ];
  return parts.length === 0 ? '' : own.passedOver(parts.join(', '));
}
