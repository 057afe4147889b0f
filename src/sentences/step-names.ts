import type { Language } from './catalogue.ts';

const en = {
  link: 'Link the ticket to a deal',
  dispatch: 'Move the ticket to a department',
  reply: 'Answer the customer',
  ticket: 'Update the ticket',
  deal: 'Update the deal',
  note: 'Leave a note on the deal',
};

/** What a suggestion would change, in the words of its heading. */
export const STEP_NAMES: Readonly<Record<Language, typeof en>> = {
  en,
  fr: {
    link: 'Relier le ticket à une affaire',
    dispatch: 'Déplacer le ticket vers un département',
    reply: 'Répondre au client',
    ticket: 'Mettre à jour le ticket',
    deal: 'Mettre à jour l’affaire',
    note: 'Laisser une note sur l’affaire',
  },
  ar: {
    link: 'ربط التذكرة بصفقة',
    dispatch: 'نقل التذكرة إلى قسم',
    reply: 'الرد على العميل',
    ticket: 'تحديث التذكرة',
    deal: 'تحديث الصفقة',
    note: 'ترك ملاحظة على الصفقة',
  },
};
