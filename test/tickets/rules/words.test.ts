import { fold, longest, Phrases } from '../../../src/tickets/rules/words.ts';
import { test } from '../../harness.ts';

const FORMS: [phrase: string, texts: string[]][] = [
  ['facture', ['factures', 'FACTURÉE', 'facturer', 'facturez', 'facturera', 'la facture.']],
  ['rembourser', ['remboursez-moi', 'remboursé', 'remboursées', 'remboursaient', 'vous remboursiez']],
  ['dossier', ['dossiers']],
  ['pièce jointe', ['pièces jointes', 'piece-jointe']],
  ['cab', ['cabs']],
  ['invoice', ['invoices', 'invoiced', 'invoicing']],
  ['cancel', ['cancelled', 'cancelling']],
  ['delivery', ['deliveries']],
  ['date d’examen', ["dates d'examens", 'date d’examen']],
  [
    'فاتورة',
    [
      ...[
        'الفاتورة',
        'بالفاتورة',
        'للفاتورة',
        'لفاتورة',
        'والفاتورة',
        'وبالفاتورة',
        'كالفاتورة',
        'فالفاتورة',
      ],
      ...['فاتورتي', 'فاتورتكم', 'فاتورتها', 'ولفاتورتي', 'فاتوره', 'فـاتـورة', 'فَاتُورَة', '\u200fفاتورة'],
    ],
  ],
  ['استرداد', ['الاسترداد', 'باسترداد', 'لاسترداد', 'استردادا', 'إسترداد', 'استردادي']],
  ['موعد الامتحان', ['موعد الإمتحان', 'لموعد امتحاني', 'بموعد الامتحان']],
  ['مستندات', ['مستند', 'المستندات', 'بمستنداتي']],
];
for (const [phrase, texts] of FORMS) {
  for (const text of texts) {
    test(`"${text}" is a form of "${phrase}"`, async (t) => {
      t.equal(new Phrases([phrase]).first(fold(text)), phrase);
    });
  }
}

const OTHERS: [phrase: string, texts: string[]][] = [
  ['document', ['documentation', 'documentaire']],
  ['cab', ['cabinet', 'cabe']],
  ['facture', ['facteur', 'manufacture', 'facturation']],
  ['examen', ['examinateur']],
  ['refus cma', ['refus. CMA', 'refus', 'refus de la CMA']],
  ['فاتورة', ['فات', 'سفاتورة']],
  ['سعر', ['اسعار']],
];
for (const [phrase, texts] of OTHERS) {
  for (const text of texts) {
    test(`"${text}" is another word than "${phrase}"`, async (t) => {
      t.equal(new Phrases([phrase]).first(fold(text)), null);
    });
  }
}

test('each find is told with the words that stand there', async (t) => {
  const found = new Phrases(['uber', 'uber eats']).find(fold('Uber Eats et UBER'));
  t.same(
    longest(found).map(({ phrase, words, start, end }) => [phrase, words, start, end]),
    [
      ['uber', 'uber', 13, 17],
      ['uber eats', 'uber eats', 0, 9],
    ],
  );
});

test('letters that people write one for the other are one', async (t) => {
  t.equal(fold('Œuvre  d’ÉTÉ'), "oeuvre d'ete");
  t.equal(fold('أحمد إلى آخر ٱلشبكة ىی ک ـ'), fold('احمد الي اخر الشبكه يي ك '));
  t.equal(fold('\u202bremboursement\u202c'), 'remboursement');
});

test('a phrase without a word is nowhere', async (t) => {
  t.equal(new Phrases(['!!!', '…']).first('!!! …'), null);
});
