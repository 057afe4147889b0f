import { newEvent, test } from '../../harness.ts';
import {
  claimAll,
  claimOne,
  completed,
  endNext,
  eventIds,
  FAILED,
  OPERATOR_ACTION,
  type Open,
} from './support.ts';

export function replayContract(name: string, open: Open): void {
  for (const [status, outcome] of [
    ['completed', completed()],
    ['failed', FAILED],
  ] as const) {
    test(`${name}: a ${status} event runs again on replay, with fresh attempts`, async (t) => {
      const { store } = await open(t);
      await store.append([newEvent()]);
      await endNext(store, outcome);
      t.same(await store.replay(1, OPERATOR_ACTION), { replayed: true });
      t.match(await store.get(1), { status: 'pending', attempts: 0, result: null, error_message: null });
      t.match(await claimAll(store), [{ id: 1, attempt: 1, eventId: 'event_1' }]);
    });
  }

  test(`${name}: an unknown event is not replayed`, async (t) => {
    const { store } = await open(t);
    const refusal = { replayed: false, reason: 'not_found', duplicateOf: null };
    t.same(await store.replay(7, OPERATOR_ACTION), refusal);
  });

  test(`${name}: an event that waits or is in work is not replayed`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent()]);
    const refusal = { replayed: false, reason: 'unfinished', duplicateOf: null };
    t.same(await store.replay(1, OPERATOR_ACTION), refusal);
    await claimOne(store);
    t.same(await store.replay(1, OPERATOR_ACTION), refusal);
  });

  test(`${name}: of two replays at the same moment one is refused`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, completed());
    const replays = [store.replay(1, OPERATOR_ACTION), store.replay(1, OPERATOR_ACTION)];
    t.match(await Promise.all(replays), [{ replayed: true }, { reason: 'unfinished' }]);
    t.same((await store.stats({})).by_status, { pending: 1 });
  });

  test(`${name}: a repeat with the same body is not replayed; the refusal names the original`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent(), newEvent()]);
    const refusal = { replayed: false, reason: 'plain_duplicate', duplicateOf: 1 };
    t.same(await store.replay(2, OPERATOR_ACTION), refusal);
  });

  test(`${name}: a repeat with another body becomes an event of its own on replay`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, completed());
    await store.append([newEvent({ payload: '{"other":true}' })]);
    t.same(await store.replay(2, OPERATOR_ACTION), { replayed: true });
    t.match(await claimAll(store), [{ id: 2, eventId: 'event_1~2', payload: '{"other":true}', attempt: 1 }]);
    t.match(await store.get(1), { status: 'completed', event_id: 'event_1' });
    t.match(await store.stats({}), { by_status: { completed: 1, processing: 1 }, payload_differs: 0 });
  });

  test(`${name}: a replayed repeat is found by its new id`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent(), newEvent({ payload: '{"other":true}' })]);
    await store.replay(2, OPERATOR_ACTION);
    t.same(await eventIds(store, { event_id: 'event_1~2' }), ['event_1~2']);
  });

  test(`${name}: a replayed repeat keeps its new id when it is replayed again`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, completed());
    await store.append([newEvent({ payload: '{"other":true}' })]);
    await store.replay(2, OPERATOR_ACTION);
    await endNext(store, FAILED);
    t.same(await store.replay(2, OPERATOR_ACTION), { replayed: true });
    t.equal((await store.get(2))?.event_id, 'event_1~2');
  });

  test(`${name}: a replayed event waits while its record is being worked on`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent({ eventId: 'done' })]);
    await endNext(store, completed());
    await store.append([newEvent({ eventId: 'next' })]);
    const next = await claimOne(store);
    await store.replay(1, OPERATOR_ACTION);
    t.same(await claimAll(store), []);
    await store.settle(next, completed());
    t.match(await claimAll(store), [{ eventId: 'done' }]);
  });

  test(`${name}: a replay wakes the listener and a refused one does not`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, completed());
    let calls = 0;
    store.onPending(() => {
      calls += 1;
    });
    await store.replay(1, OPERATOR_ACTION);
    t.equal(calls, 1);
    await store.replay(1, OPERATOR_ACTION);
    t.equal(calls, 1);
  });

  test(`${name}: a sender's word "unreadable" is no mark: its event can be replayed`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent({ eventType: 'unreadable' })]);
    await endNext(store, completed());
    t.match(await store.get(1), { unreadable: false, erased: false });
    t.match(await store.replay(1, OPERATOR_ACTION), { replayed: true });
    t.match(await claimAll(store), [{ eventType: 'unreadable' }]);
  });

  test(`${name}: the try before a replay stays on record beside the new one`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, completed());
    await store.replay(1, OPERATOR_ACTION);
    t.match((await store.get(1))?.attempts_made, [{ attempt: 1, outcome: 'completed' }]);
    clock.advance(1_000);
    await endNext(store, completed());
    t.match((await store.get(1))?.attempts_made, [
      { attempt: 1, finished_at: '2026-01-25T10:00:00.000Z' },
      { attempt: 1, finished_at: '2026-01-25T10:00:01.000Z' },
    ]);
  });
}
