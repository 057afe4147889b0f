/** Why a database cannot be opened, rewritten or moved, and what the system refuses. */
export const OPENING = {
  DATABASE_UNUSABLE: {
    en: 'The database {file} cannot be used ({problem}): check DATABASE_URL, the disk and whose file it is.',
    fr: 'La base de données {file} est inutilisable ({problem}) : vérifiez DATABASE_URL, le disque et à qui appartient le fichier.',
    ar: 'تعذّر استعمال قاعدة البيانات {file} ‏({problem}): تحقق من DATABASE_URL ومن القرص ومن مالك الملف.',
  },
  SERVER_UNUSABLE: {
    en: 'The database {database} cannot be used ({problem}): check DATABASE_URL, and whether the server runs and lets this machine and user in.',
    fr: 'La base de données {database} est inutilisable ({problem}) : vérifiez DATABASE_URL, et si le serveur fonctionne et laisse entrer cette machine et cet utilisateur.',
    ar: 'تعذّر استعمال قاعدة البيانات {database} ‏({problem}): تحقق من DATABASE_URL ومن أن الخادم يعمل ويسمح بدخول هذا الجهاز وهذا المستخدم.',
  },
  SERVER_ADDRESS_UNREADABLE: {
    en: 'DATABASE_URL cannot be read: it names one server, as in postgres://user:password@host:5432/hub, with signs such as @ and / in a password written as %40 and %2F. Of several hosts in one address no driver of this service knows which one leads: name the address that follows the primary.',
    fr: 'DATABASE_URL est illisible : il nomme un seul serveur, comme postgres://user:password@host:5432/hub, et des signes comme @ et / dans un mot de passe s’écrivent %40 et %2F. De plusieurs hôtes dans une adresse, aucun pilote de ce service ne sait lequel est le primaire : donnez l’adresse qui suit le primaire.',
    ar: 'تعذّرت قراءة DATABASE_URL: يسمّي خادمًا واحدًا مثل ⁦postgres://user:password@host:5432/hub⁩، وتُكتب علامات مثل ⁦@⁩ و⁦/⁩ في كلمة المرور هكذا: ⁦%40⁩ و⁦%2F⁩. وإن ورد في العنوان أكثر من مضيف فلا يعرف أي برنامج اتصال هنا أيّها الرئيسي: اذكر العنوان الذي يتبع الرئيسي.',
  },
  SERVER_TOO_OLD: {
    en: 'The server of DATABASE_URL is PostgreSQL {version}: this service needs {oldest} or newer.',
    fr: 'Le serveur de DATABASE_URL est PostgreSQL {version} : ce service demande {oldest} ou plus récent.',
    ar: 'خادم DATABASE_URL هو PostgreSQL {version}: تحتاج هذه الخدمة إلى {oldest} أو أحدث.',
  },
  DATABASE_NEWER: {
    en: 'A newer version of this program made the database: start that version, or restore the backup from before its upgrade.',
    fr: 'Une version plus récente de ce programme a créé la base de données : lancez cette version, ou restaurez la sauvegarde d’avant sa mise à niveau.',
    ar: 'أنشأ إصدار أحدث من هذا البرنامج قاعدة البيانات: شغّل ذلك الإصدار، أو استعد النسخة الاحتياطية السابقة لترقيته.',
  },
  DATABASE_IN_USE: {
    en: 'Another service keeps the database {file}. Stop it first, or set DATABASE_URL to another file.',
    fr: 'Un autre service occupe la base de données {file}. Arrêtez-le d’abord, ou indiquez un autre fichier dans DATABASE_URL.',
    ar: 'خدمة أخرى تستعمل قاعدة البيانات {file}. أوقفها أولًا، أو عيّن في DATABASE_URL ملفًا آخر.',
  },
  DATABASE_IN_USE_BY: {
    en: 'Another service keeps the database {file} ({keeper}). Stop it first, or set DATABASE_URL to another file.',
    fr: 'Un autre service occupe la base de données {file} ({keeper}). Arrêtez-le d’abord, ou indiquez un autre fichier dans DATABASE_URL.',
    ar: 'خدمة أخرى تستعمل قاعدة البيانات {file} ‏({keeper}). أوقفها أولًا، أو عيّن في DATABASE_URL ملفًا آخر.',
  },
  DATABASE_HAS_SECOND_NAME: {
    en: '{file} has a second name (a hard link, perhaps of a backup program), under which events would be lost: remove the other name, or put a copy in the place of {file}.',
    fr: '{file} a un deuxième nom (un lien physique, peut-être d’un programme de sauvegarde), sous lequel des événements se perdraient : retirez l’autre nom, ou mettez une copie à la place de {file}.',
    ar: 'للملف {file} اسم ثانٍ (رابط صلب، ربما من برنامج نسخ احتياطي) تضيع تحته أحداث: احذف الاسم الآخر، أو ضع نسخة مكان {file}.',
  },
  NO_ROOM_TO_COMPACT: {
    en: 'To write the database anew, {folder} needs {missing#} MiB more of free space.',
    fr: 'Pour réécrire la base de données, il faut {missing#} Mio de plus dans {folder}.',
    ar: 'لكتابة قاعدة البيانات من جديد يحتاج {folder} إلى {missing#} ميبيبايت إضافية من المساحة الحرة.',
  },
  SERVER_BACKS_UP_ITSELF: {
    en: 'A database on a server is backed up with its own tools: pg_dump, or the backups of whoever runs the server.',
    fr: 'Une base de données sur un serveur se sauvegarde avec ses propres outils : pg_dump, ou les sauvegardes de qui gère le serveur.',
    ar: 'تُنسخ قاعدة البيانات على خادم احتياطيًا بأدواتها: pg_dump، أو نسخ من يدير الخادم.',
  },
  SERVER_COMPACTS_ITSELF: {
    en: 'A database on a server gives its space back by itself (autovacuum); "VACUUM FULL" writes a table anew, and locks it meanwhile.',
    fr: 'Une base de données sur un serveur rend sa place d’elle-même (autovacuum) ; « VACUUM FULL » réécrit une table et la verrouille pendant ce temps.',
    ar: 'تعيد قاعدة البيانات على خادم مساحتها بنفسها (autovacuum)؛ والأمر "VACUUM FULL" يكتب الجدول من جديد ويقفله أثناء ذلك.',
  },
  MOVE_UNFINISHED: {
    en: 'A move into this database has not ended: run "npm run cli -- move" with the same addresses again, and it goes on where it stopped.',
    fr: 'Un déplacement vers cette base de données n’est pas terminé : relancez « npm run cli -- move » avec les mêmes adresses, et il reprend où il s’est arrêté.',
    ar: 'لم ينتهِ نقل إلى قاعدة البيانات هذه: شغّل ⁦npm run cli -- move⁩ بالعنوانين نفسيهما من جديد، وسيتابع من حيث توقف.',
  },
  MOVE_OF_OTHER_LOG: {
    en: 'The target holds part of a move from {source}: finish that one, or drop what it left with --start-over.',
    fr: 'La cible contient une partie d’un déplacement depuis {source} : terminez-le, ou supprimez ce qu’il a laissé avec --start-over.',
    ar: 'في الهدف جزء من نقل من {source}: أكمله، أو احذف ما تركه بالخيار ⁦--start-over⁩.',
  },
  MOVE_TARGET_FOREIGN: {
    en: 'The target holds tables of something else ({tables}): name a database of its own for the log.',
    fr: 'La cible contient des tables d’autre chose ({tables}) : nommez une base de données réservée au journal.',
    ar: 'في الهدف جداول لشيء آخر ({tables}): سمِّ قاعدة بيانات مخصصة للسجل.',
  },
  MOVE_TARGET_HOLDS_LOG: {
    en: 'The target holds a log already: name an empty database.',
    fr: 'La cible contient déjà un journal : nommez une base de données vide.',
    ar: 'في الهدف سجل بالفعل: سمِّ قاعدة بيانات فارغة.',
  },
  MOVE_TARGET_TAKEN: {
    en: '{file} holds something already: name a file that is not there yet.',
    fr: '{file} contient déjà quelque chose : nommez un fichier qui n’existe pas encore.',
    ar: 'في {file} شيء بالفعل: سمِّ ملفًا غير موجود بعد.',
  },
  MOVE_BY_ANOTHER: {
    en: 'Another move fills the same database: let it end.',
    fr: 'Un autre déplacement remplit la même base de données : laissez-le finir.',
    ar: 'نقل آخر يملأ قاعدة البيانات نفسها: دعه ينتهي.',
  },
  MOVE_WITH_SERVICE: {
    en: 'A service or another command works on the database {database}: stop every instance first.',
    fr: 'Un service ou une autre commande travaille sur la base de données {database} : arrêtez d’abord toutes les instances.',
    ar: 'خدمة أو أمر آخر يعمل على قاعدة البيانات {database}: أوقف كل النسخ أولًا.',
  },
  MOVE_SOURCE_OTHER_VERSION: {
    en: 'The log of the source was made by another version of this program: start this version on it once, stop it, and move again.',
    fr: 'Le journal de la source vient d’une autre version de ce programme : démarrez une fois cette version dessus, arrêtez-la et recommencez le déplacement.',
    ar: 'أنشأ إصدار آخر من هذا البرنامج سجل المصدر: شغّل هذا الإصدار عليه مرة، ثم أوقفه، وأعد النقل.',
  },
  MOVE_FILE_OTHER_VERSION: {
    en: '{file} was made by another version of this program: start this version on it once, stop it, and move again.',
    fr: '{file} vient d’une autre version de ce programme : démarrez une fois cette version dessus, arrêtez-la et recommencez le déplacement.',
    ar: 'أنشأ إصدار آخر من هذا البرنامج الملف {file}: شغّل هذا الإصدار عليه مرة، ثم أوقفه، وأعد النقل.',
  },
  MOVE_TABLE_UNKNOWN: {
    en: 'There is no table {table}: both sides need this version.',
    fr: 'Il n’y a pas de table {table} : les deux côtés doivent avoir cette version.',
    ar: 'لا يوجد جدول باسم {table}: يجب أن يكون الطرفان بهذا الإصدار.',
  },

  PATH_NOT_WRITABLE: {
    en: "{path} cannot be written ({code}): give the service's user the right to write there, or set DATABASE_URL and LOG_FILE to another folder.",
    fr: '{path} ne peut pas être écrit ({code}) : donnez à l’utilisateur du service le droit d’y écrire, ou indiquez un autre dossier dans DATABASE_URL et LOG_FILE.',
    ar: 'تعذّرت الكتابة في {path} ‏({code}): امنح مستخدم الخدمة حق الكتابة هناك، أو عيّن في DATABASE_URL و LOG_FILE مجلدًا آخر.',
  },
  PATH_BELOW_A_FILE: {
    en: '{path} cannot be made ({code}): a file stands where a folder is needed. Set DATABASE_URL to another place.',
    fr: '{path} ne peut pas être créé ({code}) : un fichier se trouve là où il faut un dossier. Indiquez un autre endroit dans DATABASE_URL.',
    ar: 'تعذّر إنشاء {path} ‏({code}): يوجد ملف حيث يلزم مجلد. عيّن في DATABASE_URL مكانًا آخر.',
  },
  DISK_FULL: {
    en: 'The disk is full ({code}): make room, then try again.',
    fr: 'Le disque est plein ({code}) : libérez de la place, puis réessayez.',
    ar: 'القرص ممتلئ ({code}): أفرغ مساحة ثم أعد المحاولة.',
  },
  SYSTEM_REFUSED: {
    en: 'The system refused it: {reason}.',
    fr: 'Le système a refusé : {reason}.',
    ar: 'رفض النظام ذلك: {reason}.',
  },

  PERSON_LEFT_OUT: {
    en: 'Tickets, and events of unknown records, that name {address}: it is also the address of the records {records}.',
    fr: 'Les tickets, et les événements de fiches inconnues, qui nomment {address} : c’est aussi l’adresse des fiches {records}.',
    ar: 'التذاكر وأحداث السجلات غير المعروفة التي تذكر {address}: فهو أيضًا عنوان السجلات {records}.',
  },
} as const;
