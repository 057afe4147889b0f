import type { Deal } from '../../../src/tickets/rules/deals.ts';
import { staffNote } from '../../../src/tickets/steps/staff-note.ts';
import { test } from '../../harness.ts';

const deal = { name: 'BFS NP Jean Exemple', stage: 'GAGNÉ' } as Deal;
const about = (
  because:
    | { is: 'words'; phrase: string; isSure: boolean }
    | { is: 'deal'; rule: string }
    | { is: 'assistant' },
) => ({
  recommended: { department: 'DOC', reason: '', because, confidence: 1 },
  deal: null,
  dealBecause: undefined,
  intents: [],
});

test('the staff reads what was understood in its own language', (t) => {
  const understood = {
    ...about({ is: 'words', phrase: 'facture', isSure: true }),
    deal,
    dealBecause: { is: 'rule' as const, rule: 'won 20', of: 3 },
    intents: ['invoice', 'date'],
  };
  t.equal(
    staffNote(understood, 'en'),
    'Department: DOC. The customer writes "facture".\nDeal: BFS NP Jean Exemple (GAGNÉ). Chosen of 3 by the rule "won 20".\nAbout: invoice, date',
  );
  t.equal(
    staffNote(understood, 'fr').replaceAll('\u00a0', ' '),
    'Département : DOC. Le client écrit « facture ».\nAffaire : BFS NP Jean Exemple (GAGNÉ). Choisie parmi 3 selon la règle « won 20 ».\nSujet : invoice, date',
  );
  t.match(staffNote(understood, 'ar'), /القسم.*DOC[\s\S]*الصفقة[\s\S]*الموضوع/);
  t.end();
});

test('each reason has its sentence in each language', (t) => {
  for (const language of ['en', 'fr', 'ar'] as const) {
    const sentences = [
      about({ is: 'deal', rule: 'won' }),
      about({ is: 'assistant' }),
      about({ is: 'words', phrase: 'x', isSure: true }),
      about({ is: 'words', phrase: 'x', isSure: false }),
      { ...about({ is: 'assistant' }), recommended: null, deal, dealBecause: { is: 'linked' as const } },
      { ...about({ is: 'assistant' }), recommended: null, deal },
    ].map((understood) => staffNote(understood, language));
    t.equal(new Set(sentences).size, 6, language);
  }
  t.equal(staffNote({ ...about({ is: 'assistant' }), recommended: null }, 'en'), '');
  t.end();
});
