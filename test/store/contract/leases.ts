import { SOURCES } from '../../../src/log/event.ts';
import { newEvent, test } from '../../harness.ts';
import {
  claimAll,
  claimOne,
  completed,
  EVERYTHING,
  EXPIRED,
  endNext,
  FAILED,
  LEASE_MS,
  type Open,
  student,
} from './support.ts';

export function leaseContract(name: string, open: Open): void {
  test(`${name}: a worker that lost its lease changes nothing`, async (t) => {
    const { store, students } = await open(t);
    await store.append([newEvent()]);
    const lost = await claimOne(store, 'lease-1');
    await store.recover(EVERYTHING);
    await claimOne(store, 'lease-2');
    const before = [await store.get(1), await store.stats({})];
    t.equal(await store.settle(lost, completed(student())), 'lost');
    t.equal(await store.settle(lost, FAILED), 'lost');
    t.same([await store.get(1), await store.stats({})], before);
    t.equal(await students.find(student().zohoId), null);
  });

  test(`${name}: an attempt ends once`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent()]);
    const event = await claimOne(store);
    const answers = await Promise.all([store.settle(event, completed()), store.settle(event, FAILED)]);
    t.same(answers, ['settled', 'lost']);
    t.equal((await store.get(1))?.status, 'completed');
  });

  test(`${name}: an event whose lease has ended returns to the queue, not a moment earlier`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([newEvent()]);
    await claimOne(store);
    clock.advance(LEASE_MS - 1);
    t.equal(await store.recover(EXPIRED), 0);
    clock.advance(1);
    t.equal(await store.recover(EXPIRED), 1);
    t.match(await store.get(1), {
      status: 'pending',
      attempts: 1,
      attempts_made: [
        { attempt: 1, outcome: 'lost', error_message: 'The service stopped during this attempt.' },
      ],
    });
    t.match(await claimAll(store), [{ attempt: 2 }]);
  });

  test(`${name}: an event in work stays out of reach of a second claim even after its lease`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([newEvent()]);
    await claimOne(store);
    clock.advance(LEASE_MS * 2);
    t.same(await claimAll(store), []);
  });

  test(`${name}: at start everything that was in work returns, whatever its lease says`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent({ recordId: '1' }), newEvent({ eventId: 'b', recordId: '2' })]);
    await claimAll(store);
    t.equal(await store.recover(EVERYTHING), 2);
    t.same((await store.stats({})).by_status, { pending: 2 });
  });

  test(`${name}: a recovery touches neither waiting nor finished events`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent({ recordId: '1' })]);
    await endNext(store, completed());
    await store.append([newEvent({ eventId: 'b', recordId: '2' })]);
    t.equal(await store.recover(EVERYTHING), 0);
    t.same((await store.stats({})).by_status, { completed: 1, pending: 1 });
  });

  test(`${name}: an event that stopped the service too often fails and lets the next one run`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent({ eventId: 'poison' }), newEvent({ eventId: 'next' })]);
    for (let attempt = 1; attempt <= 2; attempt++) {
      t.match(await claimAll(store), [{ eventId: 'poison', attempt }]);
      await store.recover({ maxAttempts: 2, everything: true });
    }
    t.match(await store.get(1), {
      status: 'failed',
      attempts: 2,
      error_message: /^The service stopped 2 times/,
    });
    t.match(await claimAll(store), [{ eventId: 'next' }]);
  });

  test(`${name}: a renewed lease lasts longer`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([newEvent()]);
    const event = await claimOne(store);
    clock.advance(40_000);
    t.equal(await store.renew([event], LEASE_MS), 1);
    t.equal(await store.nextDueAt(SOURCES), clock.now() + LEASE_MS);
    clock.advance(LEASE_MS - 1);
    t.equal(await store.recover(EXPIRED), 0);
    t.equal(await store.settle(event, completed()), 'settled');
  });

  test(`${name}: only leases that are still held are renewed`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([newEvent({ recordId: '1' }), newEvent({ eventId: 'b', recordId: '2' })]);
    const [ended, held] = await claimAll(store);
    t.ok(ended && held);
    if (!ended || !held) return;
    await store.settle(ended, completed());
    clock.advance(1_000);
    t.equal(await store.renew([ended, held], LEASE_MS), 1);
    t.match(await store.get(ended.id), { status: 'completed', next_attempt_at: null });
    t.equal(await store.renew([], LEASE_MS), 0);
  });
}
