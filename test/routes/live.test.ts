import { newEvent, OPERATOR, type Test, test, testApp, until } from '../harness.ts';

const STREAM = '/api/v1/events/stream';

/** The service listening, and a reader of its stream. */
async function setUp(t: Test) {
  const { app, clock } = await testApp(t);
  await app.processor.stop();
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  // The last of what begins with listening.
  await until(() => app.processor.isRunning);
  await app.processor.stop();
  const read = async (headers: Record<string, string> = {}) => {
    const answer = await fetch(`${address}${STREAM}`, { headers: { ...OPERATOR, ...headers } });
    let text = '';
    const ended = (async () => {
      for await (const chunk of answer.body ?? []) text += Buffer.from(chunk).toString();
    })();
    ended.catch(() => {});
    return { answer, ended, text: () => text, messages: () => messagesOf(text) };
  };
  return { app, clock, read };
}

function messagesOf(text: string) {
  return text
    .split('\n\n')
    .filter((block) => block.includes('data: '))
    .map((block) => JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? ''));
}

test('a reader is told how things are, and then what changes', async (t) => {
  const { app, clock, read } = await setUp(t);
  await app.intake.append([newEvent()]);
  const { answer, text, messages } = await read();
  t.equal(answer.headers.get('content-type'), 'text/event-stream');
  t.equal(answer.headers.get('cache-control'), 'no-store');
  await until(() => messages().length === 1);
  t.match(messages()[0], { stats: { total_events: 1 }, events: [], omitted: 0 });
  await app.intake.append([newEvent({ eventId: 'event_2' })]);
  clock.advance(250);
  await until(() => messages().length === 2);
  t.match(messages()[1], {
    stats: { total_events: 2 },
    events: [{ id: 2, status: 'pending', person: 'Sara Ali' }],
    omitted: 0,
  });
  t.match(text(), /id: 2\nevent: change\ndata: \{.*\n\n$/);
});

test('a reader that comes back gets the rows that it missed', async (t) => {
  const { app, read } = await setUp(t);
  for (const eventId of ['a', 'b', 'c']) await app.intake.append([newEvent({ eventId })]);
  const { messages } = await read({ 'last-event-id': '1' });
  await until(() => messages().length === 1);
  t.match(messages()[0], { events: [{ id: 3 }, { id: 2 }], omitted: 0 });
});

test('a place in the stream that cannot be is refused', async (t) => {
  const { read } = await setUp(t);
  t.equal((await read({ 'last-event-id': 'x' })).answer.status, 400);
});

test('a stop ends every stream at once', async (t) => {
  const { app, read } = await setUp(t);
  const { messages, ended } = await read();
  await until(() => messages().length === 1);
  await app.close();
  await ended;
  t.pass('and the close did not wait');
});

test('when the reader leaves, nothing is noted for it any more', async (t) => {
  const { app, read } = await setUp(t);
  const calls = t.capture(app.reading, 'onChange', app.reading.onChange);
  const { answer, messages } = await read();
  await until(() => messages().length === 1);
  await answer.body?.cancel().catch(() => {});
  t.match(calls()[0]?.args, [Function]);
});

test('strangers see nothing', async (t) => {
  const { app } = await testApp(t);
  t.equal((await app.inject(STREAM)).statusCode, 401);
});
