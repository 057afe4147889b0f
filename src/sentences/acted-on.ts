import type { Language } from './catalogue.ts';

const en = {
  event: (id: string | number) => `event ${id}`,
  problem: (id: string | number) => `problem ${id}`,
  suggestion: (id: string | number) => `suggestion ${id}`,
  student: 'the student with record',
  matching: 'events that match a filter',
  old: 'events that ended long ago',
  address: 'everything about one e-mail address',
  erased: 'something that was erased since',
  unproven: 'events that nobody could prove, of',
  ticket: (number: string | number) => `Ticket ${number}`,
  gone: '(deleted since)',
};

/** Whom or what a person did something to, after the verb of `done.ts`. `gone` follows what was deleted since. */
export const TARGETS: Readonly<Record<Language, typeof en>> = {
  en,
  fr: {
    event: (id) => `l’événement ${id}`,
    problem: (id) => `le problème ${id}`,
    suggestion: (id) => `la suggestion ${id}`,
    student: 'l’étudiant de la fiche',
    matching: 'des événements choisis par un filtre',
    old: 'des événements terminés depuis longtemps',
    address: 'tout ce qui concerne une adresse e-mail',
    erased: 'une chose effacée depuis',
    unproven: 'des événements que rien ne prouvait, du',
    ticket: (number) => `Ticket n° ${number}`,
    gone: '(supprimé depuis)',
  },
  ar: {
    event: (id) => `الحدث ${id}`,
    problem: (id) => `المشكلة ${id}`,
    suggestion: (id) => `الاقتراح ${id}`,
    student: 'الطالب ذو السجل',
    matching: 'أحداث اختيرت بتصفية',
    old: 'أحداث انتهت منذ مدة طويلة',
    address: 'كل ما يخص عنوان بريد إلكتروني واحدًا',
    erased: 'شيء مُحي لاحقًا',
    unproven: 'أحداث لم يُثبت مُرسلها، بتاريخ',
    ticket: (number) => `التذكرة ${number}`,
    gone: '(حُذف لاحقًا)',
  },
};
