import type { EventStore } from '../../../src/log/ports.ts';
import type { StudentChange } from '../../../src/students/student.ts';
import { newEvent, test } from '../../harness.ts';
import { claimOne, completed, type Open, student } from './support.ts';

let count = 0;

/** Stores a student the only way there is: with the end of an event. */
async function save(store: EventStore, changes: Partial<StudentChange>): Promise<string> {
  await store.append([newEvent({ eventId: `student-${++count}` })]);
  const event = await claimOne(store);
  const settled = await store.settle(event, completed(student(changes)));
  if (settled === 'conflict') await store.settle(event, { status: 'failed', error: 'taken' });
  return settled;
}

const DELETED = '2026-01-25T10:00:00.000Z';

export function studentContract(name: string, open: Open): void {
  test(`${name}: a student is read back as it was stored, empty fields as null`, async (t) => {
    const { store, students } = await open(t);
    const changes = { city: null, phone: null, appliedTimes: {}, lastEvent: 7 };
    await save(store, changes);
    t.same(await students.find('4554000000012345678'), student(changes));
  });

  test(`${name}: storing a student again replaces every field`, async (t) => {
    const { store, students } = await open(t);
    await save(store, {});
    const changes = {
      studentNumber: 'STU002',
      city: null,
      updatedAt: '2026-02-01T00:00:00.000Z',
      lastEvent: 9,
    };
    t.equal(await save(store, changes), 'settled');
    t.same(await students.find('4554000000012345678'), student(changes));
    t.equal((await students.list({ deleted: true }, { limit: 10, after: null })).total, 1);
  });

  test(`${name}: an unknown student is null`, async (t) => {
    const { students } = await open(t);
    t.equal(await students.find('4554000000012345678'), null);
    t.equal(await students.findByNumber('STU001'), null);
  });

  test(`${name}: a student is found by its number, exactly`, async (t) => {
    const { store, students } = await open(t);
    await save(store, { studentNumber: '00123' });
    t.equal((await students.findByNumber('00123'))?.zohoId, '4554000000012345678');
    t.equal(await students.findByNumber('123'), null);
  });

  test(`${name}: a Moodle user has one living student, and the deleted ones that had it`, async (t) => {
    const { store, students } = await open(t);
    const user = { moodleUserId: '42', studentNumber: null };
    await save(store, { ...user, zohoId: '1', deletedAt: DELETED });
    await save(store, { ...user, zohoId: '2', deletedAt: '2026-01-26T10:00:00.000Z' });
    t.equal(await save(store, { ...user, zohoId: '3' }), 'settled');
    t.equal(await save(store, { ...user, zohoId: '4' }), 'conflict');
    const found = (await students.findByMoodleUser('42')).map(({ zohoId }) => zohoId);
    t.same(found, ['3', '2', '1'], 'the living one first, then the newest');
    t.same(await students.findByMoodleUser('43'), []);
  });

  test(`${name}: a student is released from its Moodle user, and the operator is noted`, async (t) => {
    const { store, students, clock } = await open(t);
    await save(store, { moodleUserId: '42', moodleIdInZoho: '42' });
    clock.advance(1000);
    const by = { operator: 'operator', action: 'release', target: 'record 1', detail: { why: 'wrong' } };
    t.equal(await store.release('4554000000012345678', by), '42');
    t.match(await students.find('4554000000012345678'), { moodleUserId: null, moodleIdInZoho: '42' });
    t.equal(await store.release('4554000000012345678', by), null, 'there is nothing left to release');
    t.equal(await store.release('1', by), null);
  });

  test(`${name}: a number is taken from the record that gives it up, in the same moment`, async (t) => {
    const { store, students } = await open(t);
    await save(store, { moodleUserId: null, zohoId: '1', studentNumber: 'SW-1' });
    await save(store, { moodleUserId: null, zohoId: '2', studentNumber: 'SW-2' });
    t.equal(await save(store, { moodleUserId: null, zohoId: '1', studentNumber: 'SW-2' }), 'conflict');
    t.equal(
      await save(store, { moodleUserId: null, zohoId: '1', studentNumber: 'SW-2', numberFrom: '2' }),
      'settled',
    );
    t.equal((await students.find('1'))?.studentNumber, 'SW-2');
    t.equal((await students.find('2'))?.studentNumber, null);
  });

  test(`${name}: a record that has another number by now keeps that one`, async (t) => {
    const { store, students } = await open(t);
    await save(store, { moodleUserId: null, zohoId: '2', studentNumber: 'SW-3' });
    await save(store, { moodleUserId: null, zohoId: '1', studentNumber: 'SW-2', numberFrom: '2' });
    t.equal((await students.find('2'))?.studentNumber, 'SW-3');
  });

  test(`${name}: the number of a deleted student is free again`, async (t) => {
    const { store, students } = await open(t);
    await save(store, { zohoId: '1', deletedAt: DELETED });
    t.equal(await students.findByNumber('STU001'), null);
    t.equal(await save(store, { zohoId: '2' }), 'settled');
    t.equal((await students.findByNumber('STU001'))?.zohoId, '2');
  });

  test(`${name}: a deleted student cannot come back while another holds its number`, async (t) => {
    const { store, students } = await open(t);
    await save(store, { zohoId: '1', deletedAt: DELETED });
    await save(store, { zohoId: '2' });
    t.equal(await save(store, { zohoId: '1', deletedAt: null }), 'conflict');
    t.equal((await students.find('1'))?.deletedAt, DELETED);
  });

  test(`${name}: any number of students may have no number`, async (t) => {
    const { store, students } = await open(t);
    for (const zohoId of ['1', '2']) t.equal(await save(store, { zohoId, studentNumber: null }), 'settled');
    t.equal((await students.list({ deleted: false }, { limit: 10, after: null })).total, 2);
  });

  test(`${name}: the list shows deleted students only when asked to`, async (t) => {
    const { store, students } = await open(t);
    await save(store, { zohoId: '1', deletedAt: DELETED });
    await save(store, { zohoId: '2', studentNumber: 'STU002' });
    const page = { limit: 10, after: null };
    t.match(await students.list({ deleted: false }, page), { total: 1, students: [{ zohoId: '2' }] });
    t.match(await students.list({ deleted: true }, page), {
      total: 2,
      students: [{ zohoId: '1' }, { zohoId: '2' }],
    });
  });

  for (const [what, q] of [
    ['Zoho id', '900'],
    ['number', 'stu%9'],
    ['address', 'jean.exemple@'],
    ['name', 'إكزامبل'],
  ] as const) {
    test(`${name}: a student is found by a part of its ${what}`, async (t) => {
      const { store, students } = await open(t);
      await save(store, { zohoId: '1' });
      await save(store, {
        zohoId: '29001',
        studentNumber: 'STU%9',
        academicEmail: 'jean.exemple@example.edu',
        displayName: 'جان إكزامبل',
      });
      const list = await students.list({ q, deleted: false }, { limit: 10, after: null });
      t.match(list, { total: 1, students: [{ zohoId: '29001' }] });
    });
  }

  test(`${name}: the pages of students hold each once`, async (t) => {
    const { store, students } = await open(t);
    for (const zohoId of ['3', '1', '2']) await save(store, { zohoId, studentNumber: `STU00${zohoId}` });
    const first = await students.list({ deleted: false }, { limit: 2, after: null });
    t.match(first, { nextAfter: '2', total: 3, students: [{ zohoId: '1' }, { zohoId: '2' }] });
    const last = await students.list({ deleted: false }, { limit: 2, after: first.nextAfter });
    t.match(last, { nextAfter: null, total: 3, students: [{ zohoId: '3' }] });
  });

  test(`${name}: a page of no students tells the total and names no next page`, async (t) => {
    const { store, students } = await open(t);
    await save(store, {});
    const list = await students.list({ deleted: false }, { limit: 0, after: null });
    t.same(list, { students: [], nextAfter: null, total: 1 });
  });

  test(`${name}: students are listed by their last change, page by page`, async (t) => {
    const { store, students } = await open(t);
    for (const [zohoId, lastEvent, lastName] of [
      ['a', 7, 'Exemple'],
      ['b', 9, 'Ali'],
      ['c', 8, 'Exemple'],
    ] as const)
      await save(store, { zohoId, lastEvent, lastName, studentNumber: null });
    const first = await students.recent({ deleted: false }, { limit: 2, before: null });
    t.match(first, { students: [{ zohoId: 'b' }, { zohoId: 'c' }], nextBefore: 8, total: 3 });
    const second = await students.recent({ deleted: false }, { limit: 2, before: 8 });
    t.match(second, { students: [{ zohoId: 'a' }], nextBefore: null, total: 3 });
    const found = await students.recent({ q: 'exemple', deleted: false }, { limit: 2, before: null });
    t.match(found, { students: [{ zohoId: 'c' }, { zohoId: 'a' }], nextBefore: null, total: 2 });
    t.same(await students.recent({ q: 'nobody', deleted: true }, { limit: 0, before: null }), {
      students: [],
      nextBefore: null,
      total: 0,
    });
  });
}
