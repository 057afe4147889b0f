/** What Moodle, or what is known about its users, has against a student. */
export const MOODLE = {
  MOODLE_USER_NOT_FOUND: {
    en: 'Moodle_User_ID not found in Moodle: it has no user {user}. Correct or empty the field on the student in Zoho CRM, then save.',
    fr: 'Moodle_User_ID introuvable dans Moodle : il n’y a pas d’utilisateur {user}. Corrigez ou videz le champ sur la fiche de l’étudiant dans Zoho CRM, puis enregistrez.',
    ar: 'لم يُعثر على Moodle_User_ID في Moodle: لا يوجد فيه المستخدم {user}. صحّح الحقل أو أفرغه في سجل الطالب في Zoho CRM ثم احفظ.',
  },
  MOODLE_USERS_AMBIGUOUS: {
    en: 'Moodle has {count} users with the same {field} as this student. Leave it on the right one only, then replay this event.',
    fr: 'Moodle a {count} utilisateurs avec le même {field} que cet étudiant. Laissez-le au bon utilisateur seulement, puis relancez cet événement.',
    ar: 'في Moodle عدد {count} من المستخدمين لهم {field} نفسه الذي لهذا الطالب. أبقه لدى المستخدم الصحيح فقط ثم أعد معالجة هذا الحدث.',
  },
  MOODLE_USER_OF_OTHER_RECORD: {
    en: 'The Moodle user {user} belongs to another CRM record: its ID number is {number}. Correct the ID number in Moodle, or the e-mail, number or Moodle id of one of the two students in Zoho CRM.',
    fr: 'L’utilisateur Moodle {user} appartient à une autre fiche du CRM : son numéro d’identification est {number}. Corrigez ce numéro dans Moodle, ou bien l’adresse, le numéro ou l’identifiant Moodle de l’un des deux étudiants dans Zoho CRM.',
    ar: 'مستخدم Moodle ‏{user} يخص سجلًا آخر في CRM: رقم تعريفه {number}. صحّح رقم التعريف في Moodle، أو صحّح في Zoho CRM البريد أو الرقم أو معرّف Moodle لأحد الطالبين.',
  },
  MOODLE_NO_USERNAME: {
    en: 'Moodle has no free username for this student.',
    fr: 'Moodle n’a plus de nom d’utilisateur libre pour cet étudiant.',
    ar: 'لا يوجد في Moodle اسم مستخدم متاح لهذا الطالب.',
  },
  MOODLE_CANNOT_WORK: {
    en: 'Moodle cannot work just now ({code}).',
    fr: 'Moodle n’est pas disponible pour le moment ({code}).',
    ar: 'لا يستطيع Moodle العمل الآن ({code}).',
  },
  MOODLE_NO_JSON: {
    en: 'Moodle answered with something that is no JSON: a maintenance page, or a notice of PHP before the answer.',
    fr: 'Moodle a répondu autre chose que du JSON : une page de maintenance, ou un message de PHP avant la réponse.',
    ar: 'أجاب Moodle بما ليس JSON: صفحة صيانة، أو رسالة من PHP قبل الجواب.',
  },
  MOODLE_FUNCTIONS_MISSING: {
    en: 'The service of MOODLE_TOKEN lacks {functions}. Add it to the service in Moodle.',
    fr: 'Il manque {functions} au service de MOODLE_TOKEN. Ajoutez-le au service dans Moodle.',
    ar: 'تنقص {functions} من خدمة MOODLE_TOKEN. أضفها إلى الخدمة في Moodle.',
  },
  FIND_THE_USER: {
    en: "Find the student's user in Moodle and write {record} into its ID number, then replay this event.",
    fr: 'Trouvez l’utilisateur de l’étudiant dans Moodle et inscrivez {record} dans son numéro d’identification, puis relancez cet événement.',
    ar: 'ابحث عن مستخدم الطالب في Moodle واكتب {record} في رقم تعريفه، ثم أعد معالجة هذا الحدث.',
  },
  MOODLE_PASSWORD_POLICY: {
    en: 'Moodle refused {function}, most likely because of its password policy.',
    fr: 'Moodle a refusé {function}, sans doute à cause de ses règles de mot de passe.',
    ar: 'رفض Moodle الدالة {function}، والأرجح أن السبب سياسة كلمات المرور فيه.',
  },
  MOODLE_REFUSED: {
    en: 'Moodle refused {function} ({code}).',
    fr: 'Moodle a refusé {function} ({code}).',
    ar: 'رفض Moodle الدالة {function} ‏({code}).',
  },
  MOODLE_ANSWER_UNCLEAR: {
    en: "Moodle's answer to {function} cannot be understood.",
    fr: 'La réponse de Moodle à {function} est incompréhensible.',
    ar: 'لا يمكن فهم جواب Moodle عن {function}.',
  },
  MOODLE_NO_SERVICE: {
    en: 'No Moodle web service answers at MOODLE_BASE_URL (status {status}). Check the address, and that web services and the REST protocol are enabled in Moodle.',
    fr: 'Aucun service web de Moodle ne répond à MOODLE_BASE_URL (statut {status}). Vérifiez l’adresse, et que les services web et le protocole REST sont activés dans Moodle.',
    ar: 'لا تجيب أي خدمة ويب لـ Moodle على MOODLE_BASE_URL (الرمز {status}). تحقق من العنوان، ومن تفعيل خدمات الويب وبروتوكول REST في Moodle.',
  },
  MOODLE_EMAIL_REFUSED: {
    en: 'Moodle does not accept this Academic_Email. Correct it in Zoho CRM: at most 100 Latin letters, digits and signs, at most 64 of them before the @.',
    fr: 'Moodle n’accepte pas cet Academic_Email. Corrigez-le dans Zoho CRM : au plus 100 lettres latines, chiffres et signes, dont 64 au plus avant le @.',
    ar: 'لا يقبل Moodle قيمة Academic_Email هذه. صحّحها في Zoho CRM: مئة حرف لاتيني أو رقم أو رمز على الأكثر، منها 64 على الأكثر قبل @.',
  },
  MOODLE_USER_ID_MALFORMED: {
    en: 'Moodle_User_ID is not the id of a Moodle user, which is a whole number. Correct or empty the field on the student in Zoho CRM, then save.',
    fr: 'Moodle_User_ID n’est pas l’identifiant d’un utilisateur Moodle, qui est un nombre entier. Corrigez ou videz le champ sur la fiche de l’étudiant dans Zoho CRM, puis enregistrez.',
    ar: 'قيمة Moodle_User_ID ليست معرّف مستخدم في Moodle، وهو عدد صحيح. صحّح الحقل أو أفرغه في سجل الطالب في Zoho CRM ثم احفظ.',
  },
  MOODLE_USER_LINKED: {
    en: 'The Moodle user {user} is already linked to record {holder}, so it cannot be that of record {record} too. Correct the Moodle id, Academic_Email or number of one of the two in Zoho CRM; if record {wrong} is the wrong one, release it ("npm run cli -- students release").',
    fr: 'L’utilisateur Moodle {user} est déjà relié à la fiche {holder} : il ne peut pas être aussi celui de la fiche {record}. Corrigez l’identifiant Moodle, l’Academic_Email ou le numéro de l’une des deux dans Zoho CRM ; si c’est la fiche {wrong} qui est fausse, libérez-la (« npm run cli -- students release »).',
    ar: 'مستخدم Moodle ‏{user} مرتبط من قبل بالسجل {holder}، فلا يمكن أن يكون للسجل {record} أيضًا. صحّح في Zoho CRM معرّف Moodle أو Academic_Email أو الرقم في أحد السجلين؛ وإن كان السجل {wrong} هو الخطأ فحرّره بالأمر \u2066npm run cli -- students release\u2069.',
  },
  MOODLE_USER_OF_DELETED: {
    en: 'The Moodle user {user} was that of record {former}, which was deleted and does not look like the same person as record {record}. If it is the same person, write {id} into the ID number of the user in Moodle and release record {old} ("npm run cli -- students release"), then replay this event.',
    fr: 'L’utilisateur Moodle {user} était celui de la fiche {former}, qui a été supprimée et ne semble pas être la même personne que la fiche {record}. Si c’est la même personne, inscrivez {id} dans le numéro d’identification de l’utilisateur dans Moodle et libérez la fiche {old} (« npm run cli -- students release »), puis relancez cet événement.',
    ar: 'كان مستخدم Moodle ‏{user} للسجل {former} الذي حُذف ولا يبدو أنه الشخص نفسه صاحب السجل {record}. إن كان الشخص نفسه فاكتب {id} في رقم تعريف المستخدم في Moodle وحرّر السجل {old} بالأمر \u2066npm run cli -- students release\u2069، ثم أعد معالجة هذا الحدث.',
  },
  MOODLE_USER_PASSED_ON: {
    en: 'The Moodle user {user} is now that of record {record}.',
    fr: 'L’utilisateur Moodle {user} est maintenant celui de la fiche {record}.',
    ar: 'صار مستخدم Moodle ‏{user} للسجل {record}.',
  },
  MOODLE_USER_OF_TOKEN: {
    en: 'The Moodle user {user} is the user behind MOODLE_TOKEN itself and is never linked to a student. Correct or empty Moodle_User_ID, Academic_Email or the number of the student in Zoho CRM, then save.',
    fr: 'L’utilisateur Moodle {user} est celui de MOODLE_TOKEN lui-même et n’est jamais relié à un étudiant. Corrigez ou videz Moodle_User_ID, l’Academic_Email ou le numéro de l’étudiant dans Zoho CRM, puis enregistrez.',
    ar: 'مستخدم Moodle ‏{user} هو صاحب MOODLE_TOKEN نفسه ولا يُربط أبدًا بطالب. صحّح في Zoho CRM قيمة Moodle_User_ID أو Academic_Email أو رقم الطالب، أو أفرغها، ثم احفظ.',
  },
  MOODLE_USER_IS_GUEST: {
    en: "The Moodle user {user} is Moodle's guest and is never linked to a student. Correct or empty Moodle_User_ID, Academic_Email or the number of the student in Zoho CRM, then save.",
    fr: 'L’utilisateur Moodle {user} est l’invité de Moodle et n’est jamais relié à un étudiant. Corrigez ou videz Moodle_User_ID, l’Academic_Email ou le numéro de l’étudiant dans Zoho CRM, puis enregistrez.',
    ar: 'مستخدم Moodle ‏{user} هو ضيف Moodle ولا يُربط أبدًا بطالب. صحّح في Zoho CRM قيمة Moodle_User_ID أو Academic_Email أو رقم الطالب، أو أفرغها، ثم احفظ.',
  },
  MOODLE_USER_CLAIMED: {
    en: 'Another student is just being brought to the same Moodle user.',
    fr: 'Un autre étudiant est justement en train d’être relié au même utilisateur Moodle.',
    ar: 'طالب آخر يُربط الآن بمستخدم Moodle نفسه.',
  },
  MOODLE_CREATE_REFUSED: {
    en: 'Moodle refused to create the student (invalidparameter). Most likely another user has the same Academic_Email, written with other capital letters, or the site does not allow this address.',
    fr: 'Moodle a refusé de créer l’étudiant (invalidparameter). Sans doute un autre utilisateur a-t-il le même Academic_Email, écrit avec d’autres majuscules, ou le site n’admet-il pas cette adresse.',
    ar: 'رفض Moodle إنشاء الطالب (invalidparameter). الأرجح أن لمستخدم آخر قيمة Academic_Email نفسها بأحرف كبيرة مختلفة، أو أن الموقع لا يسمح بهذا العنوان.',
  },
  NOT_UPDATED_EMAIL_TAKEN: {
    en: 'Moodle did not update its user {user} ({code}). Another Moodle user has this Academic_Email; correct one of the two.',
    fr: 'Moodle n’a pas modifié son utilisateur {user} ({code}). Un autre utilisateur de Moodle a cet Academic_Email ; corrigez l’un des deux.',
    ar: 'لم يحدّث Moodle المستخدم {user} ‏({code}). لمستخدم آخر في Moodle قيمة Academic_Email هذه؛ صحّح أحدهما.',
  },
  NOT_UPDATED_EMAIL_INVALID: {
    en: 'Moodle did not update its user {user} ({code}). Moodle does not accept this Academic_Email; correct it in Zoho CRM.',
    fr: 'Moodle n’a pas modifié son utilisateur {user} ({code}). Moodle n’accepte pas cet Academic_Email ; corrigez-le dans Zoho CRM.',
    ar: 'لم يحدّث Moodle المستخدم {user} ‏({code}). لا يقبل Moodle قيمة Academic_Email هذه؛ صحّحها في Zoho CRM.',
  },
  NOT_UPDATED_ADMIN: {
    en: 'Moodle did not update its user {user} ({code}). It is a site administrator; link the student to a user of its own.',
    fr: 'Moodle n’a pas modifié son utilisateur {user} ({code}). C’est un administrateur du site ; reliez l’étudiant à un utilisateur qui lui est propre.',
    ar: 'لم يحدّث Moodle المستخدم {user} ‏({code}). هو مدير للموقع؛ اربط الطالب بمستخدم خاص به.',
  },
  NOT_UPDATED_GUEST: {
    en: "Moodle did not update its user {user} ({code}). It is Moodle's guest; correct or empty Student_Moodle_ID in Zoho CRM.",
    fr: 'Moodle n’a pas modifié son utilisateur {user} ({code}). C’est l’invité de Moodle ; corrigez ou videz Student_Moodle_ID dans Zoho CRM.',
    ar: 'لم يحدّث Moodle المستخدم {user} ‏({code}). هو ضيف Moodle؛ صحّح Student_Moodle_ID في Zoho CRM أو أفرغه.',
  },
  NOT_UPDATED_REMOTE: {
    en: 'Moodle did not update its user {user} ({code}). It belongs to another Moodle site and can be changed only there.',
    fr: 'Moodle n’a pas modifié son utilisateur {user} ({code}). Il appartient à un autre site Moodle et ne peut être modifié que là-bas.',
    ar: 'لم يحدّث Moodle المستخدم {user} ‏({code}). هو تابع لموقع Moodle آخر ولا يُعدّل إلا هناك.',
  },
  MOODLE_USER_DELETED: {
    en: 'The Moodle user {user} was deleted a moment ago ({code}).',
    fr: 'L’utilisateur Moodle {user} vient d’être supprimé ({code}).',
    ar: 'حُذف مستخدم Moodle ‏{user} قبل لحظة ({code}).',
  },
  MOODLE_TAKES_NO_WRITES: {
    en: "Moodle's database takes no writes just now, whichever student it is ({code}). See the log of the database: its disk may be full.",
    fr: 'La base de données de Moodle n’accepte aucune écriture pour le moment, quel que soit l’étudiant ({code}). Consultez le journal de la base : son disque est peut-être plein.',
    ar: 'لا تقبل قاعدة بيانات Moodle أي كتابة الآن أيًّا كان الطالب ({code}). راجع سجل قاعدة البيانات: ربما امتلأ قرصها.',
  },
  MOODLE_DATABASE_REFUSED: {
    en: "Moodle's database refused to write this student ({code}).",
    fr: 'La base de données de Moodle a refusé d’enregistrer cet étudiant ({code}).',
    ar: 'رفضت قاعدة بيانات Moodle كتابة هذا الطالب ({code}).',
  },
  MOODLE_VALUE_REFUSED: {
    en: "Moodle's database refuses a value of this student again and again ({code}). Look in First_Name, Last_Name, Name and Academic_Email for something unusual, such as an emoji, correct it in Zoho CRM, then save.",
    fr: 'La base de données de Moodle refuse encore et encore une valeur de cet étudiant ({code}). Cherchez dans First_Name, Last_Name, Name et Academic_Email quelque chose d’inhabituel, comme un émoji, corrigez-le dans Zoho CRM, puis enregistrez.',
    ar: 'ترفض قاعدة بيانات Moodle مرة بعد مرة قيمة لهذا الطالب ({code}). ابحث في First_Name و Last_Name و Name و Academic_Email عن شيء غير معتاد، مثل رمز تعبيري، وصحّحه في Zoho CRM ثم احفظ.',
  },
  MOODLE_UNKNOWN_REFUSAL: {
    en: 'Moodle refused {function} for a reason that is not known here ({code}). See the log of Moodle.',
    fr: 'Moodle a refusé {function} pour une raison inconnue ici ({code}). Consultez le journal de Moodle.',
    ar: 'رفض Moodle الدالة {function} لسبب غير معروف هنا ({code}). انظر سجل Moodle.',
  },
  MOODLE_NOTHING: {
    en: 'Moodle answered with nothing at all, as PHP does when it breaks off. See the log of its web server.',
    fr: 'Moodle n’a rien répondu du tout, comme le fait PHP quand il s’interrompt. Consultez le journal de son serveur web.',
    ar: 'لم يجب Moodle بشيء، كما يفعل PHP حين ينقطع. انظر سجل خادم الويب الخاص به.',
  },
  MOODLE_REDIRECTS: {
    en: 'Moodle redirects to another address. Set MOODLE_BASE_URL to {address} and start again.',
    fr: 'Moodle redirige vers une autre adresse. Donnez à MOODLE_BASE_URL la valeur {address} et redémarrez.',
    ar: 'يحوّل Moodle إلى عنوان آخر. اضبط MOODLE_BASE_URL على {address} ثم أعد التشغيل.',
  },
  MOODLE_TOKEN_REFUSED: {
    en: "Moodle refuses MOODLE_TOKEN for {function}. Either the token is wrong or has ended (Moodle presets thirty days), or this function is missing in the token's service in Moodle.",
    fr: 'Moodle refuse MOODLE_TOKEN pour {function}. Soit le jeton est faux ou a expiré (Moodle propose trente jours), soit cette fonction manque au service du jeton dans Moodle.',
    ar: 'يرفض Moodle قيمة MOODLE_TOKEN للدالة {function}. إما أن الرمز خاطئ أو انتهى (يقترح Moodle ثلاثين يومًا)، وإما أن هذه الدالة ناقصة من خدمة الرمز في Moodle.',
  },
  MOODLE_NO_ACCESS: {
    en: "Moodle gives MOODLE_TOKEN no access to {function}. In Moodle, the token's service must be enabled, hold this function and list the token's user; the user needs webservice/rest:use, and the token must be valid for our address and today.",
    fr: 'Moodle ne donne pas à MOODLE_TOKEN l’accès à {function}. Dans Moodle, le service du jeton doit être activé, contenir cette fonction et admettre l’utilisateur du jeton ; l’utilisateur a besoin de webservice/rest:use, et le jeton doit être valable pour notre adresse et aujourd’hui.',
    ar: 'لا يمنح Moodle لـ MOODLE_TOKEN حق استعمال {function}. في Moodle يجب أن تكون خدمة الرمز مفعّلة وفيها هذه الدالة ومستخدم الرمز؛ ويحتاج المستخدم إلى webservice/rest:use، ويجب أن يكون الرمز صالحًا لعنواننا ولهذا اليوم.',
  },
  MOODLE_CAPABILITY_MISSING: {
    en: 'The user behind MOODLE_TOKEN lacks {capability}, which {function} needs. Give it that capability in Moodle, in the system context.',
    fr: 'Il manque à l’utilisateur de MOODLE_TOKEN la capacité {capability}, dont {function} a besoin. Donnez-la-lui dans Moodle, dans le contexte système.',
    ar: 'تنقص مستخدمَ MOODLE_TOKEN الصلاحية {capability} التي تحتاج إليها {function}. امنحه إياها في Moodle في سياق النظام.',
  },
  MOODLE_FUNCTION_UNKNOWN: {
    en: 'Moodle does not know the function {function} ({code}). It is older than this service needs, or its web services were not upgraded.',
    fr: 'Moodle ne connaît pas la fonction {function} ({code}). Il est trop ancien pour ce service, ou ses services web n’ont pas été mis à jour.',
    ar: 'لا يعرف Moodle الدالة {function} ‏({code}). إما أنه أقدم مما تحتاج إليه هذه الخدمة، وإما أن خدمات الويب فيه لم تُرقَّ.',
  },
  MOODLE_USER_SHUT_OUT: {
    en: 'Moodle no longer lets in the user behind MOODLE_TOKEN ({code}). The account must exist, be confirmed, and be neither suspended nor expired, and its authentication must allow it to sign in.',
    fr: 'Moodle ne laisse plus entrer l’utilisateur de MOODLE_TOKEN ({code}). Le compte doit exister, être confirmé, n’être ni suspendu ni expiré, et son authentification doit lui permettre de se connecter.',
    ar: 'لم يعد Moodle يسمح بدخول مستخدم MOODLE_TOKEN ‏({code}). يجب أن يكون الحساب موجودًا ومؤكدًا وغير معلّق ولا منتهٍ، وأن تسمح طريقة المصادقة بدخوله.',
  },
  MOODLE_USER_ASKED: {
    en: 'Moodle wants something from the user behind MOODLE_TOKEN first ({code}). Sign in to Moodle as that user and do what it asks: agree to the site policy, change the password or complete the profile.',
    fr: 'Moodle demande d’abord quelque chose à l’utilisateur de MOODLE_TOKEN ({code}). Connectez-vous à Moodle avec ce compte et faites ce qu’il demande : accepter le règlement du site, changer le mot de passe ou compléter le profil.',
    ar: 'يطلب Moodle شيئًا من مستخدم MOODLE_TOKEN أولًا ({code}). ادخل إلى Moodle بهذا الحساب وافعل ما يطلبه: الموافقة على سياسة الموقع أو تغيير كلمة المرور أو إكمال الملف الشخصي.',
  },
  MOODLE_SERVICES_CLOSED: {
    en: "Moodle's web services are not open to MOODLE_TOKEN ({code}). In Moodle, enable web services, the REST protocol and the token's service.",
    fr: 'Les services web de Moodle ne sont pas ouverts à MOODLE_TOKEN ({code}). Dans Moodle, activez les services web, le protocole REST et le service du jeton.',
    ar: 'خدمات الويب في Moodle غير متاحة لـ MOODLE_TOKEN ‏({code}). فعّل في Moodle خدمات الويب وبروتوكول REST وخدمة الرمز.',
  },
  MOODLE_SEES_NOBODY: {
    en: 'The user behind MOODLE_TOKEN cannot see any other user, so that students could be created twice. Give it moodle/user:viewdetails and moodle/user:viewalldetails in Moodle, in the system context.',
    fr: 'L’utilisateur de MOODLE_TOKEN ne voit aucun autre utilisateur, et des étudiants pourraient être créés deux fois. Donnez-lui moodle/user:viewdetails et moodle/user:viewalldetails dans Moodle, dans le contexte système.',
    ar: 'لا يرى مستخدم MOODLE_TOKEN أي مستخدم آخر، فقد يُنشأ الطلاب مرتين. امنحه moodle/user:viewdetails و moodle/user:viewalldetails في Moodle في سياق النظام.',
  },
  MOODLE_SEES_NO_IDNUMBERS: {
    en: 'The user behind MOODLE_TOKEN cannot see the usernames and ID numbers of other users, so that students could be created twice. Give it moodle/user:viewalldetails in Moodle, in the system context.',
    fr: 'L’utilisateur de MOODLE_TOKEN ne voit pas les noms d’utilisateur ni les numéros d’identification des autres, et des étudiants pourraient être créés deux fois. Donnez-lui moodle/user:viewalldetails dans Moodle, dans le contexte système.',
    ar: 'لا يرى مستخدم MOODLE_TOKEN أسماء المستخدمين الآخرين ولا أرقام تعريفهم، فقد يُنشأ الطلاب مرتين. امنحه moodle/user:viewalldetails في Moodle في سياق النظام.',
  },
  MOODLE_SEES_NO_EMAILS: {
    en: 'The user behind MOODLE_TOKEN cannot see the e-mail addresses of other users, so that students could be created twice. Give it moodle/site:viewuseridentity in Moodle, in the system context, and have the site setting "Show user identity" include the e-mail address.',
    fr: 'L’utilisateur de MOODLE_TOKEN ne voit pas les adresses des autres utilisateurs, et des étudiants pourraient être créés deux fois. Donnez-lui moodle/site:viewuseridentity dans Moodle, dans le contexte système, et faites que le réglage « Show user identity » du site comprenne l’adresse de courriel.',
    ar: 'لا يرى مستخدم MOODLE_TOKEN عناوين البريد للمستخدمين الآخرين، فقد يُنشأ الطلاب مرتين. امنحه moodle/site:viewuseridentity في Moodle في سياق النظام، واجعل إعداد الموقع \u2066Show user identity\u2069 يشمل عنوان البريد.',
  },
  MOODLE_ADMIN_TOKEN_USER: {
    en: 'The user behind MOODLE_TOKEN is a site administrator, so Moodle would let it change other administrators, and does not tell whether user {user} is one. Give MOODLE_TOKEN to a user that is no administrator.',
    fr: 'L’utilisateur de MOODLE_TOKEN est administrateur du site : Moodle le laisserait modifier d’autres administrateurs, et ne dit pas si l’utilisateur {user} en est un. Attribuez MOODLE_TOKEN à un utilisateur qui n’est pas administrateur.',
    ar: 'مستخدم MOODLE_TOKEN مدير للموقع، فيسمح له Moodle بتعديل مديرين آخرين ولا يقول هل المستخدم {user} منهم. اجعل MOODLE_TOKEN لمستخدم ليس مديرًا.',
  },
  MOODLE_ADMIN_TOKEN: {
    en: 'The user behind MOODLE_TOKEN is a site administrator, so Moodle would let it change other administrators. Until MOODLE_TOKEN belongs to a user that is none, only users with the id of their CRM record as ID number are changed.',
    fr: 'L’utilisateur de MOODLE_TOKEN est administrateur du site : Moodle le laisserait modifier d’autres administrateurs. Tant que MOODLE_TOKEN n’appartient pas à un utilisateur ordinaire, seuls sont modifiés les utilisateurs dont le numéro d’identification est l’identifiant de leur fiche CRM.',
    ar: 'مستخدم MOODLE_TOKEN مدير للموقع، فيسمح له Moodle بتعديل مديرين آخرين. وإلى أن يصبح MOODLE_TOKEN لمستخدم ليس مديرًا لا يُعدّل إلا من كان رقم تعريفه معرّف سجله في CRM.',
  },
} as const;
