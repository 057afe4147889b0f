import { newEvent, test } from '../../harness.ts';
import { claimAll, claimOne, completed, endNext, FAILED, type Open } from './support.ts';

export function repeatContract(name: string, open: Open): void {
  test(`${name}: of many deliveries of one id at the same moment exactly one is kept as an event`, async (t) => {
    const { store } = await open(t);
    const answers = (await Promise.all(Array.from({ length: 50 }, () => store.append([newEvent()])))).flat();
    t.equal(answers.filter(({ status }) => status === 'queued').length, 1);
    t.equal(answers.filter((answer) => answer.status === 'duplicate' && answer.duplicateOf === 1).length, 49);
    t.same((await store.stats({})).by_status, { pending: 1, duplicate: 49 });
    t.equal((await claimAll(store)).length, 1);
  });

  test(`${name}: a repeat within one delivery is a duplicate`, async (t) => {
    const { store } = await open(t);
    const [first, second] = await store.append([newEvent(), newEvent()]);
    t.match([first, second], [{ status: 'queued' }, { status: 'duplicate', duplicateOf: 1 }]);
  });

  test(`${name}: a repeat with the same body is a row of its own and is never processed`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([newEvent()]);
    clock.advance(5_000);
    t.same(await store.append([newEvent()]), [
      {
        id: 2,
        eventId: 'event_1',
        status: 'duplicate',
        duplicateOf: 1,
        payloadDiffers: false,
        requeued: false,
      },
    ]);
    t.match(await store.get(2), {
      status: 'duplicate',
      duplicate_of: 1,
      payload_differs: false,
      created_at: '2026-01-25T10:00:05.000Z',
      processed_at: '2026-01-25T10:00:05.000Z',
    });
    t.match((await store.get(1))?.duplicates, [{ id: 2 }]);
    await endNext(store, completed());
    t.same(await claimAll(store), []);
  });

  test(`${name}: a repeat with another body is flagged, counted and keeps its own payload`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent({ payload: '{"a":1}' })]);
    t.match(await store.append([newEvent({ payload: '{"a":2}' })]), [
      { status: 'duplicate', duplicateOf: 1, payloadDiffers: true, requeued: false },
    ]);
    t.match(await store.get(2), { payload: '{"a":2}', payload_differs: true });
    t.equal((await store.get(1))?.payload, '{"a":1}');
    t.equal((await store.stats({})).payload_differs, 1);
  });

  test(`${name}: a repeat of a repeat points at the original`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent()]);
    await store.append([newEvent()]);
    t.match(await store.append([newEvent()]), [{ id: 3, duplicateOf: 1 }]);
  });

  test(`${name}: the same id from another source is another event`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent()]);
    t.match(await store.append([newEvent({ source: 'zoho_desk' })]), [{ status: 'queued' }]);
  });

  for (const [one, other] of [
    ['9007199254740992', '9007199254740993'],
    ['1e3', '1000'],
    ['event', 'EVENT'],
    ['event', 'event '],
    ['١', '1'],
  ] as const) {
    test(`${name}: the ids "${one}" and "${other}" are two events`, async (t) => {
      const { store } = await open(t);
      const appended = await store.append([newEvent({ eventId: one }), newEvent({ eventId: other })]);
      t.match(appended, [
        { eventId: one, status: 'queued' },
        { eventId: other, status: 'queued' },
      ]);
    });
  }

  for (const [what, payload, differs] of [
    ['the same body', newEvent().payload, false],
    ['another body', '{"other":true}', true],
  ] as const) {
    test(`${name}: a repeat of a failed event with ${what} puts the original back to work`, async (t) => {
      const { store } = await open(t);
      await store.append([newEvent()]);
      await endNext(store, FAILED);
      t.match(await store.append([newEvent({ payload })]), [
        { status: 'duplicate', duplicateOf: 1, payloadDiffers: differs, requeued: true },
      ]);
      t.match(await store.get(1), {
        status: 'pending',
        attempts: 0,
        error_message: null,
        processed_at: null,
      });
      t.match(await claimOne(store), { id: 1, attempt: 1, payload: newEvent().payload });
    });
  }

  test(`${name}: of two repeats of a failed event only the first requeues it`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, FAILED);
    t.match(await store.append([newEvent(), newEvent()]), [{ requeued: true }, { requeued: false }]);
    t.same((await store.stats({})).by_status, { pending: 1, duplicate: 2 });
  });

  test(`${name}: a repeat of a completed event leaves it completed`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, completed());
    t.match(await store.append([newEvent()]), [{ requeued: false }]);
    t.equal((await store.get(1))?.status, 'completed');
  });

  test(`${name}: a failed event that is put back waits while its record is being worked on`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent({ eventId: 'failed' })]);
    await endNext(store, FAILED);
    await store.append([newEvent({ eventId: 'next' })]);
    const next = await claimOne(store);
    await store.append([newEvent({ eventId: 'failed' })]);
    t.same(await claimAll(store), []);
    await store.settle(next, completed());
    t.match(await claimAll(store), [{ eventId: 'failed' }]);
  });
}
