import { DeskKeys } from '../../simulator/desk-keys.ts';
import { PublishedKeys } from '../../src/signatures/published-keys.ts';
import { type Test, TestClock, test, until } from '../harness.ts';
import { startDesk } from '../zoho/desk-setup.ts';

const HEADER = (kid: string) => ({ alg: 'RS256', kid });

async function setUp(t: Test, send: typeof fetch = fetch) {
  const { simulator, url, clock } = await startDesk(t);
  const warnings: object[] = [];
  const log = { warn: (fields: object) => void warnings.push(fields) };
  const keys = new PublishedKeys({ url: new URL('/.well-known/jwks.json', url), fetch: send, clock, log });
  const asked = () => simulator.requests.length;
  const [{ kid } = { kid: '' }] = simulator.keys.published.keys;
  return { simulator, clock, keys, asked, warnings, kid: String(kid) };
}

test('a key is asked for once and kept for an hour', async (t) => {
  const { keys, clock, asked, kid } = await setUp(t);
  const many = await Promise.all(Array.from({ length: 20 }, () => keys.find(HEADER(kid))));
  t.ok(many.every((key) => key !== null && key !== 'away'));
  clock.advance(3_599_999);
  await keys.find(HEADER(kid));
  t.equal(asked(), 1);
  clock.advance(1);
  await keys.find(HEADER(kid));
  t.equal(asked(), 2);
});

test('an unknown key is asked for at most every thirty seconds', async (t) => {
  const { keys, clock, asked } = await setUp(t);
  t.equal(await keys.find(HEADER('no-such-key')), null);
  t.equal(await keys.find(HEADER('nor-this-one')), null);
  t.equal(asked(), 1);
  clock.advance(30_000);
  t.equal(await keys.find(HEADER('nor-this-one')), null);
  t.equal(asked(), 2);
});

test('a key that was rotated in is found', async (t) => {
  const { simulator, keys, clock, kid } = await setUp(t);
  await keys.find(HEADER(kid));
  const fresh = await DeskKeys.create();
  await fresh.rotate();
  Object.assign(simulator, { keys: fresh });
  clock.advance(30_000);
  t.not(await keys.find(HEADER('desk-key-2')), null);
  t.equal(await keys.find(HEADER(kid)), null, 'and the one that was withdrawn is not');
});

test('when nobody answers, a known key is still good and an unknown one is away', async (t) => {
  const { simulator, keys, clock, kid, warnings } = await setUp(t);
  await keys.find(HEADER(kid));
  simulator.areKeysDown = true;
  clock.advance(3_600_000);
  t.ok(await keys.find(HEADER(kid)));
  t.equal(await keys.find(HEADER('another')), 'away');
  t.match(warnings, [{ host: /^127\.0\.0\.1/ }]);
});

test('an answer that does not come within one and a half seconds is none', async (t) => {
  const clock = new TestClock();
  const hanging: typeof fetch = (_url, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new Error('stopped')));
    });
  const log = { warn: () => {} };
  const keys = new PublishedKeys({ url: new URL('http://127.0.0.1/'), fetch: hanging, clock, log });
  const found = keys.find(HEADER('any'));
  await until(() => clock.nextInMs === 1_500);
  clock.advance(1_500);
  t.equal(await found, 'away');
});
