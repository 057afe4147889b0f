/** What is told outside the dashboard: alerts and the daily digest. They contain no personal data. */
export const ALERTS = {
  ALERT_NEW_PROBLEM: {
    en: 'A new problem needs you',
    fr: 'Un nouveau problème demande votre attention',
    ar: 'مشكلة جديدة تحتاج إليك',
  },
  ALERT_NEW_PROBLEMS: {
    en: '{count} new problems need you',
    fr: '{count} nouveaux problèmes demandent votre attention',
    ar: 'عدد المشكلات الجديدة التي تحتاج إليك: {count}',
  },
  ALERT_PROBLEM_LINE: {
    en: '{problem} ({count} open)',
    fr: '{problem} (ouverts : {count})',
    ar: '{problem} (المفتوح: {count})',
  },
  ALERT_MORE: { en: 'And {count} more.', fr: 'Et {count} de plus.', ar: 'وغيرها: {count}.' },
  ALERT_SUGGESTIONS: {
    en: 'Suggestions for tickets have waited longer than {hours} hours: {count}',
    fr: 'Des suggestions pour des tickets attendent depuis plus de {hours} heures : {count}',
    ar: 'اقتراحات للتذاكر تنتظر منذ أكثر من {hours} ساعة: {count}',
  },
  ALERT_ANSWERS_NOT_LEFT: {
    en: 'Answers that people sent to customers did not leave: {count}',
    fr: 'Des réponses que des personnes ont envoyées à des clients ne sont pas parties : {count}',
    ar: 'ردود أرسلها أشخاص إلى عملاء ولم تغادر: {count}',
  },
  ALERT_DECISIONS_NOT_LEFT: {
    en: 'Decisions of people about tickets were not carried out: {count}',
    fr: 'Des décisions de personnes sur des tickets n’ont pas été exécutées : {count}',
    ar: 'قرارات أشخاص بشأن تذاكر لم تُنفَّذ: {count}',
  },
  ALERT_CAUSE_LINE: { en: '{problem} ({count})', fr: '{problem} ({count})', ar: '{problem} ({count})' },
  ALERT_CREDENTIALS: {
    en: 'Another system refuses this service, and events wait',
    fr: 'Un autre système refuse ce service, et des événements attendent',
    ar: 'يرفض نظام آخر هذه الخدمة، والأحداث تنتظر',
  },
  ALERT_SILENCE: {
    en: 'Nothing was received for {hours} hours, which is unusual at this time',
    fr: 'Rien n’a été reçu depuis {hours} heures, ce qui est inhabituel à cette heure',
    ar: 'لم يصل شيء منذ {hours} ساعة، وهذا غير معتاد في هذا الوقت',
  },
  ALERT_SILENCE_ADVICE: {
    en: 'Check that Zoho still posts to this service, and that its address can be reached from the internet.',
    fr: 'Vérifiez que Zoho envoie toujours à ce service et que son adresse est joignable depuis Internet.',
    ar: 'تحقق من أن Zoho ما زال يرسل إلى هذه الخدمة، ومن أن عنوانها متاح من الإنترنت.',
  },
  ALERT_DISK: {
    en: 'The disk of the data is nearly full: {free#} MiB are free',
    fr: 'Le disque des données est presque plein : {free#} Mio sont libres',
    ar: 'قرص البيانات شبه ممتلئ: المتاح {free#} ميبيبايت',
  },
  ALERT_DISK_ADVICE: {
    en: 'Make room, or run "npm run cli -- prune": on a full disk no event can be accepted.',
    fr: 'Libérez de la place, ou lancez « npm run cli -- prune » : sur un disque plein, aucun événement ne peut être accepté.',
    ar: 'أفرغ مساحة أو شغّل \u2066npm run cli -- prune\u2069: على قرص ممتلئ لا يُقبل أي حدث.',
  },
  ALERT_TEST: {
    en: 'A test of the alerts of this service',
    fr: 'Un essai des alertes de ce service',
    ar: 'تجربة لتنبيهات هذه الخدمة',
  },
  ALERT_TEST_LINE: {
    en: 'Whoever reads this will be told of new problems.',
    fr: 'Qui lit ceci sera averti des nouveaux problèmes.',
    ar: 'من يقرأ هذا سيُبلَّغ بالمشكلات الجديدة.',
  },
  ALERT_DIGEST: {
    en: 'The last day: {well} went well, {problems} problems need you',
    fr: 'Le dernier jour : {well} réussis, {problems} problèmes demandent votre attention',
    ar: 'اليوم الأخير: نجح {well}، ومشكلات تحتاج إليك: {problems}',
  },
  ALERT_DIGEST_RECEIVED: { en: 'Received: {count}', fr: 'Reçus : {count}', ar: 'الوارد: {count}' },
  ALERT_DIGEST_FAILED: { en: 'Failed: {count}', fr: 'En échec : {count}', ar: 'الفاشل: {count}' },
  ALERT_DIGEST_WAITING: {
    en: 'Still waiting: {count}',
    fr: 'En attente : {count}',
    ar: 'قيد الانتظار: {count}',
  },
  ALERT_DIGEST_SUGGESTIONS: {
    en: 'Suggestions that wait for a person: {count}',
    fr: 'Suggestions qui attendent une personne : {count}',
    ar: 'اقتراحات تنتظر شخصًا: {count}',
  },
  ALERTS_NOT_SENT: {
    en: 'An alert could not be sent: {problem}',
    fr: 'Une alerte n’a pas pu être envoyée : {problem}',
    ar: 'تعذّر إرسال تنبيه: {problem}',
  },
  ALERT_WEBHOOK_REFUSED: {
    en: 'ALERT_WEBHOOK_URL answered {status}. Check the address and ALERT_WEBHOOK_FORMAT.',
    fr: 'ALERT_WEBHOOK_URL a répondu {status}. Vérifiez l’adresse et ALERT_WEBHOOK_FORMAT.',
    ar: 'أجاب ALERT_WEBHOOK_URL بالرمز {status}. تحقق من العنوان ومن ALERT_WEBHOOK_FORMAT.',
  },
  ALERT_WEBHOOK_AWAY: {
    en: 'Nothing answers at ALERT_WEBHOOK_URL. Check the address and the way there.',
    fr: 'Rien ne répond à ALERT_WEBHOOK_URL. Vérifiez l’adresse et le chemin.',
    ar: 'لا شيء يجيب على ALERT_WEBHOOK_URL. تحقق من العنوان ومن الطريق إليه.',
  },
  ALERT_MAIL_REFUSED: {
    en: 'The mail server of SMTP_URL did not take the message ({code}). Check SMTP_URL, ALERT_MAIL_FROM and ALERT_MAIL_TO.',
    fr: 'Le serveur de SMTP_URL n’a pas pris le message ({code}). Vérifiez SMTP_URL, ALERT_MAIL_FROM et ALERT_MAIL_TO.',
    ar: 'لم يقبل خادم SMTP_URL الرسالة ‏({code}). تحقق من SMTP_URL و ALERT_MAIL_FROM و ALERT_MAIL_TO.',
  },
} as const;
