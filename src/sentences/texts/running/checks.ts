/** What the checks of the machine, the database and the path of the webhooks find. */
export const CHECKS = {
  NODE_WELL: {
    en: 'Node {version} runs this.',
    fr: 'Node {version} convient.',
    ar: 'الإصدار Node {version} مناسب.',
  },
  NODE_OLD: {
    en: 'Node {version} is too old: install 22.18 or newer.',
    fr: 'Node {version} est trop ancien : installez 22.18 ou plus récent.',
    ar: 'الإصدار Node {version} قديم: ثبّت 22.18 أو أحدث.',
  },
  FOLDER_NOT_WRITABLE: {
    en: '{place} cannot be written to: give its user the right, or set DATABASE_URL.',
    fr: 'Rien ne peut être écrit dans {place} : donnez-en le droit à l’utilisateur du service, ou renseignez DATABASE_URL.',
    ar: 'لا يمكن الكتابة في {place}: امنح مستخدم الخدمة هذا الحق، أو املأ DATABASE_URL.',
  },
  FOLDER_OPEN: {
    en: 'Others on this machine may read {files}: run chmod 600 on it.',
    fr: 'D’autres utilisateurs de cette machine peuvent lire {files} : lancez chmod 600 dessus.',
    ar: 'يستطيع آخرون على هذا الجهاز قراءة {files}: شغّل chmod 600 عليه.',
  },
  FOLDER_ABSENT: {
    en: '{folder} is not there yet: the first start makes it.',
    fr: '{folder} n’existe pas encore : le premier démarrage le crée.',
    ar: 'المجلد {folder} غير موجود بعد: ينشئه أول تشغيل.',
  },
  FOLDER_WELL: {
    en: '{folder} can be written to, and its secrets are for its owner only.',
    fr: 'On peut écrire dans {folder}, et ses secrets ne sont lisibles que par son propriétaire.',
    ar: 'يمكن الكتابة في {folder}، وأسراره لمالكه وحده.',
  },
  DISK_WELL: {
    en: 'The disk of the data has {free#} GiB free.',
    fr: 'Le disque des données a {free#} Gio libres.',
    ar: 'في قرص البيانات مساحة حرة قدرها {free#} GiB.',
  },
  DISK_SHORT: {
    en: 'The disk of the data has only {free#} GiB free: make room, or run "npm run cli -- prune".',
    fr: 'Le disque des données n’a plus que {free#} Gio libres : faites de la place, ou lancez « npm run cli -- prune ».',
    ar: 'لم يبق في قرص البيانات سوى {free#} GiB: أفرغ مساحة، أو شغّل الأمر ⁦npm run cli -- prune⁩.',
  },
  DATABASE_ABSENT: {
    en: 'There is no database yet: the first start makes it.',
    fr: 'Il n’y a pas encore de base de données : le premier démarrage la crée.',
    ar: 'لا توجد قاعدة بيانات بعد: ينشئها أول تشغيل.',
  },
  DATABASE_FAULT: {
    en: '(It was found as: {fault})',
    fr: '(Constaté ainsi : {fault})',
    ar: '(ما وُجد: {fault})',
  },
  DATABASE_LOOKING: {
    en: 'Looking through the database file for damage; it is given up after a minute.',
    fr: 'Recherche de dommages dans le fichier de la base ; elle s’arrête au bout d’une minute.',
    ar: 'يجري البحث عن تلف في ملف قاعدة البيانات؛ ويُترك بعد دقيقة.',
  },
  DATABASE_WHOLE: {
    en: 'The database file is whole, opens and takes a write.',
    fr: 'Le fichier de la base de données est intact, s’ouvre et accepte une écriture.',
    ar: 'ملف قاعدة البيانات سليم، ويُفتح ويقبل الكتابة.',
  },
  DATABASE_NOT_LOOKED_THROUGH: {
    en: 'The database opens and takes a write; whether its whole file is undamaged could not be found out in time.',
    fr: 'La base de données s’ouvre et accepte une écriture ; on n’a pas pu vérifier à temps que tout son fichier est intact.',
    ar: 'تُفتح قاعدة البيانات وتقبل الكتابة؛ ولم يتسنّ التحقق في الوقت من سلامة ملفها كله.',
  },
  NO_EVENT_YET: {
    en: 'No event of {system} has come yet: see {guide}, and try the way with "{test}".',
    fr: 'Aucun événement de {system} n’est encore arrivé : voir {guide}, et essayez le chemin avec « {test} ».',
    ar: 'لم يصل بعد أي حدث من {system}: انظر ⁦{guide}⁩، وجرّب الطريق بالأمر ⁦{test}⁩.',
  },
  LAST_EVENT: {
    en: 'The last event of {system} came at {time} ({status}).',
    fr: 'Le dernier événement de {system} est arrivé le {time} ({status}).',
    ar: 'وصل آخر حدث من {system} في {time} ({status}).',
  },
  STATUS_PENDING: { en: 'pending', fr: 'en attente', ar: 'في الانتظار' },
  STATUS_PROCESSING: { en: 'processing', fr: 'en cours', ar: 'قيد المعالجة' },
  STATUS_COMPLETED: { en: 'completed', fr: 'traité', ar: 'مكتمل' },
  STATUS_FAILED: { en: 'failed', fr: 'en échec', ar: 'فشل' },
  STATUS_DUPLICATE: { en: 'duplicate', fr: 'doublon', ar: 'مكرر' },
  SERVICE_WELL: {
    en: 'The service answers at {origin} and is ready.',
    fr: 'Le service répond à {origin} et il est prêt.',
    ar: 'الخدمة ترد على {origin} وهي جاهزة.',
  },
  SERVICE_NOT_READY: {
    en: 'The service at {origin} is not ready: {reason}. See its log.',
    fr: 'Le service à {origin} n’est pas prêt : {reason}. Voir son journal.',
    ar: 'الخدمة على {origin} غير جاهزة: {reason}. انظر سجلها.',
  },
  SERVICE_SILENT: {
    en: 'Nothing of ours answers at {origin}: start the service with "npm start".',
    fr: 'Notre service ne répond pas à {origin} : démarrez-le avec « npm start ».',
    ar: 'لا ترد خدمتنا على {origin}: شغّلها بالأمر ⁦npm start⁩.',
  },
  WEBHOOKS_PROVEN: {
    en: 'Every webhook has to prove who sent it.',
    fr: 'Chaque webhook doit prouver qui l’a envoyé.',
    ar: 'على كل خطاف أن يثبت من أرسله.',
  },
  WEBHOOKS_OPEN_WANTED: {
    en: 'Anyone may send to {routes}, as ALLOW_UNSIGNED_WEBHOOKS says.',
    fr: 'N’importe qui peut envoyer à {routes}, comme le veut ALLOW_UNSIGNED_WEBHOOKS.',
    ar: 'يستطيع أي أحد الإرسال إلى {routes}، كما يقول ALLOW_UNSIGNED_WEBHOOKS.',
  },
  WEBHOOKS_OPEN: {
    en: 'Anyone may send to {routes}: put a long random text into ZOHO_WEBHOOK_SECRET, and the same into Zoho.',
    fr: 'N’importe qui peut envoyer à {routes} : mettez un long texte au hasard dans ZOHO_WEBHOOK_SECRET, et le même dans Zoho.',
    ar: 'يستطيع أي أحد الإرسال إلى {routes}: ضع نصًا عشوائيًا طويلًا في ZOHO_WEBHOOK_SECRET، والنص نفسه في Zoho.',
  },
  PUBLIC_URL_EMPTY: {
    en: 'PUBLIC_URL is empty: set it to the https address of your tunnel or proxy to have it checked.',
    fr: 'PUBLIC_URL est vide : mettez-y l’adresse https de votre tunnel ou proxy pour qu’elle soit vérifiée.',
    ar: 'القيمة PUBLIC_URL فارغة: ضع فيها عنوان https للنفق أو الوسيط لكي يُفحص.',
  },
  PUBLIC_URL_BAD: {
    en: 'PUBLIC_URL is no address: it must look like https://hub.example.edu.',
    fr: 'PUBLIC_URL n’est pas une adresse : elle doit ressembler à https://hub.example.edu.',
    ar: 'القيمة PUBLIC_URL ليست عنوانًا: يجب أن تشبه https://hub.example.edu.',
  },
  PUBLIC_URL_WELL: {
    en: '{origin} leads to this service.',
    fr: '{origin} mène à ce service.',
    ar: 'العنوان {origin} يوصل إلى هذه الخدمة.',
  },
  PUBLIC_URL_ELSEWHERE: {
    en: 'PUBLIC_URL does not lead to this service: start the tunnel or proxy, and check where it leads.',
    fr: 'PUBLIC_URL ne mène pas à ce service : démarrez le tunnel ou le proxy, et vérifiez où il mène.',
    ar: 'لا يوصل PUBLIC_URL إلى هذه الخدمة: شغّل النفق أو الوسيط، وتحقق إلى أين يوصل.',
  },
  SETTINGS_WELL: {
    en: 'The settings are valid.',
    fr: 'Les réglages sont valables.',
    ar: 'الإعدادات صحيحة.',
  },
} as const;
