import type { Language } from '../../sentences/catalogue.ts';
import { COMMANDS } from '../commands.ts';

/** What each command does, for those who do not read English; a test holds the names against the commands. */
export const SUMMARIES: Record<Exclude<Language, 'en'>, Readonly<Record<string, string>>> = {
  fr: {
    doctor: 'Tout vérifier, de la machine à Zoho et Moodle, et dire quoi faire',
    send: 'Envoyer un exemple signé, ou un fichier, au service et montrer la réponse',
    verify: 'Expliquer pourquoi une signature ne correspond pas',
    events: 'Montrer les derniers événements du journal',
    show: 'Montrer un événement : ce qui est arrivé, chaque tentative, le résultat',
    problems: 'Montrer ce qui demande une personne, le classer ou le rouvrir',
    stats: 'Compter les événements par statut et par source',
    tail: 'Montrer les événements à mesure qu’ils arrivent et changent',
    replay: 'Traiter de nouveau : un événement, ou tous ceux qui correspondent',
    reconcile: 'Retrouver les étudiants et tickets dont le webhook s’est perdu',
    students: 'Montrer les étudiants, ou en délier un de son utilisateur Moodle',
    suggestions: 'Montrer les suggestions pour les tickets, en appliquer ou en écarter une',
    erase: 'Effacer une personne du journal, des étudiants et des suggestions',
    prune: 'Supprimer les événements terminés et les répétitions anciens',
    export: 'Écrire des événements ou des étudiants dans un fichier',
    backup: 'Copier la base dans un fichier et vérifier la copie',
    move: 'Déplacer le journal vers une autre base : d’un fichier à PostgreSQL, ou l’inverse',
    zoho: 'Demander à Zoho d’envoyer ses changements ici, le voir ou l’arrêter',
    rehearse: 'Essayer sur votre Moodle, avec un utilisateur d’essai',
    test: 'Essayer un service en marche',
    rules: 'Dire quelles règles s’appliquent à un ticket, et pourquoi',
    alert: 'Envoyer un essai par chaque voie des alertes',
    actions: 'Montrer ce que les opérateurs ont fait : qui, quand, à quoi',
    secret: 'Créer un secret au hasard',
  },
  ar: {
    doctor: 'فحص كل شيء من الجهاز إلى Zoho و Moodle وقول ما يلزم',
    send: 'إرسال مثال موقّع أو ملف إلى الخدمة وعرض الجواب',
    verify: 'شرح سبب عدم تطابق التوقيع',
    events: 'عرض أحدث أحداث السجل',
    show: 'عرض حدث واحد: ما وصل وكل محاولة والنتيجة',
    problems: 'عرض ما يحتاج إلى شخص، أو وضعه جانبًا، أو فتحه من جديد',
    stats: 'عدّ الأحداث حسب الحالة والمصدر',
    tail: 'عرض الأحداث حين تصل وتتغير',
    replay: 'إعادة معالجة حدث واحد أو كل ما يطابق',
    reconcile: 'البحث عن الطلاب والتذاكر التي ضاع خطافها',
    students: 'عرض الطلاب، أو فك ربط أحدهم بمستخدم Moodle',
    suggestions: 'عرض اقتراحات التذاكر، أو تطبيق أحدها أو رفضه',
    erase: 'محو شخص من السجل والطلاب والاقتراحات',
    prune: 'حذف الأحداث المكتملة والتكرارات القديمة',
    export: 'كتابة الأحداث أو الطلاب في ملف',
    backup: 'نسخ قاعدة البيانات إلى ملف وفحص النسخة',
    move: 'نقل السجل إلى قاعدة بيانات أخرى: من ملف إلى PostgreSQL أو العكس',
    zoho: 'طلب إرسال التغييرات من Zoho إلى هنا، أو رؤية ذلك أو إنهاؤه',
    rehearse: 'التجربة على Moodle بمستخدم تجريبي',
    test: 'تجربة خدمة تعمل',
    rules: 'قول أي القواعد تنطبق على تذكرة، ولماذا',
    alert: 'إرسال تجربة بكل طرق التنبيه',
    actions: 'عرض ما فعله المشغّلون: من ومتى وبماذا',
    secret: 'إنشاء سر عشوائي',
  },
};

/** The help of the whole command line. The options of a command are explained in English, which is said. */
export function overview(language: Language): string {
  const { usage, rest } = FRAMES[language];
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => {
    const words = language === 'en' ? summary : SUMMARIES[language][name];
    return `  ${name.padEnd(11)}  ${words}`;
  });
  return `${usage}\n\n${lines.join('\n')}\n\n${rest}`;
}

const FRAMES: Record<Language, { usage: string; rest: string }> = {
  en: {
    usage: 'Usage: npm run cli -- COMMAND [options]',
    rest: `--version prints which version this is. Add --help to a command for its options and examples, --json for output that programs read.
What goes wrong is said in a sentence on the standard error.
Exit codes: 0 well, 1 something is wrong, 2 wrong usage.`,
  },
  fr: {
    usage: 'Utilisation : npm run cli -- COMMANDE [options]',
    rest: `--version dit quelle version c’est. Ajoutez --help à une commande pour ses options et des exemples (en anglais), --json pour une sortie que lisent des programmes.
Ce qui ne va pas est dit en une phrase sur la sortie d’erreur.
Codes de fin : 0 tout va bien, 1 quelque chose ne va pas, 2 mauvaise utilisation.`,
  },
  ar: {
    usage: 'الاستعمال: npm run cli -- COMMAND [options]',
    rest: `الخيار ‎--version يقول أي إصدار هذا. أضف ‎--help إلى أمر لترى خياراته وأمثلته (بالإنجليزية)، و‎--json لخرج تقرؤه البرامج.
ما لا يسير على ما يرام يُقال في جملة على مخرج الأخطاء.
رموز الخروج: 0 كل شيء على ما يرام، 1 هناك خلل، 2 استعمال خاطئ.`,
  },
};
