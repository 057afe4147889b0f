/** What is wrong with the database or the machine under it. */
export const STORE = {
  DATABASE_DAMAGED: {
    en: 'The database file is damaged, so nothing is written to it any more. Stop the service, keep the file aside, put the latest backup in its place without -wal and -shm beside it, and start again.',
    fr: 'Le fichier de la base de données est endommagé : plus rien n’y est écrit. Arrêtez le service, mettez le fichier de côté, mettez la dernière sauvegarde à sa place, sans -wal ni -shm à côté, puis redémarrez.',
    ar: 'ملف قاعدة البيانات تالف، ولذلك لم يعد يُكتب فيه شيء. أوقف الخدمة، واحتفظ بالملف جانبًا، وضع أحدث نسخة احتياطية مكانه دون ⁦-wal⁩ و⁦-shm⁩ بجانبه، ثم شغّلها من جديد.',
  },
  CLOCK_JUMPED: {
    en: 'The clock of this machine jumped: events that were planned by the wrong time are tried now, and times that were written meanwhile stay wrong. Check the time service of the machine (NTP).',
    fr: 'L’horloge de cette machine a sauté : les événements planifiés à la mauvaise heure sont traités maintenant, et les heures écrites entre-temps restent fausses. Vérifiez le service de temps de la machine (NTP).',
    ar: 'قفزت ساعة هذا الجهاز: تُعالَج الآن الأحداث التي حُدّد موعدها بالوقت الخاطئ، وتبقى الأوقات التي كُتبت في تلك الأثناء خاطئة. تحقق من خدمة ضبط الوقت في الجهاز (NTP).',
  },
  OLD_PAGES: {
    en: 'An earlier version made this database, and its file may still hold bytes of what was erased or deleted since. When the service may rest for some minutes, stop it and run "npm run cli -- prune --compact".',
    fr: 'Une version antérieure a créé cette base de données, et son fichier peut encore contenir des octets de ce qui a été effacé ou supprimé depuis. Quand le service peut s’arrêter quelques minutes, arrêtez-le et lancez « npm run cli -- prune --compact ».',
    ar: 'أنشأ إصدار سابق قاعدة البيانات هذه، وقد يحتوي ملفها على بقايا مما مُحي أو حُذف منذ ذلك الحين. عندما يمكن إيقاف الخدمة بضع دقائق، أوقفها وشغّل الأمر ⁦npm run cli -- prune --compact⁩.',
  },
  SERVER_FORGETS: {
    en: 'The database server runs with {settings} switched off: when its machine fails, events are lost that were answered with 200, and the database may be damaged. Switch it on in postgresql.conf and reload the server.',
    fr: 'Le serveur de base de données fonctionne avec {settings} désactivé : si sa machine tombe en panne, des événements auxquels on a répondu 200 sont perdus, et la base peut être endommagée. Réactivez ce réglage dans postgresql.conf et rechargez le serveur.',
    ar: 'يعمل خادم قاعدة البيانات مع تعطيل ⁦{settings}⁩: إذا تعطّل جهازه تضيع أحداث رُدّ عليها بالرمز ⁦200⁩، وقد تتلف قاعدة البيانات. فعّل هذا الإعداد في ⁦postgresql.conf⁩ وأعد تحميل الخادم.',
  },
  POOLER_FORGETS: {
    en: 'The pooler before the database does not carry prepared statements over, so the server plans each of them anew, which costs it twice the work. Use PgBouncer 1.21 or newer with max_prepared_statements above 0, and start this service again.',
    fr: 'Le pooler placé devant la base de données ne transmet pas les requêtes préparées : le serveur les planifie chaque fois de nouveau, ce qui lui coûte deux fois plus de travail. Utilisez PgBouncer 1.21 ou plus récent avec max_prepared_statements supérieur à 0, puis redémarrez ce service.',
    ar: 'لا ينقل وسيط الاتصالات الذي يسبق قاعدة البيانات العبارات المُحضَّرة، فيخطّط الخادم لكل منها من جديد، وهذا يضاعف عمله. استخدم ⁦PgBouncer 1.21⁩ أو أحدث مع ⁦max_prepared_statements⁩ أكبر من ⁦0⁩، ثم شغّل هذه الخدمة من جديد.',
  },
} as const;
