import { type Test, test, testApp, until } from '../harness.ts';
import { head, listening } from '../raw-http.ts';

const STUDENT = '/api/v1/events/zoho/student';

/** The service with its times as they are, but fractions of a second in the place of seconds. */
async function open(t: Test, times: { headersTimeout: number; requestTimeout: number }) {
  const { app } = await testApp(t);
  // Read by Node when it begins to listen, and for each connection.
  Object.assign(app.server, { ...times, connectionsCheckingInterval: 50 });
  return { dial: await listening(t, app), app };
}

test('headers that never end are cut off at their own time, with 408', async (t) => {
  const { dial } = await open(t, { headersTimeout: 200, requestTimeout: 60_000 });
  const line = await dial();
  line.send('POST / HTTP/1.1\r\nhost: x\r\nx: ');
  t.match(await line.closed(), /^HTTP\/1\.1 408 /);
});

test('a connection that never says a word is cut off like one with half a head', async (t) => {
  const { dial } = await open(t, { headersTimeout: 200, requestTimeout: 60_000 });
  const line = await dial();
  t.match(await line.closed(), /^HTTP\/1\.1 408 /);
});

test('a body that never ends is cut off when the time for the whole request is over, and gives its memory back', async (t) => {
  const { dial, app } = await open(t, { headersTimeout: 200, requestTimeout: 400 });
  const line = await dial();
  line.send(head(STUDENT, { 'content-length': 1_000 }), '{"record_id":');
  t.match(await line.closed(), /^HTTP\/1\.1 408 /);
  await until(() => app.unproven.bytes === 0);
  t.equal((await app.reading.stats({})).total_events, 0);
});

test('bytes that come one by one do not win time', async (t) => {
  const { dial } = await open(t, { headersTimeout: 200, requestTimeout: 400 });
  const line = await dial();
  line.send(head(STUDENT, { 'content-length': 1_000 }));
  const dribble = setInterval(() => line.send(' '), 20);
  t.match(await line.closed(), /^HTTP\/1\.1 408 /);
  clearInterval(dribble);
});
