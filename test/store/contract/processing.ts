import { SOURCES } from '../../../src/log/event.ts';
import { newEvent, test } from '../../harness.ts';
import { claimAll, claimOne, completed, EVERYTHING, endNext, FAILED, type Open, student } from './support.ts';

export function processingContract(name: string, open: Open): void {
  test(`${name}: a claimed event carries what its handler needs and is in work`, async (t) => {
    const { store, clock } = await open(t);
    const event = newEvent({ occurred: { at: '2026-01-25T09:00:00.000Z', clock: 'record' } });
    await store.append([event]);
    clock.advance(1_000);
    t.same(await claimAll(store, 'lease-7'), [
      {
        id: 1,
        source: 'zoho',
        eventId: 'event_1',
        module: 'BTEC_Students',
        eventType: 'update',
        recordId: '4554000000012345678',
        occurred: event.occurred,
        payload: event.payload,
        createdAt: '2026-01-25T10:00:00.000Z',
        attempt: 1,
        leaseToken: 'lease-7',
        startedAt: '2026-01-25T10:00:01.000Z',
      },
    ]);
    t.match(await store.get(1), { status: 'processing', attempts: 1 });
    t.same(await claimAll(store), []);
  });

  test(`${name}: a claim takes the events that have waited longest, at most as many as asked for`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([newEvent({ eventId: 'a', recordId: '1' })]);
    await endNext(store, { status: 'retry', error: 'later', retryAt: clock.now() + 2_000 });
    clock.advance(1_000);
    await store.append([
      newEvent({ eventId: 'b', recordId: '2' }),
      newEvent({ eventId: 'c', recordId: '3' }),
    ]);
    clock.advance(1_000);
    t.match(await claimAll(store, 'lease-2', 2), [{ eventId: 'b' }, { eventId: 'c' }]);
    t.match(await claimAll(store, 'lease-3', 2), [{ eventId: 'a', attempt: 2 }]);
  });

  test(`${name}: events of one record run one at a time, in the order received`, async (t) => {
    const { store } = await open(t);
    await store.append(['a', 'b', 'c'].map((eventId) => newEvent({ eventId })));
    for (const eventId of ['a', 'b', 'c']) {
      const claimed = await claimAll(store);
      t.match(claimed, [{ eventId }]);
      for (const event of claimed) await store.settle(event, completed());
    }
    t.same(await claimAll(store), []);
  });

  test(`${name}: the same record id in another source is worked on independently`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent(), newEvent({ source: 'zoho_desk' })]);
    t.equal((await claimAll(store)).length, 2);
  });

  test(`${name}: a failed event lets the next one of its record run`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent({ eventId: 'a' }), newEvent({ eventId: 'b' })]);
    await endNext(store, FAILED);
    t.match(await claimAll(store), [{ eventId: 'b' }]);
    t.match(await store.get(1), {
      status: 'failed',
      error_message: 'Academic_Email is missing.',
      result: null,
    });
  });

  test(`${name}: an event that waits for a retry keeps its place before later ones of its record`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([newEvent({ eventId: 'a' }), newEvent({ eventId: 'b' })]);
    const retryAt = clock.now() + 10_000;
    await endNext(store, { status: 'retry', error: 'Zoho is away.', retryAt });
    t.match(await store.get(1), { status: 'pending', error_message: 'Zoho is away.' });
    t.equal(await store.nextDueAt(SOURCES), retryAt);
    clock.advance(9_999);
    t.same(await claimAll(store), []);
    clock.advance(1);
    t.match(await claimAll(store), [{ eventId: 'a', attempt: 2 }]);
  });

  test(`${name}: a completed event shows its result and its attempt`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([newEvent()]);
    const event = await claimOne(store);
    clock.advance(250);
    t.equal(await store.settle(event, completed()), 'settled');
    t.match(await store.get(1), {
      status: 'completed',
      result: { action_taken: 'updated' },
      error_message: null,
      processed_at: '2026-01-25T10:00:00.250Z',
      next_attempt_at: null,
      attempts_made: [
        {
          attempt: 1,
          started_at: '2026-01-25T10:00:00.000Z',
          finished_at: '2026-01-25T10:00:00.250Z',
          outcome: 'completed',
          error_message: null,
        },
      ],
    });
  });

  test(`${name}: a success after a failed attempt clears the error and keeps both attempts`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, { status: 'retry', error: 'Zoho is away.', retryAt: clock.now() });
    await endNext(store, completed());
    t.match(await store.get(1), {
      error_message: null,
      attempts_made: [
        { attempt: 1, outcome: 'retry', error_message: 'Zoho is away.' },
        { attempt: 2, outcome: 'completed', error_message: null },
      ],
    });
  });

  test(`${name}: an event given back waits again and its attempt does not count`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, { status: 'released' });
    t.match(await store.get(1), { status: 'pending', attempts: 0, attempts_made: [{ outcome: 'released' }] });
    t.match(await claimAll(store), [{ attempt: 1 }]);
  });

  test(`${name}: the student of a completed event is stored with it`, async (t) => {
    const { store, students } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, completed(student()));
    t.same(await students.find('4554000000012345678'), student());
  });

  test(`${name}: a student number that was taken meanwhile is a conflict that changes nothing`, async (t) => {
    const { store, students } = await open(t);
    await store.append([
      newEvent({ eventId: 'a', recordId: '1' }),
      newEvent({ eventId: 'b', recordId: '2' }),
    ]);
    const [first, second] = await claimAll(store);
    t.ok(first && second);
    if (!first || !second) return;
    const answers = await Promise.all([
      store.settle(first, completed(student({ zohoId: '1' }))),
      store.settle(second, completed(student({ zohoId: '2' }))),
    ]);
    t.same(answers, ['settled', 'conflict']);
    t.equal(await students.find('2'), null);
    t.match(await store.get(2), { status: 'processing', attempts_made: [] });
    t.equal(await store.settle(second, FAILED), 'settled');
  });

  test(`${name}: the next due time is that of the event due first, and null at rest`, async (t) => {
    const { store, clock } = await open(t);
    t.equal(await store.nextDueAt(SOURCES), null);
    await store.append([newEvent()]);
    t.equal(await store.nextDueAt(SOURCES), clock.now());
    const event = await claimOne(store);
    t.equal(await store.nextDueAt(SOURCES), clock.now() + 60_000);
    await store.settle(event, completed());
    t.equal(await store.nextDueAt(SOURCES), null);
  });

  test(`${name}: the listener hears of every commit that made an event claimable, and of no other`, async (t) => {
    const { store, clock } = await open(t);
    let calls = 0;
    const heard = async (work: Promise<unknown>): Promise<boolean> => {
      calls = 0;
      await work;
      return calls > 0;
    };
    store.onPending(() => {
      calls += 1;
    });
    t.equal(await heard(store.append([newEvent()])), true, 'a new event');
    t.equal(await heard(store.append([newEvent()])), false, 'a repeat');
    t.equal(await heard(store.heartbeat()), false, 'a heartbeat');
    t.equal(await heard(claimAll(store)), false, 'a claim');
    t.equal(await heard(store.recover(EVERYTHING)), true, 'a recovery');
    const event = await claimOne(store);
    const outcome = { status: 'retry', error: 'later', retryAt: clock.now() } as const;
    t.equal(await heard(store.settle(event, outcome)), true, 'a retry');
  });
}
