import type { Count } from '../../../sentences/plural.ts';
import type { Part } from './part.ts';

const en = (count: Count) => ({
  title: 'Conversation',
  by: {
    customer: 'The customer wrote',
    us: 'We wrote',
    outsider: 'Somebody else wrote',
    machine: 'A machine wrote',
  },
  note: 'A note among ourselves',
  earlier: (n: number) => count(n, { one: 'Show # earlier message', other: 'Show # earlier messages' }),
  suggestions: 'What was suggested',
  noSuggestions: 'Nothing was suggested for this ticket.',
  events: 'Events of this ticket',
});

/** What was said on a ticket, and what came of it. */
export const talk: Part<ReturnType<typeof en>> = {
  en,
  fr: (count) => ({
    title: 'Conversation',
    by: {
      customer: 'Le client a écrit',
      us: 'Nous avons écrit',
      outsider: 'Une autre personne a écrit',
      machine: 'Une machine a écrit',
    },
    note: 'Une note entre nous',
    earlier: (n) =>
      count(n, { one: 'Afficher # message antérieur', other: 'Afficher # messages antérieurs' }),
    suggestions: 'Ce qui a été suggéré',
    noSuggestions: 'Rien n’a été suggéré pour ce ticket.',
    events: 'Événements de ce ticket',
  }),
  ar: (count) => ({
    title: 'المحادثة',
    by: {
      customer: 'كتب العميل',
      us: 'كتبنا',
      outsider: 'كتب شخص آخر',
      machine: 'كتب برنامج آلي',
    },
    note: 'ملاحظة فيما بيننا',
    earlier: (n) =>
      count(n, {
        one: 'عرض رسالة سابقة واحدة',
        two: 'عرض رسالتين سابقتين',
        few: 'عرض # رسائل سابقة',
        many: 'عرض # رسالة سابقة',
        other: 'عرض # رسالة سابقة',
      }),
    suggestions: 'ما اقتُرح',
    noSuggestions: 'لم يُقترح شيء لهذه التذكرة.',
    events: 'أحداث هذه التذكرة',
  }),
};
