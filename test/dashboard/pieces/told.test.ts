import { told } from '../../../src/dashboard/pieces/told.ts';
import { toReader } from '../../../src/dashboard/reader.ts';
import { tell } from '../../../src/sentences/tell.ts';
import { test } from '../../harness.ts';

const reader = (language: string) => toReader(language, {}, { path: '/', name: '', nowMs: 0, mayAct: true });

test('what has codes is told in the language of the reader, the words of the log beside it', async (t) => {
  const codes = [tell('UNREACHABLE', { system: 'Moodle' }), tell('GIVEN_UP', { attempts: 12 })];
  const message = 'Moodle cannot be reached. Given up after 12 attempts.';
  t.equal(
    told(reader('fr'), message, codes),
    `<span title="${message}"><bdi>Moodle</bdi> est injoignable. Abandon après <bdi>12</bdi> tentatives.</span>`,
  );
  t.equal(told(reader('en'), message, codes), `<span dir="auto">${message}</span>`);
});

test('what an earlier version kept without codes is shown in its English', async (t) => {
  const message = 'Academic_Email is missing. Fill it in on the student in Zoho CRM, then save.';
  t.equal(told(reader('ar'), message, null), `<span dir="auto">${message}</span>`);
});

test('what a sender wrote stays text', async (t) => {
  const codes = [tell('MERGE_FIELD_UNFILLED', { field: '<b>' })];
  t.notMatch(told(reader('fr'), 'Zoho did not fill in …', codes), '<b>');
});
