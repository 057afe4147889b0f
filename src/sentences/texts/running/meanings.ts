/**
 * What each setting means. The type of the settings decides which there are: a setting without its three
 * texts does not compile (`settings.ts`).
 */
export const MEANINGS = {
  WEBHOOK_HOST: {
    en: 'The address to listen on; `127.0.0.1` behind a proxy on this machine',
    fr: 'L’adresse sur laquelle écouter ; `127.0.0.1` derrière un proxy de cette machine',
    ar: 'العنوان الذي تستمع عليه الخدمة؛ `127.0.0.1` خلف وكيل على هذا الجهاز',
  },
  WEBHOOK_PORT: {
    en: 'The port to listen on; `PORT` wins over it',
    fr: 'Le port sur lequel écouter ; `PORT` l’emporte',
    ar: 'المنفذ الذي تستمع عليه الخدمة؛ ولـ`PORT` الأولوية عليه',
  },
  DATABASE_URL: {
    en: 'Where the log is kept: `file:` and a path, or `postgres://user:password@host/database` for several instances',
    fr: 'Où le journal est conservé : `file:` et un chemin, ou `postgres://user:password@host/database` pour plusieurs instances',
    ar: 'مكان حفظ السجل: `file:` ومسار، أو `postgres://user:password@host/database` لعدة نسخ',
  },
  HUB_ROLE: {
    en: 'What this instance does: `web` receives and shows, `worker` works off what was received, `all` both. With PostgreSQL only',
    fr: 'Ce que fait cette instance : `web` reçoit et montre, `worker` traite ce qui a été reçu, `all` fait les deux. Avec PostgreSQL seulement',
    ar: 'ما تفعله هذه النسخة: `web` تستقبل وتعرض، و`worker` تعالج ما استُقبل، و`all` تفعل الاثنين. مع PostgreSQL فقط',
  },
  WEB_CONCURRENCY: {
    en: 'Processes that share the port of this instance, where the machine has the cores. More than one with PostgreSQL only',
    fr: 'Processus qui se partagent le port de cette instance, si la machine a assez de cœurs. Plus d’un avec PostgreSQL seulement',
    ar: 'العمليات التي تتقاسم منفذ هذه النسخة إذا كان في الجهاز أنوية كافية. أكثر من واحدة مع PostgreSQL فقط',
  },
  ZOHO_WEBHOOK_SECRET: {
    en: 'Secret that webhooks are verified with, at least 16 characters, empty for no check; two, separated by a comma, while one is rotated',
    fr: 'Secret qui sert à vérifier les webhooks, 16 caractères au moins, vide pour ne rien vérifier ; deux, séparés par une virgule, pendant un changement',
    ar: 'السر الذي يُتحقق به من الخطافات، 16 حرفًا على الأقل، وفارغ لعدم التحقق؛ أو سرّان تفصلهما فاصلة أثناء التبديل',
  },
  ZOHO_NOTIFICATION_TOKEN: {
    en: 'Proof of the callbacks of CRM channels, at most 50 characters; two, separated by a comma, while one is rotated',
    fr: 'Preuve des appels des canaux du CRM, 50 caractères au plus ; deux, séparés par une virgule, pendant un changement',
    ar: 'إثبات نداءات قنوات CRM، 50 حرفًا على الأكثر؛ أو رمزان تفصلهما فاصلة أثناء التبديل',
  },
  ALLOW_UNSIGNED_WEBHOOKS: {
    en: 'Lets production start without a secret',
    fr: 'Laisse la production démarrer sans secret',
    ar: 'يسمح لبيئة الإنتاج بالتشغيل دون سر',
  },
  ZOHO_CLIENT_ID: {
    en: 'OAuth client for reading from Zoho; with the next two it completes webhooks that carry only an id',
    fr: 'Client OAuth pour lire dans Zoho ; avec les deux suivants il complète les webhooks qui ne portent qu’un identifiant',
    ar: 'عميل OAuth للقراءة من Zoho؛ ومع الإعدادين التاليين يكمل الخطافات التي لا تحمل إلا معرّفًا',
  },
  ZOHO_CLIENT_SECRET: {
    en: 'The secret of that client',
    fr: 'Le secret de ce client',
    ar: 'سر هذا العميل',
  },
  ZOHO_REFRESH_TOKEN: {
    en: 'A refresh token; its scopes are listed in docs/guides/zoho-crm.md',
    fr: 'Un jeton d’actualisation ; ses droits figurent dans docs/guides/zoho-crm.md',
    ar: 'رمز تحديث؛ ونطاقاته مذكورة في docs/guides/zoho-crm.md',
  },
  ZOHO_DATACENTER: {
    en: 'The data centre of the Zoho account, as its address ends: com, eu, in, com.au, jp, com.cn, sa, uk or ca',
    fr: 'Le centre de données du compte Zoho, comme finit son adresse : com, eu, in, com.au, jp, com.cn, sa, uk ou ca',
    ar: 'مركز بيانات حساب Zoho كما ينتهي عنوانه: com أو eu أو in أو com.au أو jp أو com.cn أو sa أو uk أو ca',
  },
  ZOHO_ACCOUNTS_URL: {
    en: "Another address of Zoho's accounts server, from the data centre when empty",
    fr: 'Une autre adresse du serveur des comptes de Zoho ; vide, celle du centre de données',
    ar: 'عنوان آخر لخادم حسابات Zoho؛ وإن كان فارغًا فعنوان مركز البيانات',
  },
  ZOHO_CRM_URL: {
    en: 'Another address of the CRM API, from the data centre when empty',
    fr: 'Une autre adresse de l’API du CRM ; vide, celle du centre de données',
    ar: 'عنوان آخر لواجهة CRM؛ وإن كان فارغًا فعنوان مركز البيانات',
  },
  ZOHO_DESK_ORG_ID: {
    en: 'The organisation id of Zoho Desk; needed to read tickets and for its signed webhooks',
    fr: 'L’identifiant de l’organisation dans Zoho Desk ; nécessaire pour lire les tickets et pour ses webhooks signés',
    ar: 'معرّف المؤسسة في Zoho Desk؛ يلزم لقراءة التذاكر ولخطافاته الموقّعة',
  },
  ZOHO_DESK_WEBHOOK_ID: {
    en: 'The id of the event subscription in Zoho Desk; with the organisation id it turns on the check of its signature',
    fr: 'L’identifiant de l’abonnement aux événements dans Zoho Desk ; avec celui de l’organisation il active la vérification de sa signature',
    ar: 'معرّف الاشتراك في الأحداث في Zoho Desk؛ ومع معرّف المؤسسة يفعّل التحقق من توقيعه',
  },
  ZOHO_DESK_URL: {
    en: 'Another address of the Desk API, from the data centre when empty',
    fr: 'Une autre adresse de l’API de Desk ; vide, celle du centre de données',
    ar: 'عنوان آخر لواجهة Desk؛ وإن كان فارغًا فعنوان مركز البيانات',
  },
  ZOHO_DESK_SPACING_MS: {
    en: 'The shortest time between two calls to Zoho Desk, in ms',
    fr: 'Le temps le plus court entre deux appels à Zoho Desk, en ms',
    ar: 'أقصر مدة بين نداءين إلى Zoho Desk بأجزاء الألف من الثانية',
  },
  RECONCILE_MINUTES: {
    en: 'How often students and tickets whose webhook was lost are looked for in Zoho; 0 for never',
    fr: 'Toutes les combien de minutes les élèves et les tickets dont le webhook s’est perdu sont cherchés dans Zoho ; 0 pour jamais',
    ar: 'كل كم دقيقة يُبحث في Zoho عن الطلاب والتذاكر التي ضاع خطافها؛ 0 لعدم البحث',
  },
  RECONCILE_TICKETS: {
    en: 'Looks for tickets too; false where a rule in Zoho Desk chooses which are reported',
    fr: 'Cherche aussi les tickets ; false là où une règle de Zoho Desk choisit lesquels sont signalés',
    ar: 'يبحث عن التذاكر أيضًا؛ false إذا كانت قاعدة في Zoho Desk تختار ما يُبلَّغ عنه',
  },
  PUBLIC_URL: {
    en: 'The address under which Zoho reaches this service, such as `https://hub.example.edu`; for `zoho subscribe`',
    fr: 'L’adresse sous laquelle Zoho joint ce service, comme `https://hub.example.edu` ; pour `zoho subscribe`',
    ar: 'العنوان الذي يصل به Zoho إلى هذه الخدمة، مثل `https://hub.example.edu`؛ من أجل `zoho subscribe`',
  },
  MOODLE_BASE_URL: {
    en: 'The Moodle site; with `MOODLE_TOKEN` students are matched with its users',
    fr: 'Le site Moodle ; avec `MOODLE_TOKEN` les élèves sont rapprochés de ses utilisateurs',
    ar: 'موقع Moodle؛ ومع `MOODLE_TOKEN` يُطابَق الطلاب مع مستخدميه',
  },
  MOODLE_TOKEN: {
    en: 'Token of a web service in Moodle',
    fr: 'Jeton d’un service web de Moodle',
    ar: 'رمز خدمة ويب في Moodle',
  },
  MOODLE_CREATE_USERS: {
    en: 'Creates the students that Moodle lacks; Moodle mails them a password',
    fr: 'Crée les élèves qui manquent à Moodle ; Moodle leur envoie un mot de passe',
    ar: 'ينشئ الطلاب غير الموجودين في Moodle؛ ويرسل Moodle إليهم كلمة مرور',
  },
  MOODLE_UPDATE_USERS: {
    en: 'Writes changed names and addresses to Moodle users, and the record id as their ID number',
    fr: 'Écrit les noms et adresses modifiés chez les utilisateurs de Moodle, et l’identifiant de la fiche comme numéro d’identification',
    ar: 'يكتب الأسماء والعناوين المعدّلة لدى مستخدمي Moodle، ومعرّف السجل كرقم تعريف لهم',
  },
  MOODLE_SUSPEND_USERS: {
    en: 'Suspends the Moodle user of a student that was deleted in Zoho CRM',
    fr: 'Suspend l’utilisateur Moodle d’un élève supprimé dans Zoho CRM',
    ar: 'يوقف مستخدم Moodle لطالب حُذف في Zoho CRM',
  },
  CRM_WRITE_BACK: {
    en: 'Writes the id of the Moodle user to `Student_Moodle_ID` in Zoho CRM',
    fr: 'Écrit l’identifiant de l’utilisateur Moodle dans `Student_Moodle_ID` de Zoho CRM',
    ar: 'يكتب معرّف مستخدم Moodle في `Student_Moodle_ID` في Zoho CRM',
  },
  WEBHOOK_AUTO_DISPATCH: {
    en: 'Moves tickets to the department that the rules name',
    fr: 'Déplace les tickets vers le service que les règles nomment',
    ar: 'ينقل التذاكر إلى القسم الذي تحدده القواعد',
  },
  WEBHOOK_AUTO_LINK: {
    en: 'Links tickets to their deal',
    fr: 'Rattache les tickets à leur affaire',
    ar: 'يربط التذاكر بصفقاتها',
  },
  WEBHOOK_AUTO_RESPOND: {
    en: 'Answers tickets: a draft, or an e-mail where the rules allow it',
    fr: 'Répond aux tickets : un brouillon, ou un e-mail là où les règles le permettent',
    ar: 'يجيب على التذاكر: بمسودة، أو ببريد حيث تسمح القواعد',
  },
  WEBHOOK_AUTO_UPDATE_TICKET: {
    en: 'Writes a private note, and the status after an answer',
    fr: 'Écrit une note privée, et le statut après une réponse',
    ar: 'يكتب ملاحظة خاصة، والحالة بعد الرد',
  },
  WEBHOOK_AUTO_UPDATE_DEAL: {
    en: 'Changes the fields of deals that the rules allow',
    fr: 'Modifie les champs des affaires que les règles permettent',
    ar: 'يعدّل حقول الصفقات التي تسمح بها القواعد',
  },
  WEBHOOK_AUTO_ADD_NOTE: {
    en: 'Adds a note to the deal of a ticket',
    fr: 'Ajoute une note à l’affaire d’un ticket',
    ar: 'يضيف ملاحظة إلى صفقة التذكرة',
  },
  LETTERS_PER_DAY: {
    en: 'Answers that one address may get within a day without a person, over all tickets',
    fr: 'Réponses qu’une adresse peut recevoir par jour sans l’avis d’une personne, tous tickets confondus',
    ar: 'عدد الردود التي قد يتلقاها عنوان واحد في اليوم دون تدخل شخص، في كل التذاكر',
  },
  STAFF_LANGUAGE: {
    en: 'The language of the notes that are written for the staff: en, fr or ar',
    fr: 'La langue des notes écrites pour l’équipe : en, fr ou ar',
    ar: 'لغة الملاحظات التي تُكتب للفريق: en أو fr أو ar',
  },
  TICKET_RULES_FILE: {
    en: 'The rules for tickets; checked at the start',
    fr: 'Les règles pour les tickets ; vérifiées au démarrage',
    ar: 'قواعد التذاكر؛ يُتحقق منها عند التشغيل',
  },
  ANTHROPIC_API_KEY: {
    en: 'Lets a language model propose answers and departments; templates do without',
    fr: 'Laisse un modèle de langage proposer réponses et services ; les modèles de texte s’en passent',
    ar: 'يسمح لنموذج لغوي باقتراح ردود وأقسام؛ والقوالب تعمل بدونه',
  },
  ANTHROPIC_BASE_URL: {
    en: 'Another address of that API, its own when empty',
    fr: 'Une autre adresse de cette API ; vide, la sienne',
    ar: 'عنوان آخر لهذه الواجهة؛ وإن كان فارغًا فعنوانها',
  },
  AGENT_MODEL: {
    en: 'The language model that is asked',
    fr: 'Le modèle de langage interrogé',
    ar: 'النموذج اللغوي الذي يُسأل',
  },
  ALERT_WEBHOOK_URL: {
    en: 'Where alerts are posted: an address of Slack, Teams, Zoho Cliq or a program of your own',
    fr: 'Où les alertes sont envoyées : une adresse de Slack, de Teams, de Zoho Cliq ou d’un programme à vous',
    ar: 'إلى أين تُرسل التنبيهات: عنوان في Slack أو Teams أو Zoho Cliq أو برنامج لديك',
  },
  ALERT_WEBHOOK_FORMAT: {
    en: 'The form of what is posted there; `auto` goes by the address',
    fr: 'La forme de ce qui y est envoyé ; `auto` se règle sur l’adresse',
    ar: 'صيغة ما يُرسل إليه؛ `auto` بحسب العنوان',
  },
  SMTP_URL: {
    en: 'The mail server for alerts, such as `smtps://user:password@mail.example.edu`',
    fr: 'Le serveur de messagerie des alertes, comme `smtps://user:password@mail.example.edu`',
    ar: 'خادم البريد للتنبيهات، مثل `smtps://user:password@mail.example.edu`',
  },
  ALERT_MAIL_TO: {
    en: 'Who gets alerts by mail: addresses, separated by commas',
    fr: 'Qui reçoit les alertes par e-mail : des adresses séparées par des virgules',
    ar: 'من يتلقى التنبيهات بالبريد: عناوين تفصلها فواصل',
  },
  ALERT_MAIL_FROM: {
    en: 'The sender of these mails; the first receiver when empty',
    fr: 'L’expéditeur de ces e-mails ; vide, le premier destinataire',
    ar: 'مرسل هذه الرسائل؛ وإن كان فارغًا فأول مستلم',
  },
  ALERT_LANGUAGE: {
    en: 'The language of alerts',
    fr: 'La langue des alertes',
    ar: 'لغة التنبيهات',
  },
  ALERT_DIGEST_AT: {
    en: 'When the daily summary is sent, in UTC, where alerts are set up; empty for none',
    fr: 'Quand le résumé du jour est envoyé, en UTC, là où des alertes sont configurées ; vide pour aucun',
    ar: 'وقت إرسال ملخص اليوم بتوقيت UTC حيث أُعدّت التنبيهات؛ فارغ لعدم الإرسال',
  },
  ALERT_SUGGESTION_HOURS: {
    en: 'A suggestion that waits longer than so many hours is told of; 0 for none',
    fr: 'Une suggestion qui attend plus longtemps que ce nombre d’heures est signalée ; 0 pour aucune',
    ar: 'يُبلَّغ عن كل اقتراح ينتظر أكثر من هذا العدد من الساعات؛ 0 لعدم الإبلاغ',
  },
  ALERT_SILENCE_HOURS: {
    en: 'When nothing was received for so many hours, though a week before something was, that is told of; 0 for never',
    fr: 'Si rien n’a été reçu pendant ce nombre d’heures, alors qu’une semaine plus tôt il y avait quelque chose, c’est signalé ; 0 pour jamais',
    ar: 'إذا لم يصل شيء طوال هذا العدد من الساعات، وكان قد وصل شيء قبل أسبوع، يُبلَّغ عن ذلك؛ 0 لعدم الإبلاغ',
  },
  OPERATOR_TOKEN: {
    en: 'Operator access; made at the first start and kept in `data/operator-token` when empty',
    fr: 'Accès des opérateurs ; vide, il est créé au premier démarrage et conservé dans `data/operator-token`',
    ar: 'دخول المشغّلين؛ وإن كان فارغًا يُنشأ عند أول تشغيل ويُحفظ في `data/operator-token`',
  },
  READ_TOKEN: {
    en: 'A second token, for who may look at everything and change nothing; none when empty',
    fr: 'Un deuxième jeton, pour qui peut tout regarder et ne rien modifier ; vide, il n’y en a pas',
    ar: 'رمز ثانٍ لمن يجوز له الاطلاع على كل شيء دون تعديل؛ وإن كان فارغًا فلا وجود له',
  },
  METRICS_TOKEN: {
    en: 'A token for `/metrics` alone; when it is set, strangers do not read it',
    fr: 'Un jeton pour `/metrics` seulement ; s’il est renseigné, des inconnus ne le lisent pas',
    ar: 'رمز لـ`/metrics` وحده؛ وإن مُلئ فلا يقرؤه الغرباء',
  },
  LOG_LEVEL: {
    en: 'How much is logged',
    fr: 'Combien est consigné',
    ar: 'مقدار ما يُسجَّل',
  },
  LOG_FILE: {
    en: 'The log file, rotated at 20 MB, fourteen kept; empty for none',
    fr: 'Le fichier du journal technique, renouvelé à 20 Mo, quatorze sont gardés ; vide pour aucun',
    ar: 'ملف السجل التقني، يُجدَّد عند 20 ميغابايت ويُحفظ منه أربعة عشر؛ فارغ لعدم إنشائه',
  },
  MAX_ATTEMPTS: {
    en: 'Attempts before an event fails for good; twelve span about three hours. What waits for credentials, or for a system that is away, uses up none',
    fr: 'Tentatives avant qu’un événement échoue définitivement ; douze couvrent environ trois heures. L’attente d’identifiants ou d’un système absent n’en consomme aucune',
    ar: 'عدد المحاولات قبل أن يفشل الحدث نهائيًا؛ اثنتا عشرة محاولة تغطي نحو ثلاث ساعات. وانتظار بيانات الدخول أو نظام غائب لا يستهلك أي محاولة',
  },
  PROCESSOR_CONCURRENCY: {
    en: 'Events of one source in work at the same time; fewer where Moodle or Zoho Desk sets the pace',
    fr: 'Événements d’une source traités en même temps ; moins là où Moodle ou Zoho Desk donne le rythme',
    ar: 'عدد أحداث المصدر الواحد التي تُعالج في الوقت نفسه؛ وأقل حيث يحدد Moodle أو Zoho Desk الوتيرة',
  },
  BODY_LIMIT: {
    en: 'Largest body accepted, in bytes; tickets of Zoho Desk up to 2 MiB are known',
    fr: 'Le plus grand corps accepté, en octets ; on connaît des tickets de Zoho Desk de 2 Mio',
    ar: 'أكبر محتوى يُقبل بالبايت؛ وتُعرف تذاكر في Zoho Desk تبلغ 2 ميبيبايت',
  },
  RATE_LIMIT_FAILURES: {
    en: 'Refused requests per minute and address before 429 answers',
    fr: 'Requêtes refusées par minute et par adresse avant la réponse 429',
    ar: 'عدد الطلبات المرفوضة في الدقيقة لكل عنوان قبل الرد بالرمز 429',
  },
  RATE_LIMIT_READS: {
    en: 'Requests per minute and address to the operator routes',
    fr: 'Requêtes par minute et par adresse aux adresses des opérateurs',
    ar: 'عدد الطلبات في الدقيقة لكل عنوان إلى مسارات المشغّلين',
  },
  METRICS_PUBLIC: {
    en: 'Lets anyone read `/metrics`; otherwise it needs a token',
    fr: 'Laisse n’importe qui lire `/metrics` ; sinon il faut un jeton',
    ar: 'يسمح لأي شخص بقراءة `/metrics`؛ وإلا يلزم رمز',
  },
  RETENTION_DAYS: {
    en: 'Completed events and repeats are deleted after so many days, and a repeat is known as one for so long; 0 keeps them for ever',
    fr: 'Les événements terminés et les répétitions sont supprimés après ce nombre de jours, et une répétition est reconnue aussi longtemps ; 0 les garde pour toujours',
    ar: 'تُحذف الأحداث المكتملة والتكرارات بعد هذا العدد من الأيام، وتُعرف التكرارات طوال هذه المدة؛ 0 للاحتفاظ بها دائمًا',
  },
  TRUST_PROXY: {
    en: 'Addresses or networks, separated by commas, whose forwarded headers count',
    fr: 'Adresses ou réseaux, séparés par des virgules, dont les en-têtes de transfert comptent',
    ar: 'عناوين أو شبكات تفصلها فواصل، وتُعتمد ترويسات التمرير منها',
  },
  NODE_ENV: {
    en: '`production` refuses to start while a webhook route is open; `development` and `test` do not, and any other word counts as production',
    fr: '`production` refuse de démarrer tant qu’une adresse de webhook est ouverte ; `development` et `test` non, et tout autre mot compte comme production',
    ar: '`production` يرفض التشغيل ما دام عنوان خطاف مفتوحًا؛ و`development` و`test` لا يرفضان، وأي كلمة أخرى تُعدّ إنتاجًا',
  },
} as const;
