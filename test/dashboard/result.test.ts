import { toReader } from '../../src/dashboard/reader.ts';
import { describeResult } from '../../src/dashboard/result.ts';
import { test } from '../harness.ts';

const english = toReader('en', {}, { path: '/dashboard', name: '' });

test('a result is told in words, with the fields that changed', (t) => {
  const result = { action_taken: 'updated', record_id: '1', changed: ['academicEmail', 'shoeSize'] };
  t.equal(describeResult(english, result), 'The student was updated. Changed: Academic e-mail, shoeSize.');
  t.equal(describeResult(english, { action_taken: 'unchanged' }), 'Nothing had changed.');
  const french = toReader('fr', {}, { path: '/dashboard', name: '' });
  t.equal(describeResult(french, { action_taken: 'created' }), 'L’étudiant a été créé.');
  t.end();
});

test('a result that nobody has words for was processed all the same', (t) => {
  t.equal(describeResult(english, { action_taken: 'danced' }), 'The event was processed.');
  t.equal(describeResult(english, null), 'The event was processed.');
  t.end();
});
