import { loadRules } from '../../../src/tickets/rules/rules.ts';
import { readWording } from '../../../src/tickets/rules/wording.ts';
import { test } from '../../harness.ts';
import { RULES_FILE } from '../setup.ts';

const rules = loadRules(RULES_FILE);
const read = (subject: string | null, text = '') => readWording(subject, text, rules);

const DEPARTMENTS: [subject: string, department: string][] = [
  ['Demande de facture', 'Comptabilité'],
  ['Inscription CMA', 'Inscription CMA'],
  ['Refus de mon dossier', 'Refus CMA'],
  ['dossier cab', 'DOCS CAB'],
  ['Problème Uber Eats', 'Uber'],
  ['Remboursement', 'Comptabilité'],
  ['Mes FACTURES', 'Comptabilité'],
  ['Question sur l’épreuve', 'DOC'],
];
for (const [subject, department] of DEPARTMENTS) {
  test(`"${subject}" belongs to ${department}`, async (t) => {
    t.match(read(subject).department, { name: department, isSure: true });
  });
}

for (const subject of ['cabinet', 'Candidature', 'contester', 'macmaillot', 'réexamen médicalisé', null]) {
  test(`"${subject}" names no department: words count as a whole`, async (t) => {
    t.equal(read(subject).department, null);
  });
}

test('words of several departments, and hints, are not sure', async (t) => {
  t.match(read('Facture et convocation').department, { name: 'Comptabilité', isSure: false });
  t.match(read('Une demande').department, { name: 'Contact', phrase: 'demande', isSure: false });
});

test('documents were sent when the customer says so', async (t) => {
  for (const [subject, text] of [
    ['Dossier', 'Bonjour, ci-joint ma carte.'],
    ['Documents', 'Bonjour'],
    ['Pièces jointes', ''],
    ['', 'Voici mes documents'],
  ] as const)
    t.ok(read(subject, text).documentsSent, `${subject}: ${text}`);
});

test('documents were not sent by a question, nor by a word that only looks like it', async (t) => {
  for (const [subject, text] of [
    ['Documents ?', ''],
    ['Documents', 'Quels documents faut-il'],
    ['Dossier', 'ci-joint, est-ce que cela suffit'],
    ['Dossier', 'مستندات ci-joint؟'],
    ['Dossier', 'le document est prêt'],
    ['Dossier', 'j’ai vécu à Annecy avec mon cnidaire, signé'],
  ] as const)
    t.notOk(read(subject, text).documentsSent, `${subject}: ${text}`);
});

test('intents come in the order of the rules, all that are there', async (t) => {
  t.same(read('Facture', 'je voudrais aussi un remboursement').intents, ['refund', 'invoice']);
  t.same(read('Bonjour').intents, []);
  t.same(read('سؤال', 'متى موعد الامتحان').intents, ['exam_date']);
});

test('a word list answers the word that was found', async (t) => {
  t.equal(read('Location de véhicule').listed('other_services'), 'location de véhicule');
  t.equal(read('taxi').listed('other_services'), null);
  t.equal(read('taxi').listed('unknown'), null);
});

test('an intent stands only as long as the text does not take it back', async (t) => {
  t.same(read('Demande de remboursement', 'finalement je ne veux plus de remboursement').intents, []);
  t.equal(read('Remboursement', 'finalement je ne veux plus de remboursement').department, null);
  t.same(read('Remboursement', 'Je ne veux pas de remboursement partiel. Remboursez tout.').intents, [
    'refund',
  ]);
  t.same(read('Facture', 'Je ne veux plus de remboursement').intents, ['invoice']);
  t.same(read('لا أريد استرداد').intents, []);
});

test('of two mentions in a text the last one decides', async (t) => {
  t.same(read('', 'Je veux un remboursement. Non, pas de remboursement.').intents, []);
  t.same(read('', 'Pas de remboursement. Si, je veux un remboursement.').intents, ['refund']);
});

test('a new paragraph is a new thought, a wrapped line is not', async (t) => {
  t.same(read('', 'Je ne veux plus attendre\n\nremboursement svp').intents, ['refund']);
  t.same(read('', 'Je ne veux plus attendre\nRemboursement svp').intents, ['refund']);
  t.same(read('', 'je ne veux plus\nde remboursement').intents, []);
  t.same(read('', 'quelle est la date de\nmon examen').intents, ['exam_date']);
});

test('the invoice is asked for in Arabic as people write it', async (t) => {
  for (const text of [
    'أريد الفاتورة من فضلكم',
    'بخصوص فاتورتي',
    'ارجو ارسال الفواتير',
    'بالفاتورة رقم 5',
    'فـاتـورة',
  ])
    t.same(read('', text).intents, ['invoice'], text);
});

test('every find is told with its form and its place', async (t) => {
  t.match(read('Mes factures', 'bonjour').matches, [
    { of: 'Comptabilité', phrase: 'facture', words: 'factures', place: 'subject', turnedOffBy: null },
    { of: 'invoice', phrase: 'facture' },
  ]);
});
