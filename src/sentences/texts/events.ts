/** Why an event fails or waits, outside Moodle. */
export const EVENTS = {
  REDIRECTED: {
    en: '{system} redirects to {address}, which is not followed.',
    fr: '{system} redirige vers {address}, ce qui n’est pas suivi.',
    ar: 'يحوّل {system} إلى {address}، ولا يُتبع ذلك.',
  },
  EMAIL_MISSING: {
    en: 'Academic_Email is missing. Fill it in on the student in Zoho CRM, then save.',
    fr: 'Academic_Email est vide. Renseignez-le sur la fiche de l’étudiant dans Zoho CRM, puis enregistrez.',
    ar: 'الحقل Academic_Email فارغ. املأه في سجل الطالب في Zoho CRM ثم احفظ.',
  },
  EMAIL_MALFORMED: {
    en: 'Academic_Email is malformed. It must look like name@school.example.',
    fr: 'Academic_Email n’est pas une adresse valable. Elle doit ressembler à nom@ecole.example.',
    ar: 'الحقل Academic_Email ليس عنوانًا صحيحًا. يجب أن يكون على شكل name@school.example.',
  },
  NUMBER_TAKEN: {
    en: 'Student_ID_Number {number} is already used by record {record}. Give one of the two another number in Zoho CRM.',
    fr: 'Student_ID_Number {number} est déjà utilisé par la fiche {record}. Donnez un autre numéro à l’une des deux dans Zoho CRM.',
    ar: 'رقم الطالب Student_ID_Number ‏{number} مستخدم في السجل {record}. أعطِ أحد السجلين رقمًا آخر في Zoho CRM.',
  },
  EMAIL_NOT_CARRIED: {
    en: 'Academic_Email is missing. The body of the webhook does not carry it, and the student is not known yet: add the field there, then save the student again.',
    fr: 'Academic_Email manque. Le corps du webhook ne le porte pas, et l’étudiant n’est pas encore connu : ajoutez-y le champ, puis enregistrez de nouveau l’étudiant.',
    ar: 'الحقل Academic_Email غير موجود. لا يحمله محتوى خطاف الويب، والطالب غير معروف بعد: أضف الحقل إليه ثم احفظ الطالب من جديد.',
  },
  NUMBER_STILL_TAKEN: {
    en: 'Student_ID_Number {number} is still that of record {record}. This event waits for the one that changes it there.',
    fr: 'Student_ID_Number {number} est encore celui de la fiche {record}. Cet événement attend celui qui l’y change.',
    ar: 'رقم الطالب Student_ID_Number ‏{number} ما زال للسجل {record}. ينتظر هذا الحدث الحدث الذي يغيّره هناك.',
  },
  RECORD_ID_BAD: {
    en: 'The record id {record} {reason}. Send the whole id of the record as text in the body of the webhook.',
    fr: 'L’identifiant de fiche {record} {reason}. Envoyez l’identifiant entier de la fiche, comme texte, dans le corps du webhook.',
    ar: 'معرّف السجل {record} {reason}. أرسل معرّف السجل كاملًا كنص في محتوى خطاف الويب.',
  },
  MODULE_NEARLY: {
    en: 'The module {module} is not {ours}, though nearly. If its records are the students, write {ours} into the body of the webhook in Zoho CRM, then save the student again.',
    fr: 'Le module {module} n’est pas {ours}, mais presque. Si ses fiches sont celles des étudiants, écrivez {ours} dans le corps du webhook dans Zoho CRM, puis enregistrez de nouveau l’étudiant.',
    ar: 'الوحدة {module} ليست {ours} لكنها قريبة منها. إذا كانت سجلاتها هي الطلاب، فاكتب {ours} في محتوى خطاف الويب في Zoho CRM ثم احفظ الطالب من جديد.',
  },
  CARRIED_NOTHING_KNOWN: {
    en: 'The webhook carried no field of the student that is known here, only {keys}. Set ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN so that the record can be read from Zoho CRM, or add the fields to the body of the webhook; then replay this event.',
    fr: 'Le webhook ne portait aucun champ de l’étudiant connu ici, seulement {keys}. Renseignez ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET et ZOHO_REFRESH_TOKEN pour que la fiche puisse être lue dans Zoho CRM, ou ajoutez les champs au corps du webhook ; puis relancez cet événement.',
    ar: 'لم يحمل خطاف الويب أي حقل معروف هنا للطالب، بل {keys} فقط. اضبط ZOHO_CLIENT_ID و ZOHO_CLIENT_SECRET و ZOHO_REFRESH_TOKEN كي يُقرأ السجل من Zoho CRM، أو أضف الحقول إلى محتوى خطاف الويب، ثم أعد معالجة هذا الحدث.',
  },
  PART_REFUSED: {
    en: 'One part of a delivery was refused, the others were kept: {problem}',
    fr: 'Une partie d’un envoi a été refusée, les autres ont été gardées : {problem}',
    ar: 'رُفض جزء من الإرسال وحُفظت الأجزاء الأخرى: {problem}',
  },
  CRM_NO_MODULE: {
    en: 'Zoho CRM has no module {module} for us ({code}). The API name of the module has to be this one; it stands in Zoho CRM under Setup, Developer Hub, APIs & SDKs, API names. The user behind the token must see the module.',
    fr: 'Zoho CRM n’a pas de module {module} pour nous ({code}). Le nom d’API du module doit être celui-ci ; il se trouve dans Zoho CRM sous Setup, Developer Hub, APIs & SDKs, API names. L’utilisateur du jeton doit voir le module.',
    ar: 'لا توجد في Zoho CRM وحدة {module} متاحة لنا ({code}). يجب أن يكون اسم الوحدة البرمجي هو هذا، وتجده في Zoho CRM ضمن Setup ثم Developer Hub ثم APIs & SDKs ثم API names. ويجب أن يرى مستخدم الرمز هذه الوحدة.',
  },
  CRM_CANNOT_WORK: {
    en: 'Zoho CRM cannot work just now ({code}).',
    fr: 'Zoho CRM n’est pas disponible pour le moment ({code}).',
    ar: 'لا يستطيع Zoho CRM العمل الآن ({code}).',
  },
  ACCOUNT_ELSEWHERE: {
    en: '{system} redirects to {address}. If the account is there, set ZOHO_DATACENTER to its data centre, or {key} to that address, and start again.',
    fr: '{system} renvoie vers {address}. Si le compte s’y trouve, donnez à ZOHO_DATACENTER son centre de données, ou à {key} cette adresse, et redémarrez.',
    ar: 'يحيل {system} إلى {address}. إذا كان الحساب هناك فاضبط ZOHO_DATACENTER على مركز بياناته، أو {key} على ذلك العنوان، ثم أعد التشغيل.',
  },
  RECORD_ID_MISSING: {
    en: 'The record id is missing. Add it to the body of the webhook in Zoho CRM.',
    fr: 'L’identifiant de la fiche manque. Ajoutez-le au corps du webhook dans Zoho CRM.',
    ar: 'معرّف السجل غير موجود. أضفه إلى محتوى خطاف الويب في Zoho CRM.',
  },
  MERGE_FIELD_UNFILLED: {
    en: "Zoho did not fill in the merge field {field}. Choose the record id from the list of merge fields in the webhook's body.",
    fr: 'Zoho n’a pas rempli le champ de fusion {field}. Choisissez l’identifiant de la fiche dans la liste des champs de fusion du corps du webhook.',
    ar: 'لم يملأ Zoho حقل الدمج {field}. اختر معرّف السجل من قائمة حقول الدمج في محتوى خطاف الويب.',
  },
  CARRIED_ONLY_ID: {
    en: 'The webhook carried only the record id. Set ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN so that the record can be read from Zoho CRM, or add the fields to the body of the webhook; then replay this event.',
    fr: 'Le webhook ne portait que l’identifiant de la fiche. Renseignez ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET et ZOHO_REFRESH_TOKEN pour que la fiche puisse être lue dans Zoho CRM, ou ajoutez les champs au corps du webhook ; puis relancez cet événement.',
    ar: 'حمل خطاف الويب معرّف السجل فقط. اضبط ZOHO_CLIENT_ID و ZOHO_CLIENT_SECRET و ZOHO_REFRESH_TOKEN كي يُقرأ السجل من Zoho CRM، أو أضف الحقول إلى محتوى خطاف الويب، ثم أعد معالجة هذا الحدث.',
  },
  CRM_NO_RECORD: {
    en: 'Zoho CRM has no record {record} in {module}. It was deleted meanwhile, or the id is of another module.',
    fr: 'Zoho CRM n’a pas de fiche {record} dans {module}. Elle a été supprimée entre-temps, ou l’identifiant est celui d’un autre module.',
    ar: 'لا يوجد في Zoho CRM السجل {record} ضمن {module}. ربما حُذف، أو أن المعرّف لوحدة أخرى.',
  },
  CRM_RECORD_LOCKED: {
    en: 'The record is locked in Zoho CRM, for example by an approval. It is tried again later.',
    fr: 'La fiche est verrouillée dans Zoho CRM, par exemple par une approbation. Une nouvelle tentative sera faite plus tard.',
    ar: 'السجل مقفل في Zoho CRM، بسبب موافقة مثلًا. ستُعاد المحاولة لاحقًا.',
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
  REFRESH_TOKEN_REFUSED: {
    en: 'Zoho does not accept ZOHO_REFRESH_TOKEN: it is wrong or was revoked. Make a new one.',
    fr: 'Zoho n’accepte pas ZOHO_REFRESH_TOKEN : il est faux ou a été révoqué. Créez-en un nouveau.',
    ar: 'لا يقبل Zoho قيمة ZOHO_REFRESH_TOKEN: هي خاطئة أو أُلغيت. أنشئ قيمة جديدة.',
  },
  CLIENT_ID_UNKNOWN: {
    en: 'Zoho does not know ZOHO_CLIENT_ID in this data centre. Check it, and ZOHO_DATACENTER.',
    fr: 'Zoho ne connaît pas ZOHO_CLIENT_ID dans ce centre de données. Vérifiez-le, ainsi que ZOHO_DATACENTER.',
    ar: 'لا يعرف Zoho قيمة ZOHO_CLIENT_ID في مركز البيانات هذا. تحقق منها ومن ZOHO_DATACENTER.',
  },
  CLIENT_SECRET_REFUSED: {
    en: 'Zoho does not accept ZOHO_CLIENT_SECRET.',
    fr: 'Zoho n’accepte pas ZOHO_CLIENT_SECRET.',
    ar: 'لا يقبل Zoho قيمة ZOHO_CLIENT_SECRET.',
  },
  TOO_MANY_TOKENS: {
    en: 'Zoho gives no more tokens for now: more than ten were asked for in ten minutes.',
    fr: 'Zoho ne donne plus de jetons pour le moment : plus de dix ont été demandés en dix minutes.',
    ar: 'لا يعطي Zoho مزيدًا من الرموز الآن: طُلب أكثر من عشرة خلال عشر دقائق.',
  },
  TICKET_IN_BIN: {
    en: 'The ticket is in the bin of Zoho Desk.',
    fr: 'Le ticket est dans la corbeille de Zoho Desk.',
    ar: 'التذكرة في سلة محذوفات Zoho Desk.',
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
  RECORDS_KEPT_CHANGING: {
    en: 'Other records kept changing at the same moment.',
    fr: 'D’autres fiches changeaient sans cesse au même moment.',
    ar: 'ظلّت سجلات أخرى تتغير في اللحظة نفسها.',
  },
  UNEXPECTED_ERROR: {
    en: 'The service met an unexpected error; its log has the details.',
    fr: 'Le service a rencontré une erreur inattendue ; son journal donne les détails.',
    ar: 'واجهت الخدمة خطأ غير متوقع، وتفاصيله في سجلها.',
  },
  NO_ACCESS_TOKEN: {
    en: 'Zoho gave no access token.',
    fr: 'Zoho n’a pas donné de jeton d’accès.',
    ar: 'لم يعطِ Zoho رمز وصول.',
  },
  FRESH_TOKEN_REFUSED: {
    en: '{system} refuses a token that Zoho has just made. Check ZOHO_DATACENTER.',
    fr: '{system} refuse un jeton que Zoho vient de créer. Vérifiez ZOHO_DATACENTER.',
    ar: 'يرفض {system} رمزًا أنشأه Zoho للتو. تحقق من ZOHO_DATACENTER.',
  },
  CRM_SCOPES_MISSING: {
    en: 'To {deed} the Zoho token lacks {scopes}. Make a refresh token that has {them}.',
    fr: 'Pour {deed}, il manque au jeton Zoho {scopes}. Créez un jeton d’actualisation qui a {them}.',
    ar: 'ينقص رمزَ Zoho {scopes} من أجل {deed}. أنشئ رمز تحديث يتضمن {them}.',
  },
  DESK_SCOPE_MISSING: {
    en: 'The Zoho token lacks the scope {scope}, needed to {deed}. Make a refresh token that has it.',
    fr: 'Il manque au jeton Zoho le droit {scope}, nécessaire pour {deed}. Créez un jeton d’actualisation qui l’a.',
    ar: 'ينقص رمزَ Zoho النطاق {scope} اللازم من أجل {deed}. أنشئ رمز تحديث يتضمنه.',
  },
  CRM_RIGHT_MISSING: {
    en: 'The Zoho user behind the token may not {deed}. Give the user the right in Zoho CRM.',
    fr: 'L’utilisateur Zoho du jeton n’a pas ce droit : {deed}. Donnez-lui ce droit dans Zoho CRM.',
    ar: 'لا يحق لمستخدم Zoho صاحب الرمز: {deed}. امنحه هذا الحق في Zoho CRM.',
  },
  DESK_RIGHT_MISSING: {
    en: 'The Zoho user behind the token may not {deed}. Give it the right in Zoho Desk.',
    fr: 'L’utilisateur Zoho du jeton n’a pas ce droit : {deed}. Donnez-lui ce droit dans Zoho Desk.',
    ar: 'لا يحق لمستخدم Zoho صاحب الرمز: {deed}. امنحه هذا الحق في Zoho Desk.',
  },
  DESK_ORGANISATION_UNKNOWN: {
    en: 'Zoho Desk does not know the organisation. Check ZOHO_DESK_ORG_ID.',
    fr: 'Zoho Desk ne connaît pas l’organisation. Vérifiez ZOHO_DESK_ORG_ID.',
    ar: 'لا يعرف Zoho Desk المؤسسة. تحقق من ZOHO_DESK_ORG_ID.',
  },
  DESK_OTHER_ORGANISATION: {
    en: 'The Zoho account behind the token does not belong to this organisation. Check ZOHO_DESK_ORG_ID.',
    fr: 'Le compte Zoho du jeton n’appartient pas à cette organisation. Vérifiez ZOHO_DESK_ORG_ID.',
    ar: 'حساب Zoho صاحب الرمز لا ينتمي إلى هذه المؤسسة. تحقق من ZOHO_DESK_ORG_ID.',
  },
  DESK_NO_200: {
    en: 'Zoho Desk called the address of the webhook and got no 200. It must be reachable from the internet, path included.',
    fr: 'Zoho Desk a appelé l’adresse du webhook sans recevoir de réponse 200. Elle doit être joignable depuis Internet, chemin compris.',
    ar: 'اتصل Zoho Desk بعنوان خطاف الويب ولم يتلق الجواب 200. يجب أن يكون العنوان متاحًا من الإنترنت، مع المسار.',
  },
  DESK_NO_TICKET: {
    en: 'Zoho Desk has no ticket {ticket}. It was deleted, or the id is wrong.',
    fr: 'Zoho Desk n’a pas de ticket {ticket}. Il a été supprimé, ou l’identifiant est faux.',
    ar: 'لا توجد في Zoho Desk التذكرة {ticket}. ربما حُذفت، أو أن المعرّف خاطئ.',
  },
  DESK_LACKS_WHAT_IS_NAMED: {
    en: 'Zoho Desk cannot {deed}: it does not have what is named there.',
    fr: 'Zoho Desk ne peut pas {deed} : ce qui y est nommé n’existe pas.',
    ar: 'لا يستطيع Zoho Desk تنفيذ العملية ({deed}): ما ذُكر فيها غير موجود.',
  },
  REPLY_PERHAPS_SENT: {
    en: 'It is not known whether the reply was sent; the next attempt looks first.',
    fr: 'On ne sait pas si la réponse est partie ; la prochaine tentative le vérifie d’abord.',
    ar: 'لا يُعرف هل أُرسل الرد؛ المحاولة التالية تتحقق أولًا.',
  },
  NO_REPLY_ADDRESS: {
    en: 'The department has no verified address to answer from. Add one in Zoho Desk, Setup, Channels, Email.',
    fr: 'Le département n’a aucune adresse vérifiée pour répondre. Ajoutez-en une dans Zoho Desk : Setup, Channels, Email.',
    ar: 'ليس للقسم عنوان موثّق للرد منه. أضف عنوانًا في Zoho Desk: ‏Setup ثم Channels ثم Email.',
  },
  CRM_TOO_MANY_ROWS: {
    en: 'Zoho CRM has more than {count} rows to {deed}; that is too many to be sure of the right one.',
    fr: 'Zoho CRM a plus de {count} lignes pour cette opération ({deed}) : c’est trop pour être sûr de la bonne.',
    ar: 'لدى Zoho CRM أكثر من {count} صف لهذه العملية ({deed})، وهذا أكثر من أن نتأكد من الصحيح.',
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
  MODULE_LOGGED_ONLY: {
    en: 'Module {module} is logged only; the service acts on {acted}.',
    fr: 'Le module {module} est seulement consigné ; le service agit sur {acted}.',
    ar: 'الوحدة {module} تُسجَّل فقط؛ تعمل الخدمة على {acted}.',
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
  DESK_TICKET_CLOSED_TO_US: {
    en: 'Zoho Desk does not let the user behind the token read ticket {id}, though it may read others: give it access to the department of the ticket, then replay this event.',
    fr: 'Zoho Desk ne laisse pas l’utilisateur du jeton lire le ticket {id}, alors qu’il peut en lire d’autres : donnez-lui accès au département du ticket, puis relancez cet événement.',
    ar: 'لا يسمح Zoho Desk لصاحب الرمز بقراءة التذكرة {id} مع أنه يقرأ غيرها: امنحه حق الوصول إلى قسم التذكرة، ثم أعد معالجة هذا الحدث.',
  },
  DESK_ADDRESS_UNKNOWN: {
    en: 'Zoho Desk does not know the address of the call to {call}. Check ZOHO_DESK_URL and ZOHO_DATACENTER.',
    fr: 'Zoho Desk ne connaît pas l’adresse de l’appel pour {call}. Vérifiez ZOHO_DESK_URL et ZOHO_DATACENTER.',
    ar: 'لا يعرف Zoho Desk عنوان الاستدعاء من أجل {call}. تحقق من ZOHO_DESK_URL و ZOHO_DATACENTER.',
  },
} as const;
