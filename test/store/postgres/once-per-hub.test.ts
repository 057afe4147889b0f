import type { AppOptions } from '../../../src/app.ts';
import { systemClock } from '../../../src/clock.ts';
import { OutsideApi } from '../../../src/outside/api.ts';
import { ZohoTokens } from '../../../src/outside/zoho/account/oauth.ts';
import { Pauses } from '../../../src/outside/zoho/account/pauses.ts';
import { openStoresHere } from '../../../src/store/open.ts';
import {
  OPERATOR,
  signedIn,
  studentBody,
  type Test,
  TestClock,
  test,
  testApp,
  until,
} from '../../harness.ts';
import { CREDENTIALS, startSimulator } from '../../outside/zoho/setup.ts';
import { emptyDatabase, NO_SERVER } from './server.ts';

const REFRESH = 'POST /oauth/v2/token';

async function storesOf(t: Test, url: string, clock: TestClock) {
  const stores = await openStoresHere(url, clock, { endsStudentsAtOnce: false });
  t.teardown(() => stores.upkeep.close());
  return stores;
}

test('two instances fetch one token of Zoho between them, and share it until it is refused', {
  skip: NO_SERVER,
}, async (t) => {
  const { zoho, url, clock } = await startSimulator(t);
  const database = await emptyDatabase();
  const log = { info() {} };
  const tokensOf = async () =>
    new ZohoTokens({
      api: new OutsideApi({ system: 'Zoho Accounts', concurrency: 1, fetch, clock, random: () => 0, log }),
      accounts: url,
      credentials: CREDENTIALS,
      file: null,
      shared: (await storesOf(t, database, clock)).state,
      clock,
      pauses: new Pauses({ clock }),
    });
  const [one, other] = [await tokensOf(), await tokensOf()];
  const both = [one.get(), other.get()];
  await Promise.race(both);
  // Whoever waits for the other looks again a moment later.
  await until(() => clock.nextInMs !== null);
  clock.advance(500);
  t.same(await Promise.all(both), ['token-1', 'token-1']);
  t.same(zoho.requests, [REFRESH]);
  clock.advance(11_000);
  other.invalidate('token-1');
  t.equal(await other.get(), 'token-2', 'one that Zoho refuses is replaced');
  one.invalidate('token-1');
  t.equal(await one.get(), 'token-2', 'for all of them');
  t.same(zoho.requests, [REFRESH, REFRESH]);
});

test('of two instances one deletes what is too old', { skip: NO_SERVER }, async (t) => {
  const DATABASE_URL = await emptyDatabase();
  const clocks = [new TestClock(), new TestClock()];
  const apps = await Promise.all(
    clocks.map(async (clock) => (await testApp(t, { DATABASE_URL, RETENTION_DAYS: '30' }, clock)).app),
  );
  const looked: boolean[] = [];
  let pruned = 0;
  for (const app of apps) {
    const [takeTurn, prune] = [app.state.takeTurn.bind(app.state), app.upkeep.prune.bind(app.upkeep)];
    app.state.takeTurn = async (key, periodMs) => {
      const isOurs = await takeTurn(key, periodMs);
      looked.push(isOurs);
      return isOurs;
    };
    app.upkeep.prune = (...about) => {
      pruned++;
      return prune(...about);
    };
    await app.listen({ port: 0 });
  }
  await until(() => {
    for (const clock of clocks) clock.advance(1_000);
    return looked.length === 2;
  });
  t.same(looked.sort(), [false, true]);
  t.equal(pruned, 1);
});

test('who waits for an end on an instance that only receives hears of it', { skip: NO_SERVER }, async (t) => {
  const DATABASE_URL = await emptyDatabase();
  const clock = new TestClock();
  const { app: web } = await testApp(t, { DATABASE_URL, HUB_ROLE: 'web' }, clock);
  const payload = { zoho_id: '4554000000012345678', module: 'BTEC_Students' };
  const url = '/api/v1/events/zoho/student';
  const waiting = web.inject({ method: 'POST', url, payload, headers: { prefer: 'wait=20' } });
  await until(async () => (await web.reading.stats({})).total_events === 1);
  await testApp(t, { DATABASE_URL, HUB_ROLE: 'worker' });
  await until(async () => (await web.reading.get(1))?.status === 'failed');
  clock.advance(250);
  t.match((await waiting).json(), { outcome: { status: 'failed', error_message: /ZOHO_CLIENT_ID/ } });
});

test('whoever signed in on one instance is known on the other, and sees live what the first received', {
  skip: NO_SERVER,
}, async (t) => {
  const DATABASE_URL = await emptyDatabase();
  const [one, other] = await Promise.all(
    [0, 1].map(async () => {
      const openStores: AppOptions['openStores'] = (url, how) => openStoresHere(url, systemClock, how);
      return (await testApp(t, { DATABASE_URL }, undefined, { clock: systemClock, openStores })).app;
    }),
  );
  if (one === undefined || other === undefined) return;
  const headers = await signedIn(one, 'Sara Ali');
  t.equal((await other.inject({ url: '/dashboard', headers })).statusCode, 200);
  t.equal((await other.inject({ url: '/api/v1/events', headers: OPERATOR })).statusCode, 200);
  await other.upkeep.watchOthers();
  const seen: number[] = [];
  t.teardown(other.feed.subscribe(({ events }) => seen.push(...events.map(({ id }) => id))));
  await one.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload: studentBody() });
  await until(async () => {
    await other.reading.stats({});
    return seen.includes(1);
  });
  t.ok(seen.includes(1));
});
