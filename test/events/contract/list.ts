import type { EventFilter } from '../../../src/events/store.ts';
import { newEvent, test } from '../../harness.ts';
import { completed, endNext, eventIds, FAILED, type Open, type Opened } from './support.ts';

/** One event of each fate, a second apart. */
async function seed({ store, clock }: Opened): Promise<void> {
  await store.append([newEvent({ eventId: 'done', recordId: '1', payload: '{"n":"سارة علي"}' })]);
  await endNext(store, completed());
  clock.advance(1_000);
  await store.append([newEvent({ eventId: 'failed_50%', recordId: '2', payload: '{"n":"Jean"}' })]);
  await endNext(store, FAILED);
  clock.advance(1_000);
  await store.append([newEvent({ eventId: 'done', recordId: '1' })]);
  clock.advance(1_000);
  await store.append([newEvent({ eventId: 'new', recordId: '1', eventType: 'insert', payload: 'C:\\temp' })]);
  await store.append([newEvent({ eventId: 'done', source: 'zoho_desk', module: 'Tickets', recordId: '9' })]);
  await store.claim({ limit: 1, leaseToken: 'lease-9', leaseMs: 60_000 });
}

const FILTERS: readonly (readonly [string, EventFilter, readonly number[]])[] = [
  ['nothing', {}, [5, 4, 3, 2, 1]],
  ['status completed', { status: 'completed' }, [1]],
  ['status failed', { status: 'failed' }, [2]],
  ['status duplicate', { status: 'duplicate' }, [3]],
  ['status processing', { status: 'processing' }, [4]],
  ['status pending', { status: 'pending' }, [5]],
  ['source', { source: 'zoho_desk' }, [5]],
  ['module', { module: 'BTEC_Students' }, [4, 3, 2, 1]],
  ['source and status', { source: 'zoho', status: 'completed' }, [1]],
  ['event_type', { event_type: 'insert' }, [4]],
  ['record_id', { record_id: '1' }, [4, 3, 1]],
  ['record_id and status', { record_id: '1', status: 'completed' }, [1]],
  ['event_id, in each source, with repeats', { event_id: 'done' }, [5, 3, 1]],
  ['event_id and source', { event_id: 'done', source: 'zoho' }, [3, 1]],
  ['an event_id that nobody sent', { event_id: 'nothing' }, []],
  ['q in Arabic', { q: 'سارة' }, [1]],
  ['q in any case', { q: 'JEAN' }, [2]],
  ['q in an error text', { q: 'is missing' }, [2]],
  ['q in an event id', { q: 'NEW' }, [4]],
  ['q with a literal %', { q: '50%' }, [2]],
  ['q of % alone', { q: '%' }, [2]],
  ['q with a literal _', { q: 'failed_' }, [2]],
  ['q whose _ matches no other letter', { q: 'd_ne' }, []],
  ['q with a backslash', { q: 'C:\\t' }, [4]],
  ['q with a quote', { q: "'" }, []],
  ['q and module', { q: 'done', module: 'Tickets' }, [5]],
  ['since, inclusive', { since: '2026-01-25T10:00:02.000Z' }, [5, 4, 3]],
  ['until, exclusive', { until: '2026-01-25T10:00:02.000Z' }, [2, 1]],
  ['since and until', { since: '2026-01-25T10:00:00.001Z', until: '2026-01-25T10:00:03.000Z' }, [3, 2]],
  ['an empty span', { since: '2026-01-25T10:00:01.000Z', until: '2026-01-25T10:00:01.000Z' }, []],
  ['the future', { since: '2027-01-01T00:00:00.000Z' }, []],
  ['a status within the future', { since: '2027-01-01T00:00:00.000Z', status: 'failed' }, []],
];

export function listContract(name: string, open: Open): void {
  for (const [what, filter, ids] of FILTERS) {
    test(`${name}: the list can be filtered by ${what}`, async (t) => {
      const opened = open(t);
      await seed(opened);
      const list = await opened.store.list(filter, { limit: 50, before: null });
      t.same(
        list.events.map(({ id }) => id),
        ids,
      );
      t.match(list, { total: ids.length, totalIsCapped: false, nextBefore: null });
    });
  }

  for (const [what, filter] of [
    ['whole log', {}],
    ['events of one record', { record_id: '4554000000012345678' }],
    ['span of time', { since: '2026-01-25T10:00:00.000Z' }],
  ] as const) {
    test(`${name}: the pages of the ${what} hold each event once, newest first`, async (t) => {
      const { store } = open(t);
      await store.append(Array.from({ length: 7 }, (_, index) => newEvent({ eventId: `e${index}` })));
      const seen: number[] = [];
      let before: number | null = null;
      do {
        const { events, nextBefore, total } = await store.list(filter, { limit: 3, before });
        t.equal(total, 7);
        seen.push(...events.map(({ id }) => id));
        before = nextBefore;
      } while (before !== null);
      t.same(seen, [7, 6, 5, 4, 3, 2, 1]);
    });
  }

  test(`${name}: an event that comes while someone turns pages moves nothing`, async (t) => {
    const { store } = open(t);
    await store.append(Array.from({ length: 4 }, (_, index) => newEvent({ eventId: `e${index}` })));
    const { nextBefore } = await store.list({}, { limit: 2, before: null });
    await store.append([newEvent({ eventId: 'later' })]);
    const { events } = await store.list({}, { limit: 2, before: nextBefore });
    t.match(events, [{ id: 2 }, { id: 1 }]);
  });

  test(`${name}: a full last page has no next page`, async (t) => {
    const { store } = open(t);
    await store.append([newEvent({ eventId: 'a' }), newEvent({ eventId: 'b' })]);
    t.equal((await store.list({}, { limit: 2, before: null })).nextBefore, null);
  });

  test(`${name}: a page of no rows tells the total and names no next page`, async (t) => {
    const { store } = open(t);
    await store.append([newEvent()]);
    const counted = { events: [], nextBefore: null, total: 1, totalIsCapped: false };
    t.same(await store.list({}, { limit: 0, before: null }), counted);
  });

  test(`${name}: a list of an empty log is empty`, async (t) => {
    const { store } = open(t);
    const empty = { events: [], nextBefore: null, total: 0, totalIsCapped: false };
    t.same(await store.list({}, { limit: 50, before: null }), empty);
    t.same(await store.list({ q: 'x' }, { limit: 50, before: null }), empty);
  });

  test(`${name}: a total is counted up to ten thousand, and says so beyond`, async (t) => {
    const { store } = open(t);
    const events = Array.from({ length: 10_001 }, (_, index) =>
      newEvent({ eventId: `e${index}`, recordId: `${index}`, payload: '{}', eventType: 'insert' }),
    );
    await store.append(events.slice(0, 10_000));
    t.match(await store.list({ event_type: 'insert' }, { limit: 1, before: null }), {
      total: 10_000,
      totalIsCapped: false,
    });
    await store.append(events.slice(10_000));
    t.match(await store.list({ event_type: 'insert' }, { limit: 1, before: null }), {
      total: 10_000,
      totalIsCapped: true,
    });
    t.match(await store.list({}, { limit: 1, before: null }), { total: 10_000, totalIsCapped: true });
    t.same(await eventIds(store, { q: 'e0' }), ['e0'], 'a search reaches the oldest event');
  });

  test(`${name}: an unknown event is null`, async (t) => {
    const { store } = open(t);
    t.equal(await store.get(1), null);
  });
}
