import type { NewEvent } from '../../../src/log/event.ts';
import { StoreUnavailable } from '../../../src/log/ports.ts';
import { newEvent, type Test, test } from '../../harness.ts';
import { claimAll, endNext, FAILED, type Open } from './support.ts';

const FAKE = '{"n":"nobody proved this"}';
const TRUE = '{"n":"this is true"}';
const PROOF = { jwt: 'token', address: '10.0.0.1' };

async function setUp(t: Test, open: Open) {
  const { store, held, actions } = await open(t);
  const hold = (changes: Partial<NewEvent>, proof = PROOF) =>
    held.hold([newEvent({ source: 'zoho_desk', verifiedBy: 'unverified', ...changes })], proof);
  const prove = (changes: Partial<NewEvent>) =>
    store.append([newEvent({ source: 'zoho_desk', verifiedBy: 'secret:1', ...changes })]);
  const idsOf = async () => (await held.list()).map(({ id }) => id);
  return { store, held, actions, hold, prove, idsOf };
}

/** Events that wait for the proof of their sender. */
export function heldContract(name: string, open: Open): void {
  test(`${name}: who proves itself takes the place of an unproven body, in the lane of its own record`, async (t) => {
    const { store, held, actions, hold, prove } = await setUp(t, open);
    await hold({ payload: FAKE, recordId: '666', module: 'Fake', rawBody: Buffer.from('fake') });
    const [answer] = await prove({ payload: TRUE, recordId: '2', eventType: 'Ticket_Update' });
    t.match(answer, { id: 1, eventId: 'event_1', status: 'queued' });
    t.match(await claimAll(store), [{ id: 1, recordId: '2', eventType: 'Ticket_Update', payload: TRUE }]);
    t.match(await store.get(1), { payload: TRUE, raw_body: null, verified_by: 'secret:1', record_id: '2' });
    t.match(await store.stats({}), { total_events: 1, by_source: { zoho_desk: 1 } });
    t.same(await actions(), ['replace_unverified']);
    await held.release(1, 'jwt:late');
    t.equal(
      (await store.get(1))?.verified_by,
      'secret:1',
      'the token of the other body proves nothing of this one',
    );
  });

  test(`${name}: two bodies that nobody proved wait each for its own proof, under one id`, async (t) => {
    const { store, held, hold } = await setUp(t, open);
    await hold({ payload: FAKE });
    t.match(await hold({ payload: TRUE }), [{ id: 2, eventId: /^event_1~[0-9a-f]{16}$/, status: 'queued' }]);
    await held.release(2, 'jwt:1');
    t.equal(await held.refuse(1, 'signature'), 1);
    t.match(await claimAll(store), [{ id: 2, payload: TRUE }]);
    t.equal(await store.get(1), null);
  });

  test(`${name}: signals that nobody proved are not merged, neither with each other nor with a proven one`, async (t) => {
    const { store, hold, prove } = await setUp(t, open);
    const kind = { is: 'signal' } as const;
    await hold({ eventId: 'a', kind });
    t.match(await hold({ eventId: 'b', kind }), [{ status: 'queued' }]);
    t.match(await prove({ eventId: 'c', kind }), [{ status: 'queued' }]);
    t.match(await claimAll(store), [{ eventId: 'c' }]);
  });

  test(`${name}: a repeat of what is done waits for its proof too, and goes without one`, async (t) => {
    const { store, held, actions, hold, prove, idsOf } = await setUp(t, open);
    await prove({});
    await hold({});
    await hold({});
    t.same(await idsOf(), [1, 2]);
    await held.release(1, 'jwt:1');
    t.equal(await held.refuse(2, 'signature'), 1);
    t.match(await store.get(2), { status: 'duplicate', verified_by: 'jwt:1' });
    t.equal(await store.get(3), null);
    t.match(await store.stats({}), { by_status: { pending: 1, duplicate: 1 } });
    t.same(await actions(), ['delete_unverified']);
    await hold({});
    const [waiting] = await held.list();
    t.equal(await held.refuse(Number(waiting?.id), 'signature'), 1);
    t.same(await actions(), ['delete_unverified'], 'one line for a day and a reason');
  });

  test(`${name}: a repeat of a failed event puts it back to work once it is proven`, async (t) => {
    const { store, held, hold, prove } = await setUp(t, open);
    await prove({});
    await endNext(store, FAILED);
    t.match(await hold({}), [{ status: 'duplicate', requeued: false }]);
    t.equal((await store.get(1))?.status, 'failed');
    await held.release(1, 'jwt:1');
    t.match(await store.stats({}), { by_status: { pending: 1, duplicate: 1 } });
    t.match(await claimAll(store), [{ id: 1 }]);
  });

  test(`${name}: repeats count against the fifty of an address`, async (t) => {
    const { hold, prove, idsOf } = await setUp(t, open);
    await prove({});
    for (let i = 0; i < 50; i++) await hold({});
    await t.rejects(
      hold({}),
      new StoreUnavailable('too many deliveries wait for the keys to verify them with'),
    );
    await hold({}, { ...PROOF, address: '10.0.0.2' });
    t.equal((await idsOf()).length, 51);
  });

  test(`${name}: a thousand deliveries wait, from wherever they come; one more is asked to come back`, async (t) => {
    const { store, hold, idsOf } = await setUp(t, open);
    const from = (n: number) => hold({ eventId: `${n}` }, { ...PROOF, address: `10.0.0.${n % 25}` });
    await Promise.all(Array.from({ length: 1_000 }, (_, n) => from(n)));
    await t.rejects(hold({ eventId: 'more' }, { ...PROOF, address: '10.0.0.77' }), StoreUnavailable);
    t.equal((await idsOf()).length, 1_000);
    t.match(await store.stats({}), { total_events: 1_000 });
  });
}
