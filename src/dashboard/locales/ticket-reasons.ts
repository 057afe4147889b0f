import type { Sentence } from '../pieces/sentence.ts';

/** Why a step of the ticket workflow ended as it did, as `src/tickets` says it. */
export const TICKET_REASONS: readonly Sentence[] = [
  {
    en: 'Events of the type {type} are logged only.',
    fr: 'Les événements du type {type} sont seulement consignés.',
    ar: 'الأحداث من النوع {type} تُسجَّل فقط.',
  },
  {
    en: 'The ticket was not looked at: set {settings} to let the service read Zoho Desk, then replay this event.',
    fr: 'Le ticket n’a pas été examiné : renseignez {settings} pour que le service puisse lire Zoho Desk, puis relancez cet événement.',
    ar: 'لم تُفحص التذكرة: اضبط {settings} كي تستطيع الخدمة قراءة Zoho Desk، ثم أعد معالجة هذا الحدث.',
  },
  {
    en: 'A later event of this ticket waits and reads its newest state.',
    fr: 'Un événement plus récent de ce ticket attend et lira son dernier état.',
    ar: 'ينتظر حدث أحدث لهذه التذكرة، وسيقرأ آخر حالة لها.',
  },
  {
    en: 'The ticket links to deal {deal}, which Zoho CRM does not have.',
    fr: 'Le ticket est relié à l’affaire {deal}, que Zoho CRM ne connaît pas.',
    ar: 'التذكرة مرتبطة بالصفقة {deal} التي لا توجد في Zoho CRM.',
  },
  {
    en: 'The ticket links to this deal.',
    fr: 'Le ticket est relié à cette affaire.',
    ar: 'التذكرة مرتبطة بهذه الصفقة.',
  },
  {
    en: 'The ticket links to deal {deal}.',
    fr: 'Le ticket est relié à l’affaire {deal}.',
    ar: 'التذكرة مرتبطة بالصفقة {deal}.',
  },
  {
    en: 'The ticket names no address of a customer.',
    fr: 'Le ticket n’indique aucune adresse de client.',
    ar: 'لا تذكر التذكرة عنوان أي عميل.',
  },
  {
    en: 'Zoho CRM has no contact with this address.',
    fr: 'Zoho CRM n’a aucun contact avec cette adresse.',
    ar: 'لا توجد في Zoho CRM جهة اتصال بهذا العنوان.',
  },
  {
    en: 'None of {count} deals fits a rule.',
    fr: 'Aucune des affaires trouvées ({count}) ne correspond à une règle.',
    ar: 'لا تنطبق أي قاعدة على الصفقات الموجودة (العدد: {count}).',
  },
  {
    en: 'Chosen of {count} by the rule "{rule}".',
    fr: 'Choisie parmi {count} par la règle « {rule} ».',
    ar: 'اختيرت من بين {count} بحسب القاعدة «{rule}».',
  },
  {
    en: 'The deal gets one note per message of the customer.',
    fr: 'L’affaire reçoit une note par message du client.',
    ar: 'تُضاف إلى الصفقة ملاحظة واحدة لكل رسالة من العميل.',
  },
  {
    en: 'The note is on the deal.',
    fr: 'La note est sur l’affaire.',
    ar: 'الملاحظة موجودة على الصفقة.',
  },
  {
    en: 'No rule asks for a change of the deal.',
    fr: 'Aucune règle ne demande de modifier l’affaire.',
    ar: 'لا تطلب أي قاعدة تغيير الصفقة.',
  },
  {
    en: 'The deal is as the rule "{rule}" wants it.',
    fr: 'L’affaire est déjà telle que la règle « {rule} » la veut.',
    ar: 'الصفقة كما تريدها القاعدة «{rule}».',
  },
  { en: 'By the rule "{rule}".', fr: 'Selon la règle « {rule} ».', ar: 'بحسب القاعدة «{rule}».' },
  {
    en: 'The deal holds these values already.',
    fr: 'L’affaire contient déjà ces valeurs.',
    ar: 'تحمل الصفقة هذه القيم بالفعل.',
  },
  { en: 'The deal was changed.', fr: 'L’affaire a été modifiée.', ar: 'تغيّرت الصفقة.' },
  {
    en: 'Neither the deal nor the words of the customer say where it belongs.',
    fr: 'Ni l’affaire ni le texte du client ne disent à quel département il revient.',
    ar: 'لا الصفقة ولا كلام العميل يدلان على القسم المناسب.',
  },
  {
    en: 'But Zoho Desk has no enabled department "{department}", or several: check the rules file.',
    fr: 'Mais Zoho Desk n’a aucun département actif « {department} », ou en a plusieurs : vérifiez le fichier de règles.',
    ar: 'لكن لا يوجد في Zoho Desk قسم مفعّل باسم «{department}»، أو يوجد أكثر من قسم: راجع ملف القواعد.',
  },
  { en: 'It is there already.', fr: 'Il s’y trouve déjà.', ar: 'وهي فيه بالفعل.' },
  {
    en: 'The ticket was moved to {department}.',
    fr: 'Le ticket a été déplacé vers {department}.',
    ar: 'نُقلت التذكرة إلى {department}.',
  },
  { en: 'The ticket is closed.', fr: 'Le ticket est clos.', ar: 'التذكرة مغلقة.' },
  {
    en: 'The ticket is marked as spam.',
    fr: 'Le ticket est marqué comme indésirable.',
    ar: 'التذكرة معلّمة كرسالة غير مرغوبة.',
  },
  {
    en: 'It is a chat, which is answered where it takes place.',
    fr: 'C’est une discussion en direct ; on y répond là où elle a lieu.',
    ar: 'هذه محادثة مباشرة، ويُرد عليها حيث تجري.',
  },
  {
    en: 'It says that a mail of ours could not be delivered.',
    fr: 'Il signale qu’un de nos e-mails n’a pas pu être remis.',
    ar: 'تفيد بأن رسالة منا لم تصل.',
  },
  {
    en: 'Only our own people have written so far.',
    fr: 'Seule notre équipe a écrit jusqu’ici.',
    ar: 'لم يكتب حتى الآن إلا فريقنا.',
  },
  {
    en: 'The sender is a machine that reads no answers.',
    fr: 'L’expéditeur est une machine qui ne lit pas les réponses.',
    ar: 'المرسل آلة لا تقرأ الردود.',
  },
  {
    en: 'The newest message is our own and forwards no customer.',
    fr: 'Le dernier message est de nous et ne transfère aucun client.',
    ar: 'أحدث رسالة منا، ولا تحمل رسالة عميل.',
  },
  {
    en: 'A draft of an answer is on the ticket already.',
    fr: 'Un brouillon de réponse se trouve déjà sur le ticket.',
    ar: 'على التذكرة مسودة رد بالفعل.',
  },
  {
    en: 'The newest message is an answer of ours.',
    fr: 'Le dernier message est une réponse de notre part.',
    ar: 'أحدث رسالة هي رد منا.',
  },
  {
    en: 'It is an automatic reply.',
    fr: 'C’est une réponse automatique.',
    ar: 'هذا رد آلي.',
  },
  {
    en: 'It came over a mailing list.',
    fr: 'Il est arrivé par une liste de diffusion.',
    ar: 'وصلت عبر قائمة بريدية.',
  },
  {
    en: 'The list does not say its name.',
    fr: 'La liste ne dit pas son nom.',
    ar: 'لا تذكر القائمة اسمها.',
  },
  {
    en: 'The list is {list}: if it is yours, name its address under "addresses.own" of the rules file.',
    fr: 'La liste est {list} : si elle est à vous, inscrivez son adresse sous « addresses.own » dans le fichier de règles.',
    ar: 'القائمة هي {list}: إن كانت لكم فاكتبوا عنوانها تحت «addresses.own» في ملف القواعد.',
  },
  {
    en: 'Whoever wrote is not the customer, or wrote in private: a person has to answer.',
    fr: 'L’auteur n’est pas le client, ou a écrit en privé : une personne doit répondre.',
    ar: 'الكاتب ليس العميل، أو كتب بشكل خاص: يجب أن يرد شخص.',
  },
  {
    en: 'No message of the customer waits for an answer.',
    fr: 'Aucun message du client n’attend de réponse.',
    ar: 'لا توجد رسالة من العميل تنتظر ردًا.',
  },
  {
    en: 'One of us has answered by a public comment.',
    fr: 'L’un de nous a répondu par un commentaire public.',
    ar: 'أجاب أحدنا بتعليق عام.',
  },
  {
    en: 'It came by {channel}, which is answered there and not by e-mail; "mail_channels" of the rules file can allow it.',
    fr: 'Il est arrivé par {channel} ; on y répond sur place et non par e-mail ; « mail_channels » du fichier de règles peut le permettre.',
    ar: 'وصلت عبر {channel}، ويُرد عليها هناك لا بالبريد؛ ويمكن لخيار «mail_channels» في ملف القواعد أن يسمح بذلك.',
  },
  {
    en: 'A mail of ours was not delivered: check the address of the customer.',
    fr: 'Un de nos e-mails n’a pas été remis : vérifiez l’adresse du client.',
    ar: 'لم تصل رسالة منا: تحقق من عنوان العميل.',
  },
  {
    en: 'Somebody else has written on the ticket since.',
    fr: 'Quelqu’un d’autre a écrit sur le ticket depuis.',
    ar: 'كتب شخص آخر على التذكرة بعد ذلك.',
  },
  {
    en: 'A draft from before this message is still on the ticket: do not send it as it is.',
    fr: 'Un brouillon antérieur à ce message est encore sur le ticket : ne l’envoyez pas tel quel.',
    ar: 'ما زالت على التذكرة مسودة أقدم من هذه الرسالة: لا ترسلها كما هي.',
  },
  {
    en: 'As many letters as the settings allow went to this address today without a person, so this one waits for one.',
    fr: 'Cette adresse a déjà reçu aujourd’hui, sans intervention humaine, autant de réponses que les réglages le permettent ; celle-ci attend donc une personne.',
    ar: 'وصل إلى هذا العنوان اليوم، دون تدخل بشري، أكبر عدد من الردود تسمح به الإعدادات، فهذا الرد ينتظر شخصًا.',
  },
  {
    en: 'The link to the deal was lost with the move: set it by hand.',
    fr: 'Le lien vers l’affaire a été perdu lors du déplacement : remettez-le à la main.',
    ar: 'فُقد الربط بالصفقة عند النقل: أعده يدويًا.',
  },
  {
    en: 'A newer proposal took its place.',
    fr: 'Une proposition plus récente l’a remplacée.',
    ar: 'حلّ محله مقترح أحدث.',
  },
  {
    en: 'Zoho Desk no longer has the ticket: it was deleted or merged into another one.',
    fr: 'Zoho Desk n’a plus ce ticket : il a été supprimé ou fusionné avec un autre.',
    ar: 'لم تعد التذكرة في Zoho Desk: حُذفت أو دُمجت في تذكرة أخرى.',
  },
  {
    en: 'Its header {name} says "{value}".',
    fr: 'Son en-tête {name} indique « {value} ».',
    ar: 'ترويستها {name} تقول «{value}».',
  },
  {
    en: 'Its return path is empty, so that nobody answers it.',
    fr: 'Son adresse de retour est vide, pour que personne n’y réponde.',
    ar: 'مسار الإرجاع فيها فارغ كي لا يرد عليها أحد.',
  },
  {
    en: 'It is a report of a mail server.',
    fr: 'C’est un rapport d’un serveur de messagerie.',
    ar: 'هذا تقرير من خادم بريد.',
  },
  {
    en: 'It is the answer of a calendar to an invitation.',
    fr: 'C’est la réponse d’un agenda à une invitation.',
    ar: 'هذا رد تقويم على دعوة.',
  },
  {
    en: 'Nobody reads what is sent to {address}.',
    fr: 'Personne ne lit ce qui est envoyé à {address}.',
    ar: 'لا أحد يقرأ ما يُرسل إلى {address}.',
  },
  {
    en: 'It is written in a language that none of the answers is written in: a person should answer.',
    fr: 'Il est écrit dans une langue qui n’est celle d’aucune réponse : une personne devrait répondre.',
    ar: 'الرسالة مكتوبة بلغة لا يوجد رد بها: يجب أن يجيب شخص.',
  },
  {
    en: 'Its sender is a shared mailbox, {address}.',
    fr: 'Son expéditeur est une boîte partagée, {address}.',
    ar: 'مرسلها صندوق بريد مشترك، {address}.',
  },
  {
    en: 'Its sender is called "{name}".',
    fr: 'Son expéditeur s’appelle « {name} ».',
    ar: 'اسم مرسلها «{name}».',
  },
  {
    en: 'Its subject says "{words}".',
    fr: 'Son objet dit « {words} ».',
    ar: 'موضوعها يقول «{words}».',
  },
  {
    en: 'Its text says "{words}".',
    fr: 'Son texte dit « {words} ».',
    ar: 'نصها يقول «{words}».',
  },
  {
    en: 'The field of the link holds something else that a person wrote; it is left alone.',
    fr: 'Le champ du lien contient autre chose, écrit par une personne ; il n’est pas touché.',
    ar: 'في حقل الربط شيء آخر كتبه شخص، فتُرك كما هو.',
  },
  {
    en: 'The deal fits the rule "{rule}".',
    fr: 'L’affaire correspond à la règle « {rule} ».',
    ar: 'تنطبق القاعدة «{rule}» على الصفقة.',
  },
  {
    en: 'The customer writes "{words}".',
    fr: 'Le client écrit « {words} ».',
    ar: 'كتب العميل «{words}».',
  },
  {
    en: 'The customer writes "{words}", which alone says little.',
    fr: 'Le client écrit « {words} », ce qui à soi seul dit peu.',
    ar: 'كتب العميل «{words}»، وهذا وحده لا يكفي.',
  },
  { en: 'The assistant says so.', fr: 'C’est l’avis de l’assistant.', ar: 'هذا رأي المساعد الآلي.' },
  {
    en: 'The answer of an attempt that was cut off is on the ticket.',
    fr: 'La réponse d’une tentative interrompue se trouve sur le ticket.',
    ar: 'على التذكرة رد من محاولة انقطعت.',
  },
  {
    en: 'There is no address of a customer to answer to.',
    fr: 'Il n’y a aucune adresse de client à qui répondre.',
    ar: 'لا يوجد عنوان عميل للرد عليه.',
  },
  {
    en: 'Written from a template of the rules file.',
    fr: 'Rédigée d’après un modèle du fichier de règles.',
    ar: 'كُتب الرد من قالب في ملف القواعد.',
  },
  { en: 'Written by the assistant.', fr: 'Rédigée par l’assistant.', ar: 'كتب الردَّ المساعدُ الآلي.' },
  {
    en: 'Written from a template, because the assistant was not heard.',
    fr: 'Rédigée d’après un modèle, car l’assistant n’a pas répondu.',
    ar: 'كُتب الرد من قالب، لأن المساعد الآلي لم يُجب.',
  },
  { en: 'The answer was sent.', fr: 'La réponse a été envoyée.', ar: 'أُرسل الرد.' },
  {
    en: 'The answer was left as a draft.',
    fr: 'La réponse a été laissée en brouillon.',
    ar: 'تُرك الرد كمسودة.',
  },
  {
    en: 'A person dismissed this proposal.',
    fr: 'Une personne a écarté cette proposition.',
    ar: 'رفض شخص هذا المقترح.',
  },
  {
    en: 'It was applied before and is not applied again.',
    fr: 'Cela a déjà été appliqué et ne l’est pas une seconde fois.',
    ar: 'طُبّق من قبل ولا يُطبّق مرة أخرى.',
  },
  { en: 'There is nothing to note.', fr: 'Il n’y a rien à noter.', ar: 'لا شيء يستحق التدوين.' },
  { en: 'What was understood is noted.', fr: 'Ce qui a été compris est noté.', ar: 'دُوّن ما فُهم.' },
  {
    en: 'After an answer the status is {status}.',
    fr: 'Après une réponse, le statut devient {status}.',
    ar: 'بعد الرد تصبح الحالة {status}.',
  },
  {
    en: 'The note is on the ticket.',
    fr: 'La note est sur le ticket.',
    ar: 'الملاحظة موجودة على التذكرة.',
  },
  { en: 'The status is {status}.', fr: 'Le statut est {status}.', ar: 'الحالة هي {status}.' },
  {
    en: 'The ticket is in {department}.',
    fr: 'Le ticket est dans {department}.',
    ar: 'التذكرة في قسم {department}.',
  },
  {
    en: 'The note and the status are on the ticket.',
    fr: 'La note et le statut sont sur le ticket.',
    ar: 'الملاحظة والحالة موجودتان على التذكرة.',
  },
  {
    en: 'It is not known whether an earlier attempt sent the answer, so it was left as a draft: look at the conversation in Zoho Desk before you send it.',
    fr: 'On ignore si une tentative précédente a envoyé la réponse ; elle a donc été laissée en brouillon : regardez la conversation dans Zoho Desk avant de l’envoyer.',
    ar: 'لا يُعرف هل أرسلت محاولة سابقة الرد، فتُرك كمسودة: راجع المحادثة في Zoho Desk قبل إرساله.',
  },
  {
    en: 'It is not known whether an earlier attempt sent the answer: look at the conversation in Zoho Desk, and answer there.',
    fr: 'On ignore si une tentative précédente a envoyé la réponse : regardez la conversation dans Zoho Desk et répondez-y.',
    ar: 'لا يُعرف هل أرسلت محاولة سابقة الرد: راجع المحادثة في Zoho Desk وأجب من هناك.',
  },
  {
    en: '{changes} since it was thought out; whether an earlier attempt sent the answer is not known',
    fr: 'Depuis la proposition : {changes}. On ignore si une tentative précédente a envoyé la réponse.',
    ar: 'منذ إعداد المقترح: {changes}. ولا يُعرف هل أرسلت محاولة سابقة الرد.',
  },
  {
    en: 'Nothing changed on the ticket since this service wrote to it.',
    fr: 'Rien n’a changé sur le ticket depuis que ce service y a écrit.',
    ar: 'لم يتغير شيء في التذكرة منذ أن كتبت فيها هذه الخدمة.',
  },
  {
    en: 'Dropped: {changes} since it was thought out.',
    fr: 'Abandonné, car depuis la proposition : {changes}.',
    ar: 'تُرك، لأنه منذ إعداد المقترح: {changes}.',
  },
  { en: 'Dropped: {changes}.', fr: 'Abandonné : {changes}.', ar: 'تُرك: {changes}.' },
  {
    en: '{changes} since it was thought out',
    fr: 'Depuis la proposition : {changes}.',
    ar: 'منذ إعداد المقترح: {changes}.',
  },
  {
    en: 'Something went wrong in this service; its log has the details.',
    fr: 'Une erreur s’est produite dans ce service ; son journal en contient les détails.',
    ar: 'حدث خطأ في هذه الخدمة؛ وسجلها يحتوي على التفاصيل.',
  },
];
