import type { Count } from '../../../sentences/plural.ts';
import { STEP_NAMES } from '../../../sentences/step-names.ts';
import type { Part } from './part.ts';

const en = (count: Count) => ({
  title: 'Suggestions',
  intro:
    'What the service would change in Zoho, and leaves to a person. Nothing is written before you apply it.',
  none: 'Nothing waits for you.',
  noneHint: 'Proposals for tickets appear here when a flag leaves the decision to a person.',
  stopped: 'Left alone',
  stoppedHint:
    'The newest tickets on which a guard let nobody be answered, and why. A customer who waits there waits for a person.',
  notConnected: 'Zoho Desk is not connected, so suggestions can be dismissed but not applied.',
  ticket: 'Ticket',
  message: 'The customer wrote',
  noMessage: 'The message stands in Zoho Desk.',
  apply: 'Apply',
  dismiss: 'Dismiss',
  text: 'The answer, as it will be sent',
  to: 'To',
  copies: 'Also sent to',
  keys: {
    title: 'Keys',
    next: 'next',
    previous: 'previous',
    apply: 'apply',
    edit: 'edit',
    dismiss: 'dismiss',
  },
  steps: STEP_NAMES.en,
  refused: 'The suggestion could not be applied, and waits.',
  statuses: {
    waiting: 'Waits',
    planned: 'Leaves soon',
    applying: 'In work',
    applied: 'Applied',
    dismissed: 'Dismissed',
    stale: 'Out of date',
    failed: 'Failed',
  },
  outcomes: {
    dismissed: 'The suggestion was dismissed.',
    stale: 'Nothing was written, because the ticket has changed meanwhile.',
    failed: 'Nothing was written.',
  },
  waiting: (n: number) => count(n, { one: '# suggestion waits.', other: '# suggestions wait.' }),
  next: 'More suggestions',
});

/** What waits for a person's decision on tickets. */
export const suggestions: Part<ReturnType<typeof en>> = {
  en,
  fr: (count) => ({
    title: 'Suggestions',
    intro:
      'Ce que le service changerait dans Zoho et laisse à une personne. Rien n’est écrit avant que vous ne l’appliquiez.',
    none: 'Rien ne vous attend.',
    noneHint:
      'Les propositions pour les tickets s’affichent ici quand un automatisme laisse la décision à une personne.',
    stopped: 'Laissés de côté',
    stoppedHint:
      'Les derniers tickets où une protection a empêché toute réponse, et pourquoi. Un client qui y attend a besoin d’une personne.',
    notConnected:
      'Zoho Desk n’est pas connecté : les suggestions peuvent être écartées, mais pas appliquées.',
    ticket: 'Ticket',
    message: 'Le client a écrit',
    noMessage: 'Le message se trouve dans Zoho Desk.',
    apply: 'Appliquer',
    dismiss: 'Écarter',
    text: 'La réponse, telle qu’elle sera envoyée',
    to: 'À',
    copies: 'En copie',
    keys: {
      title: 'Touches',
      next: 'suivante',
      previous: 'précédente',
      apply: 'appliquer',
      edit: 'modifier',
      dismiss: 'écarter',
    },
    steps: STEP_NAMES.fr,
    refused: 'La suggestion n’a pas pu être appliquée ; elle reste en attente.',
    statuses: {
      waiting: 'En attente',
      planned: 'Part bientôt',
      applying: 'En cours',
      applied: 'Appliquée',
      dismissed: 'Écartée',
      stale: 'Dépassée',
      failed: 'En échec',
    },
    outcomes: {
      dismissed: 'La suggestion a été écartée.',
      stale: 'Rien n’a été écrit, car le ticket a changé entre-temps.',
      failed: 'Rien n’a été écrit.',
    },
    waiting: (n) => count(n, { one: '# suggestion attend.', other: '# suggestions attendent.' }),
    next: 'Suggestions suivantes',
  }),
  ar: (count) => ({
    title: 'الاقتراحات',
    intro: 'ما كانت الخدمة ستغيّره في Zoho وتتركه لشخص يقرر. لا يُكتب شيء قبل أن تطبّقه.',
    none: 'لا شيء ينتظرك.',
    noneHint: 'تظهر هنا مقترحات التذاكر حين يُترك القرار لشخص.',
    stopped: 'تُركت دون رد',
    stoppedHint:
      'أحدث التذاكر التي منعت فيها إحدى الحمايات أي رد، مع السبب. العميل الذي ينتظر فيها يحتاج إلى شخص.',
    notConnected: 'Zoho Desk غير متصل، لذا يمكن رفض الاقتراحات لا تطبيقها.',
    ticket: 'التذكرة',
    message: 'كتب العميل',
    noMessage: 'الرسالة موجودة في Zoho Desk.',
    apply: 'تطبيق',
    dismiss: 'رفض',
    text: 'الرد كما سيُرسل',
    to: 'إلى',
    copies: 'نسخة إلى',
    keys: {
      title: 'المفاتيح',
      next: 'التالي',
      previous: 'السابق',
      apply: 'تطبيق',
      edit: 'تعديل',
      dismiss: 'رفض',
    },
    steps: STEP_NAMES.ar,
    refused: 'تعذّر تطبيق الاقتراح، وما زال ينتظر.',
    statuses: {
      waiting: 'ينتظر',
      planned: 'يخرج قريبًا',
      applying: 'قيد التطبيق',
      applied: 'طُبِّق',
      dismissed: 'رُفض',
      stale: 'فات أوانه',
      failed: 'فشل',
    },
    outcomes: {
      dismissed: 'رُفض الاقتراح.',
      stale: 'لم يُكتب شيء، لأن التذكرة تغيّرت في الأثناء.',
      failed: 'لم يُكتب شيء.',
    },
    waiting: (n) =>
      count(n, {
        one: 'اقتراح واحد ينتظر.',
        two: 'اقتراحان ينتظران.',
        few: '# اقتراحات تنتظر.',
        many: '# اقتراحًا تنتظر.',
        other: '# اقتراح تنتظر.',
      }),
    next: 'المزيد من الاقتراحات',
  }),
};
