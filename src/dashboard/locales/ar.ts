import type { Count } from '../../sentences/plural.ts';
import type { Messages } from './en.ts';
import { acts } from './parts/acts.ts';
import { event } from './parts/event.ts';
import { leaving } from './parts/leaving.ts';
import { lists } from './parts/lists.ts';
import { needs } from './parts/needs.ts';
import { overview } from './parts/overview.ts';
import { rows } from './parts/rows.ts';
import { students } from './parts/students.ts';
import { suggestions } from './parts/suggestions.ts';
import { talk } from './parts/talk.ts';

/**
 * Modern Standard Arabic; a counted noun has up to six forms, two of which (one and two) include their
 * number. U+2066 and U+2069 surround left-to-right text that begins or ends with a sign.
 */
export const ar = (count: Count): Messages => ({
  product: 'Zoho Event Hub',
  skip: 'انتقل إلى المحتوى',
  menu: 'الصفحات',
  pages: {
    overview: 'نظرة عامة',
    problems: 'المشكلات',
    events: 'الأحداث',
    suggestions: 'الاقتراحات',
    students: 'الطلاب',
    actions: 'الإجراءات',
    health: 'الحالة',
  },
  display: {
    language: 'اللغة',
    theme: 'المظهر',
    themes: { auto: 'حسب الجهاز', light: 'فاتح', dark: 'داكن' },
    signedInAs: (name) => `تم تسجيل الدخول باسم ${name}`,
    signOut: 'تسجيل الخروج',
  },
  signIn: {
    title: 'تسجيل الدخول',
    intro:
      'رمز المشغّل يفتح هذه الصفحة. تجده في الملف \u2066data/operator-token\u2069، كما تعرض الخدمة رابط دخول عند بدء تشغيلها.',
    token: 'رمز المشغّل',
    name: 'اسمك',
    nameHint: 'اختياري. يُدوَّن بجانب ما تقوم به.',
    submit: 'دخول',
    wrong: 'هذا ليس رمز المشغّل. انسخه مرة أخرى كاملًا ودون مسافات.',
    tooMany: 'محاولات كثيرة. انتظر دقيقة ثم أعد المحاولة.',
    signedIn: 'تم تسجيل الدخول.',
    continue: 'افتح لوحة المتابعة',
  },
  status: {
    pending: 'في الانتظار',
    processing: 'قيد المعالجة',
    completed: 'مكتمل',
    failed: 'فشل',
    duplicate: 'مكرر',
  },
  source: { zoho: 'Zoho CRM', zoho_desk: 'Zoho Desk' },
  unit: {
    students: (n) =>
      count(n, {
        zero: 'لا طلاب',
        one: 'طالب واحد',
        two: 'طالبان',
        few: '# طلاب',
        many: '# طالبًا',
        other: '# طالب',
      }),
  },
  overview: overview.ar(count),
  events: {
    title: 'الأحداث',
    filter: 'تصفية',
    text: 'بحث',
    textHint: 'اسم أو رقم أو بريد أو جزء من معرّف أو خطأ',
    status: 'الحالة',
    source: 'المصدر',
    module: 'الوحدة',
    type: 'النوع',
    span: 'وقت الوصول',
    any: 'الكل',
    spans: {
      any: 'في أي وقت',
      hour: 'خلال آخر ساعة',
      day: 'خلال آخر 24 ساعة',
      week: 'خلال آخر 7 أيام',
      month: 'خلال آخر 30 يومًا',
      custom: 'بين وقتين',
    },
    since: 'من',
    until: 'إلى',
    zoneHint: (zone) => `الأوقات حسب المنطقة الزمنية ${zone}.`,
    apply: 'عرض',
    clear: 'مسح التصفية',
    matches: (n) =>
      count(n, {
        zero: 'لا يوجد حدث مطابق.',
        one: 'حدث واحد مطابق.',
        two: 'حدثان مطابقان.',
        few: '# أحداث مطابقة.',
        many: '# حدثًا مطابقًا.',
        other: '# حدث مطابق.',
      }),
    atLeast: (n) =>
      count(n, {
        one: 'حدث واحد مطابق على الأقل.',
        two: 'حدثان مطابقان على الأقل.',
        few: '# أحداث مطابقة على الأقل.',
        many: '# حدثًا مطابقًا على الأقل.',
        other: '# حدث مطابق على الأقل.',
      }),
    searchedPart: 'لم يُبحث حتى الآن إلا في جزء من السجل.',
    continueSearch: 'متابعة البحث في الأقدم',
    newest: 'الأحدث',
    older: 'الأقدم',
    none: 'جرّب مدة أطول، أو امسح التصفية.',
    noneYet: 'تظهر الأحداث هنا فور وصولها.',
    replayAll: 'إعادة معالجة كل المطابق',
  },
  acts: acts.ar(count),
  lists: lists.ar(count),
  needs: needs.ar(count),
  leaving: leaving.ar(count),
  talk: talk.ar(count),
  rows: rows.ar(count),
  replay: {
    title: 'إعادة المعالجة',
    about: (n) =>
      count(n, {
        zero: 'لا يوجد حدث يمكن أن تعاد معالجته.',
        one: 'ستعاد معالجة حدث واحد.',
        two: 'ستعاد معالجة حدثين.',
        few: 'ستعاد معالجة # أحداث.',
        many: 'ستعاد معالجة # حدثًا.',
        other: 'ستعاد معالجة # حدث.',
      }),
    scope:
      'لا تُمسّ الأحداث المنتظرة ولا التكرارات المطابقة ولا ما تعذّرت قراءته. إعادة المعالجة آمنة: لا يُطبَّق شيء مرتين.',
    sample: 'من بينها',
    confirm: (n) =>
      count(n, {
        one: 'إعادة معالجة حدث واحد',
        two: 'إعادة معالجة حدثين',
        few: 'إعادة معالجة # أحداث',
        many: 'إعادة معالجة # حدثًا',
        other: 'إعادة معالجة # حدث',
      }),
    cancel: 'رجوع دون إعادة المعالجة',
    done: (n) =>
      count(n, {
        zero: 'لم تُعَد معالجة أي حدث.',
        one: 'حدث واحد ينتظر المعالجة من جديد.',
        two: 'حدثان ينتظران المعالجة من جديد.',
        few: '# أحداث تنتظر المعالجة من جديد.',
        many: '# حدثًا تنتظر المعالجة من جديد.',
        other: '# حدث تنتظر المعالجة من جديد.',
      }),
  },
  event: event.ar(count),
  suggestions: suggestions.ar(count),
  students: students.ar(count),
  health: {
    title: 'الحالة',
    check: 'الفحص الذاتي',
    checked: 'وقت الفحص',
    checkedAgain: 'ثم كل نصف ساعة',
    notChecked: 'لم تُفحص الأنظمة الخارجية بعد.',
    notCheckedHint: 'تُفحص الأنظمة المتصلة بعد بدء التشغيل، ثم كل نصف ساعة.',
    found: { problem: 'يحتاج إلى إصلاح', well: 'يعمل', off: 'غير مُعدّ' },
    service: 'هذه الخدمة',
    version: 'الإصدار',
    processor: 'المعالجة',
    running: 'تعمل',
    stopped: 'متوقفة',
    store: 'قاعدة البيانات',
    writable: 'تقبل الكتابة',
    notWritable: 'لا تقبل الكتابة',
    outside: 'الأنظمة الخارجية',
    notConnected: 'لم يُستدعَ أي نظام خارجي منذ بدء التشغيل.',
    notConnectedHint: 'يظهر Zoho وMoodle هنا عند أول استدعاء؛ يسرد README الإعدادات التي تصلهما بالخدمة.',
    lastSuccess: 'آخر نجاح',
    lastError: 'آخر خطأ',
    never: 'لا شيء منذ بدء التشغيل',
    states: { well: 'يعمل', failing: 'متعطل' },
  },
  refusal: {
    title: 'لم ينجح ذلك',
    back: 'العودة إلى النظرة العامة',
    notFound: 'لا توجد هذه الصفحة. ربما كان الرابط قديمًا أو فيه خطأ.',
    eventNotFound: 'لا يوجد هذا الحدث. ربما حُذف مع تقادم السجل.',
    ticketNotFound: 'هذه التذكرة غير معروفة هنا: لم تُقرأ بعد، أو نُظّفت.',
    problemNotFound: 'لا توجد مشكلة كهذه.',
    studentNotFound: 'لا يوجد هذا الطالب.',
    invalid: 'في عنوان هذه الصفحة ما لا يمكن فهمه. امسح التصفية وأعد المحاولة.',
    readOnly: 'سجّلت الدخول برمز للقراءة فقط. سجّل الدخول برمز المشغّل لإجراء أي تغيير.',
    crossSite: 'جاء النموذج من موقع آخر، لذلك لم يُنفَّذ شيء. افتح لوحة المتابعة نفسها وأعد المحاولة.',
    tooMany: 'طلبات كثيرة خلال دقيقة. انتظر قليلًا ثم أعد المحاولة.',
    unavailable: 'قاعدة البيانات لا تقبل الكتابة الآن. لم يتغير شيء؛ أعد المحاولة بعد دقيقة.',
    internal: 'حدث خطأ هنا. التفاصيل في السجل.',
  },
});
