/** What is wrong with a student event or the webhook that brought it. */
export const STUDENTS = {
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
  RECORDS_KEPT_CHANGING: {
    en: 'Other records kept changing at the same moment.',
    fr: 'D’autres fiches changeaient sans cesse au même moment.',
    ar: 'ظلّت سجلات أخرى تتغير في اللحظة نفسها.',
  },
  MODULE_LOGGED_ONLY: {
    en: 'Module {module} is logged only; the service acts on {acted}.',
    fr: 'Le module {module} est seulement consigné ; le service agit sur {acted}.',
    ar: 'الوحدة {module} تُسجَّل فقط؛ تعمل الخدمة على {acted}.',
  },
} as const;
