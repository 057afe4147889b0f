import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type Call, OutsideApi } from '../../src/outside/api.ts';
import { OutsideHealth } from '../../src/outside/health.ts';
import { type Test, test, until } from '../harness.ts';
import { startClients } from './zoho/setup.ts';

const SECRET_MARK = 'marker';

async function setUp(t: Test, concurrency = 5) {
  const clients = await startClients(t);
  const api = clients.api('Zoho CRM', concurrency);
  const call = (changes: Partial<Call> = {}): Call => ({
    name: 'read a CRM record',
    method: 'GET',
    url: new URL(`/crm/v8/BTEC_Students/1?x=${SECRET_MARK}`, clients.url),
    headers: { authorization: SECRET_MARK },
    isIdempotent: true,
    ...changes,
  });
  const send = (changes?: Partial<Call>) => api.call(call(changes), clients.signal);
  return { ...clients, call, send, api };
}

test('a dropped connection and a 500 are tried again, a little later each time', async (t) => {
  const { zoho, clock, send } = await setUp(t);
  zoho.failCrm({ drops: true }, { status: 500 }, { status: 200, json: { fine: true } });
  const reply = send();
  await until(() => zoho.requests.length === 1 && clock.nextInMs === 500);
  clock.advance(500);
  await until(() => zoho.requests.length === 2 && clock.nextInMs === 1000);
  clock.advance(1000);
  t.same(await reply, { status: 200, json: { fine: true } });
});

test('after three tries the event waits', async (t) => {
  const { zoho, clock, send } = await setUp(t);
  zoho.failCrm({ status: 503 }, { status: 503 }, { status: 503 });
  const refused = t.rejects(send(), {
    name: 'SystemAway',
    message: 'Zoho CRM answered 503.',
    retryAfterMs: 10_000,
  });
  for (const [count, pauseMs] of [
    [1, 500],
    [2, 1000],
  ] as const) {
    await until(() => zoho.requests.length === count && clock.nextInMs === pauseMs);
    clock.advance(pauseMs);
  }
  await refused;
  t.equal(zoho.requests.length, 3);
});

test('a short Retry-After is waited for, a long one is left to the processor', async (t) => {
  const { zoho, clock, send } = await setUp(t);
  zoho.failCrm(
    { status: 429, headers: { 'retry-after': '2' } },
    { status: 429, headers: { 'retry-after': '120' } },
  );
  const refused = t.rejects(send(), { message: 'Zoho CRM asks us to slow down.', retryAfterMs: 120_000 });
  await until(() => clock.nextInMs === 2000);
  clock.advance(2000);
  await refused;
});

for (const [header, expected] of [
  ['Sun, 25 Jan 2026 10:01:00 GMT', 60_000],
  ['Sun, 25 Jan 2026 09:00:00 GMT', 0],
  ['soon', 10_000],
] as const) {
  test(`Retry-After: ${header} is understood`, async (t) => {
    const { zoho, send } = await setUp(t);
    zoho.failCrm({ status: 503, headers: { 'retry-after': header } });
    await t.rejects(send({ isIdempotent: false }), { name: 'SystemAway', retryAfterMs: expected });
  });
}

test('what may not be sent twice is sent once', async (t) => {
  const { zoho, send } = await setUp(t);
  zoho.failCrm({ drops: true });
  await t.rejects(send({ isIdempotent: false }), { message: 'Zoho CRM cannot be reached.' });
  t.equal(zoho.requests.length, 1);
});

for (const [what, away, isUndone] of [
  ['a refused connection', { error: { syscall: 'connect', code: 'ECONNREFUSED' } }, true],
  ['a host that is not known', { error: { syscall: 'getaddrinfo', code: 'ENOTFOUND' } }, true],
  ['a connection that does not come about', { error: { code: 'UND_ERR_CONNECT_TIMEOUT' } }, true],
  ['a connection that breaks', { error: { syscall: 'read', code: 'ECONNRESET' } }, false],
  ['an error that nobody knows', { error: undefined }, false],
  ['a 429', { status: 429 }, true],
  ['a 503', { status: 503 }, false],
  ['a 500', { status: 500 }, false],
] as const) {
  test(`after ${what} it is ${isUndone ? '' : 'not '}certain that nothing was done`, async (t) => {
    const { call, clock, signal } = await setUp(t);
    const failing = async () => {
      if ('status' in away) return new Response('{}', { status: away.status });
      throw new TypeError('fetch failed', { cause: away.error });
    };
    const options = { system: 'Zoho CRM', concurrency: 1, clock, random: () => 0, log: { info() {} } };
    const api = new OutsideApi({ ...options, fetch: failing });
    await t.rejects(api.call(call({ isIdempotent: false }), signal), { message: /^Zoho CRM/, isUndone });
  });
}

test('a port on which nobody listens did nothing of what it was asked', async (t) => {
  const { call, send } = await setUp(t);
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const url = new URL(`http://127.0.0.1:${(closed.address() as AddressInfo).port}/`);
  closed.close();
  await once(closed, 'close');
  await t.rejects(send({ ...call(), url, isIdempotent: false }), { name: 'SystemAway', isUndone: true });
});

test('a call that is not answered ends after ten seconds', async (t) => {
  const { zoho, clock, send } = await setUp(t);
  zoho.failCrm({ hangs: true });
  const refused = t.rejects(send({ isIdempotent: false }), {
    message: 'Zoho CRM did not answer within 10 seconds.',
  });
  await until(() => zoho.requests.length === 1);
  clock.advance(10_000);
  await refused;
});

test('an attempt that is stopped stops its call, with its reason', async (t) => {
  const { zoho, api, call } = await setUp(t);
  zoho.failCrm({ hangs: true });
  const stop = new AbortController();
  const refused = t.rejects(api.call(call(), stop.signal), { message: 'stopped on purpose' });
  await until(() => zoho.requests.length === 1);
  stop.abort(new Error('stopped on purpose'));
  await refused;
});

test('an attempt that is stopped between two tries does not wait for the second', async (t) => {
  const { zoho, clock, api, call } = await setUp(t);
  zoho.failCrm({ status: 503 });
  const stop = new AbortController();
  const refused = t.rejects(api.call(call(), stop.signal), { message: 'stopped on purpose' });
  await until(() => zoho.requests.length === 1 && clock.nextInMs === 500);
  stop.abort(new Error('stopped on purpose'));
  await refused;
  t.equal(clock.nextInMs, null, 'and leaves no timer behind');
});

test('an attempt that is stopped while it waits for its turn leaves at once and calls nothing', async (t) => {
  const { zoho, api, call } = await setUp(t, 1);
  zoho.failCrm({ hangs: true });
  const [first, second] = [new AbortController(), new AbortController()];
  const refusals = [first, second].map(({ signal }) =>
    t.rejects(api.call(call(), signal), { message: 'stop' }),
  );
  await until(() => zoho.requests.length === 1);
  second.abort(new Error('stop'));
  await refusals[1];
  first.abort(new Error('stop'));
  await refusals[0];
  t.equal(zoho.requests.length, 1);
});

test('an answer that says by itself what went wrong counts whatever its status', async (t) => {
  const { zoho, clock, call, signal } = await setUp(t);
  const isClear = (json: unknown) => json !== undefined;
  const log = { info: () => {} };
  const options = { system: 'Moodle', concurrency: 1, fetch, clock, random: () => 0, log, isClear };
  const api = new OutsideApi(options);
  zoho.failCrm({ status: 500, json: { errorcode: 'invalidtoken' } }, { status: 500, json: '<html>' });
  t.same(await api.call(call(), signal), { status: 500, json: { errorcode: 'invalidtoken' } });
  await t.rejects(api.call(call({ isIdempotent: false }), signal), { message: 'Moodle answered 500.' });
});

test('how calls went is noted: a refusal of who we are is no success, an attempt that was stopped is nothing', async (t) => {
  const { zoho, clock, call, signal } = await setUp(t);
  const health = new OutsideHealth();
  const log = { info: () => {} };
  const options = { system: 'Zoho CRM', concurrency: 1, fetch, clock, random: () => 0, log, health };
  const api = new OutsideApi(options);
  const at = '2026-01-25T10:00:00.000Z';
  zoho.failCrm({ status: 200, json: {} }, { status: 401 }, { status: 503 }, { hangs: true });
  await api.call(call(), signal);
  t.same(health.all(), [{ system: 'Zoho CRM', lastSuccess: { at }, lastError: null }]);
  await api.call(call(), signal);
  t.match(health.all(), [{ lastError: { message: 'Zoho CRM refused the call (status 401).' } }]);
  await t.rejects(api.call(call({ isIdempotent: false }), signal));
  t.match(health.all(), [{ lastSuccess: { at }, lastError: { at, message: 'Zoho CRM answered 503.' } }]);
  const stop = new AbortController();
  const stopped = t.rejects(api.call(call(), stop.signal));
  await until(() => zoho.requests.length === 4);
  stop.abort(new Error('stopped'));
  await stopped;
  t.match(health.all(), [{ lastError: { message: 'Zoho CRM answered 503.' } }]);
});

test('a redirect is not followed, because it would carry the token away', async (t) => {
  const { zoho, url, send } = await setUp(t);
  zoho.failCrm({ status: 302, headers: { location: new URL('/elsewhere', url).href } });
  await t.rejects(send({ isIdempotent: false }), { name: 'TemporaryFailure' });
  t.equal(zoho.requests.length, 1);
});

test('an answer that is no JSON is a reply without content', async (t) => {
  const { zoho, api, call, signal } = await setUp(t);
  zoho.failCrm({ status: 400, json: '<html>maintenance</html>' });
  t.strictSame(await api.call(call(), signal), { status: 400, json: undefined });
});

test('calls beyond the limit wait for their turn', async (t) => {
  const { zoho, send } = await setUp(t, 1);
  zoho.failCrm({ status: 200, json: 1 }, { status: 200, json: 2 }, { status: 200, json: 3 });
  const replies = await Promise.all([send(), send(), send()]);
  t.same(
    replies.map(({ json }) => json),
    [1, 2, 3],
  );
});

test('the log names the call, its status and its time, and nothing that was sent or answered', async (t) => {
  const { zoho, send, lines } = await setUp(t);
  zoho.failCrm({ status: 200, json: { Academic_Email: SECRET_MARK } });
  await send();
  t.same(lines, [{ system: 'Zoho CRM', call: 'read a CRM record', status: 200, ms: 0 }]);
});

test('a redirect is said and not followed, nor tried again', async (t) => {
  const { zoho, url, send } = await setUp(t);
  for (const [location, to] of [
    ['https://example.edu/login?x=1', 'https://example.edu'],
    ['/login', url.origin],
    ['http://[', url.origin],
  ] as const) {
    zoho.failCrm({ status: 302, headers: { location } });
    const message = `Zoho CRM redirects to ${to}, which is not followed.`;
    await t.rejects(send(), { name: 'TemporaryFailure', message });
  }
  t.equal(zoho.requests.length, 3);
  zoho.failCrm({ status: 304 });
  t.match(await send(), { status: 304 });
});

test('a call that breaks the other side alone may be to blame; where others break too, it is not', async (t) => {
  const { zoho, send } = await setUp(t);
  const mute = { isIdempotent: false };
  zoho.failCrm({ status: 500 }, { status: 500 }, { status: 200, json: {} }, { status: 500 });
  await t.rejects(send(mute), { name: 'TemporaryFailure', retryAfterMs: null });
  await t.rejects(send(mute), {
    name: 'SystemAway',
    message: 'Zoho CRM answered 500.',
    retryAfterMs: 10_000,
  });
  await send(mute);
  await t.rejects(send(mute), { name: 'TemporaryFailure' }, 'an answer ends what was before');
});

test('the longer a system is away, the longer the pause', async (t) => {
  const { zoho, clock, send } = await setUp(t);
  for (const [awayMs, expected] of [
    [0, 10_000],
    [60_000, 60_000],
    [3_600_000, 900_000],
  ] as const) {
    clock.advance(awayMs);
    zoho.failCrm({ drops: true });
    const error = await send({ isIdempotent: false }).catch((thrown) => thrown);
    t.match(error, { name: 'SystemAway', message: 'Zoho CRM cannot be reached.', retryAfterMs: expected });
  }
});

test('while a system is away for long, one call at a time finds out, once, whether it is back', async (t) => {
  const { zoho, clock, send } = await setUp(t);
  zoho.failCrm({ drops: true }, { hangs: true }, { status: 200, json: 1 });
  await t.rejects(send({ isIdempotent: false }));
  clock.advance(30_000);
  const probe = t.rejects(send(), { name: 'SystemAway', message: /within 10 seconds/ });
  await until(() => zoho.requests.length === 2);
  await t.rejects(send(), {
    name: 'SystemAway',
    message: 'Zoho CRM cannot be reached.',
    retryAfterMs: 30_000,
  });
  t.equal(zoho.requests.length, 2, 'the other did not call');
  clock.advance(10_000);
  await probe;
  t.match(await send(), { json: 1 }, 'the next one finds it back');
  zoho.failCrm({ status: 500 }, { status: 200, json: 2 });
  const reply = send();
  await until(() => zoho.requests.length === 4 && clock.nextInMs === 500);
  clock.advance(500);
  t.match(await reply, { json: 2 }, 'and calls have their tries again');
});

test('what a reply says of the system itself is no reply', async (t) => {
  const { zoho, clock, call, signal } = await setUp(t);
  const health = new OutsideHealth();
  const away = ({ json }: { json: unknown }) =>
    json === 'closed' ? { message: 'It is closed.', isSure: true } : null;
  const options = {
    system: 'Moodle',
    concurrency: 1,
    fetch,
    clock,
    random: () => 0,
    log: { info: () => {} },
    health,
    away,
  };
  const api = new OutsideApi(options);
  zoho.failCrm({ status: 200, json: '"closed"' }, { status: 200, json: '"open"' });
  await t.rejects(api.call(call(), signal), {
    name: 'SystemAway',
    message: 'It is closed.',
    retryAfterMs: 10_000,
  });
  t.match(health.all(), [{ lastError: { message: 'It is closed.' }, lastSuccess: null }]);
  t.match(await api.call(call(), signal), { json: 'open' });
});
