import { DeskKeys } from '../../../simulator/desk/keys.ts';
import { PublishedKeys } from '../../../src/inbound/signatures/published-keys.ts';
import { type Test, TestClock, test, until } from '../../harness.ts';
import { startDesk } from '../../outside/zoho/desk/setup.ts';

type Memory = { read(): Promise<string | null>; write(text: string): Promise<void> };
const EMPTY = '{"keys":[]}';
const HEADER = (kid: string) => ({ alg: 'RS256', kid });

async function setUp(t: Test, send: typeof fetch = fetch, memory?: Memory) {
  const { simulator, url, clock } = await startDesk(t);
  const warnings: [fields: object, message: string][] = [];
  const log = { warn: (fields: object, message: string) => void warnings.push([fields, message]) };
  const published = new PublishedKeys({
    url: new URL('/.well-known/jwks.json', url),
    fetch: send,
    clock,
    log,
    ...(memory && { memory }),
  });
  /** As for a signature that comes now. */
  const keys = { find: (header: { kid: string }, atMs = clock.now()) => published.find(header, atMs) };
  const asked = () => simulator.requests.length;
  const [{ kid } = { kid: '' }] = simulator.keys.published.keys;
  return {
    simulator,
    clock,
    keys,
    asked,
    warnings,
    kid: String(kid),
    url: new URL('/.well-known/jwks.json', url),
  };
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

test('an unknown key is asked for at most every thirty seconds, and is away until then', async (t) => {
  const { keys, clock, asked } = await setUp(t);
  t.equal(await keys.find(HEADER('no-such-key')), null);
  t.equal(await keys.find(HEADER('nor-this-one')), null);
  t.equal(asked(), 1);
  clock.advance(29_999);
  const cameMs = clock.now();
  t.equal(await keys.find(HEADER('nor-this-one')), 'away', 'it may have been published since');
  t.equal(asked(), 1);
  clock.advance(1);
  t.equal(await keys.find(HEADER('nor-this-one'), cameMs), null);
  t.equal(await keys.find(HEADER('no-such-key'), cameMs), null, 'the answer decides all that came before it');
  t.equal(asked(), 2);
});

for (const [what, answer] of [
  ['an error page', () => new Response('<html>', { status: 200 })],
  ['an empty set', () => new Response(EMPTY)],
  [
    'keys under a status of failure',
    () => new Response(EMPTY.replace('[]', '[{"kty":"RSA"}]'), { status: 404 }),
  ],
] as const) {
  test(`${what} in place of the keys means that they are away, and those that are known stay`, async (t) => {
    let isBroken = true;
    const { keys, kid, clock, warnings } = await setUp(t, (url) =>
      isBroken ? Promise.resolve(answer()) : fetch(url),
    );
    t.equal(await keys.find(HEADER(kid)), 'away');
    t.equal(warnings.length, 1);
    isBroken = false;
    clock.advance(30_000);
    t.type(await keys.find(HEADER(kid)), CryptoKey);
    isBroken = true;
    clock.advance(3_600_000);
    t.type(await keys.find(HEADER(kid)), CryptoKey);
    t.equal(await keys.find(HEADER('another')), 'away');
  });
}

test('an answer without end is given up at a quarter of a megabyte, and one without a body at once', async (t) => {
  let pieces = 0;
  let isCancelled = false;
  const endless = new ReadableStream({
    pull(controller) {
      pieces += 1;
      controller.enqueue(Buffer.alloc(65_536, pieces === 1 ? '{"keys":[' : '{"kty":"RSA"},'));
    },
    cancel() {
      isCancelled = true;
    },
  });
  const answers = [new Response(endless), new Response(null)];
  const { keys, clock, warnings, kid } = await setUp(t, async () => answers.shift() ?? Response.error());
  t.equal(await keys.find(HEADER(kid)), 'away');
  t.ok(isCancelled && pieces <= 7, `${pieces} pieces were read`);
  clock.advance(30_000);
  t.equal(await keys.find(HEADER(kid)), 'away');
  t.equal(warnings.length, 2);
});

test('keys that come byte by byte are given up after one and a half seconds', async (t) => {
  const dripping: typeof fetch = async (_url, { signal } = {}) => {
    const drops = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('{'));
        signal?.addEventListener('abort', () => controller.error(signal.reason));
      },
    });
    return new Response(drops);
  };
  const { keys, clock, warnings, kid } = await setUp(t, dripping);
  const found = keys.find(HEADER(kid));
  await new Promise((resolve) => setImmediate(resolve));
  t.equal(clock.nextInMs, 1_500);
  clock.advance(1_500);
  t.equal(await found, 'away');
  t.equal(warnings.length, 1);
});

test('of the unknown keys that are named after an answer five are away, and the next ones are none', async (t) => {
  const { keys, clock, kid } = await setUp(t);
  await keys.find(HEADER(kid));
  clock.advance(10_000);
  for (let n = 1; n <= 5; n++) t.equal(await keys.find(HEADER(`new-${n}`)), 'away');
  t.equal(await keys.find(HEADER('new-6')), null);
  clock.advance(20_000);
  t.equal(await keys.find(HEADER('new-7')), null, 'asked, and not there');
  clock.advance(1);
  t.equal(await keys.find(HEADER('new-8')), 'away', 'a new answer, five new places');
});

test('keys are remembered over a restart, for a week and of the same address', async (t) => {
  let kept: string | null = null;
  const memory = {
    read: async () => kept,
    write: async (text: string) => {
      kept = text;
    },
  };
  const first = await setUp(t, fetch, memory);
  await first.keys.find(HEADER(first.kid));
  const restarted = (ageMs: number, url = first.url) => {
    const clock = new TestClock();
    clock.advance(ageMs);
    const away: typeof fetch = () => Promise.reject(new Error('away'));
    const keys = new PublishedKeys({ url, fetch: away, clock, log: { warn() {} }, memory });
    return keys.find(HEADER(first.kid), clock.now());
  };
  t.type(await restarted(0), CryptoKey);
  t.type(await restarted(7 * 86_400_000 - 1), CryptoKey);
  t.equal(await restarted(7 * 86_400_000), 'away');
  t.equal(await restarted(0, new URL('http://127.0.0.1/other')), 'away');
  kept = String(kept).replace(/"fromMs":\d+/, '"fromMs":9e15');
  t.equal(await restarted(0), 'away', 'of a time that has not come');
});

test('a memory that fails is said, and nothing else', async (t) => {
  const broken = async () => Promise.reject(new Error('the disk is gone'));
  const { keys, kid, warnings } = await setUp(t, fetch, { read: broken, write: broken });
  t.type(await keys.find(HEADER(kid)), CryptoKey);
  await until(() => warnings.length === 2);
  t.match(warnings, [
    [{ host: /^127\.0\.0\.1/ }, /could not be remembered$/],
    [{ host: /^127\.0\.0\.1/ }, /could not be remembered$/],
  ]);
});

test('without a memory the keys are read, and nothing is said', async (t) => {
  const { keys, kid, warnings } = await setUp(t);
  t.type(await keys.find(HEADER(kid)), CryptoKey);
  t.same(warnings, []);
});

test('when nobody has answered for half a minute, any number of new keys may wait', async (t) => {
  const { simulator, keys, clock, kid } = await setUp(t);
  await keys.find(HEADER(kid));
  simulator.areKeysDown = true;
  clock.advance(30_000);
  for (let n = 1; n <= 7; n++) t.equal(await keys.find(HEADER(`new-${n}`)), 'away');
});

test('an answer leaves no timer behind', async (t) => {
  const { keys, clock, kid } = await setUp(t);
  await keys.find(HEADER(kid));
  t.equal(clock.nextInMs, null);
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
  t.match(warnings, [[{ host: /^127\.0\.0\.1/ }, /could not be read; trying again$/]]);
});

test('an answer that does not come within one and a half seconds is none', async (t) => {
  const clock = new TestClock();
  const hanging: typeof fetch = (_url, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new Error('stopped')));
    });
  const log = { warn: () => {} };
  const keys = new PublishedKeys({ url: new URL('http://127.0.0.1/'), fetch: hanging, clock, log });
  const found = keys.find(HEADER('any'), clock.now());
  await until(() => clock.nextInMs === 1_500);
  clock.advance(1_500);
  t.equal(await found, 'away');
});
