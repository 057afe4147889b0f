import type { Outcome } from '../../../src/log/ports.ts';
import { newEvent, test } from '../../harness.ts';
import { claimOne, completed, endNext, eventIds, FAILED, OPERATOR_ACTION, type Open } from './support.ts';

const RECORD = '4554000000012345678';
const MISSING = { code: 'EMAIL_MISSING', params: {} };
const TAKEN = { code: 'NUMBER_TAKEN', params: { number: 'STU001', record: '4554000000000000001' } };
const ALL = { limit: 50, offset: 0 };
const NOBODY = { operator: 'Sara Ali', action: 'set aside', target: 'problem 1', detail: { reason: 'left' } };

const failed = (told = MISSING, error = 'Academic_Email is missing.'): Outcome => ({
  status: 'failed',
  error,
  told: [told],
});
const superseded: Outcome = { status: 'completed', result: { action_taken: 'superseded' }, write: null };
const unreadable = (eventId: string) =>
  newEvent({
    eventId,
    eventType: 'unreadable',
    recordId: '',
    rawBody: Buffer.from('{"name": "Sa"ra"}'),
    kind: { is: 'unreadable', reason: 'Not JSON.', told: [{ code: 'INVALID_JSON', params: {} }] },
  });

/** What needs a person: opened, mended, set aside and opened again with the events that fail and go well. */
export function problemContract(name: string, open: Open): void {
  test(`${name}: equal codes are one problem, whatever their sentences say`, async (t) => {
    const { store, problems, clock } = await open(t);
    for (const [eventId, outcome] of [
      ['a', failed(TAKEN, 'STU001 is used.')],
      ['b', failed(MISSING)],
      ['c', failed({ ...TAKEN, params: { number: 'STU002', record: '7' } }, 'STU002 is used.')],
    ] as const) {
      await store.append([newEvent({ eventId, recordId: eventId })]);
      await endNext(store, outcome);
      clock.advance(1_000);
    }
    const { problems: list, total, next } = await problems.list({}, ALL);
    t.match(list, [
      {
        id: 1,
        state: 'open',
        code: 'NUMBER_TAKEN',
        error_message: 'STU002 is used.',
        error_details: [{ code: 'NUMBER_TAKEN', params: { number: 'STU002' } }],
        opened_at: '2026-01-25T10:00:00.000Z',
        newest_at: '2026-01-25T10:00:02.000Z',
        newest_event: 3,
        open_events: 2,
        events: 2,
      },
      { id: 2, code: 'EMAIL_MISSING', open_events: 1 },
    ]);
    t.same([total, next], [2, null]);
    t.same(await problems.counts(), { open: 2, mended: 0, set_aside: 0 });
    t.same(await eventIds(store, { problem: 1 }), ['c', 'a']);
    t.match(await store.get(3), {
      error_details: [{ code: 'NUMBER_TAKEN' }],
      attempts_made: [{ error_details: [{}] }],
    });
  });

  test(`${name}: sentences without a code are one problem where they differ in ids only`, async (t) => {
    const { store, problems } = await open(t);
    for (const number of ['STU001', 'STU002']) {
      await store.append([newEvent({ eventId: number, recordId: number })]);
      await endNext(store, { status: 'failed', error: `${number} is used.` });
    }
    t.match((await problems.list({}, ALL)).problems, [{ code: null, error_details: null, open_events: 2 }]);
  });

  test(`${name}: a later event of the same record that goes well mends what failed of it`, async (t) => {
    const { store, problems, clock } = await open(t);
    await store.append([newEvent(), newEvent({ eventId: 'other', recordId: '9' })]);
    await endNext(store, failed());
    await endNext(store, failed());
    clock.advance(1_000);
    await store.append([newEvent({ eventId: 'later' })]);
    await endNext(store, completed());
    t.match(await problems.get(1), { state: 'open', open_events: 1, events: 2, newest_event: 2 });
    t.match(await problems.ofEvents([1, 2, 3]), [
      { event_id: 1, state: 'mended', mended_by: 3, closed_at: '2026-01-25T10:00:01.000Z' },
      { event_id: 2, state: 'open', mended_by: null },
    ]);
    t.match(await problems.events(1, ALL), [{ event: { id: 2, event_id: 'other' } }, { event: { id: 1 } }]);
    t.match(await problems.events(1, { limit: 1, offset: 1 }), [{ event: { id: 1 }, problem: 1 }]);
  });

  test(`${name}: the last event that is mended closes the problem, and the next failure opens it again`, async (t) => {
    const { store, problems, clock } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, failed());
    await store.append([newEvent({ eventId: 'b' })]);
    await endNext(store, completed());
    t.match(await problems.get(1), {
      state: 'mended',
      closed_at: '2026-01-25T10:00:00.000Z',
      open_events: 0,
    });
    clock.advance(5_000);
    await store.append([newEvent({ eventId: 'c' })]);
    await endNext(store, failed());
    t.match(await problems.get(1), {
      state: 'open',
      opened_at: '2026-01-25T10:00:05.000Z',
      closed_at: null,
      open_events: 1,
      events: 2,
    });
  });

  test(`${name}: an event that something newer had overtaken mends nothing but itself`, async (t) => {
    const { store, problems } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, failed());
    await store.append([newEvent({ eventId: 'b' })]);
    await endNext(store, superseded);
    t.match(await problems.get(1), { state: 'open' });
    await store.replay(1, OPERATOR_ACTION);
    t.match(await problems.get(1), { state: 'open' }, 'it is being tried again');
    await endNext(store, superseded);
    t.match(await problems.ofEvents([1]), [{ state: 'mended', mended_by: 1 }]);
  });

  test(`${name}: a replay that goes well mends its event, and earlier ones of the record, not later ones`, async (t) => {
    const { store, problems } = await open(t);
    for (const eventId of ['a', 'b', 'c']) {
      await store.append([newEvent({ eventId })]);
      await endNext(store, failed());
    }
    await store.replay(2, OPERATOR_ACTION);
    await endNext(store, completed());
    t.match(await problems.ofEvents([1, 2, 3]), [
      { state: 'mended', mended_by: 2 },
      { state: 'mended', mended_by: 2 },
      { state: 'open' },
    ]);
  });

  test(`${name}: a problem keeps its words while its event is tried again, and once that went well`, async (t) => {
    const { store, problems } = await open(t);
    await store.append([newEvent({ eventId: 'a' })]);
    await endNext(store, failed());
    await store.replay(1, OPERATOR_ACTION);
    const words = { error_message: 'Academic_Email is missing.', error_details: [MISSING] };
    t.match(await problems.get(1), { state: 'open', ...words });
    await endNext(store, completed());
    t.match(await problems.get(1), { state: 'mended', ...words });
  });

  test(`${name}: a replay that fails for another cause moves the event to that problem`, async (t) => {
    const { store, problems } = await open(t);
    for (const eventId of ['a', 'b']) {
      await store.append([newEvent({ eventId, recordId: eventId })]);
      await endNext(store, failed());
    }
    await store.replay(1, OPERATOR_ACTION);
    await endNext(store, failed(TAKEN, 'used'));
    t.match((await problems.list({}, ALL)).problems, [
      { code: 'NUMBER_TAKEN', open_events: 1, events: 1 },
      { code: 'EMAIL_MISSING', open_events: 1, events: 1 },
    ]);
    await store.replay(2, OPERATOR_ACTION);
    await endNext(store, failed(TAKEN, 'used'));
    t.match(
      (await problems.list({}, ALL)).problems,
      [{ code: 'NUMBER_TAKEN', events: 2 }],
      'nothing is left of the other',
    );
  });

  test(`${name}: an event without a record mends no other`, async (t) => {
    const { store, problems } = await open(t);
    await store.append([newEvent({ recordId: '' })]);
    await endNext(store, failed());
    await store.append([newEvent({ eventId: 'b', recordId: '' })]);
    await endNext(store, completed());
    t.match(await problems.get(1), { state: 'open' });
  });

  test(`${name}: an event that ends as it is kept mends what failed of its record`, async (t) => {
    const { store, problems } = await open(t, { endsStudentsAtOnce: true });
    await store.append([newEvent()]);
    await endNext(store, failed());
    const said = { academicEmail: 'sara.ali@example.edu', displayName: 'Sara Ali' };
    t.match(await store.append([newEvent({ eventId: 'b', said })]), [{ ended: true }]);
    t.match(await problems.ofEvents([1]), [{ state: 'mended', mended_by: 2 }]);
  });

  test(`${name}: what comes as it is kept while nothing is wrong leaves no trace among the problems`, async (t) => {
    const { store, problems } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, completed());
    t.same(await problems.list({}, ALL), { problems: [], next: null, total: 0 });
    t.same(await problems.ofEvents([1]), []);
    t.equal(await problems.get(1), null);
  });

  test(`${name}: an unreadable body is a problem that a person can set aside, one body or all`, async (t) => {
    const { store, problems, clock } = await open(t);
    await store.append([unreadable('a'), unreadable('b'), unreadable('c')]);
    t.match(await problems.get(1), { code: 'INVALID_JSON', open_events: 3, error_message: 'Not JSON.' });
    clock.advance(1_000);
    t.same(await problems.setAside(1, NOBODY, 2), { is: 'done', events: 1 });
    t.match(await problems.get(1), { state: 'open', open_events: 2 });
    t.same(await problems.setAside(1, NOBODY, null), { is: 'done', events: 2 });
    t.match(await problems.get(1), {
      state: 'set_aside',
      decided_by: 'Sara Ali',
      reason: 'left',
      closed_at: '2026-01-25T10:00:01.000Z',
      open_events: 0,
    });
    t.match(await problems.ofEvents([2]), [{ state: 'set_aside', decided_by: 'Sara Ali', reason: 'left' }]);
    t.same(await problems.setAside(1, NOBODY, null), { is: 'other_state' });
    t.same(await problems.setAside(7, NOBODY, null), { is: 'not_found' });
  });

  test(`${name}: what was set aside is opened again by a person, or by a new failure`, async (t) => {
    const { store, problems } = await open(t);
    await store.append([unreadable('a'), unreadable('b')]);
    await problems.setAside(1, NOBODY, null);
    t.same(await problems.reopen(1, NOBODY), { is: 'done', events: 2 });
    t.match(await problems.get(1), {
      state: 'open',
      open_events: 2,
      decided_by: null,
      reason: null,
      closed_at: null,
    });
    t.same(await problems.reopen(1, NOBODY), { is: 'other_state' });
    t.same(await problems.reopen(7, NOBODY), { is: 'not_found' });
    await problems.setAside(1, NOBODY, null);
    await store.append([unreadable('c')]);
    t.match(await problems.get(1), { state: 'open', open_events: 1, events: 3, decided_by: 'Sara Ali' });
    t.match(await problems.ofEvents([1]), [{ state: 'set_aside' }], 'what was decided stays decided');
  });

  test(`${name}: a problem counts as set aside while a part of it is, even when the rest was mended`, async (t) => {
    const { store, problems } = await open(t);
    for (const eventId of ['a', 'b']) {
      await store.append([newEvent({ eventId, recordId: eventId })]);
      await endNext(store, failed());
    }
    await problems.setAside(1, NOBODY, 1);
    await store.replay(2, OPERATOR_ACTION);
    await endNext(store, completed());
    t.match(await problems.get(1), { state: 'set_aside' });
    await store.replay(1, OPERATOR_ACTION);
    await endNext(store, completed());
    t.match(await problems.get(1), { state: 'mended', open_events: 0 });
    t.same(await problems.counts(), { open: 0, mended: 1, set_aside: 0 });
  });

  test(`${name}: an event that fails again after it was set aside needs somebody again`, async (t) => {
    const { store, problems } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, failed());
    await problems.setAside(1, NOBODY, null);
    await store.replay(1, OPERATOR_ACTION);
    await endNext(store, failed());
    t.match(await problems.list({ state: 'open' }, ALL), {
      problems: [{ open_events: 1, events: 1 }],
      total: 1,
    });
    t.same((await problems.list({ state: 'set_aside' }, ALL)).problems, []);
  });

  test(`${name}: what is erased needs nobody any more, and its words are gone`, async (t) => {
    const { store, problems } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, failed(TAKEN, 'sara.ali@example.edu is used.'));
    await store.append([newEvent({ eventId: 'b', recordId: '9' })]);
    await endNext(store, failed(TAKEN, 'used'));
    await store.erase({ recordId: RECORD, email: null }, { ...OPERATOR_ACTION, action: 'erase' });
    t.match(await problems.get(1), { error_message: 'used', open_events: 1, events: 1, newest_event: 2 });
    t.same(await problems.ofEvents([1]), []);
    t.match(await store.get(1), { error_details: null, attempts_made: [{ error_details: null }] });
    await store.erase({ recordId: '9', email: null }, { ...OPERATOR_ACTION, action: 'erase' });
    t.same(await problems.counts(), { open: 0, mended: 0, set_aside: 0 });
  });

  test(`${name}: pruning spares a failure that needs somebody, and takes one that was closed long ago`, async (t) => {
    const { store, problems, clock } = await open(t);
    const BY = { ...OPERATOR_ACTION, action: 'prune' };
    for (const eventId of ['a', 'b']) {
      await store.append([newEvent({ eventId, recordId: eventId })]);
      await endNext(store, failed());
    }
    await problems.setAside(1, NOBODY, 1);
    clock.advance(2 * 86_400_000);
    await store.append([newEvent({ eventId: 'new', recordId: 'new' })]);
    const cut = '2026-01-26T10:00:00.000Z';
    t.same(await store.planPrune(cut), { events: 1, suggestions: 0 });
    t.same(await store.prune(cut, BY), { events: 1, suggestions: 0 });
    t.same(await eventIds(store, {}), ['new', 'b']);
    t.match(await problems.get(1), { state: 'open', open_events: 1, events: 1 });
    t.match((await store.stats({})).by_status, { failed: 1, pending: 1 });
  });

  test(`${name}: problems come page by page`, async (t) => {
    const { store, problems, clock } = await open(t);
    for (const code of ['A', 'B', 'C']) {
      await store.append([newEvent({ eventId: code, recordId: code })]);
      await endNext(store, failed({ code, params: {} }));
      clock.advance(1_000);
    }
    t.match(await problems.list({}, { limit: 2, offset: 0 }), {
      problems: [{ code: 'C' }, { code: 'B' }],
      next: 2,
      total: 3,
    });
    t.match(await problems.list({}, { limit: 2, offset: 2 }), { problems: [{ code: 'A' }], next: null });
  });

  test(`${name}: an event that is tried again later keeps the codes of what went wrong, and is no problem yet`, async (t) => {
    const { store, problems, clock } = await open(t);
    await store.append([newEvent()]);
    const event = await claimOne(store);
    await store.settle(event, {
      status: 'retry',
      error: 'Moodle is away.',
      told: [{ code: 'UNREACHABLE', params: { system: 'Moodle' } }],
      retryAt: clock.now() + 1_000,
    });
    t.match(await store.get(1), { status: 'pending', error_details: [{ params: { system: 'Moodle' } }] });
    t.same(await problems.counts(), { open: 0, mended: 0, set_aside: 0 });
    clock.advance(1_000);
    await endNext(store, FAILED);
    t.match(await store.get(1), { error_message: 'Academic_Email is missing.', error_details: null });
  });
}
