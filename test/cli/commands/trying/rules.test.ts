import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Test, temporaryFolder, test } from '../../../harness.ts';
import { cli } from '../../terminal.ts';

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
    'Left out, because it is marked as a quote: "> facture"',
    'Language: French',
    'Found for Comptabilité: "remboursement", in the text',
    'Found for Contact: "question", in the subject',
    'Found for Contact: "demande", in the text',
    'Found for refund: "remboursement", in the text',
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

test('rules test says in which form a word was found, and what turned it off', async (t) => {
  const ticket = { subject: 'Mes factures', text: 'finalement je ne veux plus de remboursement' };
  const { printed } = await rulesTest(ticketFile(t, ticket));
  t.match(printed.join('\n'), 'Found for invoice: "factures", a form of "facture", in the subject');
  t.match(
    printed.join('\n'),
    'Found for refund: "remboursement", in the text, turned off by "ne veux plus de"',
  );
});

test('rules test says in which language a person has to answer', async (t) => {
  const language = async (text: string) =>
    (await rulesTest(ticketFile(t, { text }))).printed.find((line) => line.startsWith('Language'));
  t.equal(
    await language('Hola, necesito la factura'),
    'Language: Spanish, which is none of ours; a person answers, French is proposed',
  );
  t.equal(
    await language('Hei, tarvitsen kuitin kurssista mahdollisimman pian'),
    'Language: none of ours; a person answers, French is proposed',
  );
  t.equal(await language('VTC'), 'Language: the words do not say; French by default');
});

test('rules test reads HTML, and what we wrote before', async (t) => {
  const quoted = `Nous avons bien reçu votre demande de remboursement et nous l'étudions. ${'Merci. '.repeat(30)}`;
  const html = `<p>thanks</p><div hidden>facture</div><p>${quoted}</p>`;
  const { printed } = await rulesTest(ticketFile(t, { html, earlier: [quoted] }));
  t.equal(printed[0], 'The customer\'s own words: "thanks"');
  t.match(printed[1], /^Left out, because we wrote it ourselves earlier: "Nous avons .{100,200}…"$/);
});

test('rules test --json prints one object and nothing else', async (t) => {
  const { printed } = await rulesTest(ticketFile(t, { text: 'ma facture' }), '--json');
  t.equal(printed.length, 1);
  t.match(JSON.parse(printed[0] ?? ''), {
    own: 'ma facture',
    cut: [],
    language: { is: 'ours', language: 'fr' },
    matches: [
      { of: 'Comptabilité', phrase: 'facture', words: 'facture', place: 'text', turned_off_by: null },
      { of: 'invoice' },
    ],
    intents: ['invoice'],
    documents_sent: false,
    department: 'Comptabilité',
    lines: { length: 11 },
  });
  const none = await rulesTest(ticketFile(t, {}), '--json');
  t.match(JSON.parse(none.printed[0] ?? ''), { department: null, lines: { length: 9 } });
});

test('rules test speaks the language of the terminal, and to programs English with codes beside it', async (t) => {
  const file = ticketFile(t, { text: 'Hola, necesito la factura\n> merci' });
  const inFrench = (...more: string[]) =>
    cli(['rules', 'test', '--ticket', file, ...more], {}, undefined, undefined, { LANG: 'fr' });
  const { printed } = await inFrench();
  t.same(printed.slice(0, 3), [
    'Ce que le client a écrit lui-même : "Hola, necesito la factura"',
    'Laissé de côté, car c’est marqué comme citation : "> merci"',
    'Langue : espagnol, qui n’est pas des nôtres ; une personne répond, la proposition est en français',
  ]);
  t.equal(printed.at(-1), '=> reste où il est');
  const { lines, told, cut } = JSON.parse((await inFrench('--json')).printed[0] ?? '');
  t.match(lines[2], /^Language: Spanish, which is none of ours/);
  t.match(told[2], { code: 'LANGUAGE_NOT_OURS', params: { seen: { code: 'Spanish' } } });
  t.match(cut, [{ because: 'it is marked as a quote', told: [{ code: 'MARKED_AS_QUOTE' }] }]);
});

test('another order, no file or another file is wrong usage', async (t) => {
  t.equal((await cli(['rules'])).code, 2);
  t.equal((await cli(['rules', 'test'])).code, 2);
  t.match(await rulesTest('/nonexistent.json'), { code: 2, text: /nonexistent\.json cannot be read/ });
  t.match(await rulesTest(ticketFile(t, { subject: 1 })), { code: 2, text: /no JSON with "subject"/ });
});
