import { UNVERIFIED } from '../../../src/log/event.ts';
import { newEvent, test } from '../../harness.ts';
import { claimAll, claimOne, completed, type Open, student } from './support.ts';

const RECORD = '4554000000012345678';
const said = { studentNumber: 'STU001', academicEmail: 'sara.ali@example.edu', displayName: 'Sara Ali' };
const complete = (changes: Parameters<typeof newEvent>[0] = {}) => newEvent({ said, ...changes });

/** What ends in the transaction that keeps it, and what does not. */
export function atOnceContract(name: string, open: Open): void {
  const opened = (t: Parameters<Open>[0]) => open(t, { endsStudentsAtOnce: true });

  test(`${name}: a complete event is completed as it is kept, its student with it`, async (t) => {
    const { store, students } = await opened(t);
    t.same(await store.append([complete()]), [{ id: 1, eventId: 'event_1', status: 'queued', ended: true }]);
    t.match(await store.get(1), {
      status: 'completed',
      attempts: 1,
      processed_at: '2026-01-25T10:00:00.000Z',
      next_attempt_at: null,
      result: { action_taken: 'created', record_id: RECORD },
      attempts_made: [{ attempt: 1, outcome: 'completed', started_at: '2026-01-25T10:00:00.000Z' }],
    });
    t.match(await students.find(RECORD), { academicEmail: 'sara.ali@example.edu', lastEvent: 1 });
    t.same(await claimAll(store), [], 'nobody works on it again');
    t.same((await store.stats({})).by_status, { completed: 1 });
    t.match(await store.totals(), { accepted: { zoho: 1 }, completed: { zoho: 1 } });
    t.match(await store.activity(), [{ accepted: 1, processed: 1 }]);
  });

  test(`${name}: nobody is woken for an event that has ended`, async (t) => {
    const { store } = await opened(t);
    let calls = 0;
    store.onPending(() => {
      calls += 1;
    });
    await store.append([complete()]);
    await store.heartbeat();
    t.equal(calls, 0);
  });

  test(`${name}: each event of a record that is ended at once builds on the one before`, async (t) => {
    const { store, students } = await opened(t);
    await store.append([
      complete(),
      complete({ eventId: 'event_2', said: { displayName: 'Sara' } }),
      complete({ eventId: 'event_3', eventType: 'delete', said: {} }),
    ]);
    t.match(await students.find(RECORD), {
      displayName: 'Sara',
      studentNumber: 'STU001',
      deletedAt: '2026-01-25T10:00:00.000Z',
      lastEvent: 3,
    });
    t.match((await store.get(2))?.result, { action_taken: 'updated', changed: ['displayName'] });
    t.match((await store.get(3))?.result, { action_taken: 'deleted' });
  });

  test(`${name}: an older event that comes late is left to the processor`, async (t) => {
    const { store, students } = await opened(t);
    const at = (hour: string) => ({ at: `2026-01-25T${hour}:00:00.000Z`, clock: 'sender' }) as const;
    await store.append([complete({ occurred: at('09') })]);
    await store.append([
      complete({ eventId: 'late', occurred: at('08'), said: { ...said, displayName: 'Before' } }),
    ]);
    t.match(await store.get(2), { status: 'pending' });
    t.equal((await students.find(RECORD))?.displayName, 'Sara Ali');
  });

  test(`${name}: an update of a deleted student is left to the processor, which may ask CRM`, async (t) => {
    const { store } = await opened(t);
    await store.append([complete({ eventType: 'delete', said: {} })]);
    await store.append([complete({ eventId: 'event_2' })]);
    t.match(await store.get(2), { status: 'pending' });
  });

  test(`${name}: the Moodle id that Zoho names is kept as a word of Zoho`, async (t) => {
    const { store, students } = await opened(t);
    await store.append([complete({ said: { ...said, moodleUserId: '77' } })]);
    t.match(await students.find(RECORD), { moodleUserId: '77', moodleIdInZoho: '77' });
  });

  test(`${name}: a repeat of an event that ended at once changes nothing`, async (t) => {
    const { store, students } = await opened(t);
    await store.append([complete()]);
    const repeat = complete({ payload: '{}', said: { ...said, displayName: 'Another' } });
    t.match(await store.append([repeat]), [{ status: 'duplicate', duplicateOf: 1, payloadDiffers: true }]);
    t.equal((await students.find(RECORD))?.displayName, 'Sara Ali');
    t.same((await store.stats({})).by_status, { completed: 1, duplicate: 1 });
  });

  test(`${name}: an event waits behind an unfinished one of its record, and ends after it`, async (t) => {
    const { store } = await opened(t);
    await store.append([newEvent({ eventId: 'first' })]);
    t.same(await store.append([complete()]), [{ id: 2, eventId: 'event_1', status: 'queued' }]);
    const first = await claimOne(store);
    await store.settle(first, completed());
    t.match(await claimAll(store), [{ eventId: 'event_1' }]);
  });

  for (const [what, changes] of [
    ['whose e-mail address is missing', { said: { displayName: 'Sara Ali' } }],
    ['that needs a record from elsewhere', { said: undefined }],
    ['of another module', { module: 'Contacts' }],
    ['with a word that is no operation', { eventType: 'merged' }],
    ['without a record', { recordId: '' }],
    ['whose record id was not filled in', { recordId: ['$', '{CRMID}'].join('') }],
    ['from an unproven sender', { verifiedBy: UNVERIFIED }],
  ] as const) {
    test(`${name}: an event ${what} is left to the processor`, async (t) => {
      const { store } = await opened(t);
      const { said: given, ...rest } = { said, ...changes };
      await store.append([newEvent({ ...rest, ...(given && { said: given }) })]);
      t.match(await store.get(1), { status: 'pending', attempts: 0, attempts_made: [] });
    });
  }

  test(`${name}: a number that another student holds costs only the event that brings it`, async (t) => {
    const { store, students } = await opened(t);
    const answers = await Promise.all([
      store.append([complete({ eventId: 'a', recordId: '1' })]),
      store.append([complete({ eventId: 'b', recordId: '2' })]),
      store.append([complete({ eventId: 'c', recordId: '3', said: { ...said, studentNumber: 'STU003' } })]),
    ]);
    t.match(answers, [[{ ended: true }], [{ status: 'queued', ended: undefined }], [{ ended: true }]]);
    t.match(await store.get(2), { status: 'pending', result: null, processed_at: null, attempts_made: [] });
    t.equal(await students.find('2'), null);
    t.match(await claimAll(store), [{ eventId: 'b', attempt: 1 }]);
    t.same((await store.stats({})).by_status, { completed: 2, processing: 1 });
  });

  test(`${name}: an event that was ended at once can be replayed, and both tries are shown`, async (t) => {
    const { store } = await opened(t);
    await store.append([complete()]);
    await store.replay(1, { operator: 'operator', action: 'replay', target: '1', detail: {} });
    await store.settle(await claimOne(store), completed(student()));
    t.match(await store.get(1), { attempts_made: [{ outcome: 'completed' }, { outcome: 'completed' }] });
  });
}
