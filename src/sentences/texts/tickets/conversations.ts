/** Who wrote on a ticket, and what prevents an answer from being written or sent. */
export const CONVERSATIONS = {
  TICKET_CLOSED: {
    en: 'The ticket is closed.',
    fr: 'Le ticket est clos.',
    ar: 'التذكرة مغلقة.',
  },
  TICKET_SPAM: {
    en: 'The ticket is marked as spam.',
    fr: 'Le ticket est marqué comme indésirable.',
    ar: 'التذكرة معلّمة كرسالة غير مرغوبة.',
  },
  TICKET_CHAT: {
    en: 'It is a chat, which is answered where it takes place.',
    fr: 'C’est une discussion en direct ; on y répond là où elle a lieu.',
    ar: 'هذه محادثة مباشرة، ويُرد عليها حيث تجري.',
  },
  MACHINE_BOUNCE: {
    en: 'It says that a mail of ours could not be delivered.',
    fr: 'Il signale qu’un de nos e-mails n’a pas pu être remis.',
    ar: 'تفيد بأن رسالة منا لم تصل.',
  },
  ONLY_OURS: {
    en: 'Only our own people have written so far.',
    fr: 'Seule notre équipe a écrit jusqu’ici.',
    ar: 'لم يكتب حتى الآن إلا فريقنا.',
  },
  MACHINE_NO_REPLY: {
    en: 'The sender is a machine that reads no answers.',
    fr: 'L’expéditeur est une machine qui ne lit pas les réponses.',
    ar: 'المرسل آلة لا تقرأ الردود.',
  },
  OWN_MESSAGE: {
    en: 'The newest message is our own and forwards no customer.',
    fr: 'Le dernier message est de nous et ne transfère aucun client.',
    ar: 'أحدث رسالة منا، ولا تحمل رسالة عميل.',
  },
  DRAFT_EXISTS: {
    en: 'A draft of an answer is on the ticket already.',
    fr: 'Un brouillon de réponse se trouve déjà sur le ticket.',
    ar: 'على التذكرة مسودة رد بالفعل.',
  },
  ANSWERED: {
    en: 'The newest message is an answer of ours.',
    fr: 'Le dernier message est une réponse de notre part.',
    ar: 'أحدث رسالة هي رد منا.',
  },
  MACHINE_AUTO_REPLY: {
    en: 'It is an automatic reply.',
    fr: 'C’est une réponse automatique.',
    ar: 'هذا رد آلي.',
  },
  MACHINE_LIST: {
    en: 'It came over a mailing list.',
    fr: 'Il est arrivé par une liste de diffusion.',
    ar: 'وصلت عبر قائمة بريدية.',
  },
  LIST_UNNAMED: {
    en: 'The list does not say its name.',
    fr: 'La liste ne dit pas son nom.',
    ar: 'لا تذكر القائمة اسمها.',
  },
  LIST_NAMED: {
    en: 'The list is {list}: if it is yours, name its address under "addresses.own" of the rules file.',
    fr: 'La liste est {list} : si elle est à vous, inscrivez son adresse sous « addresses.own » dans le fichier de règles.',
    ar: 'القائمة هي {list}: إن كانت لكم فاكتبوا عنوانها تحت «addresses.own» في ملف القواعد.',
  },
  NO_CUSTOMER: {
    en: 'Whoever wrote is not the customer, or wrote in private: a person has to answer.',
    fr: 'L’auteur n’est pas le client, ou a écrit en privé : une personne doit répondre.',
    ar: 'الكاتب ليس العميل، أو كتب بشكل خاص: يجب أن يرد شخص.',
  },
  NO_QUESTION: {
    en: 'No message of the customer waits for an answer.',
    fr: 'Aucun message du client n’attend de réponse.',
    ar: 'لا توجد رسالة من العميل تنتظر ردًا.',
  },
  ANSWERED_BY_COMMENT: {
    en: 'One of us has answered by a public comment.',
    fr: 'L’un de nous a répondu par un commentaire public.',
    ar: 'أجاب أحدنا بتعليق عام.',
  },
  OTHER_CHANNEL: {
    en: 'It came by {channel}, which is answered there and not by e-mail; "mail_channels" of the rules file can allow it.',
    fr: 'Il est arrivé par {channel} ; on y répond sur place et non par e-mail ; « mail_channels » du fichier de règles peut le permettre.',
    ar: 'وصلت عبر {channel}، ويُرد عليها هناك لا بالبريد؛ ويمكن لخيار «mail_channels» في ملف القواعد أن يسمح بذلك.',
  },
  NOT_DELIVERED: {
    en: 'A mail of ours was not delivered: check the address of the customer.',
    fr: 'Un de nos e-mails n’a pas été remis : vérifiez l’adresse du client.',
    ar: 'لم تصل رسالة منا: تحقق من عنوان العميل.',
  },
  STRANGER_WROTE: {
    en: 'Somebody else has written on the ticket since.',
    fr: 'Quelqu’un d’autre a écrit sur le ticket depuis.',
    ar: 'كتب شخص آخر على التذكرة بعد ذلك.',
  },
  OLD_DRAFT: {
    en: 'A draft from before this message is still on the ticket: do not send it as it is.',
    fr: 'Un brouillon antérieur à ce message est encore sur le ticket : ne l’envoyez pas tel quel.',
    ar: 'ما زالت على التذكرة مسودة أقدم من هذه الرسالة: لا ترسلها كما هي.',
  },
  HEADER_SAYS: {
    en: 'Its header {name} says "{value}".',
    fr: 'Son en-tête {name} indique « {value} ».',
    ar: 'ترويستها {name} تقول «{value}».',
  },
  EMPTY_RETURN_PATH: {
    en: 'Its return path is empty, so that nobody answers it.',
    fr: 'Son adresse de retour est vide, pour que personne n’y réponde.',
    ar: 'مسار الإرجاع فيها فارغ كي لا يرد عليها أحد.',
  },
  MAIL_REPORT: {
    en: 'It is a report of a mail server.',
    fr: 'C’est un rapport d’un serveur de messagerie.',
    ar: 'هذا تقرير من خادم بريد.',
  },
  CALENDAR_ANSWER: {
    en: 'It is the answer of a calendar to an invitation.',
    fr: 'C’est la réponse d’un agenda à une invitation.',
    ar: 'هذا رد تقويم على دعوة.',
  },
  NOBODY_READS: {
    en: 'Nobody reads what is sent to {address}.',
    fr: 'Personne ne lit ce qui est envoyé à {address}.',
    ar: 'لا أحد يقرأ ما يُرسل إلى {address}.',
  },
  OTHER_LANGUAGE: {
    en: 'It is written in a language that none of the answers is written in: a person should answer.',
    fr: 'Il est écrit dans une langue qui n’est celle d’aucune réponse : une personne devrait répondre.',
    ar: 'الرسالة مكتوبة بلغة لا يوجد رد بها: يجب أن يجيب شخص.',
  },
  SHARED_MAILBOX: {
    en: 'Its sender is a shared mailbox, {address}.',
    fr: 'Son expéditeur est une boîte partagée, {address}.',
    ar: 'مرسلها صندوق بريد مشترك، {address}.',
  },
  SENDER_CALLED: {
    en: 'Its sender is called "{name}".',
    fr: 'Son expéditeur s’appelle « {name} ».',
    ar: 'اسم مرسلها «{name}».',
  },
  SUBJECT_SAYS: {
    en: 'Its subject says "{words}".',
    fr: 'Son objet dit « {words} ».',
    ar: 'موضوعها يقول «{words}».',
  },
  TEXT_SAYS: {
    en: 'Its text says "{words}".',
    fr: 'Son texte dit « {words} ».',
    ar: 'نصها يقول «{words}».',
  },
} as const;
