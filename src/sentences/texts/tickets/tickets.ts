/** Why a step of the ticket workflow ended as it did. */
export const TICKETS = {
  DECISION_NOT_LEFT: {
    en: 'What a person decided about a ticket (suggestion {suggestion}) was not done: {problem}',
    fr: 'Ce qu’une personne a décidé pour un ticket (suggestion {suggestion}) n’a pas été fait : {problem}',
    ar: 'ما قرره شخص بشأن تذكرة (الاقتراح {suggestion}) لم يُنفَّذ: {problem}',
  },
  DECISION_TRIED_AGAIN: {
    en: 'What a person decided about a ticket (suggestion {suggestion}) could not be done yet and is tried again: {problem}',
    fr: 'Ce qu’une personne a décidé pour un ticket (suggestion {suggestion}) n’a pas encore pu être fait ; un nouvel essai suit : {problem}',
    ar: 'ما قرره شخص بشأن تذكرة (الاقتراح {suggestion}) لم يمكن تنفيذه بعد وتُعاد المحاولة: {problem}',
  },
  TYPE_LOGGED_ONLY: {
    en: 'Events of the type {type} are logged only.',
    fr: 'Les événements du type {type} sont seulement consignés.',
    ar: 'الأحداث من النوع {type} تُسجَّل فقط.',
  },
  TICKETS_NOT_SET_UP: {
    en: 'The ticket was not looked at: set {settings} to let the service read Zoho Desk, then replay this event.',
    fr: 'Le ticket n’a pas été examiné : renseignez {settings} pour que le service puisse lire Zoho Desk, puis relancez cet événement.',
    ar: 'لم تُفحص التذكرة: اضبط {settings} كي تستطيع الخدمة قراءة Zoho Desk، ثم أعد معالجة هذا الحدث.',
  },
  LATER_EVENT_WAITS: {
    en: 'A later event of this ticket waits and reads its newest state.',
    fr: 'Un événement plus récent de ce ticket attend et lira son dernier état.',
    ar: 'ينتظر حدث أحدث لهذه التذكرة، وسيقرأ آخر حالة لها.',
  },
  LINKED_DEAL_GONE: {
    en: 'The ticket links to deal {deal}, which Zoho CRM does not have.',
    fr: 'Le ticket est relié à l’affaire {deal}, que Zoho CRM ne connaît pas.',
    ar: 'التذكرة مرتبطة بالصفقة {deal} التي لا توجد في Zoho CRM.',
  },
  LINKED_DEAL: {
    en: 'The ticket links to this deal.',
    fr: 'Le ticket est relié à cette affaire.',
    ar: 'التذكرة مرتبطة بهذه الصفقة.',
  },
  LINKED_TO_DEAL: {
    en: 'The ticket links to deal {deal}.',
    fr: 'Le ticket est relié à l’affaire {deal}.',
    ar: 'التذكرة مرتبطة بالصفقة {deal}.',
  },
  NO_CUSTOMER_ADDRESS: {
    en: 'The ticket names no address of a customer.',
    fr: 'Le ticket n’indique aucune adresse de client.',
    ar: 'لا تذكر التذكرة عنوان أي عميل.',
  },
  NO_CONTACT: {
    en: 'Zoho CRM has no contact with this address.',
    fr: 'Zoho CRM n’a aucun contact avec cette adresse.',
    ar: 'لا توجد في Zoho CRM جهة اتصال بهذا العنوان.',
  },
  NO_DEAL_FITS: {
    en: 'None of {count} deals fits a rule.',
    fr: 'Aucune des affaires trouvées ({count}) ne correspond à une règle.',
    ar: 'لا تنطبق أي قاعدة على الصفقات الموجودة (العدد: {count}).',
  },
  DEAL_CHOSEN: {
    en: 'Chosen of {count} by the rule "{rule}".',
    fr: 'Choisie parmi {count} par la règle « {rule} ».',
    ar: 'اختيرت من بين {count} بحسب القاعدة «{rule}».',
  },
  ONE_NOTE_PER_MESSAGE: {
    en: 'The deal gets one note per message of the customer.',
    fr: 'L’affaire reçoit une note par message du client.',
    ar: 'تُضاف إلى الصفقة ملاحظة واحدة لكل رسالة من العميل.',
  },
  NOTE_ON_DEAL: {
    en: 'The note is on the deal.',
    fr: 'La note est sur l’affaire.',
    ar: 'الملاحظة موجودة على الصفقة.',
  },
  NO_DEAL_RULE: {
    en: 'No rule asks for a change of the deal.',
    fr: 'Aucune règle ne demande de modifier l’affaire.',
    ar: 'لا تطلب أي قاعدة تغيير الصفقة.',
  },
  DEAL_AS_WANTED: {
    en: 'The deal is as the rule "{rule}" wants it.',
    fr: 'L’affaire est déjà telle que la règle « {rule} » la veut.',
    ar: 'الصفقة كما تريدها القاعدة «{rule}».',
  },
  BY_RULE: {
    en: 'By the rule "{rule}".',
    fr: 'Selon la règle « {rule} ».',
    ar: 'بحسب القاعدة «{rule}».',
  },
  DEAL_HOLDS_VALUES: {
    en: 'The deal holds these values already.',
    fr: 'L’affaire contient déjà ces valeurs.',
    ar: 'تحمل الصفقة هذه القيم بالفعل.',
  },
  DEAL_CHANGED: {
    en: 'The deal was changed.',
    fr: 'L’affaire a été modifiée.',
    ar: 'تغيّرت الصفقة.',
  },
  NO_DEPARTMENT: {
    en: 'Neither the deal nor the words of the customer say where it belongs.',
    fr: 'Ni l’affaire ni le texte du client ne disent à quel département il revient.',
    ar: 'لا الصفقة ولا كلام العميل يدلان على القسم المناسب.',
  },
  DEPARTMENT_UNKNOWN: {
    en: 'But Zoho Desk has no enabled department "{department}", or several: check the rules file.',
    fr: 'Mais Zoho Desk n’a aucun département actif « {department} », ou en a plusieurs : vérifiez le fichier de règles.',
    ar: 'لكن لا يوجد في Zoho Desk قسم مفعّل باسم «{department}»، أو يوجد أكثر من قسم: راجع ملف القواعد.',
  },
  THERE_ALREADY: {
    en: 'It is there already.',
    fr: 'Il s’y trouve déjà.',
    ar: 'وهي فيه بالفعل.',
  },
  TICKET_MOVED: {
    en: 'The ticket was moved to {department}.',
    fr: 'Le ticket a été déplacé vers {department}.',
    ar: 'نُقلت التذكرة إلى {department}.',
  },
  TOO_MANY_LETTERS: {
    en: 'As many letters as the settings allow went to this address today without a person, so this one waits for one.',
    fr: 'Cette adresse a déjà reçu aujourd’hui, sans intervention humaine, autant de réponses que les réglages le permettent ; celle-ci attend donc une personne.',
    ar: 'وصل إلى هذا العنوان اليوم، دون تدخل بشري، أكبر عدد من الردود تسمح به الإعدادات، فهذا الرد ينتظر شخصًا.',
  },
  LINK_LOST: {
    en: 'The link to the deal was lost with the move: set it by hand.',
    fr: 'Le lien vers l’affaire a été perdu lors du déplacement : remettez-le à la main.',
    ar: 'فُقد الربط بالصفقة عند النقل: أعده يدويًا.',
  },
  NEWER_PROPOSAL: {
    en: 'A newer proposal took its place.',
    fr: 'Une proposition plus récente l’a remplacée.',
    ar: 'حلّ محله مقترح أحدث.',
  },
  TICKET_GONE: {
    en: 'Zoho Desk no longer has the ticket: it was deleted or merged into another one.',
    fr: 'Zoho Desk n’a plus ce ticket : il a été supprimé ou fusionné avec un autre.',
    ar: 'لم تعد التذكرة في Zoho Desk: حُذفت أو دُمجت في تذكرة أخرى.',
  },
  LINK_FIELD_TAKEN: {
    en: 'The field of the link holds something else that a person wrote; it is left alone.',
    fr: 'Le champ du lien contient autre chose, écrit par une personne ; il n’est pas touché.',
    ar: 'في حقل الربط شيء آخر كتبه شخص، فتُرك كما هو.',
  },
  DEAL_FITS: {
    en: 'The deal fits the rule "{rule}".',
    fr: 'L’affaire correspond à la règle « {rule} ».',
    ar: 'تنطبق القاعدة «{rule}» على الصفقة.',
  },
  CUSTOMER_WRITES: {
    en: 'The customer writes "{words}".',
    fr: 'Le client écrit « {words} ».',
    ar: 'كتب العميل «{words}».',
  },
  CUSTOMER_HINTS: {
    en: 'The customer writes "{words}", which alone says little.',
    fr: 'Le client écrit « {words} », ce qui à soi seul dit peu.',
    ar: 'كتب العميل «{words}»، وهذا وحده لا يكفي.',
  },
  ASSISTANT_SAYS: {
    en: 'The assistant says so.',
    fr: 'C’est l’avis de l’assistant.',
    ar: 'هذا رأي المساعد الآلي.',
  },
  ANSWER_FOUND: {
    en: 'The answer of an attempt that was cut off is on the ticket.',
    fr: 'La réponse d’une tentative interrompue se trouve sur le ticket.',
    ar: 'على التذكرة رد من محاولة انقطعت.',
  },
  NOBODY_TO_ANSWER: {
    en: 'There is no address of a customer to answer to.',
    fr: 'Il n’y a aucune adresse de client à qui répondre.',
    ar: 'لا يوجد عنوان عميل للرد عليه.',
  },
  FROM_TEMPLATE: {
    en: 'Written from a template of the rules file.',
    fr: 'Rédigée d’après un modèle du fichier de règles.',
    ar: 'كُتب الرد من قالب في ملف القواعد.',
  },
  BY_ASSISTANT: {
    en: 'Written by the assistant.',
    fr: 'Rédigée par l’assistant.',
    ar: 'كتب الردَّ المساعدُ الآلي.',
  },
  FROM_FALLBACK: {
    en: 'Written from a template, because the assistant was not heard.',
    fr: 'Rédigée d’après un modèle, car l’assistant n’a pas répondu.',
    ar: 'كُتب الرد من قالب، لأن المساعد الآلي لم يُجب.',
  },
  ANSWER_SENT: {
    en: 'The answer was sent.',
    fr: 'La réponse a été envoyée.',
    ar: 'أُرسل الرد.',
  },
  ANSWER_DRAFTED: {
    en: 'The answer was left as a draft.',
    fr: 'La réponse a été laissée en brouillon.',
    ar: 'تُرك الرد كمسودة.',
  },
  DISMISSED_BEFORE: {
    en: 'A person dismissed this proposal.',
    fr: 'Une personne a écarté cette proposition.',
    ar: 'رفض شخص هذا المقترح.',
  },
  APPLIED_BEFORE: {
    en: 'It was applied before and is not applied again.',
    fr: 'Cela a déjà été appliqué et ne l’est pas une seconde fois.',
    ar: 'طُبّق من قبل ولا يُطبّق مرة أخرى.',
  },
  NOTHING_TO_NOTE: {
    en: 'There is nothing to note.',
    fr: 'Il n’y a rien à noter.',
    ar: 'لا شيء يستحق التدوين.',
  },
  UNDERSTOOD_NOTED: {
    en: 'What was understood is noted.',
    fr: 'Ce qui a été compris est noté.',
    ar: 'دُوّن ما فُهم.',
  },
  STATUS_AFTER_ANSWER: {
    en: 'After an answer the status is {status}.',
    fr: 'Après une réponse, le statut devient {status}.',
    ar: 'بعد الرد تصبح الحالة {status}.',
  },
  NOTE_ON_TICKET: {
    en: 'The note is on the ticket.',
    fr: 'La note est sur le ticket.',
    ar: 'الملاحظة موجودة على التذكرة.',
  },
  STATUS_IS: {
    en: 'The status is {status}.',
    fr: 'Le statut est {status}.',
    ar: 'الحالة هي {status}.',
  },
  TICKET_IN: {
    en: 'The ticket is in {department}.',
    fr: 'Le ticket est dans {department}.',
    ar: 'التذكرة في قسم {department}.',
  },
  NOTE_AND_STATUS: {
    en: 'The note and the status are on the ticket.',
    fr: 'La note et le statut sont sur le ticket.',
    ar: 'الملاحظة والحالة موجودتان على التذكرة.',
  },
  PERHAPS_SENT_DRAFTED: {
    en: 'It is not known whether an earlier attempt sent the answer, so it was left as a draft: look at the conversation in Zoho Desk before you send it.',
    fr: 'On ignore si une tentative précédente a envoyé la réponse ; elle a donc été laissée en brouillon : regardez la conversation dans Zoho Desk avant de l’envoyer.',
    ar: 'لا يُعرف هل أرسلت محاولة سابقة الرد، فتُرك كمسودة: راجع المحادثة في Zoho Desk قبل إرساله.',
  },
  PERHAPS_SENT: {
    en: 'It is not known whether an earlier attempt sent the answer: look at the conversation in Zoho Desk, and answer there.',
    fr: 'On ignore si une tentative précédente a envoyé la réponse : regardez la conversation dans Zoho Desk et répondez-y.',
    ar: 'لا يُعرف هل أرسلت محاولة سابقة الرد: راجع المحادثة في Zoho Desk وأجب من هناك.',
  },
  STALE_PERHAPS_SENT: {
    en: '{changes} since it was thought out; whether an earlier attempt sent the answer is not known',
    fr: 'depuis la proposition, {changes} ; on ignore si une tentative précédente a envoyé la réponse',
    ar: 'منذ إعداد المقترح {changes}؛ ولا يُعرف هل أرسلت محاولة سابقة الرد',
  },
  OWN_ECHO: {
    en: 'Nothing changed on the ticket since this service wrote to it.',
    fr: 'Rien n’a changé sur le ticket depuis que ce service y a écrit.',
    ar: 'لم يتغير شيء في التذكرة منذ أن كتبت فيها هذه الخدمة.',
  },
  DROPPED: { en: 'Dropped: {changes}.', fr: 'Abandonné : {changes}.', ar: 'تُرك: {changes}.' },
  STALE_SINCE: {
    en: '{changes} since it was thought out',
    fr: 'depuis la proposition, {changes}',
    ar: 'منذ إعداد المقترح {changes}',
  },
  DEFECT: {
    en: 'Something went wrong in this service; its log has the details.',
    fr: 'Une erreur s’est produite dans ce service ; son journal en contient les détails.',
    ar: 'حدث خطأ في هذه الخدمة؛ وسجلها يحتوي على التفاصيل.',
  },
} as const;
