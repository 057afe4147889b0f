import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { refuseConnection, toAnswer } from '../../plugins/errors.ts';
import { StoreUnavailable } from '../../src/log/ports.ts';
import { OPERATOR, studentBody, test, testApp } from '../harness.ts';

const URL = '/api/v1/events/zoho/student';

test('an address that is not there answers with those that are', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject('/api/v2/events?secret=marker');
  t.equal(answer.statusCode, 404);
  const body = answer.json();
  t.match(body, { success: false, error: 'Endpoint not found', code: 'ENDPOINT_NOT_FOUND' });
  for (const endpoint of ['/health', '/ready', URL, '/api/v1/events/:id', '/dashboard']) {
    t.ok(body.available_endpoints.includes(endpoint), endpoint);
  }
  t.notMatch(answer.body, 'marker');
  const inner = body.available_endpoints.filter((url: string) => /^\/(dashboard|docs)./.test(url));
  t.same(inner, [], 'scripts and inner pages are left out');
});

test('what the platform refuses keeps its status and words, under a code of ours', (t) => {
  const refused = Object.assign(new Error('Request body size did not match Content-Length'), {
    code: 'FST_ERR_CTP_INVALID_CONTENT_LENGTH',
    statusCode: 400,
    name: 'FastifyError',
  });
  t.same(toAnswer(refused), { statusCode: 400, saying: refused.message, code: 'INVALID_REQUEST' });
  t.end();
});

test('an address that is not there is a 404 whatever the body', async (t) => {
  const { app } = await testApp(t);
  for (const [type, payload] of [
    ['application/json', '{"cut'],
    ['application/json', ''],
    ['application/x-www-form-urlencoded', 'a=1'],
    ['image/png', 'x'],
  ] as const) {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/events/zoho/studnet',
      headers: { 'content-type': type },
      payload,
    });
    t.equal(answer.statusCode, 404, `${type} ${payload}`);
  }
});

const METHODS: [method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS', url: string, allow: string][] = [
  ['GET', URL, 'POST'],
  ['PUT', `${URL}?zoho_id=1`, 'POST'],
  ['POST', '/health', 'GET, HEAD'],
  ['OPTIONS', '/', 'GET, HEAD'],
  ['DELETE', '/api/v1/events/stats', 'GET, HEAD'],
  ['DELETE', '/api/v1/events/7', 'GET, HEAD'],
  ['GET', '/api/v1/events/7/replay', 'POST'],
];
for (const [method, url, allow] of METHODS) {
  test(`${method} ${url} is told that it takes ${allow}`, async (t) => {
    const { app } = await testApp(t);
    const answer = await app.inject({ method, url });
    t.equal(answer.statusCode, 405);
    t.equal(answer.headers.allow, allow);
    t.same(answer.json(), {
      success: false,
      error: `This address takes ${allow}`,
      code: 'METHOD_NOT_ALLOWED',
    });
  });
}

test('a refusal is told in the language that the request wishes for, under the same code', async (t) => {
  const { app } = await testApp(t);
  const refused = async (url: string, wish: string | undefined) => {
    const headers = { ...OPERATOR, ...(wish !== undefined && { 'accept-language': wish }) };
    const answer = await app.inject({ url, headers });
    t.equal(answer.headers.vary, 'accept-language');
    return [answer.statusCode, answer.json().code, answer.json().error];
  };
  const event = '/api/v1/events/99';
  t.same(await refused(event, undefined), [404, 'EVENT_NOT_FOUND', 'There is no event with the id 99']);
  t.same(await refused(event, 'de,fr;q=0.5'), [404, 'EVENT_NOT_FOUND', 'Il n’y a pas d’événement 99']);
  t.same(await refused(event, 'ar-EG'), [404, 'EVENT_NOT_FOUND', 'لا يوجد حدث رقمه 99']);
  t.same(await refused('/nowhere', 'fr'), [404, 'ENDPOINT_NOT_FOUND', 'Cette adresse n’existe pas']);
  const undecodable = 'L’adresse de la requête ne peut pas être décodée, ou est trop longue';
  t.same(await refused('/%zz', 'fr'), [400, 'INVALID_REQUEST', undecodable]);
});

test('of a wish for languages that is too long only the beginning is read', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject({
    url: '/api/v1/events/99',
    headers: { ...OPERATOR, 'accept-language': `${'de,'.repeat(300)}fr` },
  });
  t.equal(answer.json().error, 'There is no event with the id 99');
});

test('an address that is almost one is not there', async (t) => {
  const { app } = await testApp(t);
  for (const url of ['/healthz', '/Health', '/api/v1/events/7/replay/now']) {
    t.equal((await app.inject(url)).statusCode, 404, url);
  }
});

test('an address that cannot be decoded or is too long is refused in our words', async (t) => {
  const { app } = await testApp(t);
  for (const url of ['/%zz', `/api/v1/students/${'9'.repeat(300)}`]) {
    const answer = await app.inject({ url, headers: OPERATOR });
    t.ok(answer.statusCode >= 400 && answer.statusCode < 500, url);
    t.match(answer.json(), { success: false, error: String, code: String }, url);
    t.notMatch(answer.json().code, /^FST_/, url);
  }
});

test('a body too large is refused before it was sent', async (t) => {
  const { app } = await testApp(t);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const sending = request({
    host: '127.0.0.1',
    port,
    path: URL,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': app.config.BODY_LIMIT + 1 },
  });
  sending.flushHeaders();
  const [answer] = await once(sending, 'response');
  t.equal(answer.statusCode, 413);
  t.match(JSON.parse(await text(answer)), { success: false, code: 'BODY_TOO_LARGE' });
  sending.destroy();
});

test('a request body that the framework refuses keeps the one shape of errors', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/events/zoho/student',
    headers: { 'content-length': '3' },
    payload: '{"zoho_id":"4554"}',
  });
  t.equal(answer.statusCode, 400);
  t.match(answer.json(), { success: false, error: String, code: 'INVALID_REQUEST' });
});

test('a defect is answered without a word about itself, and the log has the details', async (t) => {
  const { app, lines } = await testApp(t);
  app.reading.list = () => Promise.reject(new Error('marker at /var/lib/secret.db'));
  const answer = await app.inject({ url: '/api/v1/events', headers: OPERATOR });
  t.equal(answer.statusCode, 500);
  t.same(answer.json(), {
    success: false,
    error: 'Something went wrong here; the log has the details',
    code: 'INTERNAL_ERROR',
  });
  t.ok(lines.some((line) => line.includes('marker at /var/lib/secret.db')));
});

test('a defect that calls itself unavailable says nothing about itself either', async (t) => {
  const { app } = await testApp(t);
  const error = Object.assign(new Error('marker'), { statusCode: 502, code: 'MARKER' });
  app.reading.list = () => Promise.reject(error);
  const answer = await app.inject({ url: '/api/v1/events', headers: OPERATOR });
  t.equal(answer.statusCode, 500);
  t.notMatch(answer.body, /marker/i);
});

test('a store that takes nothing is a 503 with the time to come back, also for operators', async (t) => {
  const { app } = await testApp(t);
  app.upkeep.replay = () => Promise.reject(new StoreUnavailable('the database answered SQLITE_FULL'));
  const answer = await app.inject({ method: 'POST', url: '/api/v1/events/1/replay', headers: OPERATOR });
  t.equal(answer.statusCode, 503);
  t.equal(answer.headers['retry-after'], '5');
  t.notMatch(answer.body, 'SQLITE');
});

test('a refusal that we caused is not logged as an error', async (t) => {
  const { app, lines } = await testApp(t);
  await app.inject({ method: 'POST', url: URL, payload: studentBody({ module: 42 }) });
  await app.inject('/nowhere');
  t.notOk(lines.some((line) => line.includes('"level":50')));
});

test('a connection that is gone already, or was refused before, is left alone and not told of again', async (t) => {
  const { app, lines } = await testApp(t);
  const socket = new Socket();
  socket.destroy();
  refuseConnection.call(
    app,
    Object.assign(new Error('reset'), {
      code: 'ECONNRESET',
      bytesParsed: 0,
      rawPacket: { type: 'Buffer', data: [] },
    }),
    socket,
  );
  t.notMatch(lines.join(''), 'did not speak HTTP');
});
