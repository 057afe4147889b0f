import { inEnglish, tell } from '../../../src/sentences/tell.ts';
import { newEvent, test } from '../../harness.ts';
import { claimOne, completed, endNext, eventIds, OPERATOR_ACTION, type Open } from './support.ts';

const failed = (error: string) => ({ status: 'failed' as const, error });

export function overviewContract(name: string, open: Open): void {
  test(`${name}: failures are grouped by cause, without the ids in their sentences`, async (t) => {
    const { store, clock } = await open(t);
    for (const [eventId, error] of [
      ['a', 'Number STU001 is used by record 455400001.'],
      ['b', 'Academic_Email is missing.'],
      ['c', 'Number STU002 is used by record 455400002.'],
    ] as const) {
      await store.append([newEvent({ eventId })]);
      await endNext(store, failed(error));
      clock.advance(1_000);
    }
    const { causes, isCapped } = await store.failures();
    t.same(causes, [
      {
        cause: 'Number … is used by record ….',
        details: null,
        count: 2,
        newest_id: 3,
        newest_at: '2026-01-25T10:00:02.000Z',
        oldest_id: 1,
      },
      {
        cause: 'Academic_Email is missing.',
        details: null,
        count: 1,
        newest_id: 2,
        newest_at: '2026-01-25T10:00:01.000Z',
        oldest_id: 2,
      },
    ]);
    t.equal(isCapped, false);
    for (const { cause, count } of causes)
      t.equal((await eventIds(store, { status: 'failed', cause })).length, count, cause);
  });

  test(`${name}: failures with codes are grouped by code and what it names, whatever the ids`, async (t) => {
    const { store } = await open(t);
    const bad = (record: string, reason: 'IS_NO_WHOLE_NUMBER' | 'IS_NO_ID_OF_A_RECORD_IN_ZOHO') =>
      tell('RECORD_ID_BAD', { record, reason: tell(reason) });
    for (const [eventId, told] of [
      ['a', tell('MODULE_NEARLY', { module: 'BTEC_Student', ours: 'BTEC_Students' })],
      ['b', bad('4554000000001.5', 'IS_NO_WHOLE_NUMBER')],
      ['c', bad('4554000000002.5', 'IS_NO_WHOLE_NUMBER')],
      ['d', bad('4554000000003/x', 'IS_NO_ID_OF_A_RECORD_IN_ZOHO')],
    ] as const) {
      await store.append([newEvent({ eventId })]);
      await endNext(store, { status: 'failed', error: inEnglish(told), told: [told] });
    }
    const { causes } = await store.failures();
    t.match(causes, [
      { count: 2, newest_id: 3, oldest_id: 2, details: [bad('….5', 'IS_NO_WHOLE_NUMBER')] },
      { count: 1, newest_id: 4, details: [bad('…/x', 'IS_NO_ID_OF_A_RECORD_IN_ZOHO')] },
      { count: 1, newest_id: 1, details: [{ code: 'MODULE_NEARLY' }] },
    ]);
    for (const { cause, count } of causes)
      t.equal((await eventIds(store, { status: 'failed', cause })).length, count, cause);
  });

  test(`${name}: causes of equal weight stand newest first`, async (t) => {
    const { store } = await open(t);
    for (const eventId of ['a', 'b']) {
      await store.append([newEvent({ eventId })]);
      await endNext(store, failed(`${eventId} is missing.`));
    }
    t.match((await store.failures()).causes, [{ newest_id: 2 }, { newest_id: 1 }]);
  });

  test(`${name}: nothing waits in an empty log, and nothing is counted`, async (t) => {
    const { store } = await open(t);
    t.equal(await store.oldestWaiting(), null);
    t.same(await store.activity(), []);
    t.same(await store.failures(), { causes: [], isCapped: false });
  });

  test(`${name}: what waits longest is told, with since when`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([newEvent({ eventId: 'a' }), newEvent({ eventId: 'b', recordId: '2' })]);
    clock.advance(5_000);
    await store.append([newEvent({ eventId: 'c', recordId: '3' })]);
    await endNext(store, completed());
    t.same(await store.oldestWaiting(), { id: 2, since: '2026-01-25T10:00:00.000Z' });
    await endNext(store, { status: 'retry', error: 'later', retryAt: clock.now() + 60_000 });
    t.same(await store.oldestWaiting(), { id: 2, since: '2026-01-25T10:00:00.000Z' }, 'also while it pauses');
  });

  test(`${name}: what pauses because another system is down has waited since it was received`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([newEvent()]);
    const retryAt = clock.now() + 3_600_000;
    await endNext(store, { status: 'retry', error: 'Moodle answered 503.', retryAt, isFree: true });
    t.same(await store.oldestWaiting(), { id: 1, since: '2026-01-25T10:00:00.000Z' });
  });

  test(`${name}: a replayed event waits since it was replayed`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, completed());
    clock.advance(3_600_000);
    await store.replay(1, OPERATOR_ACTION);
    t.same(await store.oldestWaiting(), { id: 1, since: '2026-01-25T11:00:00.000Z' });
  });

  test(`${name}: what came in and what was done is known for each minute of the last day`, async (t) => {
    const { store, clock } = await open(t);
    await store.append([newEvent({ eventId: 'old' })]);
    clock.advance(86_400_000);
    await store.append([newEvent({ eventId: 'a' }), newEvent({ eventId: 'a' })]);
    await endNext(store, completed());
    clock.advance(60_000);
    await endNext(store, { status: 'retry', error: 'later', retryAt: clock.now() });
    await claimOne(store);
    t.same(await store.activity(), [{ minute: '2026-01-26T10:00:00.000Z', accepted: 2, processed: 1 }]);
  });
}
