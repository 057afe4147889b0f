import { turnedOffBy } from '../../../src/tickets/rules/negation.ts';
import { fold, Phrases } from '../../../src/tickets/rules/words.ts';
import { test } from '../../harness.ts';

const PHRASES = new Phrases([
  'remboursement',
  'rembourser',
  'refund',
  'استرداد',
  'facture',
  'invoice',
  'فاتورة',
]);

/** What turns off the last wish in a text; undefined where there is no wish. */
function offBy(text: string): string | null | undefined {
  const folded = fold(text);
  return PHRASES.find(folded)
    .map((place) => turnedOffBy(folded, place))
    .at(-1);
}

const OFF = [
  'je ne veux plus de remboursement',
  'finalement je ne veux plus de remboursement',
  'Je ne souhaite pas être remboursé',
  'no refund needed',
  'No refund, please',
  'I no longer need a refund',
  "I don't want a refund",
  'i dont want any refund',
  'I do not need the invoice anymore',
  'لا أريد استرداد',
  'لا أريد استرداد المبلغ',
  'لم أعد أريد الاسترداد',
  'ما أبغى استرداد',
  'مش عايز استرداد',
  'بدون استرداد',
  'لا حاجة لاسترداد المبلغ',
  'لا داعي للفاتورة',
  "je n'ai plus besoin de la facture",
  'pas besoin de facture',
  "ce n'est plus la peine de me rembourser",
  'aucun remboursement svp',
  'sans remboursement',
  'pas de remboursement',
  "j'annule ma demande de remboursement",
  "Merci d'annuler ma demande de remboursement",
  'cancel my refund request',
  'please disregard my refund request',
  'I withdraw my request for a refund',
  'ne me remboursez pas',
  'Je renonce au remboursement',
  "le remboursement n'est plus nécessaire",
  'the refund is no longer needed',
  'the invoice is not needed',
  'refund not needed',
  "un remboursement, je n'en veux plus",
  'je voudrais un avoir, pas un remboursement',
  'I want a voucher, not a refund',
  'je veux pas de remboursement',
  'لست بحاجة إلى فاتورة',
  'الفاتورة لم تعد ضرورية',
  'إلغاء طلب الاسترداد',
  'nous ne demandons pas le remboursement',
  'I am not asking for a refund',
  'there is no need to refund me',
  'لا نريد الاسترداد',
  'oubliez le remboursement',
  'je ne veux ni avoir ni remboursement',
  'I never asked for a refund',
  'plus besoin de remboursement',
  'no need for an invoice',
  'je ne veux finalement pas de remboursement',
  'Je ne désire plus être remboursée',
  'Je ne veux absolument pas de remboursement',
  'I am no longer interested in a refund',
  'لم أعد بحاجة إلى الفاتورة',
  'ne pas me rembourser svp',
  'Merci de ne pas me rembourser',
  'ni facture ni remboursement',
  'Please cancel the refund',
  'forget about the refund',
  'انسوا طلب الاسترداد',
  'I would not like a refund',
  'no more invoice please',
  "remboursement : finalement je n'en veux plus",
];
for (const text of OFF) {
  test(`"${text}" takes the wish back`, async (t) => {
    t.type(offBy(text), 'string');
  });
}

const ON = [
  'je veux un remboursement',
  "je n'ai pas reçu ma facture",
  "Je n'ai toujours pas reçu mon remboursement",
  'Toujours pas de remboursement !',
  'pas encore de facture',
  'I have not received my invoice',
  'still no refund',
  'no refund yet',
  "I haven't got my refund",
  'لم أستلم الفاتورة',
  'لم يصلني الاسترداد حتى الآن',
  'لا توجد فاتورة في حسابي',
  'je ne comprends pas pourquoi le remboursement tarde',
  "Je ne veux pas d'un avoir, je veux un remboursement",
  "je ne veux pas d'avoir mais un remboursement",
  'je veux pas un avoir je veux un remboursement',
  'Je ne veux plus suivre la formation merci de me rembourser',
  "I don't want the course anymore please refund me",
  'not a voucher but a refund',
  'Why no refund?',
  'Pourquoi pas de remboursement ?',
  "je n'ai pas de facture",
  'Je ne peux pas télécharger ma facture',
  "Ma facture n'est pas correcte",
  'I want to cancel and get a refund',
  'je souhaite annuler ma formation et obtenir un remboursement',
  'je ne souhaite pas continuer et voudrais être remboursé',
  "vous ne m'avez pas remboursé",
  'أريد الفاتورة من فضلكم',
  'لا أستطيع تحميل الفاتورة',
  'لا أريد قسيمة بل استرداد',
  "je ne demande qu'un remboursement",
  "si ce n'est pas possible je veux un remboursement",
  "I don't want a voucher I want a refund",
  'there is no invoice in my account',
  "Je n'ai pas demandé d'avoir. Je demande un remboursement",
  'aucune facture reçue',
  "Nous n'avons pas eu la facture",
  'refund please, I do not want to continue',
  'I could not find my invoice',
  'I did not receive the refund',
  'لم أحصل على الفاتورة',
  'je ne vois pas le remboursement',
  "on ne m'a pas remboursé",
  'أريد استرداد المبلغ لأنني لا أريد الاستمرار',
  'Cancel my course and refund me',
  "je voudrais plus d'informations sur le remboursement",
  "j'ai besoin de plus de détails sur ma facture",
  'I am not sure how to request a refund',
  'je ne sais pas comment demander un remboursement',
  'لا أعرف كيف أطلب استرداد',
  'I could not request a refund',
  'not only an invoice but also a refund',
  'vous ne remboursez rien, je veux un remboursement',
  'Je ne suis pas satisfait et je veux un remboursement',
  'je ne suis pas content remboursez moi',
  'I am not happy, refund me',
  'لست راضيا وأريد استرداد المبلغ',
  "je n'arrive pas à obtenir le remboursement",
  "vous ne m'avez jamais remboursé",
];
for (const text of ON) {
  test(`"${text}" is a wish`, async (t) => {
    t.equal(offBy(text), null);
  });
}

test('the words that turn a wish off are named', async (t) => {
  t.equal(offBy('je ne veux plus de remboursement'), 'ne veux plus de');
  t.equal(offBy('no refund, please'), 'no');
  t.equal(offBy('ne me remboursez pas'), 'ne me … pas');
  t.equal(offBy('the refund is no longer needed'), 'is no longer needed');
});

test('a text without end is looked through in no time', async (t) => {
  for (const word of ['ne ', 'pas de ', 'لا اريد ', 'want not '])
    t.not(offBy(`${word.repeat(3_000)} remboursement`), undefined, word);
});
