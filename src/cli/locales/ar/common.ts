import { counting } from '../../../sentences/plural.ts';
import type { Common } from '../load.ts';

const count = counting('ar', String);

/** A terminal puts the letters of a line in order by itself; what stands for a value stays Latin, or the columns would move. */
export const common: Common = {
  usage: 'الاستعمال:',
  example: 'مثال:',
  examples: 'أمثلة:',
  names: {
    COMMAND: 'COMMAND',
    OPTIONS: '[options]',
    FILTERS: 'FILTERS',
    FILE: 'FILE',
    BODY_FILE: 'BODY_FILE',
    TEXT: 'TEXT',
    NAME: 'NAME',
    ADDRESS: 'ADDRESS',
    STATUS: 'STATUS',
    STATE: 'STATE',
    SOURCE: 'SOURCE',
    MODULE: 'MODULE',
    TYPE: 'TYPE',
    TIME: 'TIME',
    FORMAT: 'FORMAT',
    VALUE: 'VALUE',
  },
  overview: `يعرض الخيار --version إصدار البرنامج. أضف --help إلى أي أمر لترى خياراته وأمثلة عليه، و--json لخرج تقرؤه البرامج.
ما لا يسير كما ينبغي يُقال في جملة على مخرج الأخطاء.
رموز الخروج: 0 كل شيء على ما يرام، 1 هناك خلل، 2 الأمر مكتوب خطأ.`,
  summaries: {
    doctor: 'فحص كل شيء من الجهاز إلى Zoho و Moodle وقول ما يلزم فعله',
    send: 'إرسال مثال موقّع أو ملف إلى الخدمة وعرض الرد',
    verify: 'شرح سبب عدم تطابق التوقيع: المفتاح أو البايتات أو الساعة',
    events: 'عرض أحدث أحداث السجل',
    show: 'عرض حدث واحد: ما وصل وكل محاولة وما آل إليه',
    problems: 'عرض ما يحتاج إلى شخص، أو وضعه جانبًا، أو فتحه من جديد',
    stats: 'عدّ الأحداث حسب الحالة والمصدر',
    tail: 'عرض الأحداث حين تصل وحين تتغير',
    replay: 'إعادة معالجة حدث واحد أو كل ما يطابق',
    reconcile: 'العثور على الطلاب والتذاكر التي ضاع خطافها، وإضافة حدث لكل منها',
    students: 'عرض الطلاب، أو فك ربط أحدهم بمستخدم Moodle',
    suggestions: 'عرض اقتراحات التذاكر، أو تطبيق أحدها أو رفضه',
    erase: 'محو شخص من السجل والطلاب والاقتراحات',
    prune: 'حذف الأحداث المكتملة والتكرارات القديمة',
    export: 'كتابة الأحداث أو الطلاب في ملف، أسطر JSON أو CSV',
    backup: 'نسخ قاعدة البيانات إلى ملف وفحص النسخة',
    move: 'نقل السجل إلى قاعدة بيانات أخرى: من ملف إلى PostgreSQL أو العكس',
    zoho: 'طلب إرسال التغييرات من Zoho إلى هذه الخدمة، أو رؤية ذلك أو إنهاؤه',
    rehearse: 'التجربة على Moodle لديك، بمستخدم تجريبي، لما يُفعل مع الطلاب',
    test: 'تجربة خدمة تعمل: الحالة والأعداد وتذكرة والتوقيعات والطلبات الخاطئة',
    rules: 'قول أي القواعد تنطبق على تذكرة في ملف، ولماذا',
    alert: 'إرسال تجربة بكل طريقة من طرق التنبيه',
    actions: 'عرض ما فعله المشغّلون: من ومتى وبماذا',
    secret: 'إنشاء سر عشوائي',
  },
  filters: {
    failed: 'ما فشل فقط، مع السبب',
    status:
      'pending (في الانتظار) أو processing (قيد المعالجة) أو completed (مكتمل) أو failed (فشل) أو duplicate (مكرر)',
    source: 'zoho (CRM) أو zoho_desk',
    module: 'مثل BTEC_Students',
    type: 'insert (إضافة) أو update (تعديل) أو delete (حذف)، أو اسم من Zoho Desk مثل Ticket_Add',
    record: 'أحداث سجل واحد من Zoho فقط',
    event: 'الحدث الذي يحمل معرّف المرسل هذا وتكراراته فقط',
    cause: 'سبب واحد للفشل، بالإنجليزية؛ والعلامة … تقوم مقام معرّف',
    text: 'جزء من معرّف أو خطأ أو محتوى',
    problem: 'أحداث هذه المشكلة فقط',
    since: 'ما استُلم منذ: قبل 24h (ساعة) أو 7d (أيام)، أو تاريخ (UTC)، أو ISO 8601 مع المنطقة الزمنية',
    until: 'ما استُلم قبل هذا الوقت',
  },
  service: {
    url: 'الخدمة (http://localhost و WEBHOOK_PORT)',
    token: 'رمز المشغّل (OPERATOR_TOKEN أو الملف بجانب قاعدة البيانات)',
  },
  jsonLines: 'كائن JSON واحد في كل سطر',
  jsonObject: 'كائن JSON واحد',

  statuses: {
    pending: 'في الانتظار',
    processing: 'قيد المعالجة',
    completed: 'مكتمل',
    failed: 'فشل',
    duplicate: 'مكرر',
  },
  shown: (shown, total) => `عُرض ${shown} من ${total}.`,
  noEvent: (id) => `لا يوجد حدث رقمه ${id}.`,

  goOn: (question) => `${question} هل تريد المتابعة؟ (نعم/لا) `,
  yes: ['نعم', 'ن', 'y', 'yes'],

  noCommand: (name) => `لا يوجد أمر باسم "${name}".`,
  see: (command) => `انظر: npm run cli -- ${command}`,
  unknownOption: (option) => `لا يوجد خيار ${option}.`,
  valueMissing: (option) => `الخيار ${option} يحتاج إلى قيمة.`,
  valueTooMany: (option) => `الخيار ${option} لا يأخذ قيمة.`,
  takenByNpm: (options) =>
    `أخذ npm لنفسه ${options}. اكتب "--" قبل الأمر، وفي PowerShell اكتب npm.cmd بدلًا من npm.`,
  wordTooMany: (word) => `الكلمة "${word}" زائدة.`,
  notWhole: (option, maximum) => `يجب أن يكون --${option} عددًا صحيحًا من 1 إلى ${maximum}.`,
  notOneOf: (option, known) => `يجب أن يكون --${option} إحدى هذه الكلمات: ${known}.`,
  notTime: (option) =>
    `يجب أن يكون --${option} وقتًا: قبل 24h (ساعة) أو 7d (أيام)، أو 2026-11-21، أو 2026-11-21T08:00:00Z.`,
  notAddress: (example) => `يجب أن يكون --url عنوانًا مثل ${example}.`,
  fileUnreadable: (file) => `تعذّرت قراءة الملف ${file}.`,
  secretMissing: 'أعطِ --secret أو املأ ZOHO_WEBHOOK_SECRET.',
  noLog: (place) => `لا يوجد سجل بعد في ${place}: شغّل الخدمة مرة واحدة، أو املأ DATABASE_URL.`,
  nothingAnswers: (origin) => `لا شيء يرد على ${origin}: هل الخدمة تعمل؟ شغّلها بالأمر "npm start".`,
  tokenUnknown: 'لا تعرف الخدمة رمز المشغّل هذا: أعطِ --token أو املأ OPERATOR_TOKEN.',
  tokenMissing: (file) => `أعطِ --token: لا يوجد رمز مشغّل في ${file}.`,
  zohoUnset: 'Zoho غير متصل: املأ ZOHO_CLIENT_ID و ZOHO_CLIENT_SECRET و ZOHO_REFRESH_TOKEN.',
  moodleUnset: 'Moodle غير متصل: املأ MOODLE_BASE_URL و MOODLE_TOKEN.',
  defect: (stack) => `هذا عيب في البرنامج. نرجو الإبلاغ عنه مع هذه الأسطر: ${stack}`,

  events: (n) =>
    count(n, {
      zero: 'لا أحداث',
      one: 'حدث واحد',
      two: 'حدثان',
      few: '# أحداث',
      many: '# حدثًا',
      other: '# حدث',
    }),
  students: (n) =>
    count(n, {
      zero: 'لا طلاب',
      one: 'طالب واحد',
      two: 'طالبان',
      few: '# طلاب',
      many: '# طالبًا',
      other: '# طالب',
    }),
  suggestions: (n) =>
    count(n, {
      zero: 'لا اقتراحات',
      one: 'اقتراح واحد',
      two: 'اقتراحان',
      few: '# اقتراحات',
      many: '# اقتراحًا',
      other: '# اقتراح',
    }),
};
