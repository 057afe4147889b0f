import type { Sentence } from '../pieces/sentence.ts';

/**
 * What can be wrong, as the log says it in English, and the same for those who read French or Arabic. `{…}` stands for
 * what differs each time. A sentence that is not here is shown in English.
 */
export const PROBLEMS: readonly Sentence[] = [
  {
    en: 'Academic_Email is missing. Fill it in on the student in Zoho CRM, then save.',
    fr: 'Academic_Email est vide. Renseignez-le sur la fiche de l’étudiant dans Zoho CRM, puis enregistrez.',
    ar: 'الحقل Academic_Email فارغ. املأه في سجل الطالب في Zoho CRM ثم احفظ.',
  },
  {
    en: 'Academic_Email is malformed. It must look like name@school.example.',
    fr: 'Academic_Email n’est pas une adresse valable. Elle doit ressembler à nom@ecole.example.',
    ar: 'الحقل Academic_Email ليس عنوانًا صحيحًا. يجب أن يكون على شكل name@school.example.',
  },
  {
    en: 'Student_ID_Number {number} is already used by record {record}. Give one of the two another number in Zoho CRM.',
    fr: 'Student_ID_Number {number} est déjà utilisé par la fiche {record}. Donnez un autre numéro à l’une des deux dans Zoho CRM.',
    ar: 'رقم الطالب Student_ID_Number ‏{number} مستخدم في السجل {record}. أعطِ أحد السجلين رقمًا آخر في Zoho CRM.',
  },
  {
    en: 'Moodle_User_ID not found in Moodle: it has no user {user}. Correct or empty the field on the student in Zoho CRM, then save.',
    fr: 'Moodle_User_ID introuvable dans Moodle : il n’y a pas d’utilisateur {user}. Corrigez ou videz le champ sur la fiche de l’étudiant dans Zoho CRM, puis enregistrez.',
    ar: 'لم يُعثر على Moodle_User_ID في Moodle: لا يوجد فيه المستخدم {user}. صحّح الحقل أو أفرغه في سجل الطالب في Zoho CRM ثم احفظ.',
  },
  {
    en: 'Moodle has {count} users with the same {field} as this student. Leave it on the right one only, then replay this event.',
    fr: 'Moodle a {count} utilisateurs avec le même {field} que cet étudiant. Laissez-le au bon utilisateur seulement, puis relancez cet événement.',
    ar: 'في Moodle عدد {count} من المستخدمين لهم {field} نفسه الذي لهذا الطالب. أبقه لدى المستخدم الصحيح فقط ثم أعد معالجة هذا الحدث.',
  },
  {
    en: 'The Moodle user {user} belongs to another CRM record: its ID number is {number}. Correct the ID number in Moodle, or the e-mail, number or Moodle id of one of the two students in Zoho CRM.',
    fr: 'L’utilisateur Moodle {user} appartient à une autre fiche du CRM : son numéro d’identification est {number}. Corrigez ce numéro dans Moodle, ou bien l’adresse, le numéro ou l’identifiant Moodle de l’un des deux étudiants dans Zoho CRM.',
    ar: 'مستخدم Moodle ‏{user} يخص سجلًا آخر في CRM: رقم تعريفه {number}. صحّح رقم التعريف في Moodle، أو صحّح في Zoho CRM البريد أو الرقم أو معرّف Moodle لأحد الطالبين.',
  },
  {
    en: 'Moodle does not accept this Academic_Email. Correct it in Zoho CRM: at most 100 Latin letters, digits and signs.',
    fr: 'Moodle n’accepte pas cet Academic_Email. Corrigez-le dans Zoho CRM : au plus 100 lettres latines, chiffres et signes.',
    ar: 'لا يقبل Moodle قيمة Academic_Email هذه. صحّحها في Zoho CRM: مئة حرف لاتيني أو رقم أو رمز على الأكثر.',
  },
  {
    en: 'Moodle has no free username for this student.',
    fr: 'Moodle n’a plus de nom d’utilisateur libre pour cet étudiant.',
    ar: 'لا يوجد في Moodle اسم مستخدم متاح لهذا الطالب.',
  },
  {
    en: 'Moodle cannot work just now ({code}).',
    fr: 'Moodle n’est pas disponible pour le moment ({code}).',
    ar: 'لا يستطيع Moodle العمل الآن ({code}).',
  },
  {
    en: 'Moodle answered with something that is no JSON: a maintenance page, or a notice of PHP before the answer.',
    fr: 'Moodle a répondu autre chose que du JSON : une page de maintenance, ou un message de PHP avant la réponse.',
    ar: 'أجاب Moodle بما ليس JSON: صفحة صيانة، أو رسالة من PHP قبل الجواب.',
  },
  {
    en: 'The service of MOODLE_TOKEN lacks {functions}. Add it to the service in Moodle.',
    fr: 'Il manque {functions} au service de MOODLE_TOKEN. Ajoutez-le au service dans Moodle.',
    ar: 'تنقص {functions} من خدمة MOODLE_TOKEN. أضفها إلى الخدمة في Moodle.',
  },
  {
    en: 'The record id is missing. Add it to the body of the webhook in Zoho CRM.',
    fr: 'L’identifiant de la fiche manque. Ajoutez-le au corps du webhook dans Zoho CRM.',
    ar: 'معرّف السجل غير موجود. أضفه إلى محتوى خطاف الويب في Zoho CRM.',
  },
  {
    en: "Zoho did not fill in the merge field {field}. Choose the record id from the list of merge fields in the webhook's body.",
    fr: 'Zoho n’a pas rempli le champ de fusion {field}. Choisissez l’identifiant de la fiche dans la liste des champs de fusion du corps du webhook.',
    ar: 'لم يملأ Zoho حقل الدمج {field}. اختر معرّف السجل من قائمة حقول الدمج في محتوى خطاف الويب.',
  },
  {
    en: 'The webhook carried only the record id. Set ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN so that the record can be read from Zoho CRM, or add the fields to the body of the webhook; then replay this event.',
    fr: 'Le webhook ne portait que l’identifiant de la fiche. Renseignez ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET et ZOHO_REFRESH_TOKEN pour que la fiche puisse être lue dans Zoho CRM, ou ajoutez les champs au corps du webhook ; puis relancez cet événement.',
    ar: 'حمل خطاف الويب معرّف السجل فقط. اضبط ZOHO_CLIENT_ID و ZOHO_CLIENT_SECRET و ZOHO_REFRESH_TOKEN كي يُقرأ السجل من Zoho CRM، أو أضف الحقول إلى محتوى خطاف الويب، ثم أعد معالجة هذا الحدث.',
  },
  {
    en: 'Zoho CRM has no record {record} in {module}. It was deleted meanwhile, or the id is of another module.',
    fr: 'Zoho CRM n’a pas de fiche {record} dans {module}. Elle a été supprimée entre-temps, ou l’identifiant est celui d’un autre module.',
    ar: 'لا يوجد في Zoho CRM السجل {record} ضمن {module}. ربما حُذف، أو أن المعرّف لوحدة أخرى.',
  },
  {
    en: 'The record is locked in Zoho CRM, for example by an approval. It is tried again later.',
    fr: 'La fiche est verrouillée dans Zoho CRM, par exemple par une approbation. Une nouvelle tentative sera faite plus tard.',
    ar: 'السجل مقفل في Zoho CRM، بسبب موافقة مثلًا. ستُعاد المحاولة لاحقًا.',
  },
  {
    en: 'Invalid JSON payload: {reason}.',
    fr: 'Le contenu reçu n’est pas lisible : {reason}.',
    ar: 'تعذّرت قراءة المحتوى الوارد: {reason}.',
  },
  {
    en: "Send only the record id in the webhook's body, or mend the template.",
    fr: 'N’envoyez que l’identifiant de la fiche dans le corps du webhook, ou corrigez le modèle.',
    ar: 'أرسل معرّف السجل فقط في محتوى خطاف الويب، أو صحّح القالب.',
  },
  {
    en: 'Send only {"ticket_id": "…"}, or mend the function that writes the body.',
    fr: 'N’envoyez que {"ticket_id": "…"}, ou corrigez la fonction qui écrit le contenu.',
    ar: 'أرسل \u2066{"ticket_id": "…"}\u2069 فقط، أو صحّح الدالة التي تكتب المحتوى.',
  },
  {
    en: 'Zoho does not accept ZOHO_REFRESH_TOKEN: it is wrong or was revoked. Make a new one.',
    fr: 'Zoho n’accepte pas ZOHO_REFRESH_TOKEN : il est faux ou a été révoqué. Créez-en un nouveau.',
    ar: 'لا يقبل Zoho قيمة ZOHO_REFRESH_TOKEN: هي خاطئة أو أُلغيت. أنشئ قيمة جديدة.',
  },
  {
    en: 'Zoho does not know ZOHO_CLIENT_ID in this data centre. Check it, and ZOHO_DATACENTER.',
    fr: 'Zoho ne connaît pas ZOHO_CLIENT_ID dans ce centre de données. Vérifiez-le, ainsi que ZOHO_DATACENTER.',
    ar: 'لا يعرف Zoho قيمة ZOHO_CLIENT_ID في مركز البيانات هذا. تحقق منها ومن ZOHO_DATACENTER.',
  },
  {
    en: 'Zoho does not accept ZOHO_CLIENT_SECRET.',
    fr: 'Zoho n’accepte pas ZOHO_CLIENT_SECRET.',
    ar: 'لا يقبل Zoho قيمة ZOHO_CLIENT_SECRET.',
  },
  {
    en: 'Zoho gives no more tokens for now: more than ten were asked for in ten minutes.',
    fr: 'Zoho ne donne plus de jetons pour le moment : plus de dix ont été demandés en dix minutes.',
    ar: 'لا يعطي Zoho مزيدًا من الرموز الآن: طُلب أكثر من عشرة خلال عشر دقائق.',
  },
  {
    en: 'The ticket is in the bin of Zoho Desk.',
    fr: 'Le ticket est dans la corbeille de Zoho Desk.',
    ar: 'التذكرة في سلة محذوفات Zoho Desk.',
  },
  {
    en: '{system} did not answer within {seconds} seconds.',
    fr: '{system} n’a pas répondu en {seconds} secondes.',
    ar: 'لم يُجب {system} خلال {seconds} ثانية.',
  },
  {
    en: '{system} cannot be reached.',
    fr: '{system} est injoignable.',
    ar: 'لا يمكن الوصول إلى {system}.',
  },
  {
    en: '{system} asks us to slow down.',
    fr: '{system} demande de ralentir.',
    ar: 'يطلب {system} التمهّل.',
  },
  {
    en: '{system} answered {status}.',
    fr: '{system} a répondu {status}.',
    ar: 'أجاب {system} بالرمز {status}.',
  },
  {
    en: 'It took longer than {seconds} seconds and was stopped.',
    fr: 'Le traitement a dépassé {seconds} secondes et a été arrêté.',
    ar: 'استغرقت المعالجة أكثر من {seconds} ثانية فأُوقفت.',
  },
  {
    en: 'Other records kept changing at the same moment.',
    fr: 'D’autres fiches changeaient sans cesse au même moment.',
    ar: 'ظلّت سجلات أخرى تتغير في اللحظة نفسها.',
  },
  {
    en: 'The service met an unexpected error; its log has the details.',
    fr: 'Le service a rencontré une erreur inattendue ; son journal donne les détails.',
    ar: 'واجهت الخدمة خطأ غير متوقع، وتفاصيله في سجلها.',
  },
  {
    en: "Find the student's user in Moodle and write {record} into its ID number, then replay this event.",
    fr: 'Trouvez l’utilisateur de l’étudiant dans Moodle et inscrivez {record} dans son numéro d’identification, puis relancez cet événement.',
    ar: 'ابحث عن مستخدم الطالب في Moodle واكتب {record} في رقم تعريفه، ثم أعد معالجة هذا الحدث.',
  },
  {
    en: 'Moodle refused to create the student (invalidparameter). Most likely a user whom MOODLE_TOKEN cannot see has the same Academic_Email or username.',
    fr: 'Moodle a refusé de créer l’étudiant (invalidparameter). Sans doute un utilisateur que MOODLE_TOKEN ne voit pas a-t-il le même Academic_Email ou le même nom d’utilisateur.',
    ar: 'رفض Moodle إنشاء الطالب (invalidparameter). الأرجح أن مستخدمًا لا يراه MOODLE_TOKEN له قيمة Academic_Email نفسها أو اسم المستخدم نفسه.',
  },
  {
    en: 'Moodle did not update its user {user} ({code}). Another Moodle user has this Academic_Email; correct one of the two.',
    fr: 'Moodle n’a pas modifié son utilisateur {user} ({code}). Un autre utilisateur de Moodle a cet Academic_Email ; corrigez l’un des deux.',
    ar: 'لم يحدّث Moodle المستخدم {user} ‏({code}). لمستخدم آخر في Moodle قيمة Academic_Email هذه؛ صحّح أحدهما.',
  },
  {
    en: 'Moodle did not update its user {user} ({code}). Moodle does not accept this Academic_Email; correct it in Zoho CRM.',
    fr: 'Moodle n’a pas modifié son utilisateur {user} ({code}). Moodle n’accepte pas cet Academic_Email ; corrigez-le dans Zoho CRM.',
    ar: 'لم يحدّث Moodle المستخدم {user} ‏({code}). لا يقبل Moodle قيمة Academic_Email هذه؛ صحّحها في Zoho CRM.',
  },
  {
    en: 'Moodle did not update its user {user} ({code}). It is a site administrator; link the student to a user of its own.',
    fr: 'Moodle n’a pas modifié son utilisateur {user} ({code}). C’est un administrateur du site ; reliez l’étudiant à un utilisateur qui lui est propre.',
    ar: 'لم يحدّث Moodle المستخدم {user} ‏({code}). هو مدير للموقع؛ اربط الطالب بمستخدم خاص به.',
  },
  {
    en: 'Moodle did not update its user {user} ({code}). {reason}.',
    fr: 'Moodle n’a pas modifié son utilisateur {user} ({code}). {reason}.',
    ar: 'لم يحدّث Moodle المستخدم {user} ‏({code}). {reason}.',
  },
  {
    en: "Moodle refuses MOODLE_TOKEN for {function}. Either the token is wrong or has ended, or this function is missing in the token's service in Moodle.",
    fr: 'Moodle refuse MOODLE_TOKEN pour {function}. Soit le jeton est faux ou a expiré, soit cette fonction manque au service du jeton dans Moodle.',
    ar: 'يرفض Moodle قيمة MOODLE_TOKEN للدالة {function}. إما أن الرمز خاطئ أو انتهى، وإما أن هذه الدالة ناقصة من خدمة الرمز في Moodle.',
  },
  {
    en: "Moodle gives MOODLE_TOKEN no access to {function}. Either the token's user may not use the service, or this function is missing in it.",
    fr: 'Moodle ne donne pas à MOODLE_TOKEN l’accès à {function}. Soit l’utilisateur du jeton n’a pas droit au service, soit cette fonction y manque.',
    ar: 'لا يمنح Moodle لـ MOODLE_TOKEN حق استعمال {function}. إما أن مستخدم الرمز لا يحق له استعمال الخدمة، وإما أن هذه الدالة ناقصة منها.',
  },
  {
    en: 'The user behind MOODLE_TOKEN lacks a capability that {function} needs. Give it that capability in Moodle.',
    fr: 'Il manque à l’utilisateur de MOODLE_TOKEN une capacité dont {function} a besoin. Donnez-la-lui dans Moodle.',
    ar: 'تنقص مستخدمَ MOODLE_TOKEN صلاحية تحتاج إليها {function}. امنحه إياها في Moodle.',
  },
  {
    en: 'The user behind MOODLE_TOKEN cannot find users by {field}, so that students could be created twice. Give it the capabilities moodle/user:viewdetails, moodle/user:viewhiddendetails, moodle/user:viewalldetails and moodle/site:viewuseridentity in Moodle.',
    fr: 'L’utilisateur de MOODLE_TOKEN ne peut pas trouver les utilisateurs par {field}, et des étudiants pourraient être créés deux fois. Donnez-lui dans Moodle les capacités moodle/user:viewdetails, moodle/user:viewhiddendetails, moodle/user:viewalldetails et moodle/site:viewuseridentity.',
    ar: 'لا يستطيع مستخدم MOODLE_TOKEN العثور على المستخدمين بواسطة {field}، فقد يُنشأ الطلاب مرتين. امنحه في Moodle الصلاحيات moodle/user:viewdetails و moodle/user:viewhiddendetails و moodle/user:viewalldetails و moodle/site:viewuseridentity.',
  },
  {
    en: 'Moodle refused {function}, most likely because of its password policy.',
    fr: 'Moodle a refusé {function}, sans doute à cause de ses règles de mot de passe.',
    ar: 'رفض Moodle الدالة {function}، والأرجح أن السبب سياسة كلمات المرور فيه.',
  },
  {
    en: 'Moodle refused {function} ({code}).',
    fr: 'Moodle a refusé {function} ({code}).',
    ar: 'رفض Moodle الدالة {function} ‏({code}).',
  },
  {
    en: "Moodle's answer to {function} cannot be understood.",
    fr: 'La réponse de Moodle à {function} est incompréhensible.',
    ar: 'لا يمكن فهم جواب Moodle عن {function}.',
  },
  {
    en: 'No Moodle web service answers at MOODLE_BASE_URL (status {status}). Check the address, and that web services and the REST protocol are enabled in Moodle.',
    fr: 'Aucun service web de Moodle ne répond à MOODLE_BASE_URL (statut {status}). Vérifiez l’adresse, et que les services web et le protocole REST sont activés dans Moodle.',
    ar: 'لا تجيب أي خدمة ويب لـ Moodle على MOODLE_BASE_URL (الرمز {status}). تحقق من العنوان، ومن تفعيل خدمات الويب وبروتوكول REST في Moodle.',
  },
  {
    en: 'Zoho gave no access token.',
    fr: 'Zoho n’a pas donné de jeton d’accès.',
    ar: 'لم يعطِ Zoho رمز وصول.',
  },
  {
    en: '{system} refuses a token that Zoho has just made. Check ZOHO_DATACENTER.',
    fr: '{system} refuse un jeton que Zoho vient de créer. Vérifiez ZOHO_DATACENTER.',
    ar: 'يرفض {system} رمزًا أنشأه Zoho للتو. تحقق من ZOHO_DATACENTER.',
  },
  {
    en: 'To {deed} the Zoho token lacks {scopes}. Make a refresh token that has {them}.',
    fr: 'Pour {deed}, il manque au jeton Zoho {scopes}. Créez un jeton d’actualisation qui a {them}.',
    ar: 'ينقص رمزَ Zoho {scopes} من أجل {deed}. أنشئ رمز تحديث يتضمن {them}.',
  },
  {
    en: 'The Zoho token lacks the scope {scope}, needed to {deed}. Make a refresh token that has it.',
    fr: 'Il manque au jeton Zoho le droit {scope}, nécessaire pour {deed}. Créez un jeton d’actualisation qui l’a.',
    ar: 'ينقص رمزَ Zoho النطاق {scope} اللازم من أجل {deed}. أنشئ رمز تحديث يتضمنه.',
  },
  {
    en: 'The Zoho user behind the token may not {deed}. Give the user the right in Zoho CRM.',
    fr: 'L’utilisateur Zoho du jeton n’a pas ce droit : {deed}. Donnez-lui ce droit dans Zoho CRM.',
    ar: 'لا يحق لمستخدم Zoho صاحب الرمز: {deed}. امنحه هذا الحق في Zoho CRM.',
  },
  {
    en: 'The Zoho user behind the token may not {deed}. Give it the right in Zoho Desk.',
    fr: 'L’utilisateur Zoho du jeton n’a pas ce droit : {deed}. Donnez-lui ce droit dans Zoho Desk.',
    ar: 'لا يحق لمستخدم Zoho صاحب الرمز: {deed}. امنحه هذا الحق في Zoho Desk.',
  },
  {
    en: 'Zoho Desk does not know the organisation. Check ZOHO_DESK_ORG_ID.',
    fr: 'Zoho Desk ne connaît pas l’organisation. Vérifiez ZOHO_DESK_ORG_ID.',
    ar: 'لا يعرف Zoho Desk المؤسسة. تحقق من ZOHO_DESK_ORG_ID.',
  },
  {
    en: 'The Zoho account behind the token does not belong to this organisation. Check ZOHO_DESK_ORG_ID.',
    fr: 'Le compte Zoho du jeton n’appartient pas à cette organisation. Vérifiez ZOHO_DESK_ORG_ID.',
    ar: 'حساب Zoho صاحب الرمز لا ينتمي إلى هذه المؤسسة. تحقق من ZOHO_DESK_ORG_ID.',
  },
  {
    en: 'Zoho Desk called the address of the webhook and got no 200. It must be reachable from the internet, path included.',
    fr: 'Zoho Desk a appelé l’adresse du webhook sans recevoir de réponse 200. Elle doit être joignable depuis Internet, chemin compris.',
    ar: 'اتصل Zoho Desk بعنوان خطاف الويب ولم يتلق الجواب 200. يجب أن يكون العنوان متاحًا من الإنترنت، مع المسار.',
  },
  {
    en: 'Zoho Desk has no ticket {ticket}. It was deleted, or the id is wrong.',
    fr: 'Zoho Desk n’a pas de ticket {ticket}. Il a été supprimé, ou l’identifiant est faux.',
    ar: 'لا توجد في Zoho Desk التذكرة {ticket}. ربما حُذفت، أو أن المعرّف خاطئ.',
  },
  {
    en: 'Zoho Desk cannot {deed}: it does not have what is named there.',
    fr: 'Zoho Desk ne peut pas {deed} : ce qui y est nommé n’existe pas.',
    ar: 'لا يستطيع Zoho Desk تنفيذ العملية ({deed}): ما ذُكر فيها غير موجود.',
  },
  {
    en: 'It is not known whether the reply was sent; the next attempt looks first.',
    fr: 'On ne sait pas si la réponse est partie ; la prochaine tentative le vérifie d’abord.',
    ar: 'لا يُعرف هل أُرسل الرد؛ المحاولة التالية تتحقق أولًا.',
  },
  {
    en: 'The department has no verified address to answer from. Add one in Zoho Desk, Setup, Channels, Email.',
    fr: 'Le département n’a aucune adresse vérifiée pour répondre. Ajoutez-en une dans Zoho Desk : Setup, Channels, Email.',
    ar: 'ليس للقسم عنوان موثّق للرد منه. أضف عنوانًا في Zoho Desk: ‏Setup ثم Channels ثم Email.',
  },
  {
    en: 'Zoho CRM has more than {count} rows to {deed}; that is too many to be sure of the right one.',
    fr: 'Zoho CRM a plus de {count} lignes pour cette opération ({deed}) : c’est trop pour être sûr de la bonne.',
    ar: 'لدى Zoho CRM أكثر من {count} صف لهذه العملية ({deed})، وهذا أكثر من أن نتأكد من الصحيح.',
  },
  {
    en: '{system} did not answer as usual (status {status}).',
    fr: '{system} n’a pas répondu comme d’habitude (statut {status}).',
    ar: 'لم يُجب {system} كالمعتاد (الرمز {status}).',
  },
  {
    en: '{system} refused the call (status {status}).',
    fr: '{system} a refusé l’appel (statut {status}).',
    ar: 'رفض {system} الطلب (الرمز {status}).',
  },
  {
    en: '{system} refused to {deed}: {detail} (status {status}).',
    fr: '{system} a refusé cette opération : {deed}, {detail} (statut {status}).',
    ar: 'رفض {system} العملية ({deed}): {detail} (الرمز {status}).',
  },
  {
    en: '{system} refused to {deed} (status {status}).',
    fr: '{system} a refusé cette opération : {deed} (statut {status}).',
    ar: 'رفض {system} العملية ({deed}) (الرمز {status}).',
  },
  {
    en: 'The service stopped {count} times while it processed this event. Look at its payload before you replay it.',
    fr: 'Le service s’est arrêté {count} fois pendant le traitement de cet événement. Regardez son contenu avant de le relancer.',
    ar: 'توقفت الخدمة {count} مرات أثناء معالجة هذا الحدث. راجع محتواه قبل أن تعيد معالجته.',
  },
  {
    en: 'The service stopped during this attempt.',
    fr: 'Le service s’est arrêté pendant cette tentative.',
    ar: 'توقفت الخدمة أثناء هذه المحاولة.',
  },
  {
    en: 'Module {module} is logged only; the service acts on {acted}.',
    fr: 'Le module {module} est seulement consigné ; le service agit sur {acted}.',
    ar: 'الوحدة {module} تُسجَّل فقط؛ تعمل الخدمة على {acted}.',
  },
  {
    en: 'ZOHO_NOTIFICATION_TOKEN is not set: without it no callback would be accepted.',
    fr: 'ZOHO_NOTIFICATION_TOKEN n’est pas renseigné : sans lui, aucun appel ne serait accepté.',
    ar: 'لم يُضبط ZOHO_NOTIFICATION_TOKEN: بدونه لا يُقبل أي اتصال.',
  },
  {
    en: 'Lost webhooks of students could not be looked for: {problem}',
    fr: 'Les webhooks perdus d’étudiants n’ont pas pu être recherchés : {problem}',
    ar: 'تعذّر البحث عن خطافات الويب المفقودة للطلاب: {problem}',
  },
  {
    en: 'Lost webhooks of tickets could not be looked for: {problem}',
    fr: 'Les webhooks perdus de tickets n’ont pas pu être recherchés : {problem}',
    ar: 'تعذّر البحث عن خطافات الويب المفقودة للتذاكر: {problem}',
  },
  {
    en: 'The channels of Zoho CRM could not be renewed: {problem}',
    fr: 'Les canaux de Zoho CRM n’ont pas pu être renouvelés : {problem}',
    ar: 'تعذّر تجديد قنوات Zoho CRM: {problem}',
  },
  {
    en: 'The outside systems could not be checked: {problem}',
    fr: 'Les systèmes extérieurs n’ont pas pu être vérifiés : {problem}',
    ar: 'تعذّر فحص الأنظمة الخارجية: {problem}',
  },
  {
    en: 'it broke in a way that nobody foresaw, and the log has the details.',
    fr: 'une panne que personne n’avait prévue ; le journal donne les détails.',
    ar: 'عطل لم يتوقعه أحد، وتفاصيله في السجل.',
  },
  {
    en: 'The event waits for that and is tried again by itself.',
    fr: 'L’événement attend cela et sera retenté de lui-même.',
    ar: 'الحدث ينتظر ذلك وتُعاد محاولته تلقائيًا.',
  },
  {
    en: 'Given up after {attempts} attempts.',
    fr: 'Abandon après {attempts} tentatives.',
    ar: 'توقفت المحاولات بعد {attempts} محاولة.',
  },
];
