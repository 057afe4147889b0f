import { carriedBy, carriedTooLittle, saidBy, saysAll } from '../../src/students/carried.ts';
import { claimedEvent, test } from '../harness.ts';
import { knownStudent } from './known-student.ts';

const RECORD = { Academic_Email: 'sara.ali@example.edu', City: 'Amman' };
const carrying = (body: unknown) => claimedEvent({ payload: JSON.stringify(body) });

test('a body carries a record when it says something of the student', async (t) => {
  t.same(carriedBy(carrying({ record_id: '1', data: RECORD })), RECORD);
  t.equal(carriedBy(carrying({ zoho_id: '1', module: 'BTEC_Students' })), null);
  t.equal(carriedBy(carrying({ record_id: '1', data: { Course: 'IT' } })), null, 'no field of a student');
  t.equal(
    carriedBy(carrying({ record_id: '1', data: { City: '$' + '{BTEC_Students.City}' } })),
    null,
    'unfilled',
  );
  t.equal(carriedBy(claimedEvent({ payload: 'no JSON' })), null);
});

test('what an event says is in our own names; a delete says all by itself, and an id alone says nothing', async (t) => {
  t.same(saidBy(carrying({ record_id: '1', data: RECORD })), {
    academicEmail: 'sara.ali@example.edu',
    city: 'Amman',
  });
  t.same(saidBy(claimedEvent({ eventType: 'delete' })), {});
  t.equal(saidBy(carrying({ zoho_id: '1' })), null);
});

test('a record says all when it is known what happened and what the address is', async (t) => {
  const { Academic_Email, ...withoutEmail } = RECORD;
  for (const eventType of ['insert', 'update', 'delete'])
    t.ok(saysAll(claimedEvent({ eventType }), RECORD, null), eventType);
  t.notOk(saysAll(claimedEvent({ eventType: 'look' }), RECORD, knownStudent()), 'what happened is not known');
  t.notOk(saysAll(claimedEvent(), withoutEmail, null), 'nobody knows the address');
  t.notOk(saysAll(claimedEvent(), withoutEmail, knownStudent({ academicEmail: null })));
  t.ok(saysAll(claimedEvent(), withoutEmail, knownStudent()), 'it was said before');
  t.ok(saysAll(claimedEvent(), { Academic_Email: '' }, null), 'an empty address is said too');
});

test('a body that carries too little is told apart: only the id, or no field that is known', async (t) => {
  const onlyId = { code: 'CARRIED_ONLY_ID' };
  t.match(carriedTooLittle(carrying({ zoho_id: '1', module: 'BTEC_Students' })), onlyId);
  t.match(carriedTooLittle(claimedEvent({ payload: 'no JSON' })), onlyId);
  t.match(carriedTooLittle(claimedEvent({ payload: '[]' })), onlyId);
  t.match(carriedTooLittle(carrying({ record_id: '1', data: { Course: 'IT', Level: '3' } })), {
    code: 'CARRIED_NOTHING_KNOWN',
    params: { keys: /^"?Course"?, "?Level"?$/ },
  });
  t.match(carriedTooLittle(carrying({ record_id: '1', Course: 'IT' })), {
    code: 'CARRIED_NOTHING_KNOWN',
    params: { keys: /Course/ },
  });
});
