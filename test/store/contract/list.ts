import type { EventFilter } from '../../../src/log/readings.ts';
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
  await store.claim({ limits: { zoho: 1, zoho_desk: 0 }, leaseToken: 'lease-9', leaseMs: 60_000 });
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
  test(`${name}: a name is found where a payload has a field for each part of it`, async (t) => {
    const { store } = await open(t);
    const payload = (first: string, last: string) =>
      `{"data":{"First_Name":"${first}","Last_Name":"${last}"}}`;
    await store.append([newEvent({ eventId: 'sara', payload: payload('Sara', 'Ali Exemple') })]);
    await store.append([newEvent({ eventId: 'zoe', payload: payload('Zo\\u00e9', 'سارة') })]);
    for (const q of ['sara ali exemple', ' Ali Exemple  Sara '])
      t.same(await eventIds(store, { q }), ['sara'], q);
    t.same(await eventIds(store, { q: 'Zoé سارة' }), ['zoe']);
    for (const q of ['Sara Exemple', 'Zoé Ali', 'Sara Ali Exemple who wrote to us today'])
      t.same(await eventIds(store, { q }), [], q);
  });
  for (const [what, filter, ids] of FILTERS) {
    test(`${name}: the list can be filtered by ${what}`, async (t) => {
      const opened = await open(t);
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
      const { store } = await open(t);
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
    const { store } = await open(t);
    await store.append(Array.from({ length: 4 }, (_, index) => newEvent({ eventId: `e${index}` })));
    const { nextBefore } = await store.list({}, { limit: 2, before: null });
    await store.append([newEvent({ eventId: 'later' })]);
    const { events } = await store.list({}, { limit: 2, before: nextBefore });
    t.match(events, [{ id: 2 }, { id: 1 }]);
  });

  test(`${name}: a full last page has no next page`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent({ eventId: 'a' }), newEvent({ eventId: 'b' })]);
    t.equal((await store.list({}, { limit: 2, before: null })).nextBefore, null);
  });

  test(`${name}: a page of no rows tells the total and names no next page`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent()]);
    const counted = { events: [], nextBefore: null, total: 1, totalIsCapped: false };
    t.same(await store.list({}, { limit: 0, before: null }), counted);
  });

  test(`${name}: a list of an empty log is empty`, async (t) => {
    const { store } = await open(t);
    const empty = { events: [], nextBefore: null, total: 0, totalIsCapped: false };
    t.same(await store.list({}, { limit: 50, before: null }), empty);
    t.same(await store.list({ q: 'x' }, { limit: 50, before: null }), empty);
  });

  test(`${name}: a total is counted up to ten thousand, and says so beyond`, async (t) => {
    const { store } = await open(t);
    const events = Array.from({ length: 10_001 }, (_, index) =>
      newEvent({ eventId: `e${index}`, recordId: `${index}`, payload: '{}', eventType: 'insert' }),
    );
    for (let from = 0; from < 10_000; from += 1_000) await store.append(events.slice(from, from + 1_000));
    t.match(await store.list({ event_type: 'insert' }, { limit: 1, before: null }), {
      total: 10_000,
      totalIsCapped: false,
    });
    await store.append(events.slice(10_000));
    t.match(await store.list({ event_type: 'insert' }, { limit: 1, before: null }), {
      total: 10_000,
      totalIsCapped: true,
    });
    const counted = { total: 10_001, totalIsCapped: false };
    t.match(await store.list({}, { limit: 1, before: null }), counted, 'what the counters know is exact');
    t.same(await eventIds(store, { q: 'e0' }), ['e0'], 'a search reaches the oldest event');
  });

  test(`${name}: a search with a reach stops there, says so, and goes on with the next page`, async (t) => {
    const { store } = await open(t);
    const types = ['rare', 'often', 'often', 'often', 'often'];
    await store.append(types.map((eventType, i) => newEvent({ eventId: `e${i}`, eventType })));
    const first = await store.list({ event_type: 'rare' }, { limit: 2, before: null, reach: 3 });
    t.same(first, { events: [], nextBefore: 3, total: 0, totalIsCapped: true });
    const second = await store.list({ event_type: 'rare' }, { limit: 2, before: 3, reach: 3 });
    t.match(second, { events: [{ id: 1 }], nextBefore: null, total: 0, totalIsCapped: true });
    const often = await store.list({ event_type: 'often' }, { limit: 2, before: null, reach: 3 });
    t.match(often, { events: [{ id: 5 }, { id: 4 }], nextBefore: 4, total: 3, totalIsCapped: true });
  });

  test(`${name}: where an index finds the matches, the reach does not count`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent({ recordId: 'r' }), ...['a', 'b'].map((eventId) => newEvent({ eventId }))]);
    const found = await store.list({ record_id: 'r', q: 'Sara' }, { limit: 2, before: null, reach: 1 });
    t.match(found, { events: [{ id: 1 }], nextBefore: null, total: 1, totalIsCapped: false });
  });

  test(`${name}: the modules of the log are known by name`, async (t) => {
    const { store } = await open(t);
    t.same(await store.modules(), []);
    const modules = ['Deals', 'BTEC_Students', 'Deals'];
    await store.append(modules.map((module, i) => newEvent({ eventId: `e${i}`, module })));
    t.same(await store.modules(), ['BTEC_Students', 'Deals']);
  });

  test(`${name}: an unknown event is null`, async (t) => {
    const { store } = await open(t);
    t.equal(await store.get(1), null);
  });
}
