import { tell } from '../../../../src/sentences/tell.ts';
import {
  type Earlier,
  ownWords,
  ownWordsOfText,
} from '../../../../src/tickets/conversation/quotes/own-words.ts';
import { test } from '../../../harness.ts';

const OWN = 'thanks, that is all';
const REFUSAL =
  'Bonjour,\nNous ne pouvons pas vous accorder un remboursement pour cette formation, car elle a commencé.\nCordialement\nContact';
const OURS: Earlier[] = [{ text: REFUSAL, isOurs: true }];

/** By language and program; each alone says that an older message follows. */
const INTRODUCTIONS: [what: string, text: string][] = [
  ['Gmail in French', 'Le dim. 25 janv. 2026 à 10:00, Contact <contact@example.edu> a écrit :'],
  ['Gmail in French, wrapped', 'Le dim. 25 janv. 2026 à\n10:00, Contact <contact@example.edu>\na écrit :'],
  ['Gmail in English, wrapped', 'On Sun, Jan 25, 2026 at 10:00 AM Contact\n<contact@example.edu> wrote:'],
  [
    'Gmail in Arabic',
    'في الأحد، 25 يناير 2026 في 10:00 ص تمت كتابة ما يلي بواسطة Contact <contact@example.edu>:',
  ],
  ['Gmail in Arabic, as it was', '\u202bفي الأحد، 25 يناير 2026 كتب ‎Contact‎ <‎contact@example.edu‎>:‬'],
  ['Gmail in Arabic, without a colon', '\u200fفي الاثنين 5 يناير 2026 كتب Contact <contact@example.edu>'],
  ['Gmail in German', 'Am So., 25. Jan. 2026 um 10:00 Uhr schrieb Contact <contact@example.edu>:'],
  ['Gmail in Spanish', 'El dom, 25 ene 2026 a las 10:00, Contact (<contact@example.edu>) escribió:'],
  ['Gmail in Italian', 'Il giorno dom 25 gen 2026 alle ore 10:00 Contact <contact@example.edu> ha scritto:'],
  ['Gmail in Portuguese', 'Em dom., 25 de jan. de 2026 às 10:00, Contact <contact@example.edu> escreveu:'],
  ['Gmail in Dutch', 'Op zo 25 jan 2026 om 10:00 schreef Contact <contact@example.edu>:'],
  ['Gmail in Turkish', 'Contact <contact@example.edu>, 25 Oca 2026 Paz, 10:00 tarihinde şunu yazdı:'],
  ['Gmail in Japanese', '2026年1月25日(日) 10:00 Contact <contact@example.edu>:'],
  ['Gmail in Polish', 'niedz., 25 sty 2026 o 10:00 Contact <contact@example.edu> napisał(a):'],
  ['Gmail in Persian', 'در تاریخ یکشنبه ۲۵ ژانویه ۲۰۲۶، Contact <contact@example.edu> نوشت:'],
  ['Gmail in a language of no list', 'Sul 25 Genn 2026 10:00, Contact <contact@example.edu> hà dettu:'],
  ['Yandex in Russian', '25.01.2026 10:00, Contact пишет:'],
  ['Apple Mail in German', 'Contact <contact@example.edu> schrieb am So. 25. Jan. 2026 um 10:00:'],
  ['Outlook in French', 'De : Contact <contact@example.edu>\nEnvoyé : lundi\nÀ : Sara\nObjet : RE: x'],
  [
    'Outlook in German',
    'Von: Contact <contact@example.edu>\nGesendet: Sonntag, 25. Januar 2026 10:00\nAn: Sara\nBetreff: AW: Frage',
  ],
  ['Outlook in Spanish', 'De: Contact <contact@example.edu>\nEnviado: domingo\nPara: Sara\nAsunto: RE: x'],
  ['Outlook in Italian', 'Da: Contact <contact@example.edu>\nInviato: domenica\nA: Sara\nOggetto: R: x'],
  ['Outlook in Arabic', 'من: Contact <contact@example.edu>\nتاريخ الإرسال: الأحد\nإلى: Sara\nالموضوع: رد'],
  [
    'Outlook with a list of recipients',
    'From: Contact <contact@example.edu>\nTo: Sara <sara@example.edu>;\n Jean <jean@example.test>\nSent: Monday',
  ],
  ['Outlook among colleagues', 'From: Contact\nSent: Sunday, January 25, 2026\nTo: Sara\nSubject: RE: x'],
  ['Outlook in Chinese', '寄件者: Contact <contact@example.edu>\n日期: 2026年1月25日\n收件者: Sara'],
  ['Outlook of old', '-----Original Message-----\nFrom: Contact\nSent: Sunday'],
  ['Thunderbird in German', '-------- Ursprüngliche Nachricht --------\nVon: Contact'],
  ['Outlook with a line', '____________________________\nDe : Contact'],
  ['Zoho Mail', '---- On Sun, 25 Jan 2026 10:00:00 +0100 Contact wrote ----'],
  ['Zoho Mail in French', '---- Le dim., 25 janv. 2026 10:00:00 +0100 Contact a écrit ----'],
];
for (const [what, line] of INTRODUCTIONS) {
  test(`what follows the introduction of ${what} is not the customer's`, async (t) => {
    t.equal(ownWordsOfText(`${OWN}\n\n${line}\n\n${REFUSAL}`).own, OWN);
    t.equal(ownWordsOfText(`${OWN}\n${line}\n> ${REFUSAL.replaceAll('\n', '\n> ')}`).own, OWN);
  });
}

for (const line of ['Contact contact@example.edu, 25.1.2026:', 'Contact, le 25 janvier 2026 :']) {
  test(`"${line}" introduces what was in the conversation before, and only that`, async (t) => {
    t.equal(ownWordsOfText(`${OWN}\n\n${line}\n\n${REFUSAL}`, OURS).own, OWN);
    const asked = `${line}\nje veux un remboursement`;
    t.equal(ownWordsOfText(asked, OURS).own, asked);
  });
}

const KEPT: [what: string, text: string][] = [
  ['a new address', 'Voici ma nouvelle adresse jean@example.test :\nmerci de me rembourser'],
  ['a day', 'Mon examen est le 5 janvier 2026 :\nje veux un remboursement'],
  ['what somebody wrote', "Votre collègue m'a écrit :\nje veux un remboursement"],
  [
    'a form of a website',
    'From: Jean <jean@example.test>\nSubject: refund\n\nMessage Body:\nI want a refund',
  ],
  ['a form in French', 'Nom : Jean\nEmail : jean@example.test\nDate : 12/01/2026\nMessage : rembourser'],
  ['a long sentence with a day', `Le 5 janvier ${'x'.repeat(300)}\n${'y'.repeat(200)} a écrit :\nmerci`],
  ['a journey with a day', 'De : Paris\nÀ : Lyon\nDate : 5 janvier\nje pars'],
  ['a journey', 'De : Paris\nÀ : Lyon\nle 5 janvier je pars'],
  ['dashes', 'Bonjour -- je veux un remboursement'],
  ['a sentence with a time', 'Rendez-vous 10:00\nOn a dit que 10 euros étaient remboursés\nmerci'],
];
for (const [what, text] of KEPT) {
  test(`${what} is the customer's own`, async (t) => {
    t.same(ownWordsOfText(text), { own: text, cut: [] });
  });
}

test('an answer under a quote is read', async (t) => {
  const text = `Le 5 janv. 2026 à 10:00, Contact <contact@example.edu> a écrit :\n> remboursement\n\n${OWN}`;
  t.equal(ownWordsOfText(text).own, OWN);
});

test('a sentence right above an attribution is kept', async (t) => {
  const text = 'Quelle est la date ?\n---- On Mon, 05 Jan 2026 10:00 Support wrote ----\nremboursement';
  t.equal(ownWordsOfText(text).own, 'Quelle est la date ?');
});

test('what we wrote earlier is never the wish of the customer, wherever it stands', async (t) => {
  const line =
    'Nous ne pouvons pas vous accorder un remboursement pour cette formation, car elle a commencé.';
  t.same(ownWordsOfText(`You wrote: ${line} Is that all?`, OURS), {
    own: 'You wrote: . Is that all?',
    cut: [
      {
        text: 'Nous ne pouvons pas vous accorder un remboursement pour cette formation car elle a commencé',
        because: tell('WRITTEN_BY_US'),
      },
    ],
  });
  const wrapped =
    'Nous ne pouvons pas vous accorder\nun remboursement pour cette formation,\ncar elle a commencé.';
  t.equal(ownWordsOfText(`${wrapped}\n\n${OWN}`, OURS).own, OWN);
  t.equal(
    ownWordsOfText(`${OWN}\nA demain Sara Ali`, [{ text: 'A demain Sara Ali', isOurs: true }]).own,
    OWN,
  );
});

test('what the customer wrote earlier may be said again', async (t) => {
  const again = 'Je voudrais toujours un remboursement de ma formation, merci de me répondre.';
  t.equal(ownWordsOfText(again, [{ text: again, isOurs: false }]).own, again);
  t.equal(ownWordsOfText(again, []).own, again);
});

const HTML: [what: string, html: string, own: string][] = [
  ['hidden by display', '<div style="display:none">remboursement</div><p>facture svp</p>', 'facture svp'],
  ['hidden by importance', '<span style="display: none !important">refund</span>invoice', 'invoice'],
  [
    'hidden by the size of its letters',
    '<span style="font-size:0px;color:red">refund</span>invoice',
    'invoice',
  ],
  ['hidden by its height', '<div style="max-height:0;overflow:hidden">refund</div>invoice', 'invoice'],
  ['hidden by an attribute', '<p hidden>refund</p>invoice', 'invoice'],
  ['white on white', '<p style="COLOR: #FFFFFF">refund</p>invoice', 'invoice'],
  ['inside of what is hidden', '<div hidden><blockquote>refund</blockquote><br>x</div>invoice', 'invoice'],
];
for (const [what, html, own] of HTML) {
  test(`what is ${what} does not count`, async (t) => {
    t.same(await ownWords({ html, text: 'refund' }), { own, cut: [] });
  });
}

test('white letters on a colour are read', async (t) => {
  const html = '<table><tr><td bgcolor="#0000ff"><a style="color:#fff">facture</a></td></tr></table>';
  t.equal((await ownWords({ html, text: '' })).own, 'facture');
  t.equal(
    (await ownWords({ html: '<p style="background:blue;color:white">facture</p>', text: '' })).own,
    'facture',
  );
});

const QUOTED_HTML: [program: string, html: string][] = [
  [
    'Gmail',
    `<div>${OWN}</div><div class="gmail_quote"><div class="gmail_attr">في الأحد، 25 يناير تمت كتابة ما يلي بواسطة Contact &lt;<a href="mailto:c@example.edu">c@example.edu</a>&gt;:<br></div><blockquote class="gmail_quote">remboursement</blockquote></div>`,
  ],
  ['Outlook on the web', `<p>${OWN}</p><hr><div id="x_divRplyFwdMsg">Lähettäjä: x</div><p>remboursement</p>`],
  [
    'Outlook on a computer',
    `<p>${OWN}</p><div style="border:none;border-top:solid #E1E1E1 1.0pt">Lähettäjä</div><p>remboursement</p>`,
  ],
  ['Yahoo', `<p>${OWN}</p><div class="yahoo_quoted"><p>remboursement</p></div>`],
  ['Apple Mail', `<blockquote type="cite"><p>remboursement</p></blockquote>${OWN}`],
  ['GMX', `${OWN}<div name="quote">remboursement</div>`],
  ['Zimbra', `${OWN}<hr data-marker="__DIVIDER__">remboursement`],
  ['Outlook of old', `${OWN}<a name="_MailOriginal">x</a> remboursement`],
  [
    'Thunderbird',
    `<div>Am 25.01.26 um 10:00 schrieb Contact:<br></div><blockquote>remboursement</blockquote>${OWN}`,
  ],
];
for (const [program, html] of QUOTED_HTML) {
  test(`a quote of ${program} is known by its structure`, async (t) => {
    t.equal((await ownWords({ html, text: 'remboursement' })).own, OWN);
  });
}

test('plain text is read where the HTML is empty', async (t) => {
  t.equal((await ownWords({ html: ' ', text: OWN })).own, OWN);
});

test('signs that mark a quote for us mark none where the sender wrote them', async (t) => {
  t.equal((await ownWords({ html: `\uE000${OWN}\uE002`, text: '' })).own, OWN);
});

test('what stands under a letter is told apart', async (t) => {
  t.same(ownWordsOfText(`${OWN}\n\nMit freundlichen Grüßen\nSara Ali`), {
    own: OWN,
    cut: [{ text: 'Mit freundlichen Grüßen\nSara Ali', because: tell('UNDER_THE_LETTER') }],
  });
});
