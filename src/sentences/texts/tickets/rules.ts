/** Which rules match a ticket, and what is wrong with the rules file. */
export const RULES = {
  OWN_WORDS: {
    en: "The customer's own words: {text}",
    fr: 'Ce que le client a écrit lui-même : {text}',
    ar: 'ما كتبه العميل نفسه: {text}',
  },
  NO_OWN_WORDS: {
    en: "The customer's own words: none",
    fr: 'Ce que le client a écrit lui-même : rien',
    ar: 'ما كتبه العميل نفسه: لا شيء',
  },
  LEFT_OUT: {
    en: 'Left out, because {because}: {text}',
    fr: 'Laissé de côté, car {because} : {text}',
    ar: 'تُرك جانبًا لأن {because}: {text}',
  },
  MARKED_AS_QUOTE: {
    en: 'it is marked as a quote',
    fr: 'c’est marqué comme citation',
    ar: 'النص معلَّم كاقتباس',
  },
  UNDER_THE_LETTER: {
    en: 'it stands under the letter',
    fr: 'cela figure sous la lettre',
    ar: 'النص يأتي أسفل الرسالة',
  },
  WRITTEN_BY_US: {
    en: 'we wrote it ourselves earlier',
    fr: 'nous l’avons écrit nous-mêmes auparavant',
    ar: 'النص كتبناه نحن سابقًا',
  },
  FOLLOWS_INTRODUCTION: {
    en: 'it follows {introduction}',
    fr: 'cela suit {introduction}',
    ar: 'النص يلي {introduction}',
  },
  MARK_OF_OLDER_MESSAGE: {
    en: 'the mark of a forwarded or older message',
    fr: 'la marque d’un message transféré ou plus ancien',
    ar: 'علامة رسالة معاد توجيهها أو أقدم',
  },
  HEADER_OF_OLDER_MESSAGE: {
    en: 'the header of an older message',
    fr: 'l’en-tête d’un message plus ancien',
    ar: 'ترويسة رسالة أقدم',
  },
  LINE_SAYS_WHO_WROTE: {
    en: 'the line in which a mail program says who wrote before',
    fr: 'la ligne où un logiciel de messagerie dit qui a écrit avant',
    ar: 'السطر الذي يذكر فيه برنامج البريد من كتب قبله',
  },
  LINE_NAMES_SENDER_AND_TIME: {
    en: 'a line that names a sender and a time',
    fr: 'une ligne qui nomme un expéditeur et une heure',
    ar: 'سطرًا يذكر مرسلًا ووقتًا',
  },
  LINE_NAMES_SENDER_OR_TIME: {
    en: 'a line that names a sender or a time',
    fr: 'une ligne qui nomme un expéditeur ou une heure',
    ar: 'سطرًا يذكر مرسلًا أو وقتًا',
  },
  WRITTEN_IN: { en: 'Language: {language}', fr: 'Langue : {language}', ar: 'اللغة: {language}' },
  LANGUAGE_UNSAID: {
    en: 'Language: the words do not say; {language} by default',
    fr: 'Langue : les mots ne le disent pas ; {language} par défaut',
    ar: 'اللغة: لا تدل عليها الكلمات؛ الافتراضية {language}',
  },
  LANGUAGE_NOT_OURS: {
    en: 'Language: {seen}, which is none of ours; a person answers, {language} is proposed',
    fr: 'Langue : {seen}, qui n’est pas des nôtres ; une personne répond, la proposition est en {language}',
    ar: 'اللغة: {seen}، وليست من لغاتنا؛ يجيب شخص، والمقترحة {language}',
  },
  LANGUAGE_UNKNOWN: {
    en: 'Language: none of ours; a person answers, {language} is proposed',
    fr: 'Langue : aucune des nôtres ; une personne répond, la proposition est en {language}',
    ar: 'اللغة: ليست من لغاتنا؛ يجيب شخص، والمقترحة {language}',
  },
  FOUND_IN_SUBJECT: {
    en: 'Found for {entry}: {words}, in the subject',
    fr: 'Trouvé pour {entry} : {words}, dans l’objet',
    ar: 'وُجد لصالح {entry}: {words} في الموضوع',
  },
  FOUND_IN_TEXT: {
    en: 'Found for {entry}: {words}, in the text',
    fr: 'Trouvé pour {entry} : {words}, dans le texte',
    ar: 'وُجد لصالح {entry}: {words} في النص',
  },
  TURNED_OFF_IN_SUBJECT: {
    en: 'Found for {entry}: {words}, in the subject, turned off by "{off}"',
    fr: 'Trouvé pour {entry} : {words}, dans l’objet, annulé par « {off} »',
    ar: 'وُجد لصالح {entry}: {words} في الموضوع، وأبطلته "{off}"',
  },
  TURNED_OFF_IN_TEXT: {
    en: 'Found for {entry}: {words}, in the text, turned off by "{off}"',
    fr: 'Trouvé pour {entry} : {words}, dans le texte, annulé par « {off} »',
    ar: 'وُجد لصالح {entry}: {words} في النص، وأبطلته "{off}"',
  },
  QUOTED: { en: '"{words}"', fr: '« {words} »', ar: '"{words}"' },
  FORM_OF: {
    en: '"{words}", a form of "{phrase}"',
    fr: '« {words} », une forme de « {phrase} »',
    ar: '"{words}"، وهي صيغة من "{phrase}"',
  },
  ABOUT: { en: 'About: {intents}', fr: 'Au sujet de : {intents}', ar: 'بخصوص: {intents}' },
  ABOUT_NOTHING: {
    en: 'About: no intent of the rules',
    fr: 'Au sujet de : aucune intention des règles',
    ar: 'بخصوص: لا غرض مما في القواعد',
  },
  DOCUMENTS_SENT: { en: 'Documents sent: yes', fr: 'Documents envoyés : oui', ar: 'أُرسلت وثائق: نعم' },
  NO_DOCUMENTS_SENT: { en: 'Documents sent: no', fr: 'Documents envoyés : non', ar: 'أُرسلت وثائق: لا' },
  NO_SAMPLE_DEAL_FITS: {
    en: 'Deal: none of {count} fits a rule',
    fr: 'Affaire : aucune des {count} ne correspond à une règle',
    ar: 'الصفقة: لا توافق أي قاعدة (من {count})',
  },
  DEAL_BY_RULE: {
    en: 'Deal: {deal} by the rule "{rule}"',
    fr: 'Affaire : {deal} par la règle « {rule} »',
    ar: 'الصفقة: {deal} بالقاعدة "{rule}"',
  },
  NO_DEPARTMENT_BY_DEAL: {
    en: 'Department by the deal: no rule fits',
    fr: 'Service d’après l’affaire : aucune règle ne correspond',
    ar: 'القسم بحسب الصفقة: لا قاعدة توافق',
  },
  DEPARTMENT_BY_DEAL: {
    en: 'Department by the deal: {department} by the rule "{rule}"',
    fr: 'Service d’après l’affaire : {department} par la règle « {rule} »',
    ar: 'القسم بحسب الصفقة: {department} بالقاعدة "{rule}"',
  },
  NO_DEPARTMENT_BY_WORDS: {
    en: 'Department by words: none is named',
    fr: 'Service d’après les mots : aucun n’est nommé',
    ar: 'القسم بحسب الكلمات: لم يُذكر أي قسم',
  },
  DEPARTMENT_BY_WORDS: {
    en: 'Department by words: {department}, for "{phrase}", confidence {confidence}',
    fr: 'Service d’après les mots : {department}, pour « {phrase} », confiance {confidence}',
    ar: 'القسم بحسب الكلمات: {department}، من أجل "{phrase}"، الثقة {confidence}',
  },
  NO_DEAL_FIELDS: {
    en: 'Deal fields: no rule fits',
    fr: 'Champs de l’affaire : aucune règle ne correspond',
    ar: 'حقول الصفقة: لا قاعدة توافق',
  },
  DEAL_FIELDS: {
    en: 'Deal fields: {change} by the rule "{rule}"',
    fr: 'Champs de l’affaire : {change} par la règle « {rule} »',
    ar: 'حقول الصفقة: {change} بالقاعدة "{rule}"',
  },
  GOES_TO: { en: '=> {department}', fr: '=> {department}', ar: '=> {department}' },
  STAYS: { en: '=> stays where it is', fr: '=> reste où il est', ar: '=> تبقى في مكانها' },
  STAYS_WITH_HINT: {
    en: '=> stays where it is; {department} is suggested to a person',
    fr: '=> reste où il est ; {department} est suggéré à une personne',
    ar: '=> تبقى في مكانها؛ ويُقترح {department} على شخص',
  },

  RULES_NOT_JSON: {
    en: 'The rules file {file} is not JSON: {problem}',
    fr: 'Le fichier des règles {file} n’est pas du JSON : {problem}',
    ar: 'ملف القواعد {file} ليس JSON: {problem}',
  },
  RULES_UNREADABLE: {
    en: 'The rules file {file} cannot be read: check TICKET_RULES_FILE.',
    fr: 'Le fichier des règles {file} ne peut pas être lu : vérifiez TICKET_RULES_FILE.',
    ar: 'تعذّرت قراءة ملف القواعد {file}: تحقق من TICKET_RULES_FILE.',
  },
  RULES_WRONG: {
    en: 'The rules file {file} is wrong at {place}: {problem}.',
    fr: 'Le fichier des règles {file} est faux à {place} : {problem}.',
    ar: 'في ملف القواعد {file} خطأ عند {place}: {problem}.',
  },
  NO_PATTERN: {
    en: '"{text}" is not a pattern',
    fr: '« {text} » n’est pas une expression régulière',
    ar: '"{text}" ليس تعبيرًا نمطيًا',
  },
  NO_WORD_IN_IT: { en: 'there is no word in it', fr: 'il n’y a aucun mot', ar: 'لا كلمة فيه' },
  NO_WORD_LIST: {
    en: 'there is no word list "{name}"',
    fr: 'il n’y a pas de liste de mots « {name} »',
    ar: 'لا توجد قائمة كلمات باسم "{name}"',
  },
  NOT_WRITABLE: { en: 'it is not among {list}', fr: 'cela ne figure pas dans {list}', ar: 'ليس ضمن {list}' },
} as const;
