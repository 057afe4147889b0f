/** What a call to another system is to do, as its log and an operator read it. */
export const DEEDS = {
  READ_A_TICKET: { en: 'read a ticket', fr: 'lire un ticket', ar: 'قراءة تذكرة' },
  READ_A_THREAD: { en: 'read a thread', fr: 'lire un message', ar: 'قراءة رسالة' },
  LIST_THE_THREADS_OF_A_TICKET: {
    en: 'list the threads of a ticket',
    fr: 'lire les messages d’un ticket',
    ar: 'قراءة رسائل تذكرة',
  },
  READ_THE_ORIGINAL_OF_A_MAIL: {
    en: 'read the original of a mail',
    fr: 'lire l’original d’un e-mail',
    ar: 'قراءة أصل رسالة',
  },
  LIST_THE_MAIL_ADDRESSES: {
    en: 'list the mail addresses',
    fr: 'lire les adresses e-mail',
    ar: 'قراءة عناوين البريد',
  },
  CHANGE_A_DRAFT: { en: 'change a draft', fr: 'modifier un brouillon', ar: 'تعديل مسودة' },
  LIST_THE_COMMENTS_OF_A_TICKET: {
    en: 'list the comments of a ticket',
    fr: 'lire les commentaires d’un ticket',
    ar: 'قراءة تعليقات تذكرة',
  },
  LIST_THE_DEPARTMENTS: { en: 'list the departments', fr: 'lire les services', ar: 'قراءة الأقسام' },
  LIST_THE_REPLY_ADDRESSES: {
    en: 'list the reply addresses',
    fr: 'lire les adresses de réponse',
    ar: 'قراءة عناوين الرد',
  },
  SEARCH_TICKETS: { en: 'search tickets', fr: 'chercher des tickets', ar: 'البحث في التذاكر' },
  CHANGE_A_TICKET: { en: 'change a ticket', fr: 'modifier un ticket', ar: 'تعديل تذكرة' },
  MOVE_A_TICKET: { en: 'move a ticket', fr: 'déplacer un ticket', ar: 'نقل تذكرة' },
  ADD_A_COMMENT: { en: 'add a comment', fr: 'ajouter un commentaire', ar: 'إضافة تعليق' },
  DRAFT_A_REPLY: { en: 'draft a reply', fr: 'préparer un brouillon de réponse', ar: 'إعداد مسودة رد' },
  SEND_A_REPLY: { en: 'send a reply', fr: 'envoyer une réponse', ar: 'إرسال رد' },
  ADD_A_NOTE: { en: 'add a note', fr: 'ajouter une note', ar: 'إضافة ملاحظة' },
  READ_A_RECORD: { en: 'read a record', fr: 'lire une fiche', ar: 'قراءة سجل' },
  UPDATE_A_RECORD: { en: 'update a record', fr: 'modifier une fiche', ar: 'تعديل سجل' },
  QUERY_RECORDS: { en: 'query records', fr: 'chercher des fiches', ar: 'البحث في السجلات' },
  CREATE_OR_UPDATE_A_RECORD: {
    en: 'create or update a record',
    fr: 'créer ou modifier une fiche',
    ar: 'إنشاء سجل أو تعديله',
  },
  SEARCH_FOR_RECORDS: { en: 'search for records', fr: 'chercher des fiches', ar: 'البحث عن سجلات' },
  READ_A_RELATED_LIST: {
    en: 'read a related list',
    fr: 'lire une liste associée',
    ar: 'قراءة قائمة مرتبطة',
  },
  LIST_DELETED_RECORDS: {
    en: 'list deleted records',
    fr: 'lire les fiches supprimées',
    ar: 'قراءة السجلات المحذوفة',
  },
  READ_RECORDS: { en: 'read records', fr: 'lire des fiches', ar: 'قراءة سجلات' },
  LIST_CHANNELS: { en: 'list channels', fr: 'lire les canaux', ar: 'قراءة القنوات' },
  RENEW_A_CHANNEL: { en: 'renew a channel', fr: 'prolonger un canal', ar: 'تمديد قناة' },
  MAKE_A_CHANNEL: { en: 'make a channel', fr: 'créer un canal', ar: 'إنشاء قناة' },
  END_A_CHANNEL: { en: 'end a channel', fr: 'mettre fin à un canal', ar: 'إنهاء قناة' },
  LIST_THE_WEBHOOKS: { en: 'list the webhooks', fr: 'lire les webhooks', ar: 'قراءة خطافات الويب' },
  CREATE_A_WEBHOOK: { en: 'create a webhook', fr: 'créer un webhook', ar: 'إنشاء خطاف' },
  CHANGE_A_WEBHOOK: { en: 'change a webhook', fr: 'modifier un webhook', ar: 'تعديل خطاف' },
  DELETE_A_WEBHOOK: { en: 'delete a webhook', fr: 'supprimer un webhook', ar: 'حذف خطاف' },
} as const;

export type Deed = keyof typeof DEEDS;
