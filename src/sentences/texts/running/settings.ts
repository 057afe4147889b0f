/** What is wrong with the settings. */
export const SETTINGS = {
  SETTING_UNKNOWN: {
    en: '{setting} is not a setting.',
    fr: '{setting} n’est pas un réglage.',
    ar: '{setting} ليس إعدادًا.',
  },
  SETTING_MALFORMED: {
    en: '{setting} has the wrong form. {meaning}.',
    fr: '{setting} n’a pas la bonne forme. {meaning}.',
    ar: '{setting} ليس بالصيغة الصحيحة. {meaning}.',
  },
  SETTING_NO_FLAG: {
    en: '{setting} must be true or false. {meaning}.',
    fr: '{setting} doit valoir true ou false. {meaning}.',
    ar: 'يجب أن تكون قيمة {setting} ⁦true⁩ أو ⁦false⁩. {meaning}.',
  },
  SETTING_NO_NUMBER: {
    en: '{setting} must be a whole number from {minimum} to {maximum}. {meaning}.',
    fr: '{setting} doit être un nombre entier de {minimum} à {maximum}. {meaning}.',
    ar: 'يجب أن تكون قيمة {setting} عددًا صحيحًا من {minimum} إلى {maximum}. {meaning}.',
  },
  SETTING_NO_WORD: {
    en: '{setting} must be one of {words}. {meaning}.',
    fr: '{setting} doit être l’un de ces mots : {words}. {meaning}.',
    ar: 'يجب أن تكون قيمة {setting} إحدى هذه الكلمات: {words}. {meaning}.',
  },
  SETTING_NEEDED_BY: {
    en: '{setting} must be set too: {other} needs it.',
    fr: '{setting} doit être renseigné aussi : {other} en a besoin.',
    ar: 'يجب ملء {setting} أيضًا: يحتاج إليه {other}.',
  },
  ZOHO_SETTINGS_BELONG_TOGETHER: {
    en: '{settings} must be set too: the three belong together.',
    fr: 'À renseigner aussi : {settings}. Les trois vont ensemble.',
    ar: 'يجب ملء ما يلي أيضًا: {settings}. فالثلاثة متلازمة.',
  },
  DESK_SIGNATURE_NEEDS_ORG: {
    en: 'ZOHO_DESK_ORG_ID must be set too: the signature of Zoho Desk names both.',
    fr: 'ZOHO_DESK_ORG_ID doit être renseigné aussi : la signature de Zoho Desk nomme les deux.',
    ar: 'يجب ملء ZOHO_DESK_ORG_ID أيضًا: توقيع Zoho Desk يذكر الاثنين.',
  },
  MOODLE_ADDRESS_UNSAFE: {
    en: 'MOODLE_BASE_URL must be the https address of the Moodle site, such as https://moodle.example.edu, or one on this machine.',
    fr: 'MOODLE_BASE_URL doit être l’adresse https du site Moodle, comme https://moodle.example.edu, ou une adresse de cette machine.',
    ar: 'يجب أن يكون MOODLE_BASE_URL عنوان https لموقع Moodle، مثل https://moodle.example.edu، أو عنوانًا على هذا الجهاز.',
  },
  ZOHO_ADDRESS_UNSAFE: {
    en: '{setting} must be an https address of Zoho, such as https://www.zohoapis.com, or one on this machine.',
    fr: '{setting} doit être une adresse https de Zoho, comme https://www.zohoapis.com, ou une adresse de cette machine.',
    ar: 'يجب أن يكون {setting} عنوان https من عناوين Zoho، مثل https://www.zohoapis.com، أو عنوانًا على هذا الجهاز.',
  },
  FLAG_NEEDS_MOODLE: {
    en: '{setting} is on, and needs MOODLE_BASE_URL and MOODLE_TOKEN.',
    fr: '{setting} est activé et a besoin de MOODLE_BASE_URL et de MOODLE_TOKEN.',
    ar: 'الإعداد {setting} مفعّل ويحتاج إلى MOODLE_BASE_URL و MOODLE_TOKEN.',
  },
  WRITE_BACK_NEEDS_ZOHO: {
    en: 'CRM_WRITE_BACK is on, and needs ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN.',
    fr: 'CRM_WRITE_BACK est activé et a besoin de ZOHO_CLIENT_ID, de ZOHO_CLIENT_SECRET et de ZOHO_REFRESH_TOKEN.',
    ar: 'الإعداد CRM_WRITE_BACK مفعّل ويحتاج إلى ZOHO_CLIENT_ID و ZOHO_CLIENT_SECRET و ZOHO_REFRESH_TOKEN.',
  },
  SECRET_TOO_SHORT: {
    en: 'ZOHO_WEBHOOK_SECRET has {count} characters; a secret needs {least} or more. Make one with "npm run cli -- secret".',
    fr: 'ZOHO_WEBHOOK_SECRET a {count} caractères ; un secret en a au moins {least}. Créez-en un avec « npm run cli -- secret ».',
    ar: 'عدد أحرف ZOHO_WEBHOOK_SECRET هو {count}؛ والسر يحتاج إلى {least} أو أكثر. أنشئ واحدًا بالأمر ⁦npm run cli -- secret⁩.',
  },
  SECRETS_TOO_SHORT: {
    en: 'A comma in ZOHO_WEBHOOK_SECRET separates two secrets, and one of these has {count} characters; a secret needs {least} or more. Make one with "npm run cli -- secret".',
    fr: 'Une virgule dans ZOHO_WEBHOOK_SECRET sépare deux secrets, et l’un d’eux a {count} caractères ; un secret en a au moins {least}. Créez-en un avec « npm run cli -- secret ».',
    ar: 'الفاصلة في ZOHO_WEBHOOK_SECRET تفصل بين سرّين، وعدد أحرف أحدهما {count}؛ والسر يحتاج إلى {least} أو أكثر. أنشئ واحدًا بالأمر ⁦npm run cli -- secret⁩.',
  },
  ROUTES_OPEN: {
    en: 'In production every webhook route must be verified, but these are open: {routes}. Set ZOHO_WEBHOOK_SECRET, or ALLOW_UNSIGNED_WEBHOOKS=true if a proxy in front of the service verifies them.',
    fr: 'En production, chaque adresse de webhook doit être vérifiée, mais celles-ci sont ouvertes : {routes}. Renseignez ZOHO_WEBHOOK_SECRET, ou ALLOW_UNSIGNED_WEBHOOKS=true si un proxy placé devant le service les vérifie.',
    ar: 'في بيئة الإنتاج يجب التحقق من كل عنوان للخطافات، لكن هذه مفتوحة: {routes}. املأ ZOHO_WEBHOOK_SECRET، أو ⁦ALLOW_UNSIGNED_WEBHOOKS=true⁩ إن كان وكيل أمام الخدمة يتحقق منها.',
  },
  NEEDS_POSTGRESQL: {
    en: '{setting} needs PostgreSQL: a database in a file belongs to one process. Remove it, or move the log to PostgreSQL and set DATABASE_URL (docs/guides/postgresql.md).',
    fr: '{setting} demande PostgreSQL : une base de données dans un fichier appartient à un seul processus. Retirez ce réglage, ou déplacez le journal vers PostgreSQL et renseignez DATABASE_URL (docs/guides/postgresql.md).',
    ar: 'يحتاج {setting} إلى PostgreSQL: قاعدة البيانات في ملف تخص عملية واحدة. احذفه، أو انقل السجل إلى PostgreSQL واملأ DATABASE_URL (⁦docs/guides/postgresql.md⁩).',
  },
  TOKEN_FILE_EMPTY: {
    en: '{file} is empty. Delete it, and the next start makes a new token.',
    fr: '{file} est vide. Supprimez-le, et le prochain démarrage crée un nouveau jeton.',
    ar: 'الملف {file} فارغ. احذفه، وسينشئ التشغيل التالي رمزًا جديدًا.',
  },
} as const;
