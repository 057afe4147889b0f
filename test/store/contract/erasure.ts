import type { NewSuggestion } from '../../../src/tickets/suggestions/suggestion.ts';
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
  student,
} from './support.ts';

const RECORD = '4554000000012345678';
const EMAIL = 'sara.ali@example.edu';
const TICKET = '198709000000000001';
const BY = { operator: '127.0.0.1', action: 'erase', target: `record ${RECORD}`, detail: {} };
const SARA = { recordId: RECORD, email: null };
const NOTHING = { students: 0, events: 0, ended: 0, suggestions: 0 };

const proposal: NewSuggestion = {
  eventRow: 1,
  ticketId: TICKET,
  step: 'reply',
  key: 'a',
  proposal: { text: `Dear ${EMAIL}` },
  guard: { status: 'Open' },
};

export function erasureContract(name: string, open: Open): void {
  test(`${name}: erasing a record empties its events and its student; ids, times, statuses and counts stay`, async (t) => {
    const { store, students } = await open(t);
    await store.append([newEvent({ rawBody: Buffer.from('Sara Ali') })]);
    await endNext(store, completed(student()));
    await store.append([newEvent({ eventId: 'event_2' })]);
    await endNext(store, FAILED);
    await store.append([newEvent({ eventId: 'other', recordId: '77' })]);
    const before = await store.get(1);
    const stats = await store.stats({});

    t.same(await store.planErasure(SARA), { ...NOTHING, students: 1, events: 2 });
    t.same((await store.get(1))?.payload, before?.payload, 'a plan changes nothing');
    t.match(await store.erase(SARA, BY), { ...NOTHING, students: 1, events: 2 });

    t.same(await store.get(1), { ...before, erased: true, payload: '', raw_body: null, result: null });
    t.match(await store.get(2), {
      status: 'failed',
      payload: '',
      error_message: null,
      attempts_made: [{ outcome: 'failed', error_message: null }],
    });
    t.equal(await students.find(RECORD), null);
    t.same(await store.stats({}), stats);
    t.not((await store.get(3))?.payload, '', 'others keep theirs');
    t.match(await store.erase(SARA, BY), NOTHING, 'a second time nothing is left');
  });

  test(`${name}: a repeat of an erased event is still a repeat, and brings nothing back`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, FAILED);
    await store.erase(SARA, BY);
    const repeat = newEvent({ rawBody: Buffer.from('Sara Ali') });
    t.match(await store.append([repeat]), [{ status: 'duplicate', duplicateOf: 1, requeued: false }]);
    t.match(await store.get(2), { payload: '', raw_body: null, payload_differs: false });
    t.equal((await store.get(1))?.status, 'failed', 'and it is not put back to work');
  });

  test(`${name}: a repeat with another body is new data and is kept`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, completed());
    await store.erase(SARA, BY);
    await store.append([newEvent({ payload: '{"other":1}' })]);
    t.match(await store.get(2), { payload: '{"other":1}', payload_differs: true });
  });

  test(`${name}: an erased event is not replayed, alone or with others`, async (t) => {
    const { store } = await open(t);
    await store.append([newEvent()]);
    await endNext(store, completed());
    await store.erase(SARA, BY);
    t.same(await store.replay(1, OPERATOR_ACTION), { replayed: false, reason: 'erased', duplicateOf: null });
    t.match(await store.replayMatching({}, OPERATOR_ACTION), {
      matched: 1,
      replayed: 0,
      skipped: { erased: 1 },
    });
  });

  test(`${name}: an event that waits ends, and one in work loses its lease`, async (t) => {
    const { store, students } = await open(t);
    await store.append([newEvent(), newEvent({ eventId: 'event_2' })]);
    const inWork = await claimOne(store);
    t.same(await store.planErasure(SARA), { ...NOTHING, events: 2, ended: 2 });
    t.match(await store.erase(SARA, BY), { ...NOTHING, events: 2, ended: 2 });
    t.equal(await store.settle(inWork, completed(student())), 'lost');
    t.equal(await students.find(RECORD), null);
    t.match(await store.get(2), { status: 'completed', result: { action_taken: 'erased' } });
    t.same((await store.stats({})).by_status, { completed: 2 });
    t.same(await claimAll(store), []);
  });

  test(`${name}: an erased signal no longer takes up an equal one`, async (t) => {
    const { store } = await open(t);
    const signal = (eventId: string) => newEvent({ eventId, kind: { is: 'signal' } });
    await store.append([signal('a')]);
    await store.erase(SARA, BY);
    t.match(await store.append([signal('b')]), [{ status: 'queued' }]);
  });

  test(`${name}: an e-mail address is found in payloads, results and raw bytes, in any case`, async (t) => {
    const { store, students } = await open(t);
    await store.append([newEvent({ eventId: 'a', payload: '{"email":"SARA.Ali@example.edu"}' })]);
    await endNext(store, completed(student()));
    await store.append([newEvent({ eventId: 'b', recordId: '2', payload: '{}' })]);
    const event = await claimOne(store);
    await store.settle(event, { status: 'completed', result: { to: EMAIL }, write: null });
    await store.append([
      newEvent({ eventId: 'c', recordId: '3', payload: '{}', rawBody: Buffer.from(`a=${EMAIL}`) }),
      newEvent({ eventId: 'd', recordId: '4', payload: '{"email":"sara_ali@example.edu"}' }),
      newEvent({ eventId: 'e', recordId: RECORD, payload: '{}' }),
    ]);
    const done = await store.erase({ recordId: null, email: EMAIL }, BY);
    t.match(done, { ...NOTHING, students: 1, events: 4, ended: 2 }, 'with the other events of the record');
    t.equal(await students.find(RECORD), null);
    t.equal((await store.get(4))?.payload, '{"email":"sara_ali@example.edu"}');
  });

  test(`${name}: erasing an address leaves the longer one of somebody else alone`, async (t) => {
    const { store } = await open(t);
    const payload = `{"text":"Write to ${EMAIL}"}`;
    await store.append([newEvent({ payload })]);
    t.match(await store.erase({ recordId: null, email: 'ali@example.edu' }, BY), NOTHING);
    t.equal((await store.get(1))?.payload, payload);
  });

  test(`${name}: an event behind an erased one of its record runs`, async (t) => {
    const { store } = await open(t);
    await store.append([
      newEvent({ eventId: 'a', recordId: '2', payload: `{"email":"${EMAIL}"}` }),
      newEvent({ eventId: 'b', recordId: '2', payload: '{}' }),
    ]);
    await store.erase({ recordId: null, email: EMAIL }, BY);
    t.match(await claimAll(store), [{ eventId: 'b' }]);
  });

  test(`${name}: the bytes of a delivery go with any of its events`, async (t) => {
    const { store } = await open(t);
    await store.append([
      newEvent({ eventId: 'a', recordId: '1', rawBody: Buffer.from('both') }),
      newEvent({ eventId: 'b', recordId: RECORD }),
    ]);
    await store.erase(SARA, BY);
    t.match(await store.get(1), { raw_body: null, payload: /Sara/ });
  });

  test(`${name}: suggestions for the person's tickets, or that name the address, are emptied`, async (t) => {
    const { store, suggestions } = await open(t);
    await store.append([
      newEvent({ source: 'zoho_desk', recordId: TICKET, payload: `{"email":"${EMAIL}"}` }),
    ]);
    const thin = { ...proposal, ticketId: '2', eventRow: null };
    await suggestions.begin({ ...proposal, proposal: { department: 'DOC' } });
    await suggestions.finish(1, 'applied', { text: 'sent' });
    await suggestions.replaceWaiting({ ticketId: '2', waiting: [thin] });
    await suggestions.replaceWaiting({ ticketId: '3', waiting: [{ ...thin, ticketId: '3', proposal: {} }] });
    const person = { recordId: null, email: EMAIL };
    t.match(await store.planErasure(person), { suggestions: 2 });
    t.match(await store.erase(person, BY), { events: 1, suggestions: 2 });
    t.match(await suggestions.get(1), { status: 'applied', proposal: {}, guard: {}, result: null, key: 'a' });
    t.same((await suggestions.get(1))?.proposal, {});
    t.match(await suggestions.get(2), { status: 'stale', decidedBy: '127.0.0.1' });
    t.same((await suggestions.get(2))?.proposal, {});
    t.match(await suggestions.get(3), { status: 'waiting' });
  });

  test(`${name}: what tells of the person's tickets goes too, wherever the address was found`, async (t) => {
    const { store, suggestions } = await open(t);
    const ticketEvent = (eventId: string, recordId: string, payload = '{"subject":"marks"}') =>
      newEvent({ source: 'zoho_desk', eventId, recordId, payload });
    await store.append([
      ticketEvent('a', TICKET, `{"email":"${EMAIL}"}`),
      ticketEvent('b', TICKET),
      ticketEvent('c', '2'),
      ticketEvent('d', '3'),
      newEvent({ eventId: 'e', recordId: '2', payload: '{}' }),
    ]);
    const other = { ...proposal, proposal: { department: 'DOC' } };
    await suggestions.replaceWaiting({ ticketId: '2', waiting: [{ ...proposal, ticketId: '2' }] });
    await suggestions.begin({ ...other, ticketId: '2', key: 'b' });
    const person = { recordId: null, email: EMAIL };
    const plan = await store.planErasure(person);
    t.same(plan, { ...NOTHING, events: 3, ended: 3, suggestions: 2 });
    t.match(await store.erase(person, BY), plan);
    const left = await Promise.all([1, 2, 3, 4, 5].map(async (id) => (await store.get(id))?.payload));
    t.same(left, ['', '', '', '{"subject":"marks"}', '{}']);
    t.match(await store.erase(person, BY), NOTHING, 'a second time nothing is left');
  });

  test(`${name}: a suggestion that is being applied ends, and stays empty however that went`, async (t) => {
    const { store, suggestions } = await open(t);
    await suggestions.begin({ ...proposal, key: 'applied' });
    await suggestions.begin({ ...proposal, key: 'given back' });
    await store.erase({ recordId: null, email: EMAIL }, BY);
    t.match(await suggestions.get(1), { status: 'stale', decidedBy: '127.0.0.1' });
    await suggestions.finish(1, 'applied', { text: `Dear ${EMAIL}` });
    await suggestions.giveBack(2);
    t.match(await suggestions.get(1), { status: 'applied', result: null });
    t.match(await suggestions.get(2), { status: 'stale', result: null });
  });

  test(`${name}: many events are erased in several batches, and progress is told`, async (t) => {
    const { store } = await open(t);
    await store.append(Array.from({ length: 250 }, (_, n) => newEvent({ eventId: `${n}` })));
    const progress: [number, number][] = [];
    await store.erase(SARA, BY, { onProgress: (done, of) => void progress.push([done, of]) });
    t.same(progress, [
      [200, 250],
      [250, 250],
    ]);
    t.same(await eventIds(store, { status: 'pending' }), []);
    progress.length = 0;
    await store.planErasure(
      { recordId: null, email: EMAIL },
      { onProgress: (...told) => void progress.push(told) },
    );
    t.same(progress, [[250, 250]], 'also while the log is searched');
  });
}
