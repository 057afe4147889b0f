/** What Zoho CRM, Zoho Desk and their accounts refuse. */
export const ZOHO = {
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
