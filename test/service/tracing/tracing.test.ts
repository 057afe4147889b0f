import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { Tracing } from '../../../src/service/tracing/tracing.ts';
import { SECRET, studentBody, type Test, TestClock, test, testApp, until } from '../../harness.ts';

type Span = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: object }[];
  links?: { traceId: string }[];
  status: { code?: number; message?: string };
};

/** A collector on this machine, and the service's way to it by the standard variable. */
async function collector(t: Test) {
  const bodies: Buffer[] = [];
  const server = createServer(async (request, response) => {
    const sent = await buffer(request);
    bodies.push(request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  t.teardown(() => {
    delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
    server.close();
  });
  return {
    text: () => Buffer.concat(bodies).toString(),
    spans: () =>
      bodies.flatMap((body) => {
        const { resourceSpans } = JSON.parse(body.toString()) as {
          resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
        };
        return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
      }),
  };
}

const EVENT_TRACE = createHash('sha256').update('event_12345').digest('hex').slice(0, 32);
const MOODLE = { MOODLE_BASE_URL: 'http://127.0.0.1:9', MOODLE_TOKEN: 'a-token-of-moodle' };

test('a webhook leads to the trace of its event, where each attempt has its calls outside', async (t) => {
  const collected = await collector(t);
  const tracing = new Tracing('1.2.3');
  const clock = new TestClock();
  let calls = 0;
  const fetch = async () => {
    calls++;
    return new Response('{}', { status: 503 });
  };
  const settings = { ...MOODLE, ZOHO_WEBHOOK_SECRET: SECRET };
  const { app } = await testApp(t, settings, clock, { tracing, fetch });
  await app.inject({
    method: 'POST',
    url: `/api/v1/events/zoho/student?secret=${SECRET}`,
    payload: studentBody(),
  });
  await until(() => {
    clock.advance(1_000);
    return calls > 2;
  });
  await until(async () => (await app.reading.stats({})).by_status.pending === 1);
  await app.close();
  await tracing.close();
  const spans = collected.spans();
  const request = spans.find(({ name }) => name === 'request');
  t.match(request, { links: [{ traceId: EVENT_TRACE }] });
  t.not(request?.traceId, EVENT_TRACE);
  const attempt = spans.find(({ name }) => name === 'zoho BTEC_Students');
  t.equal(attempt?.traceId, EVENT_TRACE);
  t.equal(attempt?.parentSpanId ?? '', '');
  const call = spans.find(({ name }) => name.startsWith('POST /webservice'));
  t.match(call, { traceId: EVENT_TRACE, parentSpanId: attempt?.spanId });
  t.match(call?.attributes, [
    { key: 'http.request.method', value: { stringValue: 'POST' } },
    { key: 'server.address', value: { stringValue: '127.0.0.1' } },
    { key: 'url.template', value: { stringValue: '/webservice/rest/server.php' } },
    { key: 'http.response.status_code', value: { intValue: 503 } },
  ]);
  for (const hidden of [SECRET, 'a-token-of-moodle', 'sara.ali', 'STU001'])
    t.notMatch(collected.text(), hidden, 'no secret and no person leaves');
});

test('a call that fails is told by the name of its error, and by nothing that it says', async (t) => {
  const collected = await collector(t);
  const tracing = new Tracing('1.2.3');
  const broken = tracing.fetch(async () => {
    throw new TypeError('sara.ali@example.edu');
  });
  await t.rejects(
    broken(new Request('http://127.0.0.1/crm/v8/Contacts/4554000000012345678/Notes')),
    TypeError,
  );
  const odd = tracing.fetch(() => Promise.reject('not an error'));
  await t.rejects(odd('http://127.0.0.1/users/sara.ali@example.edu'));
  await tracing.close();
  t.match(collected.spans(), [
    { name: 'GET /crm/v8/Contacts/{id}/Notes', status: { code: 2, message: 'TypeError' } },
    { name: 'GET /users/{id}', status: { code: 2, message: 'unknown' } },
  ]);
  t.notMatch(collected.text(), 'sara.ali');
});

test('the service is named, and its environment may name it otherwise', async (t) => {
  const collected = await collector(t);
  process.env.OTEL_RESOURCE_ATTRIBUTES = 'deployment.environment.name=school';
  t.teardown(() => delete process.env.OTEL_RESOURCE_ATTRIBUTES);
  const tracing = new Tracing('1.2.3');
  await tracing.fetch(async () => new Response())('http://127.0.0.1/');
  await tracing.close();
  for (const part of ['zoho-event-hub', '1.2.3', 'school']) t.match(collected.text(), part);
});
