import type { PeopleTexts } from '../load.ts';
import { common } from './common.ts';

const { events: eventsIn, students: studentsIn, suggestions: suggestionsIn } = common;

export const students: PeopleTexts['students'] = {
  rows: {
    list: 'الطلاب حسب سجلهم في Zoho: الرقم والاسم والعنوان ومستخدم Moodle',
    text: 'جزء من اسم أو رقم أو عنوان أو معرّف',
    limit: 'كم عددهم (50)',
    release: 'ينسى بأي مستخدم في Moodle يرتبط الطالب صاحب سجل Zoho هذا',
    json: 'كائن JSON واحد: zoho_id و moodle_user_id (القيمة null إن لم يكن هناك ربط)؛ وللقائمة كائن في كل سطر',
  },
  notes:
    'لا يتغير شيء في Moodle ولا في Zoho. الحدث التالي للطالب يبحث عن مستخدمه من جديد: بالمعرّف الذي يرسله Zoho، ورقم التعريف، والبريد الإلكتروني، ورقم الطالب. صحّح أولًا ما قاد منها إلى المستخدم الخطأ. رمز الخروج 1 حين لا يوجد طالب بهذا السجل.',
  sayWhat: 'قل ما تريد: list (عرض) أو release (فك الربط).',
  giveId: 'أعطِ معرّف الطالب في Zoho.',
  notFound: (record) => `لا يوجد طالب بالسجل ${record}.`,
  notLinked: (record) => `السجل ${record} غير مرتبط بأي مستخدم في Moodle.`,
  released: (record, user) =>
    `لم يعد السجل ${record} مرتبطًا بالمستخدم ${user} في Moodle. وسيبحث حدثه التالي عنه من جديد.`,
};

export const suggestions: PeopleTexts['suggestions'] = {
  rows: {
    status:
      'waiting (ينتظر) أو planned (يخرج قريبًا) أو applying (قيد التنفيذ) أو applied (طُبّق) أو dismissed (رُفض) أو stale (فات أوانه) أو failed (فشل)؛ ودون هذا الخيار waiting',
    ticket: 'اقتراحات هذه التذكرة فقط',
    limit: 'كم عددها (50)',
    yes: 'يطبّق دون سؤال: ما يُرسل لا يمكن استرجاعه',
    json: 'كائن JSON واحد في كل سطر؛ وللقرار ما ردّت به الخدمة',
  },
  notes: 'الخدمة التي تعمل هي التي تطبّقها، لأنها هي التي تخاطب Zoho. رمز الخروج 1 حين ترفض.',
  sayWhat: 'قل ما تريد: list (عرض) أو apply (تطبيق) أو dismiss (رفض).',
  giveNumber: 'أعطِ رقم الاقتراح.',
  question: (id) => `سيُطبّق الاقتراح ${id} في Zoho، والرسالة المرسلة لا يمكن استرجاعها.`,
  nothingDone: 'لم يُطبّق شيء. أضف --yes للتطبيق دون سؤال.',
  became: (id, status) => `الاقتراح ${id}: ${status}.`,
  statuses: {
    waiting: 'ينتظر',
    planned: 'يخرج قريبًا',
    applying: 'قيد التنفيذ',
    applied: 'طُبّق',
    dismissed: 'رُفض',
    stale: 'فات أوانه لأن التذكرة تغيّرت في هذه الأثناء',
    failed: 'فشل ولم يُكتب شيء',
  },
  proposals: {
    link: (deal) => `ربط التذكرة بـ ${deal}`,
    dispatch: (department) => `نقل التذكرة إلى ${department}`,
    reply: (address) => `الرد على ${address}`,
    ticket: (change) => `تحديث التذكرة: ${change}`,
    deal: (change) => `تحديث الصفقة: ${change}`,
    note: (title) => `ترك ملاحظة على الصفقة: ${title}`,
  },
};

export const reconcile: PeopleTexts['reconcile'] = {
  rows: {
    since:
      'الرجوع إلى ما قبل 30m (دقيقة) أو 24h (ساعة) أو 7d (أيام)، أو إلى تاريخ (UTC) أو وقت ISO (وإلا فمن حيث انتهت المرة السابقة)',
    dryRun: 'عدّ ما ينقص فقط',
  },
  notes:
    'لا يفعل الأمر سوى القراءة من Zoho. الخدمة هي التي تعالج الأحداث؛ ويمكن أن تعمل في الوقت نفسه. تُقارن التذاكر حين يكون ZOHO_DESK_ORG_ID مملوءًا، إلا إذا كان RECONCILE_TICKETS يساوي false. رمز الخروج 1 حين لا يرد Zoho أو يرفض.',
  progress: 'سجل قورن',
  students: (changed, deleted, missing) =>
    `الطلاب الذين قورنوا: المعدّلون ${changed}، والمحذوفون ${deleted}؛ ${missing}`,
  tickets: (changed, missing) => `التذاكر التي قورنت: المعدّلة ${changed}؛ ${missing}`,
  wouldAppend: (n) => `ما لم يره السجل وكان سيُضاف له حدث: ${n}.`,
  appended: (n) => `ما لم يره السجل وأضيف له حدث: ${n}.`,
};

export const erase: PeopleTexts['erase'] = {
  rows: {
    record: 'سجل الشخص في Zoho: أحداثه وطالبه',
    email: 'الطلاب الذين لهم هذا العنوان وأحداثهم وكل ما يذكره، مع كل ما يُحفظ من التذاكر المعنية',
    dryRun: 'يقول كم سيُمحى، ولا يغيّر شيئًا',
    yes: 'يمحو دون سؤال: لا يعود منه شيء',
  },
  notes:
    'تُفرَّغ المحتويات والبايتات والنتائج ونصوص الأخطاء ويُحذف الطلاب؛ وتبقى المعرّفات والأوقات والحالات لكي يُعرف التكرار. مع --email يُقرأ السجل كله. العنوان الأطول الذي يحتوي على هذا العنوان هو عنوان شخص آخر؛ والعنوان المكتوب بطريقة أخرى (مرمّزًا مثلًا) لا يُعثر عليه. ولا يبقى شيء في ملف قاعدة البيانات أيضًا؛ أما النسخ الاحتياطية والنسخ الأخرى منه والملفات المصدّرة فعليك محوها.',
  giveOne: 'أعطِ --record أو --email.',
  badAddress: 'يجب أن يكون --email عنوانًا كاملًا مثل sara.ali@example.edu.',
  progress: 'أُنجز',
  question: (target) => `سيُفرَّغ نهائيًا كل ما يُحفظ من ${target}.`,
  anAddress: 'عنوان البريد هذا',
  record: (id) => `السجل ${id}`,
  nothingDone: 'لم يُمح شيء. أضف --yes للمحو دون سؤال.',
  would: (what) => `سيُمحى: ${what}`,
  done: (what) => `مُحي: ${what}`,
  what: (students, events, suggestions) =>
    `${studentsIn(students)}، ${events}، ${suggestionsIn(suggestions)}.`,
  events: eventsIn,
  waiting: (events, ended) => `${eventsIn(events)} (كان ما زال ينتظر منها ${ended})`,
  leftIn: {
    journal:
      'هناك من يقرأ حالة أقدم من قاعدة البيانات، كنسخ احتياطي: حتى ينتهي ذلك تبقى إصدارات سابقة في ملفها -wal.',
    old_pages:
      'أنشأ إصدار سابق قاعدة البيانات هذه: أوقف الخدمة وشغّل "npm run cli -- prune --compact" مرة واحدة، وإلا فقد تبقى بايتات في ملفها.',
  },
  notReached: 'ما لم يُمس: النسخ الاحتياطية والنسخ الأخرى من قاعدة البيانات والملفات المصدّرة.',
};

export const exporting: PeopleTexts['exporting'] = {
  rows: {
    format: 'jsonl (كائن JSON في كل سطر) أو csv، مع علامة ترتيب البايتات التي تحتاج إليها برامج الجداول',
    out: 'ملف جديد لا يقرؤه غيرك؛ ودونه يُطبع كل شيء',
    email: 'مع "person": عنوان الشخص',
    json: 'مثل --format jsonl',
  },
  notes: `تأتي الأحداث من الأقدم إلى الأحدث مع محتواها ونتيجتها؛ والطلاب بترتيب معرّفاتهم، ومنهم من حُذف في Zoho.
الشخص كائن JSON واحد: سجلاته وأحداثها وتذاكرها مع المحتويات والمحاولات، واقتراحات تلك التذاكر. ويدخل فيه ما يذكر عنوان الشخص، ولا شيء من طالب آخر. العنوان الذي يشترك فيه عدة أشخاص لا يدل على واحد منهم: يرفضه --email، ويترك --record ما يذكره ويقول ذلك في left_out.`,
  sayWhat: 'قل ماذا: events (الأحداث) أو students (الطلاب) أو person (شخص).',
  eitherOr: 'أعطِ إما --record أو --email.',
  progress: 'صُدّر',
  noFilter: (option, what) => `ليس --${option} مرشّحًا للأمر "export ${what}".`,
  unwritable: (file) => `لا يمكن كتابة ${file}: هو موجود من قبل، أو مجلده غير موجود.`,
  severalPeople: (records) => `لعدة أشخاص هذا العنوان: السجلات ${records}. أعطِ --record لأحدهم.`,
};
