import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Test, temporaryFolder, test } from '../../harness.ts';
import { cli } from '../terminal.ts';

function ticketFile(t: Test, ticket: unknown): string {
  const file = join(temporaryFolder(t), 'ticket.json');
  writeFileSync(file, JSON.stringify(ticket));
  return file;
}
const rulesTest = (file: string, ...more: string[]) => cli(['rules', 'test', '--ticket', file, ...more]);

test('rules test says which rule fires and why', async (t) => {
  const deals = [{ id: '1', Stage: 'GAGNÉ', Amount: 20 }];
  const file = ticketFile(t, { subject: 'Question', text: 'Je demande un remboursement\n> facture', deals });
  const { code, printed } = await rulesTest(file);
  t.equal(code, 0);
  t.same(printed, [
    'The customer\'s own words: "Je demande un remboursement"',
    'Language: fr',
    'About: refund',
    'Documents sent: no',
    'Deal: 1 by the rule "won 20 € offer"',
    'Department by the deal: DOC by the rule "20 € offer"',
    'Department by words: Comptabilité, for "remboursement", confidence 0.95',
    'Deal fields: {"Next_Step":"Demande de remboursement à traiter"} by the rule "asks for a refund"',
    '=> DOC',
  ]);
});

test('without a deal the words decide, and hints leave it to a person', async (t) => {
  const last = async (ticket: object) => (await rulesTest(ticketFile(t, ticket))).printed.at(-1);
  t.equal(await last({ subject: 'Ma facture' }), '=> Comptabilité');
  t.equal(await last({ subject: 'Une demande' }), '=> stays where it is; Contact is suggested to a person');
  t.equal(await last({ subject: 'Rien', deals: [{ id: '1', Stage: 'PERDU' }] }), '=> stays where it is');
  t.equal(await last({ text: 'Bonsoir', deals: [{ id: '1', Stage: 'GAGNÉ', Amount: 20 }] }), '=> DOC');
  t.equal(
    await last({ text: 'Voici mes documents', deals: [{ id: '1', Stage: 'GAGNÉ', Amount: 900 }] }),
    '=> DOCS CAB',
  );
});

test('rules test --json prints one object', async (t) => {
  const { printed } = await rulesTest(ticketFile(t, {}), '--json');
  t.equal(JSON.parse(printed[0] ?? '').lines.length, 9);
});

test('another order, no file or another file is wrong usage', async (t) => {
  t.equal((await cli(['rules'])).code, 2);
  t.equal((await cli(['rules', 'test'])).code, 2);
  t.match(await rulesTest('/nonexistent.json'), { code: 2, text: /nonexistent\.json cannot be read/ });
  t.match(await rulesTest(ticketFile(t, { subject: 1 })), { code: 2, text: /no JSON with "subject"/ });
});
