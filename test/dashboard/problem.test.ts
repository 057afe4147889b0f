import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GIVEN_UP, PROBLEMS } from '../../src/dashboard/locales/problems.ts';
import { problem } from '../../src/dashboard/problem.ts';
import { toReader } from '../../src/dashboard/reader.ts';
import { test } from '../harness.ts';
import { ROOT } from '../service.ts';

const reader = (language: string) => toReader(language, {}, { path: '/', name: '' });

test('a problem is told in the language of the reader, the words of the log beside it', async (t) => {
  t.equal(
    problem(
      reader('fr'),
      'Zoho CRM has no record 4554 in BTEC_Students. It was deleted meanwhile, or the id is of another module.',
    ),
    '<span title="Zoho CRM has no record 4554 in BTEC_Students. It was deleted meanwhile, or the id is of another module.">Zoho CRM n’a pas de fiche <bdi>4554</bdi> dans <bdi>BTEC_Students</bdi>. Elle a été supprimée entre-temps, ou l’identifiant est celui d’un autre module.</span>',
  );
});

test('in English it stays as it is', async (t) => {
  const text = 'Academic_Email is missing. Fill it in on the student in Zoho CRM, then save.';
  t.equal(problem(reader('en'), text), `<span dir="auto">${text}</span>`);
});

test('a cause, in which ids are left out, is told too', async (t) => {
  const cause =
    'Student_ID_Number … is already used by record …. Give one of the two another number in Zoho CRM.';
  t.match(problem(reader('ar'), cause), 'رقم الطالب');
});

test('the end of all attempts is told after the problem', async (t) => {
  const text = 'Moodle answered 503. Given up after 12 attempts.';
  t.match(
    problem(reader('fr'), text),
    '<bdi>Moodle</bdi> a répondu <bdi>503</bdi>. Abandon après <bdi>12</bdi> essais.</span>',
  );
});

test('a sentence that nobody translated is shown as it is', async (t) => {
  t.equal(problem(reader('ar'), 'Something <new>.'), '<span dir="auto">Something &#60;new&#62;.</span>');
});

test('what a sender wrote stays text', async (t) => {
  const text =
    "Zoho did not fill in the merge field <b>. Choose the record id from the list of merge fields in the webhook's body.";
  t.notMatch(problem(reader('fr'), text), '<b>');
});

/** The code as one text, without the quotes, marks and line breaks between the parts of a sentence. */
const code = globSync('{src,plugins}/**/*.ts', { cwd: ROOT })
  .filter((file) => !file.startsWith('src/dashboard/'))
  .map((file) => readFileSync(join(ROOT, file), 'utf8').replaceAll("\\'", "'"))
  .join('\n');

for (const sentence of [...PROBLEMS, GIVEN_UP]) {
  test(`the code still says: ${sentence.en}`, async (t) => {
    const parts = sentence.en.split(/\{\w+\}/).map((part) => part.replace(/^\W+|\W+$/g, ''));
    t.same(
      parts.filter((part) => !code.includes(part)),
      [],
    );
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    t.same(places(sentence.fr), places(sentence.en), 'French names the same');
    t.same(places(sentence.ar), places(sentence.en), 'Arabic names the same');
  });
}
