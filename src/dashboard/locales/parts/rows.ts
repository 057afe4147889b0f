import { TARGETS } from '../../../sentences/acted-on.ts';
import type { Count } from '../../../sentences/plural.ts';
import type { Part } from './part.ts';

const en = (count: Count) => ({
  student: {
    insert: 'added in Zoho CRM',
    update: 'changed in Zoho CRM',
    delete: 'deleted in Zoho CRM',
  },
  ticket: {
    Ticket_Add: 'new ticket',
    Ticket_Update: 'ticket changed',
    Ticket_Delete: 'ticket deleted',
    Ticket_Thread_Add: 'new message',
    Ticket_Comment_Add: 'new comment',
    Ticket_Comment_Update: 'comment changed',
    ticket_event: 'something happened on the ticket',
  },
  unreadable: 'Content that could not be read',
  ticketNumber: TARGETS.en.ticket,
  repeats: (n: number) => count(n, { one: 'Came once more:', other: 'Came # times more:' }),
  repeatOf: (id: string | number) => `a repeat of event ${id}`,
  about: 'Who it is about',
  studentLabel: 'Student',
  ticketLabel: 'Ticket',
  customer: 'Customer',
  openIn: (system: string | number) => `Open in ${system}`,
  neighbours: 'Other events of this record',
  before: 'Earlier event of this record',
  after: 'Later event of this record',
});

/** What happened to a student or a ticket, in a row of a list. */
export const rows: Part<ReturnType<typeof en>> = {
  en,
  fr: (count) => ({
    student: {
      insert: 'fiche ajoutée dans Zoho CRM',
      update: 'fiche modifiée dans Zoho CRM',
      delete: 'fiche supprimée dans Zoho CRM',
    },
    ticket: {
      Ticket_Add: 'nouveau ticket',
      Ticket_Update: 'ticket modifié',
      Ticket_Delete: 'ticket supprimé',
      Ticket_Thread_Add: 'nouveau message',
      Ticket_Comment_Add: 'nouveau commentaire',
      Ticket_Comment_Update: 'commentaire modifié',
      ticket_event: 'il s’est passé quelque chose sur le ticket',
    },
    unreadable: 'Contenu illisible',
    ticketNumber: TARGETS.fr.ticket,
    repeats: (n) => count(n, { one: 'Arrivé encore une fois :', other: 'Arrivé encore # fois :' }),
    repeatOf: (id) => `répétition de l’événement ${id}`,
    about: 'De qui il s’agit',
    studentLabel: 'Étudiant',
    ticketLabel: 'Ticket',
    customer: 'Client',
    openIn: (system) => `Ouvrir dans ${system}`,
    neighbours: 'Autres événements de cette fiche',
    before: 'Événement précédent de cette fiche',
    after: 'Événement suivant de cette fiche',
  }),
  ar: (count) => ({
    student: {
      insert: 'أُضيف سجله في Zoho CRM',
      update: 'عُدِّل سجله في Zoho CRM',
      delete: 'حُذف سجله في Zoho CRM',
    },
    ticket: {
      Ticket_Add: 'تذكرة جديدة',
      Ticket_Update: 'عُدِّلت التذكرة',
      Ticket_Delete: 'حُذفت التذكرة',
      Ticket_Thread_Add: 'رسالة جديدة',
      Ticket_Comment_Add: 'تعليق جديد',
      Ticket_Comment_Update: 'عُدِّل تعليق',
      ticket_event: 'طرأ شيء على التذكرة',
    },
    unreadable: 'محتوى تعذّرت قراءته',
    ticketNumber: TARGETS.ar.ticket,
    repeats: (n) =>
      count(n, {
        one: 'وصل مرة أخرى:',
        two: 'وصل مرتين أخريين:',
        few: 'وصل # مرات أخرى:',
        many: 'وصل # مرة أخرى:',
        other: 'وصل # مرة أخرى:',
      }),
    repeatOf: (id) => `تكرار للحدث ${id}`,
    about: 'صاحب الحدث',
    studentLabel: 'الطالب',
    ticketLabel: 'التذكرة',
    customer: 'العميل',
    openIn: (system) => `فتح في ${system}`,
    neighbours: 'أحداث أخرى لهذا السجل',
    before: 'حدث سابق لهذا السجل',
    after: 'حدث لاحق لهذا السجل',
  }),
};
