/**
 * What the service refuses over HTTP, by refusal code. English unless the request asks for another language;
 * senders of webhooks rely on the wording of the first few.
 */
export const REFUSALS = {
  REFUSED_INVALID_JSON: {
    en: 'Invalid JSON payload',
    fr: 'Le contenu n’est pas du JSON valable',
    ar: 'المحتوى ليس JSON صحيحًا',
  },
  REFUSED_TOO_MANY_RECORDS: {
    en: 'The delivery reports {count} events; send at most {most} at a time',
    fr: 'L’envoi rapporte {count} événements ; envoyez-en au plus {most} à la fois',
    ar: 'يبلّغ هذا الإرسال عن {count} حدثًا؛ أرسل {most} على الأكثر في المرة',
  },
  REFUSED_MISSING_SIGNATURE: { en: 'Missing signature', fr: 'La signature manque', ar: 'التوقيع مفقود' },
  REFUSED_INVALID_SIGNATURE: {
    en: 'Invalid signature',
    fr: 'La signature est fausse',
    ar: 'التوقيع غير صحيح',
  },
  REFUSED_OPERATOR_TOKEN_REQUIRED: {
    en: 'This needs the operator token: send the header "Authorization: Bearer <token>". The token is in data/operator-token.',
    fr: 'Il faut le jeton d’opérateur : envoyez l’en-tête « Authorization: Bearer <jeton> ». Le jeton se trouve dans data/operator-token.',
    ar: 'يلزم رمز المشغّل: أرسل الترويسة "Authorization: Bearer <token>". والرمز في data/operator-token.',
  },
  REFUSED_NOTIFICATIONS_OFF: {
    en: 'This address takes no notifications: ZOHO_NOTIFICATION_TOKEN is not set',
    fr: 'Cette adresse ne prend aucune notification : ZOHO_NOTIFICATION_TOKEN n’est pas renseigné',
    ar: 'هذا العنوان لا يستقبل إشعارات: لم يُملأ ZOHO_NOTIFICATION_TOKEN',
  },
  REFUSED_READ_ONLY: {
    en: 'This token only reads; sign in with the operator token to change something',
    fr: 'Ce jeton ne permet que de lire ; utilisez le jeton d’opérateur pour modifier quelque chose',
    ar: 'هذا الرمز للقراءة فقط؛ استعمل رمز المشغّل لتعديل شيء',
  },
  REFUSED_CROSS_SITE: {
    en: 'This came from another site with the cookie of the dashboard; nothing was done',
    fr: 'Ceci vient d’un autre site avec le cookie du tableau de bord ; rien n’a été fait',
    ar: 'جاء هذا من موقع آخر مع ملف تعريف ارتباط لوحة المتابعة؛ لم يُفعل شيء',
  },
  REFUSED_EVENT_NOT_FOUND: {
    en: 'There is no event with the id {id}',
    fr: 'Il n’y a pas d’événement {id}',
    ar: 'لا يوجد حدث رقمه {id}',
  },
  REFUSED_STUDENT_NOT_FOUND: {
    en: 'There is no student with the Zoho id {id}',
    fr: 'Il n’y a pas d’étudiant dont l’identifiant Zoho est {id}',
    ar: 'لا يوجد طالب معرّفه في Zoho هو {id}',
  },
  REFUSED_PROBLEM_NOT_FOUND: {
    en: 'There is no problem with the id {id}',
    fr: 'Il n’y a pas de problème {id}',
    ar: 'لا توجد مشكلة رقمها {id}',
  },
  REFUSED_PROBLEM_STATE: {
    en: 'There is nothing to do: problem {id} is {state}',
    fr: 'Il n’y a rien à faire : le problème {id} est {state}',
    ar: 'لا شيء يُفعل: المشكلة {id} {state}',
  },
  PROBLEM_IS_OPEN: { en: 'open', fr: 'ouvert', ar: 'مفتوحة' },
  PROBLEM_IS_MENDED: { en: 'mended', fr: 'réglé', ar: 'محلولة' },
  PROBLEM_IS_SET_ASIDE: { en: 'set_aside', fr: 'classé', ar: 'موضوعة جانبًا' },
  REFUSED_TICKET_ID_REQUIRED: {
    en: 'ticket_id required',
    fr: 'ticket_id est obligatoire',
    ar: 'ticket_id مطلوب',
  },
  REFUSED_SUGGESTION_NOT_FOUND: {
    en: 'There is no suggestion with the id {id}',
    fr: 'Il n’y a pas de suggestion {id}',
    ar: 'لا يوجد اقتراح رقمه {id}',
  },
  REFUSED_SUGGESTION_DECIDED: {
    en: 'Suggestion {id} does not wait any more: it is {status}',
    fr: 'La suggestion {id} n’attend plus : {status}',
    ar: 'الاقتراح {id} لم يعد ينتظر: {status}',
  },
  SUGGESTION_IS_WAITING: { en: 'waiting', fr: 'elle attend', ar: 'ينتظر' },
  SUGGESTION_IS_PLANNED: { en: 'planned', fr: 'elle part bientôt', ar: 'سيغادر قريبًا' },
  SUGGESTION_IS_APPLYING: { en: 'applying', fr: 'elle est en cours d’application', ar: 'قيد التطبيق' },
  SUGGESTION_IS_APPLIED: { en: 'applied', fr: 'elle est appliquée', ar: 'طُبّق' },
  SUGGESTION_IS_DISMISSED: { en: 'dismissed', fr: 'elle est écartée', ar: 'رُفض' },
  SUGGESTION_IS_STALE: { en: 'stale', fr: 'elle est dépassée', ar: 'تجاوزه الوقت' },
  SUGGESTION_IS_FAILED: { en: 'failed', fr: 'elle a échoué', ar: 'فشل' },
  REFUSED_SUGGESTION_STALE: {
    en: 'Nothing was written: {reason}. Look at the ticket; the next event of it brings a new suggestion.',
    fr: 'Rien n’a été écrit : {reason}. Regardez le ticket ; son prochain événement apporte une nouvelle suggestion.',
    ar: 'لم يُكتب شيء: {reason}. انظر إلى التذكرة؛ وحدثها التالي يأتي باقتراح جديد.',
  },
  REFUSED_TICKETS_OFF: {
    en: 'Tickets cannot be read: set {settings} and start the service again',
    fr: 'Les tickets ne peuvent pas être lus : renseignez {settings} et redémarrez le service',
    ar: 'تعذّرت قراءة التذاكر: املأ {settings} وأعد تشغيل الخدمة',
  },
  AGAIN_IN_A_MINUTE: {
    en: 'Try again in a minute.',
    fr: 'Réessayez dans une minute.',
    ar: 'أعد المحاولة بعد دقيقة.',
  },
  REFUSED_ENDPOINT_NOT_FOUND: {
    en: 'Endpoint not found',
    fr: 'Cette adresse n’existe pas',
    ar: 'هذا العنوان غير موجود',
  },
  REFUSED_METHOD_NOT_ALLOWED: {
    en: 'This address takes {methods}',
    fr: 'Cette adresse prend {methods}',
    ar: 'هذا العنوان يقبل {methods}',
  },
  REPLAY_UNFINISHED: {
    en: 'Event {id} has not ended yet',
    fr: 'L’événement {id} n’est pas encore terminé',
    ar: 'الحدث {id} لم ينتهِ بعد',
  },
  REPLAY_ERASED: {
    en: 'Event {id} was erased; nothing of it is left',
    fr: 'L’événement {id} a été effacé ; il n’en reste rien',
    ar: 'مُحي الحدث {id}؛ ولم يبق منه شيء',
  },
  REPLAY_UNREADABLE: {
    en: 'Event {id} could not be read, and its bytes stay the same',
    fr: 'L’événement {id} n’a pas pu être lu, et ses octets restent les mêmes',
    ar: 'تعذّرت قراءة الحدث {id}، وبايتاته لا تتغير',
  },
  REPLAY_OF_REPEAT: {
    en: 'Event {id} is an exact repeat of event {original}; replay that one',
    fr: 'L’événement {id} répète exactement l’événement {original} ; relancez celui-là',
    ar: 'الحدث {id} تكرار تام للحدث {original}؛ أعد معالجة ذاك',
  },
  REPLAY_WITHOUT_FILTER: {
    en: 'filter is empty: name what to replay, or send "all": true as well',
    fr: 'filter est vide : dites ce qu’il faut relancer, ou envoyez aussi "all": true',
    ar: 'filter فارغ: حدّد ما تعاد معالجته، أو أرسل "all": true أيضًا',
  },
  TIME_WITHOUT_ZONE: {
    en: '{field} must be a time with a zone, such as 2026-11-21T08:00:00Z',
    fr: '{field} doit être une heure avec un fuseau, comme 2026-11-21T08:00:00Z',
    ar: 'يجب أن يكون {field} وقتًا مع منطقة زمنية، مثل 2026-11-21T08:00:00Z',
  },
  TEXT_OF_A_REPLY_ONLY: {
    en: 'text belongs to a reply only',
    fr: 'text ne va qu’avec une réponse',
    ar: 'text لا يكون إلا لرد',
  },
  FILTER_UNKNOWN: {
    en: 'unknown filter: {filters}',
    fr: 'filtre inconnu : {filters}',
    ar: 'تصفية غير معروفة: {filters}',
  },
  ADDRESS_UNREADABLE: {
    en: 'The address of the request cannot be decoded, or is too long',
    fr: 'L’adresse de la requête ne peut pas être décodée, ou est trop longue',
    ar: 'تعذّر فك ترميز عنوان الطلب، أو أنه طويل جدًا',
  },
  REFUSED_UNSUPPORTED_MEDIA: {
    en: 'The body is not text: send JSON or form fields',
    fr: 'Le contenu n’est pas du texte : envoyez du JSON ou des champs de formulaire',
    ar: 'المحتوى ليس نصًا: أرسل JSON أو حقول نموذج',
  },
  REFUSED_UNSUPPORTED_ENCODING: {
    en: 'The body is encoded as {encoding}: send it as it is, or packed with gzip, deflate or br',
    fr: 'Le contenu est codé en {encoding} : envoyez-le tel quel, ou compressé avec gzip, deflate ou br',
    ar: 'المحتوى مرمّز بصيغة {encoding}: أرسله كما هو، أو مضغوطًا بـ gzip أو deflate أو br',
  },
  REFUSED_UNPACKED_TOO_LARGE: {
    en: 'The body is larger than {bytes} bytes once it is unpacked (BODY_LIMIT)',
    fr: 'Le contenu dépasse {bytes} octets une fois décompressé (BODY_LIMIT)',
    ar: 'المحتوى أكبر من {bytes} بايت بعد فك ضغطه (BODY_LIMIT)',
  },
  REFUSED_TOO_MANY_REQUESTS: {
    en: 'Too many requests; try again in {seconds} seconds',
    fr: 'Trop de requêtes ; réessayez dans {seconds} secondes',
    ar: 'طلبات كثيرة جدًا؛ أعد المحاولة بعد {seconds} ثانية',
  },
  REFUSED_INTERNAL_ERROR: {
    en: 'Something went wrong here; the log has the details',
    fr: 'Une erreur s’est produite ici ; le journal technique en a les détails',
    ar: 'حدث خطأ هنا؛ والتفاصيل في السجل التقني',
  },
  REFUSED_TOO_MANY_STREAMS: {
    en: 'Too many readers watch the events live; close one, or try again later',
    fr: 'Trop de lecteurs suivent les événements en direct ; fermez-en un, ou réessayez plus tard',
    ar: 'يتابع الأحداث مباشرة قراء أكثر مما يجوز؛ أغلق واحدًا أو أعد المحاولة لاحقًا',
  },
  REFUSED_BODY_CROWDED_OUT: {
    en: 'Too many large bodies arrive at once, and this one came slowly; please send it again in a few seconds',
    fr: 'Trop de grands contenus arrivent en même temps, et celui-ci venait lentement ; renvoyez-le dans quelques secondes',
    ar: 'تصل محتويات كبيرة كثيرة معًا، وهذا وصل ببطء؛ أعد إرساله بعد ثوانٍ',
  },
  REFUSED_NOT_A_RECEIVER: {
    en: 'This instance only works off what others received (HUB_ROLE=worker): send this to one of them',
    fr: 'Cette instance ne fait que traiter ce que d’autres ont reçu (HUB_ROLE=worker) : envoyez ceci à l’une d’elles',
    ar: 'هذه النسخة تعالج فقط ما استقبلته نسخ أخرى (HUB_ROLE=worker): أرسل هذا إلى إحداها',
  },
  REFUSED_UNAVAILABLE: {
    en: 'The event could not be stored just now; please send it again in a few seconds',
    fr: 'L’événement n’a pas pu être enregistré à l’instant ; renvoyez-le dans quelques secondes',
    ar: 'تعذّر حفظ الحدث الآن؛ أعد إرساله بعد ثوانٍ',
  },
} as const;
