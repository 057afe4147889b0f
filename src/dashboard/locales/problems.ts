/**
 * What can be wrong, as the log says it in English, and the same for those who read French or Arabic. `{…}` stands for
 * what differs each time. A sentence that is not here is shown in English.
 */
export const PROBLEMS: readonly { en: string; fr: string; ar: string }[] = [
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
    fr: 'Moodle_User_ID introuvable dans Moodle : il n’y a pas d’utilisateur {user}. Corrigez ou videz le champ sur la fiche de l’étudiant dans Zoho CRM, puis enregistrez.',
    ar: 'لم يُعثر على Moodle_User_ID في Moodle: لا يوجد فيه المستخدم {user}. صحّح الحقل أو أفرغه في سجل الطالب في Zoho CRM ثم احفظ.',
  },
  {
    en: 'Moodle has {count} users with the same {field} as this student. Leave it on the right one only, then replay this event.',
    fr: 'Moodle a {count} utilisateurs avec le même {field} que cet étudiant. Laissez-le au bon utilisateur seulement, puis rejouez cet événement.',
    ar: 'في Moodle عدد {count} من المستخدمين لهم {field} نفسه الذي لهذا الطالب. أبقه لدى المستخدم الصحيح فقط ثم أعد معالجة هذا الحدث.',
  },
  {
    en: 'The Moodle user {user} belongs to another CRM record: its ID number is {number}. Correct the ID number in Moodle, or the e-mail, number or Moodle id of one of the two students in Zoho CRM.',
    fr: 'L’utilisateur Moodle {user} appartient à une autre fiche du CRM : son numéro d’identification est {number}. Corrigez ce numéro dans Moodle, ou bien l’adresse, le numéro ou l’identifiant Moodle de l’un des deux étudiants dans Zoho CRM.',
    ar: 'مستخدم Moodle ‏{user} يخص سجلًا آخر في CRM: رقم تعريفه {number}. صحّح رقم التعريف في Moodle، أو صحّح في Zoho CRM البريد أو الرقم أو معرّف Moodle لأحد الطالبين.',
  },
  {
    en: 'Moodle does not accept this Academic_Email. Correct it in Zoho CRM: at most 100 Latin letters, digits and signs.',
    fr: 'Moodle n’accepte pas cet Academic_Email. Corrigez-le dans Zoho CRM : au plus 100 lettres latines, chiffres et signes.',
    ar: 'لا يقبل Moodle قيمة Academic_Email هذه. صحّحها في Zoho CRM: مئة حرف لاتيني أو رقم أو رمز على الأكثر.',
  },
  {
    en: 'Moodle has no free username for this student.{more}',
    fr: 'Moodle n’a plus de nom d’utilisateur libre pour cet étudiant.{more}',
    ar: 'لا يوجد في Moodle اسم مستخدم متاح لهذا الطالب.{more}',
  },
  {
    en: 'Moodle cannot work just now ({code}).',
    fr: 'Moodle n’est pas disponible pour le moment ({code}).',
    ar: 'لا يستطيع Moodle العمل الآن ({code}).',
  },
  {
    en: 'Moodle answered with something that is no JSON: a maintenance page, or a notice of PHP before the answer.',
    fr: 'Moodle a répondu autre chose que du JSON : une page de maintenance, ou un message de PHP avant la réponse.',
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
    fr: 'Le webhook ne portait que l’identifiant de la fiche. Renseignez ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET et ZOHO_REFRESH_TOKEN pour que la fiche puisse être lue dans Zoho CRM, ou ajoutez les champs au corps du webhook ; puis rejouez cet événement.',
    ar: 'حمل خطاف الويب معرّف السجل فقط. اضبط ZOHO_CLIENT_ID و ZOHO_CLIENT_SECRET و ZOHO_REFRESH_TOKEN كي يُقرأ السجل من Zoho CRM، أو أضف الحقول إلى محتوى خطاف الويب، ثم أعد معالجة هذا الحدث.',
  },
  {
    en: 'Zoho CRM has no record {record} in {module}. It was deleted meanwhile, or the id is of another module.',
    fr: 'Zoho CRM n’a pas de fiche {record} dans {module}. Elle a été supprimée entre-temps, ou l’identifiant est celui d’un autre module.',
    ar: 'لا يوجد في Zoho CRM السجل {record} ضمن {module}. ربما حُذف، أو أن المعرّف لوحدة أخرى.',
  },
  {
    en: 'The record is locked in Zoho CRM, for example by an approval. It is tried again later.',
    fr: 'La fiche est verrouillée dans Zoho CRM, par exemple par une approbation. Un nouvel essai sera fait plus tard.',
    ar: 'السجل مقفل في Zoho CRM، بسبب موافقة مثلًا. ستُعاد المحاولة لاحقًا.',
  },
  {
    en: "Invalid JSON payload: {reason}. Send only the record id in the webhook's body, or mend the template.",
    fr: 'Le contenu reçu n’est pas du JSON valable : {reason}. N’envoyez que l’identifiant de la fiche dans le corps du webhook, ou corrigez le modèle.',
    ar: 'المحتوى الوارد ليس JSON صحيحًا: {reason}. أرسل معرّف السجل فقط في محتوى خطاف الويب، أو صحّح القالب.',
  },
  {
    en: 'Zoho does not accept ZOHO_REFRESH_TOKEN: it is wrong or was revoked. Make a new one.',
    fr: 'Zoho n’accepte pas ZOHO_REFRESH_TOKEN : il est faux ou a été révoqué. Créez-en un nouveau.',
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
    fr: 'Zoho ne donne plus de jetons pour le moment : plus de dix ont été demandés en dix minutes.',
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
    fr: 'Le service a rencontré une erreur inattendue ; son journal donne les détails.',
    ar: 'واجهت الخدمة خطأ غير متوقع، وتفاصيله في سجلها.',
  },
];

/** What the log adds to the last problem when it stops trying. */
export const GIVEN_UP = {
  en: 'Given up after {attempts} attempts.',
  fr: 'Abandon après {attempts} essais.',
  ar: 'توقفت المحاولات بعد {attempts} محاولة.',
};
