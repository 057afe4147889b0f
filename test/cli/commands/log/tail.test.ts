import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  newEvent,
  OPERATOR_TOKEN,
  ofEachSource,
  type Test,
  temporaryFolder,
  test,
  testApp,
  until,
} from '../../../harness.ts';
import { cli } from '../../terminal.ts';

/** The service listening; `begun` waits until somebody watches it. */
async function setUp(t: Test) {
  const { app, clock } = await testApp(t);
  await app.processor.stop();
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  // The last of what begins with listening.
  await until(() => app.processor.isRunning);
  await app.processor.stop();
  const watched = t.capture(app.reading, 'onChange', app.reading.onChange);
  const begun = () => until(() => watched.calls.length > 0);
  return { app, clock, url, begun };
}

async function append(app: Awaited<ReturnType<typeof setUp>>['app'], ...ids: string[]) {
  await app.intake.append(ids.map((eventId) => newEvent({ eventId, recordId: eventId })));
}

test('tail shows what comes in, oldest first, until it has shown enough', async (t) => {
  const { app, clock, url, begun } = await setUp(t);
  const tailing = cli(['tail', '--url', url, '--token', OPERATOR_TOKEN, '--limit', '2']);
  await begun();
  await append(app, 'a', 'b');
  clock.advance(250);
  const { code, printed } = await tailing;
  t.equal(code, 0);
  t.match(printed, [/^ {5}1 .* pending .* Sara Ali, STU001$/, /^ {5}2 .* pending .* Sara Ali, STU001$/]);
});

test('tail --failed --json shows only what fails, for the next program', async (t) => {
  const { app, clock, url, begun } = await setUp(t);
  const settings = { OPERATOR_TOKEN };
  const tailing = cli(['tail', '--url', url, '--failed', '--json', '--limit', '1'], settings);
  await begun();
  await append(app, 'a', 'b');
  const [, second] = await app.queue.claim({ limits: ofEachSource(2), leaseToken: 'x', leaseMs: 1_000 });
  if (second) await app.queue.settle(second, { status: 'failed', error: 'no' });
  clock.advance(250);
  t.match(JSON.parse((await tailing).text), { id: 2, status: 'failed', error_message: 'no' });
});

test('tail finds the token beside the database, and passes over comments', async (t) => {
  const { app, clock, url, begun } = await setUp(t);
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'operator-token'), `${OPERATOR_TOKEN}\n`);
  const settings = { DATABASE_URL: `file:${join(folder, 'events.db')}` };
  const tailing = cli(['tail', '--url', url, '--limit', '1'], settings);
  await begun();
  clock.advance(15_000);
  await append(app, 'a');
  clock.advance(250);
  t.equal((await tailing).code, 0);
});

test('tail gives the ids that a service of an earlier version sends', async (t) => {
  const event = { id: 1, status: 'failed', event_type: 'update', module: 'BTEC_Students', record_id: '4554' };
  const change = { stats: {}, events: [{ ...event, error_message: null }], omitted: 0 };
  const earlier = createServer((_request, answer) => answer.end(`data: ${JSON.stringify(change)}\n\n`));
  earlier.listen(0, '127.0.0.1');
  t.teardown(() => earlier.close());
  await once(earlier, 'listening');
  const { port } = earlier.address() as AddressInfo;
  const { printed } = await cli([
    'tail',
    '--url',
    `http://127.0.0.1:${port}`,
    '--token',
    'x',
    '--limit',
    '1',
  ]);
  t.match(printed, [/ failed .* BTEC_Students {2}4554$/]);
});

test('tail ends when the service does', async (t) => {
  const { app, url, begun } = await setUp(t);
  const tailing = cli(['tail', '--url', url, '--token', OPERATOR_TOKEN]);
  await begun();
  await app.close();
  const { code, text } = await tailing;
  t.equal(code, 1);
  t.match(text, 'The service closed the stream');
});

test('tail says why it cannot begin', async (t) => {
  const { url } = await setUp(t);
  const wrong = await cli(['tail', '--url', url, '--token', 'wrong']);
  t.match(wrong, { code: 1, text: /^The service does not know this operator token: give --token/ });
  const nobody = await cli(['tail', '--url', 'http://127.0.0.1:9', '--token', 'x']);
  t.match(nobody, { code: 1, text: /^Nothing answers at http:\/\/127\.0\.0\.1:9/ });
  const silent = createServer((_request, answer) => answer.writeHead(204).end()).listen(0, '127.0.0.1');
  t.teardown(() => silent.close());
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  t.match(await cli(['tail', '--url', `http://127.0.0.1:${port}`, '--token', 'x']), {
    code: 1,
    text: 'The service answered 204, without events.',
  });
  const settings = { DATABASE_URL: `file:${join(temporaryFolder(t), 'events.db')}` };
  t.match(await cli(['tail', '--url', url], settings), { code: 2, text: /Give --token/ });
  t.match(await cli(['tail', '--url', 'ftp://x', '--token', 'x']), { code: 2, text: /--url must be/ });
});
