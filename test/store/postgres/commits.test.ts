import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { systemClock } from '../../../src/clock.ts';
import type { ClaimedEvent } from '../../../src/log/event.ts';
import { type Queue, StoreUnavailable } from '../../../src/log/ports.ts';
import { openPostgresStores } from '../../../src/store/postgres/open.ts';
import { newEvent, ofEachSource, type Test, test } from '../../harness.ts';
import { completed } from '../contract/support.ts';
import { emptiedDatabase, NO_SERVER } from './server.ts';

async function open(t: Test, url: string) {
  const { events } = await openPostgresStores(url, systemClock);
  t.teardown(() => events.close());
  return events;
}

async function connect(t: Test, url: string) {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  t.teardown(() => client.end());
  return client;
}

test('what the server refuses because of one event fails that event alone', {
  skip: NO_SERVER,
}, async (t) => {
  const events = await open(t, await emptiedDatabase());
  // Longer than an index takes.
  const tooLong = randomBytes(6_000).toString('base64');
  const answers = await Promise.allSettled([
    events.append([newEvent({ eventId: 'a', recordId: '1' })]),
    events.append([newEvent({ eventId: tooLong, recordId: '2' })]),
    events.append([newEvent({ eventId: 'c', recordId: '3' })]),
  ]);
  t.match(answers, [{ status: 'fulfilled' }, { status: 'rejected' }, { status: 'fulfilled' }]);
  t.match(await events.stats({}), { total_events: 2 });
});

test('a text that no server stores is kept with a sign in its place', { skip: NO_SERVER }, async (t) => {
  const events = await open(t, await emptiedDatabase());
  const half = String.fromCharCode(0xd800);
  await events.append([newEvent({ eventId: 'a\0b', recordId: `r${half}`, payload: '{"a":"\\u0000"}' })]);
  t.match(await events.get(1), { event_id: 'a\u2400b', record_id: 'r\ufffd', payload: '{"a":"\\u0000"}' });
});

test('whoever holds the lock of the hub for too long does not hold the senders', {
  skip: NO_SERVER,
}, async (t) => {
  const url = await emptiedDatabase();
  const events = await open(t, url);
  const other = await connect(t, url);
  await other.query(`BEGIN; SELECT pg_advisory_xact_lock(${0x68756201})`);
  await t.rejects(events.append([newEvent()]), StoreUnavailable);
  await other.query('ROLLBACK');
  t.match(await events.append([newEvent()]), [{ status: 'queued' }]);
});

test('connections that are cut are replaced, and nothing is done twice', { skip: NO_SERVER }, async (t) => {
  const url = await emptiedDatabase();
  const events = await open(t, url);
  await events.append([newEvent()]);
  const other = await connect(t, url);
  await other.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  t.match(await events.append([newEvent({ eventId: 'b' })]), [{ id: 2, status: 'queued' }]);
  t.match(await events.stats({}), { total_events: 2, by_status: { pending: 2 } });
});

test('one instance hears of what another keeps', { skip: NO_SERVER }, async (t) => {
  const url = await emptiedDatabase();
  const [one, other] = [await open(t, url), await open(t, url)];
  const heard = new Promise<void>((resolve) => one.onPending(resolve));
  const changed = new Promise<ReadonlySet<number>>((resolve) => one.onChange(resolve));
  await one.watchOthers();
  await other.append([newEvent()]);
  await heard;
  t.same(await changed, new Set([1]));
});

test('of one record two instances never hold two events, nor one event twice', {
  skip: NO_SERVER,
}, async (t) => {
  const url = await emptiedDatabase();
  const stores = [await open(t, url), await open(t, url)];
  const [first] = stores;
  await first?.append(
    Array.from({ length: 200 }, (_, n) => newEvent({ eventId: `e${n}`, recordId: `${n % 20}` })),
  );
  const inWork = new Set<string>();
  const order: number[] = [];
  const begin = ({ recordId }: ClaimedEvent) => {
    if (inWork.has(recordId)) t.fail(`two events of record ${recordId} at once`);
    inWork.add(recordId);
  };
  const workOff = async (store: Queue, leaseToken: string) => {
    for (let idle = 0; idle < 20; ) {
      const claimed = await store.claim({ limits: ofEachSource(7), leaseToken, leaseMs: 60_000 });
      idle = claimed.length === 0 ? idle + 1 : 0;
      for (const event of claimed) begin(event);
      await sleep(2);
      for (const event of claimed) inWork.delete(event.recordId);
      await Promise.all(claimed.map((event) => store.settle(event, completed())));
      order.push(...claimed.map(({ id }) => id));
    }
  };
  await Promise.all(stores.map((store, worker) => workOff(store, `worker ${worker}`)));
  t.equal(new Set(order).size, 200);
  t.match(await first?.stats({}), { by_status: { completed: 200 } });
});

test('a long payload is kept whole', { skip: NO_SERVER }, async (t) => {
  const events = await open(t, await emptiedDatabase());
  const payload = JSON.stringify({ text: 'é'.repeat(100_000) });
  await events.append([newEvent({ payload })]);
  t.equal((await events.get(1))?.payload, payload);
});

test('leases are renewed without a deadlock with a commit that changes the same rows in another order', {
  skip: NO_SERVER,
}, async (t) => {
  const url = await emptiedDatabase();
  const events = await open(t, url);
  await events.append([newEvent({ recordId: '1' }), newEvent({ eventId: 'b', recordId: '2' })]);
  const held = await events.claim({ limits: ofEachSource(2), leaseToken: 'ours', leaseMs: 60_000 });
  const commit = await connect(t, url);
  const onlooker = await connect(t, url);
  const change = (id: number) =>
    commit.query(`UPDATE integration_events_log SET module = 'x' WHERE id = ${id}`);
  await commit.query(`BEGIN; SELECT pg_advisory_xact_lock(${0x68756201})`);
  await change(2);
  const renewed = events.renew(held, 60_000);
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await onlooker.query(waiting)).rowCount === 0);
  await change(1);
  await commit.query('COMMIT');
  t.equal(await renewed, 2);
});
