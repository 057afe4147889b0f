import type { JsonObject } from '../../../src/log/event.ts';
import {
  chooseDeal,
  type Deal,
  departmentFor,
  fieldChanges,
  readDeal,
} from '../../../src/tickets/rules/deals.ts';
import { dealFields, loadRules } from '../../../src/tickets/rules/rules.ts';
import { readWording } from '../../../src/tickets/rules/wording.ts';
import { type Test, test } from '../../harness.ts';
import { RULES_FILE, rulesFile } from '../setup.ts';

const rules = loadRules(RULES_FILE);
const about = (subject = '', text = '') => ({
  wording: readWording(subject, text, rules),
  today: '2026-01-25',
});

function deal(changes: JsonObject = {}): Deal {
  return readDeal({
    id: '1',
    Deal_Name: 'BFS NP Jean Exemple',
    Stage: 'GAGNÉ',
    Amount: 20,
    Closing_Date: '2025-10-10',
    ...changes,
  });
}

test('a deal is read as Zoho writes it: amounts as text or number, empty fields as null', async (t) => {
  t.match(readDeal({ id: '1', Amount: '20.0' }), {
    id: '1',
    name: '',
    stage: '',
    amount: 20,
    closingDate: '',
  });
  for (const Amount of [null, undefined, 'much'])
    t.equal(readDeal({ id: '1', ...(Amount !== undefined && { Amount }) }).amount, null);
});

test('the deal is chosen in the order of the rules, the latest closing date first', async (t) => {
  const won = deal({ id: '1' });
  const later = deal({ id: '2', Closing_Date: '2025-12-01' });
  const pending = deal({ id: '3', Stage: 'EN ATTENTE' });
  const paid = deal({ id: '4', Amount: 1200 });
  const waiting = deal({ id: '5', Amount: 1200, Stage: 'EN ATTENTE' });
  const lost = deal({ id: '6', Stage: 'PERDU' });
  const chosen = (...deals: Deal[]) => chooseDeal(deals, rules, about())?.deal.id;
  t.equal(chosen(lost, waiting, paid, pending, won, later), '2');
  t.equal(chosen(lost, waiting, paid, pending), '3');
  t.equal(chosen(lost, waiting, paid), '4');
  t.equal(chosen(lost, waiting), '5');
  t.equal(chosen(lost), undefined);
  t.equal(chosen(), undefined);
});

const CASES: [what: string, deal: JsonObject, subject: string, text: string, department: string | null][] = [
  ['a 20 € deal', {}, '', 'Bonjour', 'DOC'],
  ['a pending 20 € deal', { Stage: 'EN ATTENTE' }, '', '', 'DOC'],
  [
    'a refused file without documents',
    { Evalbox: 'Refusé CMA', Date_Dossier_re_u: '2025-10-12' },
    '',
    'Bonjour',
    'DOC',
  ],
  [
    'a refused file with documents',
    { Evalbox: 'Refusé CMA', Date_Dossier_re_u: '2025-10-12' },
    '',
    'Ci-joint ma carte',
    'Refus CMA',
  ],
  [
    'documents before the authority has the file',
    { Evalbox: 'Pret a payer', Date_Dossier_re_u: '2025-10-12' },
    '',
    'Ci-joint ma carte',
    'DOC',
  ],
  ['documents for a file that was never received', { Evalbox: 'Refusé CMA' }, '', 'Ci-joint ma carte', 'DOC'],
  [
    'a question about documents',
    { Evalbox: 'Refusé CMA', Date_Dossier_re_u: '2025-10-12' },
    'Documents',
    'Quels documents ?',
    'DOC',
  ],
  ['another deal', { Amount: 1200 }, '', 'Bonjour', 'Contact'],
  ['another deal with documents', { Amount: 1200 }, '', 'Ci-joint ma carte', 'DOCS CAB'],
  ['a deal without an amount', { Amount: null }, '', 'Bonjour', 'Contact'],
  ['another service in spite of a 20 € deal', {}, '', 'Je cherche une location de véhicule', 'Contact'],
  ['a taxi, which is not another service', {}, '', 'Je suis taxi', 'DOC'],
  [
    'another service while the exam lies ahead',
    { Date_examen_VTC: { name: '75_2026-03-31', id: '9' } },
    '',
    'mon cpf',
    'DOC',
  ],
  [
    'another service after the exam',
    { Date_examen_VTC: { name: '75_2026-01-20', id: '9' } },
    '',
    'mon cpf',
    'Contact',
  ],
  ['a lost deal', { Stage: 'PERDU' }, '', '', null],
];
for (const [what, changes, subject, text, department] of CASES) {
  test(`${what} leads to ${department ?? 'no department'}`, async (t) => {
    t.equal(departmentFor(deal(changes), rules, about(subject, text))?.department ?? null, department);
  });
}

test('a field is changed where it differs, for the intents that a rule names', async (t) => {
  const text = 'Demande de remboursement à traiter';
  t.same(fieldChanges(deal(), 'refund', rules, about()), {
    set: { Next_Step: text },
    rule: 'asks for a refund',
  });
  t.same(fieldChanges(deal({ Next_Step: text }), 'refund', rules, about())?.set, {});
  t.equal(fieldChanges(deal(), 'invoice', rules, about()), null);
  t.equal(fieldChanges(deal(), null, rules, about()), null);
});

function withUpdate(t: Test, update: object) {
  return loadRules(
    rulesFile(t, (json) => {
      json.deals?.updates?.unshift(update as never);
      json.deals?.writable_stages?.push('RECU' as never);
    }),
  );
}

test('a rule without intents applies to every message, if the deal fits', async (t) => {
  const changed = withUpdate(t, {
    name: 'won',
    when: { stages: ['GAGNÉ'], filled: ['Resultat'] },
    set: { Stage: 'RECU' },
  });
  t.same(fieldChanges(deal({ Resultat: 'ADMIS' }), null, changed, about())?.set, { Stage: 'RECU' });
  t.equal(fieldChanges(deal(), null, changed, about()), null);
  t.ok(dealFields(changed).includes('Resultat'));
  t.ok(dealFields(changed).includes('Evalbox'));
});
