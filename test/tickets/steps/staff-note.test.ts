import { tell } from '../../../src/sentences/tell.ts';
import type { Deal } from '../../../src/tickets/rules/deals.ts';
import { staffNote } from '../../../src/tickets/steps/staff-note.ts';
import { test } from '../../harness.ts';

const deal = { name: 'BFS NP Jean Exemple', stage: 'GAGNÉ' } as Deal;
const recommended = {
  department: 'DOC',
  reason: tell('CUSTOMER_WRITES', { words: 'facture' }),
  confidence: 1,
};
const choice = { deal, reason: tell('DEAL_CHOSEN', { count: 3, rule: 'won 20' }) };
const none = { deal: null, reason: tell('NO_CONTACT') };

test('the staff reads what was understood in its own language', (t) => {
  const understood = { recommended, choice, intents: ['invoice', 'date'] };
  t.equal(
    staffNote(understood, 'en'),
    'Department: DOC. The customer writes "facture".\nDeal: BFS NP Jean Exemple (GAGNÉ). Chosen of 3 by the rule "won 20".\nAbout: invoice, date',
  );
  t.equal(
    staffNote(understood, 'fr').replaceAll('\u00a0', ' '),
    'Département : DOC. Le client écrit « facture ».\nAffaire : BFS NP Jean Exemple (GAGNÉ). Choisie parmi 3 par la règle « won 20 ».\nSujet : invoice, date',
  );
  t.match(staffNote(understood, 'ar'), /القسم.*DOC[\s\S]*«\u2068facture\u2069»[\s\S]*الصفقة[\s\S]*الموضوع/);
  t.end();
});

test('what was not found out is left out of the note', (t) => {
  t.match(staffNote({ recommended, choice: none, intents: [] }, 'en'), /^Department: DOC\. .*"facture"\.$/);
  t.match(staffNote({ recommended: null, choice, intents: [] }, 'en'), /^Deal: .*"won 20"\.$/);
  t.equal(staffNote({ recommended: null, choice: none, intents: [] }, 'en'), '');
  t.end();
});
