import { counting } from '../../../sentences/plural.ts';
import type { DatabaseTexts } from '../load.ts';
import { common } from './common.ts';

const sizes = new Intl.NumberFormat('ar');
const count = counting('ar', String);
const daysIn = (n: number) =>
  count(n, { one: 'يوم', two: 'يومين', few: '# أيام', many: '# يومًا', other: '# يوم' });
const rowsIn = (n: number) =>
  count(n, {
    zero: 'لا صفوف',
    one: 'صف واحد',
    two: 'صفان',
    few: '# صفوف',
    many: '# صفًا',
    other: '# صف',
  });

export const backup: DatabaseTexts['backup'] = {
  rows: { file: 'ملف جديد لا يقرؤه غيرك' },
  notes:
    'النسخة هي قاعدة البيانات في لحظة واحدة؛ ويمكن أن تعمل الخدمة في الوقت نفسه. تُفحص قبل أن يقول الأمر إنها سليمة؛ والنسخة التالفة تبقى باسم FILE.part ويكون رمز الخروج 1. للاستعادة أوقف الخدمة وضع النسخة مكان قاعدة البيانات، دون الملفين -wal و -shm بجانبها.',
  giveFile: 'أعطِ الملف FILE الذي سيُكتب.',
  exists: (file) => `الملف ${file} موجود من قبل.`,
  unwritable: (file) => `لا يمكن كتابة ${file}: أنشئ مجلده أولًا.`,
  progress: 'صفحة نُسخت',
  done: (file, events, bytes) =>
    `${file}: ${common.events(events)}، الحجم بالبايت ${sizes.format(bytes)}، وفُحصت النسخة.`,
  damaged: (file, problem) => `الملف ${file} تالف: ${problem}`,
};

export const prune: DatabaseTexts['prune'] = {
  rows: {
    olderThan: 'ما استُلم وانتهى قبل أكثر من N يوم (RETENTION_DAYS)',
    dryRun: 'يقول كم سيُحذف، ولا يحذف شيئًا',
    compact:
      'لا يحذف شيئًا، بل يكتب ملف قاعدة البيانات من جديد فلا تبقى فيه بايتات مما حُذف من قبل؛ يجب أن تكون الخدمة متوقفة، ويحتاج القرص إلى ضعف حجم الملف',
  },
  notes:
    'تبقى الأحداث الفاشلة وغير المنتهية، ويبقى الطلاب. تذهب الاقتراحات التي بُتّ فيها مع الأحداث؛ ويبقى آخر قرار بشأن تذكرة معروفًا دون نصوصه. تكرار حدث محذوف يُعدّ حدثًا جديدًا: احتفظ بالأحداث أطول مما قد يعيد Zoho إرسالها. مع RETENTION_DAYS تفعل الخدمة ذلك من تلقاء نفسها مرة في اليوم.',
  badDays: 'يجب أن يكون --older-than عدد أيام مثل 90d.',
  progress: 'حُذف',
  would: (events, suggestions, days) =>
    `سيُحذف مما مضى عليه أكثر من ${daysIn(days)}: ${common.events(events)}، ${common.suggestions(suggestions)}.`,
  done: (events, suggestions, days) =>
    `حُذف مما مضى عليه أكثر من ${daysIn(days)}: ${common.events(events)}، ${common.suggestions(suggestions)}.`,
  writing: (place) => `تُعاد كتابة ${place}: نحو عشر ثوانٍ لكل GiB.`,
  pages: 'صفحة أعيدت كتابتها',
  after: (seconds) => `بعد ${seconds} ث`,
  compacted: (place, before, after) =>
    `أعيدت كتابة ${place}: الحجم بالبايت قبلها ${sizes.format(before)} وبعدها ${sizes.format(after)}. لم يبق فيه شيء مما حُذف.`,
};

export const move: DatabaseTexts['move'] = {
  rows: {
    to: 'إلى أين: postgres://user@host/database (فارغة) أو file:path (غير موجود بعد)',
    startOver: 'يحذف ما تركه نقل سابق في تلك القاعدة ويبدأ من جديد',
    dryRun: 'يقول ما سيُنقل وهل يقبله الهدف؛ ولا يُكتب شيء',
  },
  notes: `يُقرأ سجل DATABASE_URL ويبقى كما هو. أوقف الخدمة أولًا بكل نسخها العاملة. يُنسخ كل صف من كل جدول ثم يُقارن: عدد ومجموع تحقق لكل جدول. تبقى المعرّفات وتستمر بعد أكبرها. إذا انقطع الأمر في أي لحظة فإن الأمر نفسه يتابع من حيث توقف؛ ولا تبدأ أي خدمة على الهدف حتى ينتهي بسلام.
ما لا يستطيع PostgreSQL حفظه في نص (مثل NUL أو نصف حرف) يصير علامة تدل عليه؛ وتبقى بايتات ما وصل. لا حاجة إلى كتابة كلمة المرور في ADDRESS: يُقرأ PGPASSWORD و ~/.pgpass أيضًا.`,
  noLog: (place) => `لا يوجد سجل في ${place}: اكتب في DATABASE_URL السجل الذي تريد نقله.`,
  itself: 'الخيار --to هو قاعدة DATABASE_URL نفسها.',
  giveTo: 'أعطِ --to: إما postgres://user@host/database أو file:path.',
  goesOn: (to, n) => `في ${to} جزء من هذا النقل: سيستمر حتى يكتمل فيه كل شيء (${rowsIn(n)}).`,
  would: (from, to, n) => `سيُنقل من ${from} إلى ${to}: ${rowsIn(n)}. لم يُكتب شيء.`,
  progress: { copied: 'صف نُسخ', compared: 'صف قورن' },
  equal: 'متطابق',
  different: 'مختلف',
  moved: (from, to, n) =>
    `صار كل شيء في ${to} (${rowsIn(n)}) مطابقًا لما في ${from} الذي يبقى كما هو. اكتب العنوان الجديد في DATABASE_URL وشغّل الخدمة.`,
  notMoved: (to, tables) =>
    `${tables}: غير متطابق، لأن أحدًا غيّر السجل بعد بدء النقل أو عمل على ${to}. لم يضع شيء: أوقف كل الخدمات، وشغّل الأمر نفسه من جديد مع --start-over.`,
};
