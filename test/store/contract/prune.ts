import type { JsonObject } from '../../../src/log/event.ts';
import { newEvent, ofEachSource, test } from '../../harness.ts';
import { completed, endNext, eventIds, FAILED, OPERATOR_ACTION, type Open } from './support.ts';

const DAY_MS = 86_400_000;
const BY = { ...OPERATOR_ACTION, action: 'prune' };
const CUT = '2026-01-26T10:00:00.000Z';
const one = (eventId: string) => newEvent({ eventId, recordId: eventId });

export function pruneContract(name: string, open: Open): void {
  test(`${name}: completed events and repeats that are old are deleted, with their counts`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([one('done')]);
    await endNext(store, completed());
    await store.append([one('failed')]);
    await endNext(store, FAILED);
    await store.append([one('done'), one('waiting')]);
    clock.advance(2 * DAY_MS);
    await store.append([one('new')]);
    t.same(await store.planPrune(CUT), { events: 2, suggestions: 0 });
    t.same(await store.prune(CUT, BY), { events: 2, suggestions: 0 });
    t.same(await eventIds(store, {}), ['new', 'waiting', 'failed']);
    t.match(await store.stats({}), { total_events: 3, by_status: { failed: 1, pending: 2 } });
    t.same(await store.prune(CUT, BY), { events: 0, suggestions: 0 });
    t.match(await store.append([one('done')]), [{ status: 'queued' }], 'a repeat of it is a new event now');
  });

  test(`${name}: what was received long ago but ended since then stays`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([one('done')]);
    clock.advance(2 * DAY_MS);
    await endNext(store, completed());
    await store.append([one('new')]);
    t.same(await store.prune(CUT, BY), { events: 0, suggestions: 0 });
  });

  test(`${name}: an event that was repeated lately stays, because it may be repeated again`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([one('done')]);
    await endNext(store, completed());
    clock.advance(2 * DAY_MS);
    await store.append([one('done'), one('new')]);
    t.same(await store.planPrune(CUT), { events: 0, suggestions: 0 });
    t.same(await store.prune(CUT, BY), { events: 0, suggestions: 0 });
  });

  test(`${name}: the newest event stays, so that no number is given twice`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([one('a'), one('b')]);
    await endNext(store, completed());
    await endNext(store, completed());
    clock.advance(2 * DAY_MS);
    t.match(await store.prune(CUT, BY), { events: 1 });
    t.match(await store.append([one('c')]), [{ id: 3 }]);
  });

  test(`${name}: many events are deleted in several batches; a stop ends it between two`, async (t) => {
    const { store, clock } = await open(t);
    await store.append(Array.from({ length: 1_050 }, (_, n) => one(`e${n}`)));
    for (const event of await store.claim({ limits: ofEachSource(1_050), leaseToken: 'x', leaseMs: 1_000 }))
      await store.settle(event, completed());
    clock.advance(2 * DAY_MS);
    await store.append([one('new')]);
    const stop = new AbortController();
    const stopped = await store.prune(CUT, BY, { signal: stop.signal, onProgress: () => stop.abort() });
    // Where a stop has to cross to another thread it is heard a batch or two later.
    t.ok(stopped.events >= 200 && stopped.events < 1_050, `${stopped.events}`);
    t.equal(stopped.events % 200, 0);
    const progress: number[] = [];
    await store.prune(CUT, BY, { onProgress: (deleted) => void progress.push(deleted) });
    const left = 1_050 - stopped.events;
    t.equal(progress[0], 200);
    t.equal(progress.at(-1), left);
    t.equal(progress.length, Math.ceil(left / 200));
    t.same(await eventIds(store, {}), ['new']);
  });

  test(`${name}: of suggestions that were decided long ago the last of each step stays, emptied`, async (t) => {
    const { store, suggestions, clock } = await open(t);
    const about = (step: 'reply' | 'link', key: string) => ({
      ...{ eventRow: null, ticketId: '1', step, key, proposal: { to: 'x' }, guard: { status: 'Open' } },
    });
    const decide = async (key: string, status: 'applied' | 'stale', result: JsonObject | null) => {
      const { id } = await suggestions.begin(about('reply', key));
      await suggestions.finish(id, status, result);
    };
    await decide('a', 'applied', { mode: 'sent' });
    await decide('b', 'applied', { mode: 'sent' });
    await decide('c', 'stale', { reason: 'changed' });
    await suggestions.replaceWaiting({ ticketId: '1', waiting: [about('link', 'd')] });
    clock.advance(2 * DAY_MS);
    t.same(await store.planPrune(CUT), { events: 0, suggestions: 3 });
    t.same(await store.prune(CUT, BY), { events: 0, suggestions: 3 });
    t.same([await suggestions.get(1), await suggestions.get(3)], [null, null]);
    t.match(await suggestions.findEarlier('1', 'reply', 'b'), {
      status: 'applied',
      proposal: {},
      guard: {},
      result: null,
    });
    t.match(await suggestions.get(4), { status: 'waiting', proposal: { to: 'x' } });
    t.same(
      await store.prune(CUT, BY),
      { events: 0, suggestions: 0 },
      'and a second time nothing is left to do',
    );
  });

  test(`${name}: the doubt whether an answer was sent outlives its text`, async (t) => {
    const { store, suggestions, clock } = await open(t);
    const about = { eventRow: null, ticketId: '1', step: 'reply', key: 'a', guard: {} } as const;
    const { id } = await suggestions.begin({ ...about, proposal: { text: 'Bonjour' } });
    await suggestions.finish(id, 'stale', { begun: 'send', text: 'Bonjour' });
    clock.advance(2 * DAY_MS);
    await store.prune(CUT, BY);
    t.same((await suggestions.findEarlier('1', 'reply', 'a'))?.result, { begun: 'send' });
  });

  test(`${name}: everything that matches is read, whole, oldest first, a few at a time`, async (t) => {
    const { store } = await open(t);
    await store.append(Array.from({ length: 501 }, (_, n) => one(`e${n}`)));
    const sizes: number[] = [];
    const ids: string[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const page: Awaited<ReturnType<typeof store.read>> = await store.read({ source: 'zoho' }, after);
      sizes.push(page.events.length);
      ids.push(...page.events.map(({ event_id }) => event_id));
      after = page.next;
    }
    t.same(sizes, [500, 1]);
    t.equal(ids[0], 'e0');
    t.equal(ids.at(-1), 'e500');
  });
}
