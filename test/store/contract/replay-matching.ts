import type { EventStore } from '../../../src/log/ports.ts';
import { newEvent, test } from '../../harness.ts';
import { claimAll, claimOne, completed, endNext, FAILED, OPERATOR_ACTION, type Open } from './support.ts';

const unreadable = newEvent({
  eventId: 'x',
  kind: { is: 'unreadable', reason: 'cut' },
  eventType: 'unreadable',
});

/** 1 completed, 2 failed, 3 and 4 repeats, 5 unreadable, 6 waiting. */
async function seed(store: EventStore): Promise<void> {
  await store.append([newEvent({ eventId: 'a', recordId: '1' })]);
  await endNext(store, completed());
  await store.append([newEvent({ eventId: 'b', recordId: '2' })]);
  await endNext(store, FAILED);
  await store.append([newEvent({ eventId: 'a' }), newEvent({ eventId: 'a', payload: '{"other":1}' })]);
  await store.append([unreadable, newEvent({ eventId: 'waiting', recordId: '3' })]);
}

const SKIPPED = { unfinished: 1, duplicate: 2, unreadable: 1, erased: 0 };

export function replayMatchingContract(name: string, open: Open): void {
  test(`${name}: a plan tells what a replay would do, and does nothing`, async (t) => {
    const { store } = await open(t);
    await seed(store);
    const plan = await store.planReplay({});
    t.match(plan, { matched: 6, replayable: 2, skipped: SKIPPED, sample: [{ id: 2 }, { id: 1 }] });
    t.match((await store.stats({})).by_status, { completed: 1, failed: 2, duplicate: 2, pending: 1 });
  });

  test(`${name}: a plan shows ten events of those that match`, async (t) => {
    const { store } = await open(t);
    for (let n = 0; n < 12; n++) {
      await store.append([newEvent({ eventId: `${n}` })]);
      await endNext(store, FAILED);
    }
    const { replayable, sample } = await store.planReplay({ status: 'failed' });
    t.equal(replayable, 12);
    t.equal(sample.length, 10);
  });

  test(`${name}: all that match and have ended run again; the rest is passed over and counted`, async (t) => {
    const { store } = await open(t);
    await seed(store);
    const done = await store.replayMatching({}, OPERATOR_ACTION);
    t.same(done, { matched: 6, replayed: 2, skipped: SKIPPED, interrupted: false });
    const claimed = await claimAll(store);
    t.same(claimed.map(({ id }) => id).sort(), [1, 2, 6]);
    t.match(claimed, [{ attempt: 1 }, { attempt: 1 }, { attempt: 1 }]);
  });

  test(`${name}: only what matches the filter is replayed`, async (t) => {
    const { store } = await open(t);
    await seed(store);
    t.match(await store.replayMatching({ status: 'failed' }, OPERATOR_ACTION), { matched: 2, replayed: 1 });
    t.match((await store.get(1))?.status, 'completed');
    t.match(await store.replayMatching({ module: 'nothing' }, OPERATOR_ACTION), { matched: 0, replayed: 0 });
  });

  test(`${name}: events of one record run again in the order received`, async (t) => {
    const { store } = await open(t);
    for (const eventId of ['a', 'b', 'c']) {
      await store.append([newEvent({ eventId })]);
      await endNext(store, completed());
    }
    await store.replayMatching({ status: 'completed' }, OPERATOR_ACTION);
    const order = [
      await endNext(store, completed()),
      await endNext(store, completed()),
      await claimOne(store),
    ];
    t.same(
      order.map(({ eventId }) => eventId),
      ['a', 'b', 'c'],
    );
  });

  test(`${name}: of two replays at the same moment each event runs again once`, async (t) => {
    const { store } = await open(t);
    await seed(store);
    const both = await Promise.all([
      store.replayMatching({ status: 'failed' }, OPERATOR_ACTION),
      store.replayMatching({ status: 'failed' }, OPERATOR_ACTION),
    ]);
    // Which of them comes first is nobody's to say.
    const [one, other] = both.sort((a, b) => b.replayed - a.replayed);
    t.match(
      [one, other],
      [
        { matched: 2, replayed: 1, skipped: { unfinished: 0, unreadable: 1 } },
        { matched: 2, replayed: 0, skipped: { unfinished: 1, unreadable: 1 } },
      ],
    );
  });

  test(`${name}: many events are replayed in several batches, and progress is told`, async (t) => {
    const { store } = await open(t);
    await store.append(
      Array.from({ length: 450 }, (_, n) => newEvent({ eventId: `${n}`, recordId: `${n}` })),
    );
    for (const event of await claimAll(store, 'lease-1', 450)) await store.settle(event, FAILED);
    const progress: number[] = [];
    const done = await store.replayMatching({ status: 'failed' }, OPERATOR_ACTION, {
      onProgress: (replayed) => void progress.push(replayed),
    });
    t.match(done, { matched: 450, replayed: 450 });
    t.same(progress, [200, 400, 450]);
  });

  test(`${name}: a replay that is told to stop says how far it came`, async (t) => {
    const { store } = await open(t);
    await store.append(
      Array.from({ length: 1_050 }, (_, n) => newEvent({ eventId: `${n}`, recordId: `${n}` })),
    );
    for (const event of await claimAll(store, 'lease-1', 1_050)) await store.settle(event, FAILED);
    const stop = new AbortController();
    const done = await store.replayMatching({ status: 'failed' }, OPERATOR_ACTION, {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    t.equal(done.interrupted, true);
    // Where a stop has to cross to another thread it is heard a batch or two later.
    t.ok(done.replayed >= 200 && done.replayed < 1_050, `${done.replayed}`);
    t.equal(done.replayed % 200, 0);
    t.match((await store.stats({})).by_status, { pending: done.replayed, failed: 1_050 - done.replayed });
  });

  test(`${name}: changes are told after the commit, and no more once nobody wants to hear`, async (t) => {
    const { store } = await open(t);
    const heard: number[][] = [];
    store.onChange((ids) => void heard.push([...ids]));
    await store.append([newEvent(), newEvent()]);
    await store.heartbeat();
    store.onChange(null);
    await store.append([newEvent({ eventId: 'b' })]);
    t.same(heard, [[1, 2]]);
  });
}
