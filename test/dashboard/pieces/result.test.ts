import { describeResult } from '../../../src/dashboard/pieces/result.ts';
import { toReader } from '../../../src/dashboard/reader.ts';
import { reasonOf, tell } from '../../../src/sentences/tell.ts';
import { test } from '../../harness.ts';

const reader = (language: string) =>
  toReader(language, {}, { path: '/dashboard', name: '', nowMs: 0, mayAct: true });
const english = reader('en');
const lead = (sentences: string) => `<p class="lead">${sentences}</p>`;

test('a result is told in words, with the fields that changed', (t) => {
  const result = { action_taken: 'updated', record_id: '1', changed: ['academicEmail', 'shoeSize'] };
  t.equal(
    describeResult(english, result),
    lead('The student was updated. Changed: Academic e-mail, shoeSize.'),
  );
  t.equal(describeResult(english, { action_taken: 'unchanged', changed: [] }), lead('Nothing had changed.'));
  t.equal(describeResult(reader('fr'), { action_taken: 'created' }), lead('L’étudiant a été créé.'));
  t.match(describeResult(reader('ar'), result), 'البريد الأكاديمي، shoeSize');
  t.end();
});

test('what was done in Moodle and in Zoho CRM is told too, with the flag that would have allowed it', (t) => {
  const created = { action_taken: 'created', moodle: { action: 'created' }, crm_write_back: 'written' };
  t.equal(
    describeResult(english, created),
    lead(
      'The student was created. Their user in Moodle was created. The id of that user was written to Zoho CRM.',
    ),
  );
  const wished = { action_taken: 'created', moodle: { action: 'would_create' }, crm_write_back: 'off' };
  t.match(describeResult(english, wished), /was not created, because MOODLE_CREATE_USERS is off\.<\/p>$/);
  const strange = { action_taken: 'created', moodle: { action: 'toString' } };
  t.equal(describeResult(english, strange), lead('The student was created.'));
  t.end();
});

test('the reason of a result stands below it, in the language of the reader', (t) => {
  const reason = reasonOf(tell('TYPE_LOGGED_ONLY', { type: 'Agent_Add' }));
  t.match(
    describeResult(reader('fr'), { action_taken: 'ignored', ...reason }),
    /a seulement été consigné\.<\/p><p>.*Les événements du type <bdi>Agent_Add<\/bdi>/,
  );
  t.end();
});

test('a result that nobody has words for was processed all the same', (t) => {
  t.equal(describeResult(english, { action_taken: 'danced' }), lead('The event was processed.'));
  t.equal(describeResult(english, null), lead('The event was processed.'));
  t.end();
});

test('a user that passed on, or was left alone, is told', (t) => {
  const moodle = { action: 'updated', taken_over_from: '<4554>' };
  t.match(
    describeResult(english, { action_taken: 'created', moodle }),
    /was updated\. Their user was that of record &#60;4554&#62;, which was deleted\.<\/p>$/,
  );
  const reason = 'The Moodle user 42 is now that of record 4555.';
  t.match(
    describeResult(english, { action_taken: 'deleted', moodle: { action: 'unchanged', reason } }),
    `<span dir="auto">${reason}</span>`,
  );
  t.end();
});
