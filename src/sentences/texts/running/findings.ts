/** What the checks of the settings and of the outside systems find. */
export const FINDINGS = {
  TRY_AGAIN: {
    en: 'Try again in a while; if it stays so, check its address and the way there.',
    fr: 'Réessayez dans un moment ; si cela dure, vérifiez son adresse et le chemin qui y mène.',
    ar: 'أعد المحاولة بعد قليل؛ وإن استمر الأمر فتحقق من العنوان والطريق إليه.',
  },
  ZOHO_NOT_CONNECTED: {
    en: 'Zoho is not connected: ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN are empty.',
    fr: 'Zoho n’est pas connecté : ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET et ZOHO_REFRESH_TOKEN sont vides.',
    ar: 'Zoho غير متصل: القيم ZOHO_CLIENT_ID و ZOHO_CLIENT_SECRET و ZOHO_REFRESH_TOKEN فارغة.',
  },
  MAILS_TOLD_APART: {
    en: 'Mails of colleagues are told from mails of customers.',
    fr: 'Les e-mails des collègues sont distingués de ceux des clients.',
    ar: 'تُميَّز رسائل الزملاء من رسائل العملاء.',
  },
  MAILS_NOT_TOLD_APART: {
    en: 'Colleagues who write from {domains} count as customers: add it to "own" of "addresses" in {file}.',
    fr: 'Les collègues qui écrivent depuis {domains} passent pour des clients : ajoutez-le à « own » de « addresses » dans {file}.',
    ar: 'الزملاء الذين يكتبون من {domains} يُعدّون عملاء: أضفه إلى «own» في «addresses» في {file}.',
  },
  ZOHO_TOKEN_WELL: { en: 'Zoho gives us a token.', fr: 'Zoho nous donne un jeton.', ar: 'يعطينا Zoho رمزًا.' },
  RECORDS_READABLE: {
    en: 'Records of {module} can be read.',
    fr: 'Les fiches de {module} peuvent être lues.',
    ar: 'يمكن قراءة سجلات {module}.',
  },
  RECONCILE_OFF: {
    en: 'Lost webhooks are not looked for: RECONCILE_MINUTES is 0.',
    fr: 'Les webhooks perdus ne sont pas recherchés : RECONCILE_MINUTES vaut 0.',
    ar: 'لا يُبحث عن خطافات الويب المفقودة: قيمة RECONCILE_MINUTES هي 0.',
  },
  RECONCILE_WELL: {
    en: 'Students whose webhook was lost can be looked for.',
    fr: 'Les étudiants dont le webhook s’est perdu peuvent être recherchés.',
    ar: 'يمكن البحث عن الطلاب الذين فُقد خطاف الويب الخاص بهم.',
  },
  CONTACTS_WELL: {
    en: 'The contacts of customers can be searched for.',
    fr: 'Les contacts des clients peuvent être recherchés.',
    ar: 'يمكن البحث في جهات اتصال العملاء.',
  },
  DEALS_WELL: { en: 'Deals can be read.', fr: 'Les affaires peuvent être lues.', ar: 'يمكن قراءة الصفقات.' },
  CHANNEL_OFF: {
    en: 'Zoho CRM posts through its workflow rules only: no channel is used.',
    fr: 'Zoho CRM n’envoie que par ses règles de workflow : aucun canal n’est utilisé.',
    ar: 'يرسل Zoho CRM عبر قواعد سير العمل فقط: لا تُستعمل أي قناة.',
  },
  CHANNEL_WELL: {
    en: 'Zoho CRM posts changes to a channel of ours.',
    fr: 'Zoho CRM envoie les modifications à l’un de nos canaux.',
    ar: 'يرسل Zoho CRM التغييرات إلى قناة لنا.',
  },
  CHANNEL_MISSING: {
    en: 'Zoho CRM has no channel of ours, or one that ends within a day: run "npm run cli -- zoho subscribe".',
    fr: 'Zoho CRM n’a aucun canal à nous, ou il expire dans la journée : lancez « npm run cli -- zoho subscribe ».',
    ar: 'ليس لنا قناة في Zoho CRM، أو أنها تنتهي خلال يوم: شغّل الأمر \u2066npm run cli -- zoho subscribe\u2069.',
  },
  DESK_NOT_CONNECTED: {
    en: 'Zoho Desk is not connected: set ZOHO_DESK_ORG_ID beside the credentials of Zoho.',
    fr: 'Zoho Desk n’est pas connecté : renseignez ZOHO_DESK_ORG_ID en plus des identifiants de Zoho.',
    ar: 'Zoho Desk غير متصل: اضبط ZOHO_DESK_ORG_ID إلى جانب بيانات اعتماد Zoho.',
  },
  DESK_WELL: {
    en: 'The organisation is known and its departments can be read.',
    fr: 'L’organisation est connue et ses départements peuvent être lus.',
    ar: 'المؤسسة معروفة ويمكن قراءة أقسامها.',
  },
  REPLY_ADDRESSES_WELL: {
    en: 'The addresses that replies are sent from can be read.',
    fr: 'Les adresses d’envoi des réponses peuvent être lues.',
    ar: 'يمكن قراءة العناوين التي تُرسل منها الردود.',
  },
  DEPARTMENTS_WELL: {
    en: 'Each department that the ticket rules name is there.',
    fr: 'Chaque département nommé par les règles des tickets existe.',
    ar: 'كل قسم تذكره قواعد التذاكر موجود.',
  },
  DEPARTMENTS_MISSING: {
    en: 'The ticket rules name departments that Zoho Desk lacks or that are switched off: {departments}. Correct {file}.',
    fr: 'Les règles des tickets nomment des départements que Zoho Desk n’a pas ou qui sont désactivés : {departments}. Corrigez {file}.',
    ar: 'تذكر قواعد التذاكر أقسامًا غير موجودة في Zoho Desk أو معطّلة: {departments}. صحّح {file}.',
  },
  TICKET_SEARCH_WELL: {
    en: 'Changed tickets can be searched for.',
    fr: 'Les tickets modifiés peuvent être recherchés.',
    ar: 'يمكن البحث عن التذاكر التي تغيّرت.',
  },
  TICKETS_WELL: {
    en: 'Tickets can be read.',
    fr: 'Les tickets peuvent être lus.',
    ar: 'يمكن قراءة التذاكر.',
  },
  DESK_SIGNATURE_OFF: {
    en: "Zoho Desk's own signature is not checked: ZOHO_DESK_WEBHOOK_ID is empty.",
    fr: 'La signature propre à Zoho Desk n’est pas vérifiée : ZOHO_DESK_WEBHOOK_ID est vide.',
    ar: 'لا يجري التحقق من توقيع Zoho Desk نفسه: قيمة ZOHO_DESK_WEBHOOK_ID فارغة.',
  },
  DESK_KEYS_WELL: {
    en: 'The keys that Zoho Desk signs with can be read.',
    fr: 'Les clés avec lesquelles Zoho Desk signe peuvent être lues.',
    ar: 'يمكن قراءة المفاتيح التي يوقّع بها Zoho Desk.',
  },
  DESK_KEYS_MISSING: {
    en: 'No keys are published at {address}. Check ZOHO_DATACENTER.',
    fr: 'Aucune clé n’est publiée à {address}. Vérifiez ZOHO_DATACENTER.',
    ar: 'لا توجد مفاتيح منشورة في {address}. تحقق من ZOHO_DATACENTER.',
  },
  MOODLE_NOT_CONNECTED: {
    en: 'Moodle is not connected: MOODLE_BASE_URL and MOODLE_TOKEN are empty.',
    fr: 'Moodle n’est pas connecté : MOODLE_BASE_URL et MOODLE_TOKEN sont vides.',
    ar: 'Moodle غير متصل: القيمتان MOODLE_BASE_URL و MOODLE_TOKEN فارغتان.',
  },
  MOODLE_WELL: {
    en: 'Moodle answers and knows the token.',
    fr: 'Moodle répond et connaît le jeton.',
    ar: 'يجيب Moodle ويعرف الرمز.',
  },
  MOODLE_RIGHTS_WELL: {
    en: 'The service in Moodle has every function that is needed, and other users can be seen: proven with the guest.',
    fr: 'Le service dans Moodle a toutes les fonctions nécessaires, et les autres utilisateurs sont visibles : vérifié avec l’invité.',
    ar: 'في خدمة Moodle كل الدوال اللازمة، ويمكن رؤية المستخدمين الآخرين: جرى التحقق من ذلك بحساب الضيف.',
  },
  SETTING_MISSPELLED: {
    en: '{name} is not a setting and is ignored. Did you mean {setting}?',
    fr: '{name} n’est pas un réglage et reste sans effet. Vouliez-vous dire {setting} ?',
    ar: '{name} ليس إعدادًا ولا أثر له. هل قصدت {setting}؟',
  },
  DISK_FORGETS: {
    en: 'The disk of this host forgets everything at each restart, and the log is on it: every event will be lost. Set DATABASE_URL to a PostgreSQL database.',
    fr: 'Le disque de cet hébergement oublie tout à chaque redémarrage, et le journal s’y trouve : tous les événements seront perdus. Indiquez une base PostgreSQL dans DATABASE_URL.',
    ar: 'قرص هذه الاستضافة ينسى كل شيء عند كل إعادة تشغيل، والسجل موجود عليه: ستضيع كل الأحداث. ضع في DATABASE_URL قاعدة بيانات PostgreSQL.',
  },
  DOTENV_UTF16: {
    en: '{file} is written in UTF-16. It was read; save it as UTF-8.',
    fr: '{file} est écrit en UTF-16. Il a été lu ; enregistrez-le en UTF-8.',
    ar: 'الملف {file} مكتوب بترميز UTF-16. قُرئ، لكن احفظه بترميز UTF-8.',
  },
  DOTENV_TXT: {
    en: '{file} is not read. Rename it to {name}, without an ending.',
    fr: '{file} n’est pas lu. Renommez-le {name}, sans extension.',
    ar: 'الملف {file} لا يُقرأ. أعد تسميته إلى {name} بلا امتداد.',
  },
  NODE_ENV_UNKNOWN: {
    en: 'NODE_ENV is neither development, test nor production, and counts as production.',
    fr: 'NODE_ENV n’est ni development, ni test, ni production, et compte comme production.',
    ar: 'قيمة NODE_ENV ليست development ولا test ولا production، فتُعامل معاملة production.',
  },
  SECRET_SHORT: {
    en: '{setting} holds fewer than {count} characters. Make one with "npm run cli -- secret".',
    fr: '{setting} a moins de {count} caractères. Créez-en un avec « npm run cli -- secret ».',
    ar: 'في {setting} أقل من {count} حرفًا. أنشئ واحدًا بالأمر \u2066npm run cli -- secret\u2069.',
  },
} as const;
