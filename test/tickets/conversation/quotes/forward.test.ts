import { unwrapForward } from '../../../../src/tickets/conversation/quotes/forward.ts';
import { test } from '../../../harness.ts';

const JEAN = { name: 'Jean Exemple', address: 'jean@example.test' };

const FORWARDED: [program: string, text: string, inside: string][] = [
  [
    'Gmail in Arabic',
    '---------- Forwarded message ---------\nمن: Jean Exemple <jean@example.test>\n\u202bDate: الاثنين\nSubject: سؤال\nTo: <agent@example.edu>\n\nأريد الفاتورة',
    'أريد الفاتورة',
  ],
  [
    'Thunderbird in German, which begins with the subject',
    'FYI\n-------- Weitergeleitete Nachricht --------\nBetreff: Frage\nDatum: Mon, 5 Jan\nVon: Jean Exemple <jean@example.test>\nAn: agent@example.edu\n\nHallo',
    'Hallo',
  ],
  [
    'Apple Mail in Spanish',
    'Inicio del mensaje reenviado:\n\nDe: Jean Exemple <jean@example.test>\nAsunto: x\nFecha: 5 de enero\nPara: a@example.edu\n\nHola',
    'Hola',
  ],
  [
    'Outlook of old, which names a sender alone',
    '-----Original Message-----\nFrom: Jean Exemple [mailto:jean@example.test]\n\nHello',
    'Hello',
  ],
  [
    'a program that links the address',
    'From: Jean Exemple <jean@example.test <mailto:jean@example.test>>\nSent: Monday\nTo: x\n\nHello',
    'Hello',
  ],
  [
    'Outlook in French, quoted',
    '> De : Jean Exemple <jean@example.test>\n> Envoyé : lundi\n> À : Sara\n>\n> Bonjour',
    'Bonjour',
  ],
  ['a header and nothing else', '-----Message transféré-----\nDe : Jean Exemple <jean@example.test>', ''],
];
for (const [program, text, inside] of FORWARDED) {
  test(`the customer is found in a forward by ${program}`, async (t) => {
    t.same(unwrapForward(text), { from: JEAN, text: inside });
  });
}

test('of forwards in each other the one of a customer is meant', async (t) => {
  const inner = 'From: Jean Exemple <jean@example.test>\nSent: Monday\nTo: doc@example.edu\n\nHello';
  const text = `From: Doc <doc@example.edu>\nSent: Tuesday\nTo: agent@example.edu\n\nsee below\n\n${inner}`;
  t.same(
    unwrapForward(text, ({ address }) => address.endsWith('@example.edu')),
    { from: JEAN, text: 'Hello' },
  );
  t.equal(
    unwrapForward(text, () => true),
    null,
  );
});

const NONE: [what: string, text: string][] = [
  ['no forward', 'please look at this'],
  ['a sender that is a name only', '-----Original Message-----\nFrom: Jean Exemple\nSent: Monday'],
  ['half an address', 'From: jean exemple@example.test\nSent: Monday\nTo: x\n\nHello'],
  ['a form of a website', 'From: Jean <jean@example.test>\nSubject: x\n\nHello'],
  ['a long line above', `${'-'.repeat(500)}\nFrom: Jean <jean@example.test>`],
  ['no mark above', 'Hello\n\nFrom: Jean <jean@example.test>'],
];
for (const [what, text] of NONE) {
  test(`nobody is guessed from ${what}`, async (t) => {
    t.equal(unwrapForward(text), null);
  });
}
