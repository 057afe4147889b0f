/** What commands find out or are about to do, outside the log. */
export const COMMANDS = {
  CRM_SUBSCRIPTION_PLAN: {
    en: 'Zoho CRM will post every creation, change and deletion in {modules} to {url}, with the token of ZOHO_NOTIFICATION_TOKEN, until {until}; a running service makes it last longer.',
    fr: 'Zoho CRM enverra chaque création, modification et suppression dans {modules} à {url}, avec le jeton de ZOHO_NOTIFICATION_TOKEN, jusqu’au {until} ; le service en marche prolonge cette durée.',
    ar: 'سيرسل Zoho CRM كل إضافة وتعديل وحذف في {modules} إلى {url}، مع رمز ZOHO_NOTIFICATION_TOKEN، حتى {until}؛ والخدمة التي تعمل تمدّد ذلك.',
  },
  DESK_SUBSCRIPTION_PLAN: {
    en: 'Zoho Desk will post {events} to {url}, signed. Put the id of the webhook into ZOHO_DESK_WEBHOOK_ID and restart.',
    fr: 'Zoho Desk enverra {events} à {url}, avec signature. Mettez l’identifiant du webhook dans ZOHO_DESK_WEBHOOK_ID, puis redémarrez.',
    ar: 'سيرسل Zoho Desk {events} إلى {url} مع توقيع. ضع معرّف الخطاف في ZOHO_DESK_WEBHOOK_ID ثم أعد التشغيل.',
  },
  SIGNATURE_MATCHES: {
    en: 'The signature matches secret {key}.',
    fr: 'La signature correspond au secret {key}.',
    ar: 'التوقيع يطابق السر {key}.',
  },
  SIGNATURE_EXPIRED: {
    en: 'The signature matches, but its time is {age} s old and {allowed} s are allowed. Check the clocks, or send it again.',
    fr: 'La signature correspond, mais son heure date de {age} s et {allowed} s sont permises. Vérifiez les horloges, ou renvoyez-la.',
    ar: 'التوقيع مطابق، لكن مضى على وقته {age} ثانية والمسموح به {allowed} ثانية. تحقق من الساعات أو أعد الإرسال.',
  },
  SIGNATURE_EARLY: {
    en: 'The signature matches, but its time is {ahead} s in the future and {allowed} s are allowed. Check the clocks.',
    fr: 'La signature correspond, mais son heure est en avance de {ahead} s et {allowed} s sont permises. Vérifiez les horloges.',
    ar: 'التوقيع مطابق، لكن وقته متقدم بمقدار {ahead} ثانية والمسموح به {allowed} ثانية. تحقق من الساعات.',
  },
  SIGNATURE_ABSENT: {
    en: 'There is no signature.',
    fr: 'Il n’y a pas de signature.',
    ar: 'لا يوجد توقيع.',
  },
  SIGNATURE_MALFORMED: {
    en: 'The signature, or its time, has the wrong form: 64 hex digits or 44 characters of base64; epoch seconds, milliseconds or ISO.',
    fr: 'La signature, ou son heure, n’a pas la bonne forme : 64 chiffres hexadécimaux ou 44 caractères de base64 ; secondes ou millisecondes depuis 1970, ou ISO.',
    ar: 'التوقيع أو وقته ليس بالصيغة الصحيحة: 64 رقمًا ستعشريًا أو 44 حرفًا من base64؛ والوقت بالثواني أو أجزاء الألف منذ 1970 أو بصيغة ISO.',
  },
  SIGNATURE_DIFFERS: {
    en: 'The signature does not match. Either the secret differs (compare it character by character with the one in Zoho), or the file does not hold the exact bytes that were sent.',
    fr: 'La signature ne correspond pas. Soit le secret est différent (comparez-le caractère par caractère avec celui de Zoho), soit le fichier ne contient pas exactement les octets envoyés.',
    ar: 'التوقيع غير مطابق. إما أن السر مختلف (قارنه حرفًا حرفًا بما في Zoho)، أو أن الملف لا يحتوي على البايتات نفسها التي أُرسلت.',
  },
  SIGNED_WITHOUT_TIME: {
    en: 'Key and bytes match without the timestamp and the nonce: sign "timestamp.nonce.body", or leave both headers out.',
    fr: 'La clé et les octets correspondent sans l’horodatage et le nonce : signez « timestamp.nonce.body », ou laissez de côté ces deux en-têtes.',
    ar: 'المفتاح والبايتات متطابقان دون الطابع الزمني و nonce: وقّع "timestamp.nonce.body" أو احذف الترويستين.',
  },
  SIGNED_WITHOUT_SPACES_AROUND: {
    en: 'The bytes differ: the file has spaces or a line end that were not signed.',
    fr: 'Les octets diffèrent : le fichier a des espaces ou une fin de ligne qui n’ont pas été signés.',
    ar: 'البايتات مختلفة: في الملف مسافات أو نهاية سطر لم تُوقَّع.',
  },
  SIGNED_WITH_LINE_END: {
    en: 'The bytes differ: a line end was signed that the file does not have.',
    fr: 'Les octets diffèrent : une fin de ligne a été signée que le fichier n’a pas.',
    ar: 'البايتات مختلفة: وُقّعت نهاية سطر غير موجودة في الملف.',
  },
  SIGNED_BEFORE_WINDOWS_ENDS: {
    en: 'The bytes differ: Windows line ends were added after signing.',
    fr: 'Les octets diffèrent : des fins de ligne de Windows ont été ajoutées après la signature.',
    ar: 'البايتات مختلفة: أُضيفت نهايات أسطر Windows بعد التوقيع.',
  },
  SIGNED_WITH_WINDOWS_ENDS: {
    en: 'The bytes differ: Windows line ends were lost after signing.',
    fr: 'Les octets diffèrent : les fins de ligne de Windows ont été perdues après la signature.',
    ar: 'البايتات مختلفة: ضاعت نهايات أسطر Windows بعد التوقيع.',
  },
  SIGNED_COMPACT: {
    en: 'The bytes differ: the sender signed the JSON without spaces and sent it with them. Sign the very text that is sent.',
    fr: 'Les octets diffèrent : l’expéditeur a signé le JSON sans espaces et l’a envoyé avec. Signez le texte même qui est envoyé.',
    ar: 'البايتات مختلفة: وقّع المرسل JSON دون مسافات وأرسله بها. وقّع النص نفسه الذي يُرسل.',
  },
  SECRET_HAS_MORE: {
    en: 'The key differs: the sender has a space, a line end or quotes around the secret.',
    fr: 'La clé est différente : l’expéditeur a une espace, une fin de ligne ou des guillemets autour du secret.',
    ar: 'المفتاح مختلف: لدى المرسل مسافة أو نهاية سطر أو علامات اقتباس حول السر.',
  },
  REHEARSED_SITE: {
    en: '{site} answers (Moodle {release}); MOODLE_TOKEN is that of {user}, and its service has every function.',
    fr: '{site} répond (Moodle {release}) ; MOODLE_TOKEN est celui de {user}, et son service a toutes les fonctions.',
    ar: 'يرد {site} (Moodle {release})؛ الرمز MOODLE_TOKEN هو رمز {user}، وفي خدمته كل الوظائف.',
  },
  REHEARSED_SEE: {
    en: 'Other users can be seen, with username, ID number and e-mail address.',
    fr: 'Les autres utilisateurs sont visibles, avec nom d’utilisateur, numéro d’identification et adresse e-mail.',
    ar: 'يمكن رؤية المستخدمين الآخرين مع اسم المستخدم ورقم التعريف والبريد الإلكتروني.',
  },
  REHEARSED_FIND_NONE: {
    en: 'No earlier rehearsal left a test user.',
    fr: 'Aucun essai antérieur n’a laissé d’utilisateur d’essai.',
    ar: 'لم تترك أي تجربة سابقة مستخدمًا تجريبيًا.',
  },
  REHEARSED_FIND: {
    en: 'The test user of an earlier rehearsal is there (id {id}) and is used again.',
    fr: 'L’utilisateur d’essai d’un essai antérieur est là (id {id}) et sert de nouveau.',
    ar: 'المستخدم التجريبي من تجربة سابقة موجود (المعرّف {id}) ويُستعمل من جديد.',
  },
  REHEARSED_CREATE: {
    en: 'A user can be created, and is seen afterwards (id {id}). Its password went to an address of nobody.',
    fr: 'Un utilisateur peut être créé, et il est visible ensuite (id {id}). Son mot de passe est parti à une adresse qui n’est à personne.',
    ar: 'يمكن إنشاء مستخدم، وهو يُرى بعد ذلك (المعرّف {id}). وقد ذهبت كلمة مروره إلى عنوان ليس لأحد.',
  },
  REHEARSED_UPDATE: {
    en: 'A user can be changed, also with letters that are not Latin.',
    fr: 'Un utilisateur peut être modifié, aussi avec des lettres qui ne sont pas latines.',
    ar: 'يمكن تعديل مستخدم، وبحروف غير لاتينية أيضًا.',
  },
  REHEARSED_READ: {
    en: 'What was written is read back the same.',
    fr: 'Ce qui a été écrit est relu à l’identique.',
    ar: 'ما كُتب يُقرأ من جديد كما هو.',
  },
  REHEARSED_SUSPEND: {
    en: 'A user can be suspended. The test user {id} stays suspended; to remove it, delete {user} under Site administration → Users → Browse list of users.',
    fr: 'Un utilisateur peut être suspendu. L’utilisateur d’essai {id} reste suspendu ; pour le supprimer, effacez {user} sous Administration du site → Utilisateurs → Liste des utilisateurs.',
    ar: 'يمكن إيقاف مستخدم. يبقى المستخدم التجريبي {id} موقوفًا؛ ولإزالته احذف {user} من إدارة الموقع ← المستخدمون ← تصفح قائمة المستخدمين.',
  },
  REHEARSAL_NAME_TAKEN: {
    en: 'Moodle has a user called {user} whose ID number is not that of the test user. Rename or delete it in Moodle, then rehearse again.',
    fr: 'Moodle a un utilisateur nommé {user} dont le numéro d’identification n’est pas celui de l’utilisateur d’essai. Renommez-le ou supprimez-le dans Moodle, puis refaites l’essai.',
    ar: 'في Moodle مستخدم اسمه {user} ورقم تعريفه ليس رقم المستخدم التجريبي. غيّر اسمه أو احذفه في Moodle ثم أعد التجربة.',
  },
  REHEARSAL_CREATE_REFUSED: {
    en: 'Moodle refused to create the test user. Most likely the site allows only addresses of certain domains, or another user has {address}. Look at "Allowed email domains" in Moodle.',
    fr: 'Moodle a refusé de créer l’utilisateur d’essai. Le plus probable : le site n’accepte que des adresses de certains domaines, ou un autre utilisateur a {address}. Regardez « Domaines de courriel autorisés » dans Moodle.',
    ar: 'رفض Moodle إنشاء المستخدم التجريبي. الأرجح أن الموقع لا يقبل إلا عناوين نطاقات معينة، أو أن مستخدمًا آخر له {address}. انظر «نطاقات البريد المسموح بها» في Moodle.',
  },
  REHEARSAL_SUSPENSION_HIDDEN: {
    en: 'The user behind MOODLE_TOKEN cannot see whether a user is suspended. Give it moodle/user:viewhiddendetails in Moodle, in the system context.',
    fr: 'L’utilisateur de MOODLE_TOKEN ne voit pas si un utilisateur est suspendu. Donnez-lui moodle/user:viewhiddendetails dans Moodle, au niveau du système.',
    ar: 'لا يرى مستخدم MOODLE_TOKEN ما إذا كان مستخدم موقوفًا. امنحه moodle/user:viewhiddendetails في Moodle على مستوى النظام.',
  },
  REHEARSAL_READ_OTHER: {
    en: 'Moodle said that it changed the test user, and what is read back is something else. See the log of Moodle.',
    fr: 'Moodle a dit qu’il avait modifié l’utilisateur d’essai, et ce qui est relu est autre chose. Voyez le journal de Moodle.',
    ar: 'قال Moodle إنه عدّل المستخدم التجريبي، وما يُقرأ شيء آخر. انظر سجل Moodle.',
  },
} as const;
