import { tell } from '../../../../src/sentences/tell.ts';
import {
  evidence,
  type KnownMachines,
  type Mail,
} from '../../../../src/tickets/conversation/machines/evidence.ts';
import { test } from '../../../harness.ts';

const MAIL: Mail = {
  headers: null,
  from: 'jean@example.test',
  name: 'Jean Exemple',
  subject: 'Une question',
  text: 'Bonjour, quelle est la date de mon examen ?',
  contentType: '',
};
const about = (changes: Partial<Mail>, known: KnownMachines | null = null) =>
  evidence({ ...MAIL, ...changes }, known);

test('a person is a person, without a doubt', async (t) => {
  t.same(about({}), { is: 'person', doubts: [] });
});

const PROOFS: [name: string, value: string, kind: string][] = [
  ['auto-submitted', 'auto-replied', 'auto_reply'],
  ['auto-submitted', 'auto-generated (mailbox)', 'auto_reply'],
  ['precedence', 'bulk', 'list'],
  ['precedence', 'junk', 'list'],
  ['precedence', 'list', 'list'],
  ['precedence', 'auto_reply', 'auto_reply'],
  ['list-id', 'News <news.example.test>', 'list'],
  ['x-auto-response-suppress', 'All', 'auto_reply'],
  ['x-autoreply', 'yes', 'auto_reply'],
  ['x-autorespond', 'Re: x', 'auto_reply'],
  ['x-auto-response', '1', 'auto_reply'],
  ['x-failed-recipients', 'sara@example.test', 'bounce'],
  ['return-path', '<>', 'bounce'],
  ['content-type', 'multipart/report; report-type=delivery-status; boundary=x', 'bounce'],
  ['content-type', 'multipart/report; report-type=disposition-notification', 'auto_reply'],
  ['content-type', 'text/calendar; charset=utf-8; method=REPLY', 'auto_reply'],
];
for (const [name, value, kind] of PROOFS) {
  test(`the header ${name} with "${value}" proves a machine`, async (t) => {
    t.match(about({ headers: new Map([[name, [value]]]) }), { is: 'machine', strength: 'proof', kind });
  });
}

const SAYS_NOTHING: [name: string, value: string][] = [
  ['auto-submitted', 'no'],
  ['auto-submitted', ''],
  ['precedence', 'normal'],
  ['precedence', 'first-class'],
  ['x-auto-response-suppress', 'None'],
  ['x-autoreply', 'false'],
  ['list-id', ' '],
  ['return-path', '<jean@example.test>'],
  ['content-type', 'multipart/alternative'],
  ['content-type', 'text/calendar; method=REQUEST'],
];
for (const [name, value] of SAYS_NOTHING) {
  test(`the header ${name} with "${value}" proves nothing`, async (t) => {
    t.same(about({ headers: new Map([[name, [value]]]) }), { is: 'person', doubts: [] });
  });
}

test('an automatic reply with an empty return path is no report', async (t) => {
  const headers = new Map([
    ['return-path', ['<>']],
    ['auto-submitted', ['auto-replied']],
  ]);
  t.match(about({ headers }), {
    kind: 'auto_reply',
    because: [tell('HEADER_SAYS', { name: 'auto-submitted', value: 'auto-replied' })],
  });
});

test('the content type that Zoho names counts too', async (t) => {
  t.match(about({ contentType: 'multipart/report' }), { strength: 'proof', kind: 'bounce' });
  t.match(about({ contentType: 'message/delivery-status', headers: new Map() }), { strength: 'proof' });
});

const UNREAD: [from: string, kind: string][] = [
  ['mailer-daemon@example.test', 'bounce'],
  ['MAILER_DAEMON@example.test', 'bounce'],
  ['postmaster@example.test', 'bounce'],
  ['microsoftexchange329e71ec88ae4615bbc36ab6ce41109e@example.test', 'bounce'],
  ['bounces+sara=example.test@mail.example', 'bounce'],
  ['noreply@example.test', 'no_reply'],
  ['noreply2@example.test', 'no_reply'],
  ['shop-no-reply@example.test', 'no_reply'],
  ['do-not-reply+4711@example.test', 'no_reply'],
  ['ne-pas-répondre@example.test', 'no_reply'],
  ['nicht-antworten@example.test', 'no_reply'],
  ['no-responder@example.test', 'no_reply'],
];
for (const [from, kind] of UNREAD) {
  test(`nobody reads answers to ${from}`, async (t) => {
    t.match(about({ from }), { is: 'machine', strength: 'signs', kind });
  });
}

test('a name of the rules file that reads no answers is enough', async (t) => {
  const known = { noReply: [/^robot$/], bounceSubjects: { first: () => null }, isOwnList: () => false };
  t.match(about({ from: 'robot@example.test' }, known), { is: 'machine', kind: 'no_reply' });
  t.match(about({ name: 'Robot' }, known), { is: 'machine', kind: 'no_reply' });
  t.match(about({}, known), { is: 'person', doubts: [] });
});

const MACHINES: [what: string, mail: Partial<Mail>, kind: string][] = [
  [
    'out of office in French',
    {
      subject: 'Réponse automatique : Votre demande de remboursement',
      text: "Je suis absente du bureau jusqu'au 12 janvier.",
    },
    'auto_reply',
  ],
  [
    'out of office in English',
    { subject: 'Automatic reply: invoice', text: 'I am out of the office until Monday.' },
    'auto_reply',
  ],
  [
    'out of office in German',
    { subject: 'AW: Abwesenheitsnotiz: Rechnung', text: 'Ich bin bis zum 12.1. im Urlaub.' },
    'auto_reply',
  ],
  [
    'out of office in Arabic',
    { subject: 'رد تلقائي: الفاتورة', text: 'أنا خارج المكتب حتى يوم الأحد' },
    'auto_reply',
  ],
  [
    'out of office in Spanish',
    { subject: 'Respuesta automática: factura', text: 'Estoy fuera de la oficina' },
    'auto_reply',
  ],
  [
    'out of office in Italian',
    { subject: 'R: Risposta automatica: fattura', text: 'Sono assente dal 5 al 12' },
    'auto_reply',
  ],
  ['out of office in Turkish', { subject: 'Otomatik yanıt: fatura', text: 'Ofis dışındayım' }, 'auto_reply'],
  [
    'a tag in brackets',
    { subject: '[Auto-Reply] Invoice', text: 'This is an automated response.' },
    'auto_reply',
  ],
  [
    'another help desk',
    {
      from: 'support@other.example',
      subject: 'Re: Demande de remboursement',
      text: 'Bonjour, votre message a bien été reçu et porte le numéro 4711.',
    },
    'auto_reply',
  ],
  [
    'another help desk in Arabic',
    { from: 'help@other.example', text: 'تم استلام طلبكم برقم 4711' },
    'auto_reply',
  ],
  [
    'a program by its name',
    { name: 'Mail Delivery System', subject: 'Undeliverable: Votre facture' },
    'bounce',
  ],
  [
    'a report with a code',
    { subject: 'Message non distribué', text: 'Final-Recipient: rfc822; sara@example.test' },
    'bounce',
  ],
  [
    'a report in German with a code',
    { subject: 'Unzustellbar: Rechnung', text: '550 5.1.1 user unknown' },
    'bounce',
  ],
];
for (const [what, mail, kind] of MACHINES) {
  test(`several signs together know ${what}`, async (t) => {
    t.match(about(mail), { is: 'machine', strength: 'signs', kind });
  });
}

const DOUBTFUL: [what: string, mail: Partial<Mail>][] = [
  ['who is away', { text: "Je suis absente du bureau jusqu'au 12, appelez-moi" }],
  ['who answers an automatic reply', { subject: 'Re: Réponse automatique : ma facture' }],
  ['who writes from a shared mailbox', { from: 'support@company.example' }],
  ['whose mail came back', { subject: 'Message non remis', text: 'Bonjour, mon mail est revenu.' }],
  ['who names another ticket', { text: 'Votre numéro de ticket est faux' }],
];
for (const [what, mail] of DOUBTFUL) {
  test(`one sign alone is a doubt about a customer ${what}`, async (t) => {
    const found = about(mail);
    t.equal(found.is, 'person');
    t.equal(found.is === 'person' && found.doubts.length, 1);
  });
}

test('a customer whose diploma was not handed over is no report of a mail server', async (t) => {
  t.same(about({ subject: 'Diplôme non remis' }), { is: 'person', doubts: [] });
});

test('a subject of the rules file is one sign', async (t) => {
  const known = { noReply: [], bounceSubjects: { first: () => 'non remis' }, isOwnList: () => false };
  t.same(about({ subject: 'Diplôme non remis' }, known), {
    is: 'person',
    doubts: [tell('SUBJECT_SAYS', { words: 'non remis' })],
  });
});

test('a customer who writes of a mail that came back is no report, however many words he uses', async (t) => {
  const mail = { from: 'support@company.example', subject: 'Undeliverable', text: 'My mail came back.' };
  t.match(about(mail), { is: 'person', doubts: { length: 2 } });
});
