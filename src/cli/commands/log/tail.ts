import { PermanentFailure } from '../../../log/failures.ts';
import type { Change } from '../../../log/feed.ts';
import { type Command, countOf } from '../../command.ts';
import { LOG, type LogTexts } from '../../locales/load.ts';
import { namedLine } from '../../output/event-line.ts';
import { askService, SERVICE_OPTIONS, serviceRows } from '../../reach/service.ts';

const NAMELESS = { person: '', number: '' };
const PATH = '/api/v1/events/stream';

/** Shows events as they come and change, until it is stopped. */
export const tail: Command<LogTexts['tail']> = {
  texts: async (language) => (await LOG[language]()).tail,
  help: ({ rows, notes }, common) => ({
    usage: [`tail ${common.names.OPTIONS}`],
    rows: [
      ...serviceRows(common),
      ['--failed', rows.failed],
      ['--limit N', rows.limit],
      ['--json', common.jsonLines],
    ],
    notes,
    examples: ['tail --failed', 'tail --url https://hub.example.edu --token "$OPERATOR_TOKEN" --json'],
  }),
  options: {
    ...SERVICE_OPTIONS,
    failed: { type: 'boolean' },
    limit: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(values, _files, context) {
    const limit =
      values.limit === undefined ? Number.POSITIVE_INFINITY : countOf(values, 'limit', 1, 1_000_000);
    const { body, status } = await askService(values, context, PATH);
    if (body === null) throw new PermanentFailure(context.own.noEvents(status));
    // Nothing may come for an hour: whoever watches should know that this is no fault.
    context.terminal.write(`${context.own.watching}\n`);
    let shown = 0;
    for await (const change of changes(body)) {
      for (const event of change.events.toReversed()) {
        if (values.failed && event.status !== 'failed') continue;
        // A service of an earlier version sends no names.
        const line = values.json ? JSON.stringify(event) : namedLine({ ...NAMELESS, ...event }, context);
        await context.print(line);
        shown += 1;
        if (shown >= limit) return 0;
      }
    }
    throw new PermanentFailure(context.own.closed);
  },
};

/** The messages of a stream of server-sent events; comments are passed over. */
async function* changes(body: ReadableStream<Uint8Array>): AsyncGenerator<Change> {
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const blocks = `${text}${chunk}`.split('\n\n');
    text = String(blocks.pop());
    for (const block of blocks) {
      const [, data] = /^data: (.*)$/m.exec(block) ?? [];
      if (data !== undefined) yield JSON.parse(data);
    }
  }
}
