import { codesOf, inEnglish, inWords, reasonOf, tell, together } from '../../src/sentences/tell.ts';
import { test } from '../harness.ts';

const TAKEN = tell('NUMBER_TAKEN', { number: 'STU001', record: '77' });

test('a sentence is a code with what differs, put into the words of each language', (t) => {
  t.same(TAKEN, { code: 'NUMBER_TAKEN', params: { number: 'STU001', record: '77' } });
  t.equal(
    inEnglish(TAKEN),
    'Student_ID_Number STU001 is already used by record 77. Give one of the two another number in Zoho CRM.',
  );
  t.match(inWords(TAKEN, 'fr'), 'Student_ID_Number STU001 est déjà utilisé par la fiche 77.');
  t.match(inWords(TAKEN, 'ar'), '77');
  t.end();
});

test('numbers are told as text, and a sentence without places needs nothing', (t) => {
  t.same(tell('GIVEN_UP', { attempts: 12 }), { code: 'GIVEN_UP', params: { attempts: '12' } });
  t.same(tell('EMAIL_MISSING'), { code: 'EMAIL_MISSING', params: {} });
  t.end();
});

test('an amount has the decimal sign of the language; what is no number is shown as it is', (t) => {
  const free = tell('DISK_WELL', { free: '47.3' });
  t.same(free.params, { free: '47.3' });
  t.match(inEnglish(free), 'has 47.3 GiB free');
  t.match(inWords(free, 'fr'), 'a 47,3 Gio libres');
  t.match(inWords(free, 'ar'), '47.3 GiB');
  t.match(inWords({ code: 'DISK_WELL', params: {} }, 'fr'), 'a {free#} Gio libres');
  t.end();
});

test('a sentence within a sentence is told in the same language, several of them with its comma', (t) => {
  const problem = tell('UNREACHABLE', { system: 'Moodle' });
  const whole = tell('OUTSIDE_NOT_CHECKED', { problem });
  t.equal(inEnglish(whole), 'The outside systems could not be checked: Moodle cannot be reached.');
  t.match(inWords(whole, 'fr'), 'Moodle est injoignable.');
  const writing = { value: (text: string) => `<${text}>`, words: (text: string) => text, comma: '; ' };
  const two = tell('OUTSIDE_NOT_CHECKED', { problem: [problem, problem] });
  t.match(inWords(two, 'en', writing), ': <Moodle> cannot be reached.; <Moodle> cannot be reached.');
  t.end();
});

test('sentences are told one after the other: in codes, or in English where one has none', (t) => {
  const more = tell('GIVEN_UP', { attempts: 2 });
  t.same(together(TAKEN, [more], more), [TAKEN, more, more]);
  t.equal(together('It broke.', more), 'It broke. Given up after 2 attempts.');
  t.equal(codesOf('It broke.'), null);
  t.same(codesOf([TAKEN, more]), [TAKEN, more]);
  t.end();
});

test('a reason is kept in English, and in codes where it has them', (t) => {
  const more = tell('GIVEN_UP', { attempts: 2 });
  t.same(reasonOf(more), { reason: 'Given up after 2 attempts.', told: [more] });
  t.same(reasonOf('It broke.'), { reason: 'It broke.' });
  t.end();
});

test('what a newer version told is shown as far as it is known', (t) => {
  t.equal(inWords({ code: 'OF_TOMORROW', params: {} }, 'fr'), 'OF_TOMORROW');
  t.equal(inWords({ code: 'GIVEN_UP', params: {} }, 'en'), 'Given up after {attempts} attempts.');
  t.end();
});
