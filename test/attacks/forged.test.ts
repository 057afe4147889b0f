import { createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import { DeskSimulator } from '../../simulator/desk/desk.ts';
import { DESK_WEBHOOK_ID } from '../../simulator/desk/keys.ts';
import { DeskJwt } from '../../src/inbound/signatures/desk-jwt.ts';
import { PublishedKeys } from '../../src/inbound/signatures/published-keys.ts';
import { OPERATOR_TOKEN, START_MS, type Test, test } from '../harness.ts';
import { startDesk } from '../outside/zoho/desk/setup.ts';
import { dashboard } from '../routes/dashboard/support.ts';

const NOW_S = START_MS / 1000;
const GOOD = {
  iss: `orgId:${DeskSimulator.orgId}`,
  aud: `webhookId:${DESK_WEBHOOK_ID}`,
  iat: NOW_S,
  exp: NOW_S + 300,
};

async function desk(t: Test) {
  const { simulator, url, clock } = await startDesk(t);
  const keys = new PublishedKeys({
    url: new URL('/.well-known/jwks.json', url),
    fetch,
    clock,
    log: { warn() {} },
  });
  const jwt = new DeskJwt({ orgId: DeskSimulator.orgId, webhookId: DESK_WEBHOOK_ID, keys });
  return { simulator, verify: (token: string) => jwt.verify(token, START_MS) };
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned = (header: object, claims: object = GOOD) => `${part(header)}.${part(claims)}.c2lnbmF0dXJl`;

for (const [name, claims] of [
  ['our audience in a list', { ...GOOD, aud: [GOOD.aud] }],
  ['our audience among others', { ...GOOD, aud: [GOOD.aud, 'webhookId:1'] }],
  ['an object for an audience', { ...GOOD, aud: { webhookId: DESK_WEBHOOK_ID } }],
  ['no audience', { ...GOOD, aud: undefined }],
] as const) {
  test(`a token with ${name} is refused before any key is asked for`, async (t) => {
    const { simulator, verify } = await desk(t);
    t.same(await verify(unsigned({ alg: 'RS256', kid: 'desk-key-1' }, claims)), {
      is: 'refused',
      reason: 'audience',
    });
    t.same(simulator.requests, []);
  });
}

for (const alg of ['none', 'None', 'NONE', '', 'HS256', 'HS512', 'ES256', 'PS256', 'rs256']) {
  test(`a token that names "${alg}" for its algorithm is refused before any key is asked for`, async (t) => {
    const { simulator, verify } = await desk(t);
    t.same(await verify(unsigned({ alg, kid: 'desk-key-1' })), { is: 'refused', reason: 'algorithm' });
    t.same(simulator.requests, []);
  });
}

test('a token signed with the public key as if it were a secret is refused', async (t) => {
  const { simulator, verify } = await desk(t);
  const secret = Buffer.from(JSON.stringify(simulator.keys.published.keys[0]));
  const token = await new SignJWT(GOOD).setProtectedHeader({ alg: 'HS256', kid: 'desk-key-1' }).sign(secret);
  t.same(await verify(token), { is: 'refused', reason: 'algorithm' });
});

test('a key that the token brings along, or says where to find, is not believed', async (t) => {
  const { simulator, verify } = await desk(t);
  const [jwk] = simulator.keys.published.keys;
  for (const extra of [
    { jwk },
    { jku: 'http://evil.example.test/keys' },
    { x5u: 'http://evil.example.test' },
  ])
    t.match(await verify(unsigned({ alg: 'RS256', kid: 'of-a-stranger', ...extra })), {
      is: 'refused',
      reason: 'key',
    });
  t.same(simulator.requests, ['GET /.well-known/jwks.json']);
});

test('a good token whose claims were changed afterwards is refused', async (t) => {
  const { simulator, verify } = await desk(t);
  const good = await simulator.keys.sign({ issuedAt: NOW_S });
  const [header, , signature] = good.split('.');
  t.match(await verify(good), { is: 'match' });
  t.same(await verify([header, part({ ...GOOD, exp: NOW_S + 80_000 }), signature].join('.')), {
    is: 'refused',
    reason: 'signature',
  });
});

const content = part({ name: 'Sara', endsMs: START_MS + 3_600_000 });
const FORGED_COOKIES: readonly [name: string, value: string][] = [
  ['empty', ''],
  ['the operator token itself', OPERATOR_TOKEN],
  ['without a signature', content],
  ['with an empty signature', `${content}.`],
  ['signed with the operator token', sign(OPERATOR_TOKEN)],
  ['signed with an empty key', sign('')],
  ['with the signature of another', `${content}.${'A'.repeat(43)}`],
  ['no base64', '%%%.%%%'],
  ['very long', `${'A'.repeat(8_000)}.A`],
];
function sign(key: string): string {
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
}
for (const [name, value] of FORGED_COOKIES) {
  test(`a cookie that is ${name} opens nothing`, async (t) => {
    const { app } = await dashboard(t);
    const headers = { cookie: `operator=${value}` };
    t.equal((await app.inject({ url: '/api/v1/events', headers })).statusCode, 401);
    t.equal((await app.inject({ url: '/dashboard', headers })).statusCode, 303);
  });
}

test('a good cookie with another name or a later end inside opens nothing', async (t) => {
  const { app, signIn } = await dashboard(t);
  const { cookie } = await signIn('Sara');
  t.equal((await app.inject({ url: '/api/v1/events', headers: { cookie } })).statusCode, 200);
  const signature = cookie.split('.')[1];
  const later = part({ name: 'Sara', endsMs: START_MS + 10 ** 12 });
  for (const changed of [`operator=${later}.${signature}`, `operator=${content}.${signature}`])
    t.equal((await app.inject({ url: '/api/v1/events', headers: { cookie: changed } })).statusCode, 401);
});

const FOREIGN_FORMS: readonly [name: string, headers: Record<string, string>][] = [
  ['a form of another site', { 'sec-fetch-site': 'cross-site' }],
  ['a form of a sister site', { 'sec-fetch-site': 'same-site' }],
  ['a bookmark or an address typed in', { 'sec-fetch-site': 'none' }],
  ['another site over plain HTTP', { origin: 'http://evil.example.test' }],
  ['another port', { origin: 'http://localhost:9' }],
  ['a host that begins like ours', { origin: 'http://localhost:80.evil.example.test' }],
  ['a sandboxed frame', { origin: 'null' }],
  ['neither header', {}],
];
for (const [name, headers] of FOREIGN_FORMS) {
  test(`${name}: no order of a signed-in browser is followed, by form or by script`, async (t) => {
    const { app, signIn } = await dashboard(t);
    const { cookie } = await signIn();
    for (const [url, type] of [
      ['/dashboard/sign-out', 'application/x-www-form-urlencoded'],
      ['/api/v1/events/1/replay', 'application/json'],
      ['/api/v1/events/1/replay', 'text/plain'],
    ] as const) {
      const answer = await app.inject({
        method: 'POST',
        url,
        payload: '',
        headers: { cookie, 'content-type': type, host: 'localhost', ...headers },
      });
      t.equal(answer.statusCode, 403, url);
      t.equal(answer.headers['set-cookie'], undefined);
    }
    const erase = await app.inject({
      method: 'DELETE',
      url: '/api/v1/students/4554000000012345678',
      headers: { cookie, host: 'localhost', ...headers },
    });
    t.equal(erase.statusCode, 403);
  });
}

test('a forwarded address does not give a stranger a new one, however it is spelled', async (t) => {
  const { app } = await dashboard(t, [], { RATE_LIMIT_FAILURES: '2', ZOHO_WEBHOOK_SECRET: 'x'.repeat(24) });
  const codes: number[] = [];
  for (const [n, header] of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'x-client-ip'].entries()) {
    const headers = { [header]: header === 'forwarded' ? `for=192.0.2.${n}` : `192.0.2.${n}, 127.0.0.1` };
    const { statusCode } = await app.inject({
      method: 'POST',
      url: '/api/v1/events/zoho/student',
      payload: '{}',
      headers,
    });
    codes.push(statusCode);
  }
  t.same(codes, [401, 401, 429, 429]);
});
