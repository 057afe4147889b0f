import { createHmac } from 'node:crypto';
import { DeskSimulator } from '../../../simulator/desk/desk.ts';
import type { SignOptions } from '../../../simulator/desk/keys.ts';
import { DeskJwt } from '../../../src/inbound/signatures/desk-jwt.ts';
import { PublishedKeys } from '../../../src/inbound/signatures/published-keys.ts';
import { START_MS, type Test, test } from '../../harness.ts';
import { startDesk } from '../../outside/zoho/desk/setup.ts';

const WEBHOOK = '198709000000077001';
const NOW_S = START_MS / 1000;

async function setUp(t: Test) {
  const { simulator, url, clock } = await startDesk(t);
  const log = { warn: () => {} };
  const keys = new PublishedKeys({ url: new URL('/.well-known/jwks.json', url), fetch, clock, log });
  const jwt = new DeskJwt({ orgId: DeskSimulator.orgId, webhookId: WEBHOOK, keys });
  const verify = async (options: Partial<SignOptions> = {}) =>
    jwt.verify(await simulator.keys.sign({ issuedAt: NOW_S, ...options }), START_MS);
  return { simulator, clock, jwt, verify };
}

test("a token of Zoho's is good and names its key", async (t) => {
  const { verify, simulator } = await setUp(t);
  t.same(await verify(), { is: 'match', kid: simulator.keys.published.keys[0]?.kid });
});

const CLAIMS: [name: string, options: Partial<SignOptions>, reason: string | null][] = [
  ['expired five seconds ago', { issuedAt: NOW_S - 305 }, 'expired'],
  ['expired four seconds ago', { issuedAt: NOW_S - 304 }, null],
  ['sixty-one seconds in the future', { issuedAt: NOW_S + 61 }, 'early'],
  ['sixty seconds in the future', { issuedAt: NOW_S + 60 }, null],
  ['that is good sixty-one seconds from now', { notBefore: NOW_S + 61 }, 'early'],
  ['that is good sixty seconds from now', { notBefore: NOW_S + 60 }, null],
  ['that has been good for long', { notBefore: NOW_S - 1000 }, null],
  ['for another webhook', { webhookId: '1' }, 'audience'],
  ['of another organisation', { orgId: '1' }, 'issuer'],
  ['with times in milliseconds', { milliseconds: true, notBefore: NOW_S }, null],
  ['with milliseconds, expired', { milliseconds: true, issuedAt: NOW_S - 305 }, 'expired'],
  ['with milliseconds, good for longer than a day', { milliseconds: true, lifetime: 86_401 }, 'lifetime'],
  ['good for a day', { lifetime: 86_400 }, null],
  ['good for longer than a day', { lifetime: 86_401 }, 'lifetime'],
  ['signed with another key', { wrongKey: true }, 'signature'],
];
for (const [name, options, reason] of CLAIMS) {
  test(`a token ${name} is ${reason === null ? 'good' : 'refused'}`, async (t) => {
    const { verify } = await setUp(t);
    t.match(await verify(options), reason === null ? { is: 'match' } : { is: 'refused', reason });
  });
}

function handmade(header: object, claims: object, sign: (text: string) => string = () => ''): string {
  const text = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${sign(text)}`;
}
const GOOD = {
  iss: `orgId:${DeskSimulator.orgId}`,
  aud: `webhookId:${WEBHOOK}`,
  iat: NOW_S,
  exp: NOW_S + 300,
};

test('without a signature, or signed with a public key as a secret, it is refused before any key is asked for', async (t) => {
  const { jwt, simulator } = await setUp(t);
  const kid = 'desk-key-1';
  t.same(await jwt.verify(handmade({ alg: 'none', kid }, GOOD), START_MS), {
    is: 'refused',
    reason: 'algorithm',
  });
  const secret = JSON.stringify(simulator.keys.published.keys[0]);
  const hs256 = handmade({ alg: 'HS256', kid }, GOOD, (text) =>
    createHmac('sha256', secret).update(text).digest('base64url'),
  );
  t.same(await jwt.verify(hs256, START_MS), { is: 'refused', reason: 'algorithm' });
  t.same(simulator.requests, []);
});

test('what is no token, or names no times, is malformed', async (t) => {
  const { jwt } = await setUp(t);
  for (const token of [
    '',
    'a.b.c',
    'x',
    handmade({ alg: 'RS256' }, { ...GOOD, exp: 'soon' }),
    handmade({ alg: 'RS256' }, { ...GOOD, nbf: 'now' }),
    handmade({ alg: 'RS256' }, { ...GOOD, iat: 'now', nbf: NOW_S }),
  ])
    t.same(await jwt.verify(token, START_MS), { is: 'refused', reason: 'malformed' });
});

test('from a hundred thousand million on a time is in milliseconds', async (t) => {
  const { jwt } = await setUp(t);
  const at = (iat: number) => jwt.verify(handmade({ alg: 'RS256' }, { ...GOOD, iat, exp: iat }), START_MS);
  t.match(await at(1e11), { reason: 'expired' }, 'of the year 1973');
  t.match(await at(1e11 - 1), { reason: 'early' }, 'of the year 5138');
});

test('a key that nobody published is refused', async (t) => {
  const { jwt } = await setUp(t);
  const token = handmade({ alg: 'RS256', kid: 'of-a-stranger' }, GOOD);
  t.same(await jwt.verify(token, START_MS), { is: 'refused', reason: 'key' });
});

test('while the keys are away nothing is decided, unless the claims decide', async (t) => {
  const { simulator, verify, clock } = await setUp(t);
  simulator.areKeysDown = true;
  t.same(await verify(), { is: 'keys-away' });
  t.match(await verify({ issuedAt: NOW_S - 400 }), { is: 'refused', reason: 'expired' });
  simulator.areKeysDown = false;
  clock.advance(30_000);
  t.match(await verify(), { is: 'match' });
});

test('an old token can be checked as of the time when it arrived', async (t) => {
  const { simulator, jwt } = await setUp(t);
  const token = await simulator.keys.sign({ issuedAt: NOW_S - 80_000 });
  t.match(await jwt.verify(token, START_MS), { is: 'refused', reason: 'expired' });
  t.match(await jwt.verify(token, START_MS - 80_000_000), { is: 'match' });
});
