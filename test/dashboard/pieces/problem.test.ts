import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TICKET_REASONS } from '../../../src/dashboard/locales/ticket-reasons.ts';
import { phrases, problem } from '../../../src/dashboard/pieces/problem.ts';
import { toReader } from '../../../src/dashboard/reader.ts';
import { PHRASES } from '../../../src/sentences/phrases.ts';
import { test } from '../../harness.ts';
import { ROOT } from '../../service.ts';

const reader = (language: string) => toReader(language, {}, { path: '/', name: '', nowMs: 0, mayAct: true });

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
    '<bdi>Moodle</bdi> a répondu <bdi>503</bdi>. Abandon après <bdi>12</bdi> tentatives.</span>',
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

for (const sentence of [...TICKET_REASONS, ...Object.values(PHRASES)]) {
  test(`the code still says: ${sentence.en}`, async (t) => {
    // Two sentences in a row may come from two places in the code.
    const parts = sentence.en.split(/\{\w+\}|(?<=\.) /).map((part) => part.replace(/^\W+|\W+$/g, ''));
    t.same(
      parts.filter((part) => !code.includes(part)),
      [],
    );
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    t.same(places(sentence.fr), places(sentence.en), 'French names the same');
    t.same(places(sentence.ar), places(sentence.en), 'Arabic names the same');
  });
}

/** Where the sentences are made that a page shows. */
const SPEAKING = [
  'plugins/**/*.ts',
  'src/{events,moodle,outside,students,tickets,zoho}/**/*.ts',
  'src/doctor/{desk,finding,moodle,self-check,zoho}.ts',
  'src/repeating.ts',
];
/** Sentences that no page shows: said at a start that fails, on the command line, to the assistant or in its record. */
const ELSEWHERE =
  /must be (set too|the https|an https)|is on, and needs|will post (every|\S+ to)|^You read one message|^Gives the advice|^The assistant (answered|does not|gave)|^Receives Zoho|^A newer version|^The database … cannot be used/;
/** Sentences that are put together from parts, as they are once whole. */
const WHOLE = [
  'Zoho CRM asks us to slow down.',
  'Moodle answered 503.',
  "Invalid JSON payload: the body is not valid JSON. Send only the record id in the webhook's body, or mend the template.",
  'Invalid JSON payload: the JSON is nested more than 100 levels deep. Send only {"ticket_id": "…"}, or mend the function that writes the body.',
  'Zoho Desk did not answer within 10 seconds.',
  'Zoho Accounts cannot be reached.',
  'Zoho CRM refused to read a record: INVALID_DATA, field Email (status 400).',
  'To read a record the Zoho token lacks one of the scopes A, B. Make a refresh token that has them all.',
  'Lost webhooks of students could not be looked for: Zoho Accounts cannot be reached.',
  'the status changed, the ticket was moved since it was thought out',
  'Chosen of 2 by the rule "won". The ticket links to deal 7.',
];

/** The literal texts of a file that are sentences, with `…` for what differs each time. */
function sentencesOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8').replace(/^\s*(\/\*\*|\*|\/\/).*$/gm, '');
  return (
    [...text.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)]
      .map(([, single, double, template]) => String(single ?? double ?? template))
      // A complaint has its problem behind it.
      .map((literal) =>
        /^\p{Lu}.* could not be [a-z ]+$/u.test(literal) ? `${literal}: Moodle answered 503.` : literal,
      )
      .filter((literal) => /^(\p{Lu}|\$\{).* .*\.$/su.test(literal))
      .map((literal) =>
        literal.replace(/^\$\{(error\.message|message|reason)\} /, '').replace(/\$\{[^}]*\}/g, '…'),
      )
      .filter((sentence) => !sentence.startsWith('… ') && !ELSEWHERE.test(sentence))
  );
}

/** It has its three languages in itself, and speaks that of the staff into the ticket. */
const SPEAKS_TO_STAFF = /staff-note\.ts$/;
const said = globSync(SPEAKING, { cwd: ROOT })
  .filter((file) => !SPEAKS_TO_STAFF.test(file))
  .flatMap(sentencesOf);
for (const language of ['fr', 'ar']) {
  test(`every sentence that a page may show is translated: ${language}`, async (t) => {
    t.ok(said.length > 50, 'the sentences of the code are found');
    for (const sentence of new Set([...said, ...WHOLE]))
      t.match(problem(reader(language), sentence), 'title=', sentence);
  });
}

test('what a step read and wrote is told in the language of the reader', async (t) => {
  const list = ['the ticket', 'message 198', '2 deals', 'cf_opportunite of the ticket', 'something new'];
  t.equal(
    phrases(reader('fr'), list),
    'le ticket, le message <bdi>198</bdi>, leurs affaires (<bdi>2</bdi>), le champ <bdi>cf_opportunite</bdi> du ticket, <bdi>something new</bdi>',
  );
  t.equal(phrases(reader('ar'), ['the ticket', 'its messages and comments']), 'التذكرة، رسائلها وتعليقاتها');
  t.equal(phrases(reader('en'), ['the ticket', '2 deals']), '<bdi>the ticket</bdi>, <bdi>2 deals</bdi>');
});

test('a warning is told with the problem behind it, and one that is new as it is', async (t) => {
  const warning = 'Lost webhooks of students could not be looked for:';
  t.match(
    problem(reader('fr'), `${warning} Zoho Accounts cannot be reached.`),
    'n’ont pas pu être recherchés\u00a0: <bdi>Zoho Accounts</bdi> est injoignable.',
  );
  t.match(problem(reader('fr'), `${warning} Something new.`), 'recherchés\u00a0: <bdi>Something new.</bdi>');
});

test('what changed since a proposal is told part by part', async (t) => {
  t.match(
    problem(reader('ar'), 'Dropped: the status changed, the ticket was moved since it was thought out.'),
    'منذ إعداد المقترح: تغيّرت الحالة، نُقلت التذكرة.',
  );
});

test('of several sentences each is told, and when one is not known all stay as they are', async (t) => {
  t.match(problem(reader('fr'), 'The deal fits the rule "offer". It is there already.'), /correspond.*déjà/);
  t.match(problem(reader('fr'), 'The deal fits the rule "offer". Something new.'), 'dir="auto"');
});

test('where an id of a cause ends its sentence there are three dots, not four', async (t) => {
  const cause = 'Zoho CRM has no record … in …. It was deleted meanwhile, or the id is of another module.';
  t.match(problem(reader('en'), cause), 'in … It was');
  t.match(problem(reader('fr'), cause), '<bdi>…</bdi> Elle');
});
