import { join } from 'node:path';
import fc from 'fast-check';
import { SOURCES } from '../../../../src/log/event.ts';
import { LONGEST_PAUSE_MS } from '../../../../src/log/retry-policy.ts';
import { openSqliteStores } from '../../../../src/store/sqlite/open.ts';
import { newEvent, ofEachSource, START_MS, TestClock, temporaryFolder, test } from '../../../harness.ts';
import { claimAll, claimOne, completed, EVERYTHING, EXPIRED, LEASE_MS } from '../../contract/support.ts';
import { openMemory } from '../../memory.ts';

const YEAR_MS = 365 * 86_400_000;

function open(t: { teardown(work: () => unknown): void }) {
  const clock = new TestClock();
  const { events: store, connection } = openMemory(clock);
  t.teardown(() => store.close());
  return { clock, store, connection };
}

test('a retry that was planned while the clock was years ahead is due once the clock is right, and its record goes on', async (t) => {
  const { clock, store } = open(t);
  await store.append([newEvent({ eventId: 'a' }), newEvent({ eventId: 'b' })]);
  clock.advance(5 * YEAR_MS);
  const retryAt = clock.now() + 10_000;
  await store.settle(await claimOne(store), { status: 'retry', error: 'Zoho is away.', retryAt });
  clock.advance(-5 * YEAR_MS);
  t.match(await claimAll(store), [{ eventId: 'a', attempt: 2 }]);
  t.same(
    (await store.condition()).map(({ code }) => code),
    ['CLOCK'],
    'told on the dashboard',
  );
  clock.advance(86_400_000);
  t.same(await store.condition(), [], 'for a day');
});

test('a lease from a wrong clock ends like any other', async (t) => {
  const { clock, store } = open(t);
  await store.append([newEvent()]);
  clock.advance(YEAR_MS);
  const event = await claimOne(store);
  clock.advance(-YEAR_MS);
  t.same(await claimAll(store), [], 'its holder may live');
  t.equal(await store.nextDueAt(SOURCES), clock.now() + LEASE_MS);
  clock.advance(LEASE_MS);
  await store.recover(EXPIRED);
  t.match(await claimAll(store), [{ id: event.id, attempt: 2 }]);
});

test('a fresh event waits for nothing, also after a clock that was an hour ahead', async (t) => {
  const { clock, store } = open(t);
  await store.heartbeat();
  clock.advance(3_600_000);
  await store.append([newEvent()]);
  clock.advance(-3_600_000);
  t.match(await claimAll(store), [{ attempt: 1 }]);
});

test('the time of receipt goes with the clock, and lists by time find every event of that time', async (t) => {
  const { clock, store } = open(t);
  const received = async (eventId: string) => {
    const [appended] = await store.append([newEvent({ eventId, recordId: eventId })]);
    return (await store.get(Number(appended?.id)))?.created_at;
  };
  t.equal(await received('right'), '2026-01-25T10:00:00.000Z');
  clock.advance(YEAR_MS);
  t.equal(await received('ahead'), '2027-01-25T10:00:00.000Z');
  clock.advance(60_000 - YEAR_MS);
  t.equal(await received('right again'), '2026-01-25T10:01:00.000Z');
  clock.advance(60_000);
  t.equal(await received('later'), '2026-01-25T10:02:00.000Z');
  const found = async (since?: string, until?: string) => {
    const filter = { ...(since && { since }), ...(until && { until }) };
    const list = await store.list(filter, { limit: 9, before: null });
    t.equal(list.total, list.events.length);
    t.equal((await store.stats(filter)).total_events, list.total);
    return list.events.map(({ event_id }) => event_id);
  };
  t.same(await found('2026-01-25T10:01:00.000Z'), ['later', 'right again', 'ahead']);
  t.same(await found('2026-01-25T10:00:00.000Z', '2026-01-25T10:02:00.000Z'), ['right again', 'right']);
  t.same(await found(undefined, '2026-01-25T10:01:00.000Z'), ['right']);
  t.same(await found('2028-01-25T10:00:00.000Z'), []);
});

test('a clock that is corrected by seconds disorders nothing', async (t) => {
  const { clock, store } = open(t);
  await store.append([newEvent({ eventId: 'a' })]);
  clock.advance(-5_000);
  await store.append([newEvent({ eventId: 'b' })]);
  t.equal((await store.get(2))?.created_at, '2026-01-25T10:00:00.000Z');
  t.same(await store.condition(), []);
});

type Step = { is: 'jump' | 'append' | 'work' | 'fail' | 'recover' | 'restart' | 'kill'; ms: number };

/** A service on a file, as far as due times go, at whose clock anything may happen. */
class WildService {
  readonly clock = new TestClock();
  events = 0;
  readonly #file: string;
  #stores: ReturnType<typeof openSqliteStores>;

  constructor(file: string) {
    this.#file = file;
    this.#stores = openSqliteStores(file, this.clock);
  }

  get store() {
    return this.#stores.events;
  }

  async take({ is, ms }: Step): Promise<void> {
    if (is === 'jump') this.clock.advance(Math.max(ms, START_MS / 2 - this.clock.now()));
    else if (is === 'append') await this.#append();
    else if (is === 'recover') await this.store.recover({ ...EXPIRED, maxAttempts: 1_000 });
    else if (is === 'work' || is === 'fail') await this.#work(is);
    else await this.#restart(is);
  }

  #append() {
    const number = this.events++;
    return this.store.append([newEvent({ eventId: `e${number}`, recordId: `r${number % 3}` })]);
  }

  async #work(is: 'work' | 'fail'): Promise<void> {
    const retryAt = this.clock.now() + LONGEST_PAUSE_MS;
    const claimed = await this.store.claim({ limits: ofEachSource(2), leaseToken: 'l', leaseMs: LEASE_MS });
    this.#requireNear(retryAt);
    const outcome = is === 'work' ? completed() : { status: 'retry' as const, error: 'x', retryAt };
    for (const event of claimed) await this.store.settle(event, outcome);
  }

  #requireNear(latestMs: number): void {
    const query = `SELECT id FROM integration_events_log
      WHERE lane_head = 1 AND max(next_attempt_at, coalesce(lease_until, 0)) > ?`;
    const beyond = this.#stores.connection.prepare(query).all(new Date(latestMs).toISOString());
    if (beyond.length > 0) throw new Error(`planned beyond the longest pause: ${JSON.stringify(beyond)}`);
  }

  /** After a kill, with leases that nobody holds any more. */
  async #restart(is: 'restart' | 'kill'): Promise<void> {
    if (is === 'kill') await claimAll(this.store, 'dead');
    await this.store.close();
    this.#stores = openSqliteStores(this.#file, this.clock);
    await this.store.recover({ ...EVERYTHING, maxAttempts: 1_000 });
  }

  /** Time goes on as it should, until all that can end has ended. */
  async finish(): Promise<number> {
    for (let round = 0; round <= this.events + 1; round++) {
      for (const event of await claimAll(this.store)) await this.store.settle(event, completed());
      this.clock.advance(LONGEST_PAUSE_MS + 1);
      await this.store.recover({ ...EXPIRED, maxAttempts: 1_000 });
    }
    const { by_status } = await this.store.stats({});
    await this.store.close();
    return by_status.completed ?? 0;
  }
}

test('whatever the clock does, nothing is planned beyond the longest pause, and everything ends', async (t) => {
  const kinds = ['append', 'append', 'work', 'fail', 'recover', 'restart', 'kill'] as const;
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.integer({ min: -8 * YEAR_MS, max: 8 * YEAR_MS }).map((ms): Step => ({ is: 'jump', ms })),
    fc.integer({ min: 0, max: 7_200_000 }).map((ms): Step => ({ is: 'jump', ms })),
    fc.constantFrom(...kinds).map((is): Step => ({ is, ms: 0 })),
  );
  const property = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
    const service = new WildService(join(temporaryFolder(t), 'events.db'));
    for (const each of steps) await service.take(each);
    t.equal(await service.finish(), service.events);
  });
  await fc.assert(property, { seed: 20261127, numRuns: 25 });
});
