import { detectLanguage, readLanguage } from '../../../src/tickets/rules/language.ts';
import { test } from '../../harness.ts';

test('the language is that of the text', async (t) => {
  t.equal(detectLanguage('Bonjour, quelle est la date de mon examen ?', 'en'), 'fr');
  t.equal(detectLanguage('Hello, when is my exam? Thanks', 'fr'), 'en');
  t.equal(detectLanguage('مرحبا، متى موعد الامتحان VTC؟', 'fr'), 'ar');
});

test('a text that does not say is in the language of the house', async (t) => {
  for (const text of ['', '12345', 'VTC', 'facture invoice']) t.equal(detectLanguage(text, 'fr'), 'fr', text);
});

const OTHERS: [name: string | null, text: string][] = [
  ['Spanish', 'Hola, necesito la factura de mi curso por favor'],
  ['Spanish', 'quiero un reembolso'],
  ['Italian', 'Buongiorno, vorrei la fattura'],
  ['Portuguese', 'Olá, preciso da fatura'],
  ['German', 'Guten Tag, ich brauche meine Rechnung'],
  ['Dutch', 'Hallo, ik wil graag mijn factuur'],
  ['Turkish', 'Merhaba, faturamı istiyorum'],
  ['Polish', 'Dzień dobry, proszę o fakturę'],
  ['Romanian', 'Bună ziua, aș dori factura'],
  ['Swedish', 'Hej, jag behöver min faktura tack'],
  ['Persian', 'سلام، لطفا فاکتور من را ارسال کنید'],
  ['Persian', 'سلام من فاکتور می خواهم'],
  ['Persian', 'پوست'],
  ['Urdu', 'مجھے رسید چاہیے'],
  ['Kurdish', 'دەمەوێت'],
  ['Cyrillic', 'Здравствуйте, нужен счёт'],
  ['Chinese', '请寄给我发票'],
  ['Hebrew', 'אני צריך חשבונית'],
  [null, 'Hei, tarvitsen kuitin kurssista mahdollisimman pian, kiitos'],
];
for (const [name, text] of OTHERS) {
  test(`"${text}" is in none of our languages`, async (t) => {
    t.same(readLanguage(text, 'en'), { is: 'other', language: 'en', name });
  });
}

const OURS: [language: string, text: string][] = [
  ['fr', 'bjr c koi la date dexamen svp'],
  ['fr', 'Inscription examen taxi vtc'],
  ['fr', "Madame, Monsieur, j'ai payé la formation et je souhaite être remboursé, merci"],
  ['en', 'invoice please'],
  ['en', 'Could you tell me when my exam is?'],
  ['ar', 'أريد الفاتورة من فضلكم'],
  ['ar', 'من اين احصل على الفاتورة'],
  ['ar', 'سلام عليكم بغيت الفاتورة'],
];
for (const [language, text] of OURS) {
  test(`"${text}" is in one of our languages`, async (t) => {
    t.match(readLanguage(text, 'fr'), { is: 'ours', language });
  });
}

test('a name or a number is in no language', async (t) => {
  for (const text of ['', 'Jean Exemple', 'Documents', '😀'])
    t.same(readLanguage(text, 'ar'), { is: 'unsaid', language: 'ar' }, text);
});
