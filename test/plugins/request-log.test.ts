import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { signHmac } from '../../src/inbound/signatures/hmac.ts';
import { OPERATOR_TOKEN, SECRET, studentBody, type Test, test, testApp, until } from '../harness.ts';

const URL = '/api/v1/events/zoho/student';
const MARKER = 'CANARY';

function assertSilent(t: Test, lines: readonly string[], secrets: readonly string[] = []): void {
  t.ok(lines.length > 0);
  for (const word of [MARKER, SECRET, OPERATOR_TOKEN, ...secrets]) {
    t.notOk(
      lines.some((line) => line.includes(word)),
      word,
    );
  }
}

test('a request leaves one line with method, path, status, time and event', async (t) => {
  const { app, lines } = await testApp(t);
  await app.inject({ method: 'POST', url: `${URL}?zoho_id=7`, payload: studentBody() });
  const line = JSON.parse(lines.find((text) => text.includes('"msg":"request"')) ?? '');
  t.match(line, {
    level: 30,
    method: 'POST',
    path: URL,
    status: 200,
    ms: Number,
    event_id: 'event_12345',
    msg: 'request',
  });
  t.equal(lines.filter((text) => text.includes('"msg":"request"')).length, 1);
});

test('a request that brought no event has none in its line', async (t) => {
  const { app, lines } = await testApp(t);
  await app.inject('/health');
  t.notOk(lines.some((line) => line.includes('event_id')));
});

test('no line holds a body, a secret, a signature or a query, when events are accepted', async (t) => {
  const { app, lines } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  const payload = Buffer.from(
    JSON.stringify(studentBody({ data: { Name: MARKER, Academic_Email: `${MARKER}@example.edu` } })),
  );
  const signature = signHmac({ body: payload, timestamp: undefined, nonce: undefined }, SECRET);
  await app.inject({
    method: 'POST',
    url: `${URL}?secret=${MARKER}`,
    headers: { 'x-zoho-signature': signature, prefer: 'wait=5' },
    payload,
  });
  await app.inject({ method: 'POST', url: `${URL}?secret=${SECRET}`, payload });
  await app.inject({
    method: 'POST',
    url: URL,
    headers: { 'x-zoho-secret': SECRET },
    payload: `{"${MARKER}`,
  });
  assertSilent(t, lines, [signature]);
});

test('no line holds a body, a secret, a signature or a query, when webhooks are refused', async (t) => {
  const { app, lines } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET, BODY_LIMIT: '1024' });
  const post = (headers: Record<string, string>, payload = `{"Name":"${MARKER}"}`) =>
    app.inject({ method: 'POST', url: `${URL}?secret=${MARKER}`, headers, payload });
  await post({});
  await post({ 'x-zoho-signature': `${MARKER}-signature`, 'x-zoho-nonce': MARKER });
  await post({ 'x-webhook-secret': `${MARKER}-secret` });
  await post({ 'content-type': `${MARKER}/type` });
  await post({ 'x-webhook-secret': SECRET, 'content-type': 'image/png' });
  await post({ 'x-webhook-secret': SECRET }, MARKER.repeat(1000));
  await post({ 'x-webhook-secret': SECRET }, `{"module":{"${MARKER}":1}}`);
  assertSilent(t, lines);
});

test('no line holds a body or a query when the store breaks', async (t) => {
  const { app, lines } = await testApp(t);
  app.intake.append = () => Promise.reject(new Error('broken'));
  await app.inject({
    method: 'POST',
    url: `${URL}?secret=${MARKER}`,
    payload: studentBody({ data: { Name: MARKER } }),
  });
  t.ok(lines.some((line) => line.includes('broken')));
  assertSilent(t, lines);
});

test('no line holds personal data of an event that failed', async (t) => {
  const { app, lines } = await testApp(t);
  const data = { Name: MARKER, Academic_Email: `${MARKER} at nowhere` };
  await app.inject({ method: 'POST', url: URL, payload: studentBody({ data }) });
  await until(async () => (await app.reading.stats({})).by_status.failed === 1);
  assertSilent(t, lines);
});

test('no line holds an operator token, right or wrong', async (t) => {
  const { app, lines } = await testApp(t);
  await app.inject(`/dashboard/sign-in?token=${OPERATOR_TOKEN}`);
  await app.inject(`/dashboard/sign-in?token=${MARKER}`);
  await app.inject({ url: '/api/v1/events', headers: { authorization: `Bearer ${MARKER}` } });
  await app.inject({ url: `/api/v1/events?q=${MARKER}`, cookies: { operator: OPERATOR_TOKEN } });
  await app.inject(`/nowhere?token=${MARKER}`);
  await app.inject(`/%zz?token=${MARKER}`);
  assertSilent(t, lines);
});

test('bytes that are no HTTP request are not kept in the log', async (t) => {
  const { app, lines } = await testApp(t);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  const answer: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => answer.push(chunk));
  socket.write(`POST ${URL}?secret=${MARKER} HTTP/1.1\r\nHost: hub\r\nno header\r\n\r\n`);
  await once(socket, 'close');
  t.match(Buffer.concat(answer).toString(), /^HTTP\/1\.1 400 /);
  assertSilent(t, lines, ['rawPacket', JSON.stringify([...Buffer.from(MARKER)]).slice(1, -1)]);
});

test('requests that are turned away for their rate share a line in ten seconds, and the last ones are told at the end', async (t) => {
  const { app, lines, clock } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET, RATE_LIMIT_FAILURES: '1' });
  const told = () => lines.filter((line) => line.includes('turned away')).map((line) => JSON.parse(line));
  const fail = () => app.inject({ method: 'POST', url: URL, payload: studentBody() });
  for (const status of [401, 429, 429, 429]) t.equal((await fail()).statusCode, status);
  t.equal(
    lines.filter((line) => line.includes('"msg":"request"')).length,
    1,
    'the refusal has a line of its own',
  );
  clock.advance(9_999);
  t.same(told(), []);
  clock.advance(1);
  t.match(told(), [{ level: 30, status: 429, requests: 3, msg: 'requests were turned away for their rate' }]);
  await fail();
  await app.close();
  t.match(told()[1], { requests: 1 });
});
