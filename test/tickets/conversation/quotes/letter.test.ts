import { unwrapForward } from '../../../../src/tickets/conversation/quotes/forward.ts';
import { ownWordsOfText } from '../../../../src/tickets/conversation/quotes/own-words.ts';
import { test } from '../../../harness.ts';

const OWN = 'Bonjour,\nQuelle est la date de mon examen ?';

const AROUND: [what: string, text: string][] = [
  [
    'a quoted answer of Gmail',
    `${OWN}\n\nLe lun. 5 janv. 2026 à 10:00, Support <doc@example.edu> a écrit :\n> vous trouverez ci-joint vos documents`,
  ],
  [
    'a quoted answer of Gmail on two lines',
    `${OWN}\n\nLe lun. 5 janv. 2026 à 10:00, Support\n<doc@example.edu> a écrit :\n> vous trouverez ci-joint`,
  ],
  [
    'a quoted answer in English',
    `${OWN}\n\nOn Mon, Jan 5, 2026 at 10:00 AM Support <doc@example.edu> wrote:\n\n> your documents`,
  ],
  [
    'a quoted answer in Arabic',
    `${OWN}\n\nفي الاثنين 5 يناير 2026 كتب Support <doc@example.edu>:\n> مستندات`,
  ],
  [
    'a quoted answer of Zoho',
    `${OWN}\n---- On Mon, 05 Jan 2026 10:00:00 +0100 Support wrote ----\nvous trouverez ci-joint`,
  ],
  [
    'an answer of Outlook',
    `${OWN}\n\n________________________________\nDe : Support <doc@example.edu>\nEnvoyé : lundi\nObjet : documents\n\nvous trouverez`,
  ],
  [
    'an answer of Outlook without a line',
    `${OWN}\n\nDe : Support <doc@example.edu>\nEnvoyé : lundi\nÀ : Jean\nObjet : documents\n\nvous trouverez`,
  ],
  [
    'an older message',
    `${OWN}\n-----Message d'origine-----\nDe : Support <doc@example.edu>\n\nvous trouverez`,
  ],
  ['quoted lines', `> vous trouverez ci-joint\n${OWN}\n> les documents`],
  ['a signature', `${OWN}\n-- \nJean Exemple\nService Documents`],
  ['a business card after the closing words', `${OWN}\n\nCordialement,\nJean Exemple\nCertificat signé`],
  ['the line of a telephone', `${OWN}\n\nEnvoyé de mon iPhone`],
  ['the question of a survey', `${OWN}\n\nHow would you rate our customer service?\nGood  Bad`],
  ['a footer about confidentiality', `${OWN}\nCe message est confidentiel. Les documents qu'il contient…`],
  ['a footer about the environment', `${OWN}\r\nPensez à l'environnement avant d'imprimer ce document`],
];
for (const [what, text] of AROUND) {
  test(`${what} is not the customer's own word`, async (t) => {
    t.equal(ownWordsOfText(text).own, OWN);
  });
}

const FORWARDED: [program: string, text: string][] = [
  [
    'Gmail in English',
    '---------- Forwarded message ---------\nFrom: Jean Exemple <jean.exemple@example.test>\nDate: Mon, Jan 5, 2026\nSubject: Question\nTo: <agent@example.edu>\n\nBonjour',
  ],
  [
    'Gmail in French',
    'Pour toi\n\n---------- Message transféré ---------\nDe : Jean Exemple <jean.exemple@example.test>\nDate: lun. 5 janv.\nSubject: Question\nTo: Sara\n\nBonjour',
  ],
  [
    'Apple Mail in English',
    'FYI\n\nBegin forwarded message:\n\nFrom: "Jean Exemple" <jean.exemple@example.test>\nSubject: Question\nDate: 5 January 2026\nTo: agent@example.edu\n\nBonjour',
  ],
  [
    'Apple Mail in French, quoted',
    'Début du message réexpédié :\n\n> De: Jean Exemple <jean.exemple@example.test>\n> Objet: Question\n> Date: 5 janvier 2026\n> À: agent@example.edu\n> \n> Bonjour',
  ],
  [
    'Outlook in English',
    '________________________________\nFrom: Jean Exemple <jean.exemple@example.test>\nSent: Monday\nTo: agent@example.edu\nSubject: Question\n\nBonjour',
  ],
  [
    'Outlook in French',
    'Peux-tu répondre ?\n\nDe : Jean Exemple <jean.exemple@example.test>\nEnvoyé : lundi 5 janvier\nÀ : Sara\nObjet : Question\n\nBonjour',
  ],
];
for (const [program, text] of FORWARDED) {
  test(`a message forwarded by ${program} is unwrapped`, async (t) => {
    t.same(unwrapForward(text), {
      from: { name: 'Jean Exemple', address: 'jean.exemple@example.test' },
      text: 'Bonjour',
    });
  });
}

test('a message that carries none has no original, nor one without a readable sender', async (t) => {
  const text = 'Bonjour\nDe quoi parlez-vous ?\nLe professeur m’a écrit';
  t.equal(ownWordsOfText(text).own, text);
  t.equal(unwrapForward(text), null);
  t.equal(unwrapForward('Voir\n---------- Forwarded message ---------\nrien'), null);
});

test('a forwarded header without a text leaves an empty one', async (t) => {
  const text = 'De : Jean <jean.exemple@example.test>\nDate : lundi\nObjet : Question';
  t.equal(ownWordsOfText(text).own, '');
  t.match(unwrapForward(text), { from: { address: 'jean.exemple@example.test' }, text: '' });
});

test('a closing word in the first line is what the customer says', async (t) => {
  t.equal(ownWordsOfText('Salutations').own, 'Salutations');
});

const HOSTILE: [what: string, text: string][] = [
  ['spaces', `De:${' '.repeat(1_000_000)}`],
  ['a mark that never ends', `Le ${'a écrit '.repeat(130_000)}`],
  ['forwards inside forwards', 'From: a@b.test\nTo: c\n\n'.repeat(40_000)],
  ['empty lines', '\n'.repeat(1_000_000)],
  ['one word', 'a'.repeat(1_000_000)],
  ['senders', 'From: a@b.test\n'.repeat(70_000)],
];
for (const [what, text] of HOSTILE) {
  test(`a megabyte of ${what} is read, and little of it kept`, async (t) => {
    t.ok(ownWordsOfText(text).own.length <= 20_000);
    t.ok((unwrapForward(text)?.text ?? '').length <= 20_000);
  });
}

test('a line of more than a thousand characters is text, even if it begins like a mark', async (t) => {
  const text = `From: ${'x'.repeat(1000)}@example.test\nTo: y`;
  t.equal(ownWordsOfText(text).own, text);
  t.equal(unwrapForward(text), null);
});
