import { payloadHash } from '../../../src/inbound/identity.ts';
import { SOURCES } from '../../../src/log/event.ts';
import { newEvent, test } from '../../harness.ts';
import { claimAll, endNext, eventIds, FAILED, type Open } from './support.ts';

export function appendContract(name: string, open: Open): void {
  test(`${name}: an event is kept with everything that came with it`, async (t) => {
    const { store } = await open(t);
    const event = newEvent({
      eventId: 'نوتيف-١',
      occurred: { at: '2026-01-25T09:59:58.000Z', clock: 'sender' },
      payload: '{"name":"سارة علي","id":9007199254740993}',
      rawBody: Buffer.from([0xff, 0x00, 0x7b]),
      verifiedBy: 'hmac:1',
    });
    t.same(await store.append([event]), [{ id: 1, eventId: 'نوتيف-١', status: 'queued' }]);
    t.same(await store.get(1), {
      id: 1,
      event_id: 'نوتيف-١',
      source: 'zoho',
      module: 'BTEC_Students',
      event_type: 'update',
      record_id: '4554000000012345678',
      status: 'pending',
      attempts: 0,
      error_message: null,
      error_details: null,
      created_at: '2026-01-25T10:00:00.000Z',
      processed_at: null,
      next_attempt_at: '2026-01-25T10:00:00.000Z',
      occurred_at: '2026-01-25T09:59:58.000Z',
      duplicate_of: null,
      payload_differs: false,
      verified_by: 'hmac:1',
      payload: event.payload,
      raw_body: Buffer.from([0xff, 0x00, 0x7b]).toString('base64'),
      payload_sha256: payloadHash(event.payload),
      unreadable: false,
      erased: false,
      result: null,
      attempts_made: [],
      duplicates: [],
    });
  });

  test(`${name}: a delivery of several events keeps them in its order`, async (t) => {
    const { store } = await open(t);
    const appended = await store.append(['a', 'b', 'c'].map((eventId) => newEvent({ eventId })));
    t.same(
      appended.map(({ eventId, status }) => [eventId, status]),
      [
        ['a', 'queued'],
        ['b', 'queued'],
        ['c', 'queued'],
      ],
    );
    t.same(await eventIds(store, {}), ['c', 'b', 'a']);
  });

  test(`${name}: a delivery without events keeps nothing`, async (t) => {
    const { store } = await open(t);
    t.same(await store.append([]), []);
    t.equal((await store.stats({})).total_events, 0);
  });

  test(`${name}: after a clock that was ahead every event is due at once, in the order of the ids`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([newEvent({ eventId: 'before' })]);
    clock.advance(-3_600_000);
    await store.append([newEvent({ eventId: 'after', recordId: '2' })]);
    t.match(await claimAll(store), [{ eventId: 'before' }, { eventId: 'after' }]);
  });

  test(`${name}: an unreadable body is kept as failed, with its bytes and the reason`, async (t) => {
    const { store } = await open(t);
    const rawBody = Buffer.from('{"name":"O"Neill"}');
    const kind = { is: 'unreadable', reason: 'Invalid JSON payload' } as const;
    const [appended] = await store.append([newEvent({ payload: '', rawBody, kind })]);
    t.same(appended, { id: 1, eventId: 'event_1', status: 'failed' });
    t.match(await store.get(1), {
      status: 'failed',
      error_message: 'Invalid JSON payload',
      raw_body: rawBody.toString('base64'),
      payload_sha256: payloadHash(rawBody),
      processed_at: '2026-01-25T10:00:00.000Z',
    });
    t.same(await claimAll(store), []);
    t.equal(await store.nextDueAt(SOURCES), null);
  });

  test(`${name}: an unreadable body that comes again is a duplicate and stays failed`, async (t) => {
    const { store } = await open(t);
    const event = newEvent({ payload: 'x', kind: { is: 'unreadable', reason: 'Invalid JSON payload' } });
    const [, again] = await store.append([event, event]);
    t.match(again, { status: 'duplicate', duplicateOf: 1, payloadDiffers: false, requeued: false });
    t.equal((await store.get(1))?.status, 'failed');
  });

  test(`${name}: equal signals merge while the first waits`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent({ eventId: 'signal-1', kind: { is: 'signal' } })]);
    const other = newEvent({ eventId: 'signal-2', payload: '{"zoho_id":"1"}', kind: { is: 'signal' } });
    t.same(await store.append([other]), [
      {
        id: 2,
        eventId: 'signal-1',
        status: 'duplicate',
        duplicateOf: 1,
        payloadDiffers: false,
        requeued: false,
      },
    ]);
  });

  test(`${name}: a signal that comes while an equal one is processed is a new event`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent({ eventId: 'signal-1', kind: { is: 'signal' } })]);
    await claimAll(store);
    const [second] = await store.append([newEvent({ eventId: 'signal-2', kind: { is: 'signal' } })]);
    const [third] = await store.append([newEvent({ eventId: 'signal-3', kind: { is: 'signal' } })]);
    t.match(second, { eventId: 'signal-2', status: 'queued' });
    t.match(third, { eventId: 'signal-2', status: 'duplicate', duplicateOf: 2 });
  });

  test(`${name}: a signal that waits for its second attempt takes in no new one`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([newEvent({ eventId: 'signal-1', kind: { is: 'signal' } })]);
    await endNext(store, { status: 'retry', error: 'Zoho is away.', retryAt: clock.now() + 1_000 });
    const [second] = await store.append([newEvent({ eventId: 'signal-2', kind: { is: 'signal' } })]);
    t.match(second, { eventId: 'signal-2', status: 'queued' });
  });

  for (const [what, changes] of [
    ['record', { recordId: '4554000000099999999' }],
    ['module', { module: 'Contacts' }],
    ['operation', { eventType: 'delete' }],
    ['source', { source: 'zoho_desk' }],
  ] as const) {
    test(`${name}: signals of another ${what} do not merge`, async (t) => {
      const { store } = await open(t);
      await store.append([newEvent({ eventId: 'signal-1', kind: { is: 'signal' } })]);
      const other = newEvent({ eventId: 'signal-2', kind: { is: 'signal' }, ...changes });
      t.match(await store.append([other]), [{ status: 'queued' }]);
    });
  }

  test(`${name}: a failed signal is not reopened by a later one, which is an event of its own`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent({ eventId: 'signal-1', kind: { is: 'signal' } })]);
    await endNext(store, FAILED);
    t.match(await store.append([newEvent({ eventId: 'signal-2', kind: { is: 'signal' } })]), [
      { status: 'queued' },
    ]);
    t.equal((await store.get(1))?.status, 'failed');
  });

  test(`${name}: a heartbeat is written without touching the log`, async (t) => {
    const { store } = await open(t);
    await store.heartbeat();
    await store.heartbeat();
    t.equal((await store.stats({})).total_events, 0);
  });
}
