import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PermanentFailure } from '../../log/failures.ts';
import type { Change } from '../../log/feed.ts';
import { newToken } from '../../service/operator-token.ts';
import { dataFolder, sharedSecret } from '../../store/open.ts';
import { nothingAnswers, serviceAddress } from '../address.ts';
import { type Command, type Context, countOf, textOf, UsageError, type Values } from '../command.ts';
import { eventLine } from '../event-line.ts';

const PATH = '/api/v1/events/stream';

/** Shows events as they come and change, until it is stopped. */
export const tail: Command = {
  summary: 'Show events as they come in and change',
  help: `
Usage: npm run cli -- tail [options]

  --url URL      the service (http://localhost and WEBHOOK_PORT)
  --token T      the operator token (OPERATOR_TOKEN, or the file beside the database)
  --failed       only what fails
  --limit N      ends after N lines
  --json         one JSON object a line

An event is shown each time it changes: pending, processing, completed. Stop it with Ctrl+C. It ends
with 1 when the service does.

Examples:
  npm run cli -- tail --failed
  npm run cli -- tail --url https://hub.example.edu --token "$OPERATOR_TOKEN" --json`,
  options: {
    url: { type: 'string' },
    token: { type: 'string' },
    failed: { type: 'boolean' },
    limit: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(values, _files, context) {
    const limit =
      values.limit === undefined ? Number.POSITIVE_INFINITY : countOf(values, 'limit', 1, 1_000_000);
    const stream = await connect(serviceAddress(values, context), await tokenOf(values, context));
    let shown = 0;
    for await (const change of changes(stream)) {
      for (const event of change.events.toReversed()) {
        if (values.failed && event.status !== 'failed') continue;
        await context.print(values.json ? JSON.stringify(event) : eventLine(event));
        shown += 1;
        if (shown >= limit) return 0;
      }
    }
    throw new PermanentFailure('The service closed the stream; it may be restarting.');
  },
};

async function connect(address: URL, token: string): Promise<ReadableStream<Uint8Array>> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(new URL(PATH, address), { headers }).catch(() => null);
  if (answer === null) throw new PermanentFailure(nothingAnswers(address));
  if (answer.status === 401)
    throw new PermanentFailure(
      'The service does not know this operator token: give --token, or set OPERATOR_TOKEN.',
    );
  if (answer.ok && answer.body) return answer.body;
  throw new PermanentFailure(`${answer.status} ${await answer.text()}`);
}

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

async function tokenOf(values: Values, { settings }: Context): Promise<string> {
  const given = textOf(values, 'token') ?? settings.OPERATOR_TOKEN;
  if (given !== '') return given;
  const shared = await sharedSecret(settings.DATABASE_URL, 'operator.token', newToken);
  if (shared !== null) return shared;
  const file = join(dataFolder(settings.DATABASE_URL) ?? '.', 'operator-token');
  if (!existsSync(file)) throw new UsageError(`Give --token: there is no operator token in ${file}.`);
  return readFileSync(file, 'utf8').trim();
}
