/** Why an event fails or waits, whatever it is about. */
export const EVENTS = {
  REDIRECTED: {
    en: '{system} redirects to {address}, which is not followed.',
    fr: '{system} redirige vers {address}, ce qui n’est pas suivi.',
    ar: 'يحوّل {system} إلى {address}، ولا يُتبع ذلك.',
  },
  PART_REFUSED: {
    en: 'One part of a delivery was refused, the others were kept: {problem}',
    fr: 'Une partie d’un envoi a été refusée, les autres ont été gardées : {problem}',
    ar: 'رُفض جزء من الإرسال وحُفظت الأجزاء الأخرى: {problem}',
  },
  INVALID_JSON: {
    en: 'Invalid JSON payload: {reason}.',
    fr: 'Le contenu reçu n’est pas lisible : {reason}.',
    ar: 'تعذّرت قراءة المحتوى الوارد: {reason}.',
  },
  MEND_CRM_TEMPLATE: {
    en: "Send only the record id in the webhook's body, or mend the template.",
    fr: 'N’envoyez que l’identifiant de la fiche dans le corps du webhook, ou corrigez le modèle.',
    ar: 'أرسل معرّف السجل فقط في محتوى خطاف الويب، أو صحّح القالب.',
  },
  MEND_DESK_FUNCTION: {
    en: 'Send only {body}, or mend the function that writes the body.',
    fr: 'N’envoyez que {body}, ou corrigez la fonction qui écrit le contenu.',
    ar: 'أرسل {body} فقط، أو صحّح الدالة التي تكتب المحتوى.',
  },
  NO_ANSWER: {
    en: '{system} did not answer within {seconds} seconds.',
    fr: '{system} n’a pas répondu en {seconds} secondes.',
    ar: 'لم يُجب {system} خلال {seconds} ثانية.',
  },
  UNREACHABLE: {
    en: '{system} cannot be reached.',
    fr: '{system} est injoignable.',
    ar: 'لا يمكن الوصول إلى {system}.',
  },
  SLOW_DOWN: {
    en: '{system} asks us to slow down.',
    fr: '{system} demande de ralentir.',
    ar: 'يطلب {system} التمهّل.',
  },
  ANSWERED_STATUS: {
    en: '{system} answered {status}.',
    fr: '{system} a répondu {status}.',
    ar: 'أجاب {system} بالرمز {status}.',
  },
  TOOK_TOO_LONG: {
    en: 'It took longer than {seconds} seconds and was stopped.',
    fr: 'Le traitement a dépassé {seconds} secondes et a été arrêté.',
    ar: 'استغرقت المعالجة أكثر من {seconds} ثانية فأُوقفت.',
  },
  UNEXPECTED_ERROR: {
    en: 'The service met an unexpected error; its log has the details.',
    fr: 'Le service a rencontré une erreur inattendue ; son journal donne les détails.',
    ar: 'واجهت الخدمة خطأ غير متوقع، وتفاصيله في سجلها.',
  },
  UNUSUAL_ANSWER: {
    en: '{system} did not answer as usual (status {status}).',
    fr: '{system} n’a pas répondu comme d’habitude (statut {status}).',
    ar: 'لم يُجب {system} كالمعتاد (الرمز {status}).',
  },
  CALL_REFUSED: {
    en: '{system} refused the call (status {status}).',
    fr: '{system} a refusé l’appel (statut {status}).',
    ar: 'رفض {system} الطلب (الرمز {status}).',
  },
  REFUSED_WITH_DETAIL: {
    en: '{system} refused to {deed}: {detail} (status {status}).',
    fr: '{system} a refusé cette opération : {deed}, {detail} (statut {status}).',
    ar: 'رفض {system} العملية ({deed}): {detail} (الرمز {status}).',
  },
  REFUSED: {
    en: '{system} refused to {deed} (status {status}).',
    fr: '{system} a refusé cette opération : {deed} (statut {status}).',
    ar: 'رفض {system} العملية ({deed}) (الرمز {status}).',
  },
  STOPPED_THE_SERVICE: {
    en: 'The service stopped {count} times while it processed this event. Look at its payload before you replay it.',
    fr: 'Le service s’est arrêté {count} fois pendant le traitement de cet événement. Regardez son contenu avant de le relancer.',
    ar: 'توقفت الخدمة {count} مرات أثناء معالجة هذا الحدث. راجع محتواه قبل أن تعيد معالجته.',
  },
  SERVICE_STOPPED: {
    en: 'The service stopped during this attempt.',
    fr: 'Le service s’est arrêté pendant cette tentative.',
    ar: 'توقفت الخدمة أثناء هذه المحاولة.',
  },
  NOTIFICATION_TOKEN_UNSET: {
    en: 'ZOHO_NOTIFICATION_TOKEN is not set: without it no callback would be accepted.',
    fr: 'ZOHO_NOTIFICATION_TOKEN n’est pas renseigné : sans lui, aucun appel ne serait accepté.',
    ar: 'لم يُضبط ZOHO_NOTIFICATION_TOKEN: بدونه لا يُقبل أي اتصال.',
  },
  STUDENTS_NOT_LOOKED_FOR: {
    en: 'Lost webhooks of students could not be looked for: {problem}',
    fr: 'Les webhooks perdus d’étudiants n’ont pas pu être recherchés : {problem}',
    ar: 'تعذّر البحث عن خطافات الويب المفقودة للطلاب: {problem}',
  },
  TICKETS_NOT_LOOKED_FOR: {
    en: 'Lost webhooks of tickets could not be looked for: {problem}',
    fr: 'Les webhooks perdus de tickets n’ont pas pu être recherchés : {problem}',
    ar: 'تعذّر البحث عن خطافات الويب المفقودة للتذاكر: {problem}',
  },
  CHANNELS_NOT_RENEWED: {
    en: 'The channels of Zoho CRM could not be renewed: {problem}',
    fr: 'Les canaux de Zoho CRM n’ont pas pu être renouvelés : {problem}',
    ar: 'تعذّر تجديد قنوات Zoho CRM: {problem}',
  },
  OUTSIDE_NOT_CHECKED: {
    en: 'The outside systems could not be checked: {problem}',
    fr: 'Les systèmes extérieurs n’ont pas pu être vérifiés : {problem}',
    ar: 'تعذّر فحص الأنظمة الخارجية: {problem}',
  },
  BROKE_UNFORESEEN: {
    en: 'it broke in a way that nobody foresaw, and the log has the details.',
    fr: 'une panne que personne n’avait prévue ; le journal donne les détails.',
    ar: 'عطل لم يتوقعه أحد، وتفاصيله في السجل.',
  },
  WAITS_FOR_THAT: {
    en: 'The event waits for that and is tried again by itself.',
    fr: 'L’événement attend cela et sera retenté de lui-même.',
    ar: 'الحدث ينتظر ذلك وتُعاد محاولته تلقائيًا.',
  },
  TRIED_UNTIL_IT_WORKS: {
    en: 'The event is tried again by itself, as often as it takes.',
    fr: 'L’événement sera retenté de lui-même, aussi souvent qu’il le faudra.',
    ar: 'تُعاد محاولة الحدث تلقائيًا مهما تكرر ذلك.',
  },
  GIVEN_UP: {
    en: 'Given up after {attempts} attempts.',
    fr: 'Abandon après {attempts} tentatives.',
    ar: 'توقفت المحاولات بعد {attempts} محاولة.',
  },
} as const;
