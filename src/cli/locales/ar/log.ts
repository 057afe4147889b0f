import { TARGETS } from '../../../sentences/acted-on.ts';
import { DONE } from '../../../sentences/done.ts';
import { STEP_NAMES } from '../../../sentences/step-names.ts';
import type { LogTexts } from '../load.ts';
import { common } from './common.ts';

const { events: eventsIn } = common;

export const events: LogTexts['events'] = {
  rows: { limit: 'كم عددها (20)' },
};

export const show: LogTexts['show'] = {
  rows: { json: 'كائن JSON واحد، مع المشكلة التي ينتمي إليها الحدث' },
  notes: 'المعرّف ID هو الرقم الذي يسبق الحدث في "events". رمز الخروج 1 حين لا يوجد هذا الحدث.',
  giveNumber: 'أعطِ رقم حدث، مثل: show 17.',
  attempt: (number) => `المحاولة ${number}`,
  outcomes: {
    completed: 'اكتملت',
    failed: 'فشلت',
    retry: 'ستعاد المحاولة',
    lost: 'انقطعت',
    released: 'أُرجعت عند إيقاف الخدمة',
  },
  erased: 'مُحي محتواه.',
  isOpen: 'ما زال يحتاج إلى شخص',
  mendedBy: (event) => `حلّها الحدث ${event}`,
  setAsideBy: (name, reason) => `وضعها جانبًا ${name}: ${reason}`,
};

export const stats: LogTexts['stats'] = {
  rows: { json: 'كائن JSON واحد، ومعه أحدث عشرة أحداث، كما في GET /api/v1/events/stats' },
  events: eventsIn,
};

export const tail: LogTexts['tail'] = {
  rows: { failed: 'ما يفشل فقط', limit: 'ينتهي بعد N سطر' },
  notes:
    'يُعرض الحدث كلما تغيّر: في الانتظار، قيد المعالجة، مكتمل. أوقف الأمر بـ Ctrl+C. رمز الخروج 1 حين تتوقف الخدمة.',
  watching: 'في المتابعة: تظهر الأحداث حين تصل.',
  noEvents: (status) => `ردّت الخدمة بالرمز ${status} دون أحداث.`,
  closed: 'أغلقت الخدمة الاتصال؛ ربما يعاد تشغيلها.',
};

export const replay: LogTexts['replay'] = {
  rows: {
    id: 'حدث واحد، بالرقم الذي يسبقه في "events"',
    wait: 'مع --id: ينتظر دقيقة على الأكثر نهاية المعالجة ويقول كيف انتهت',
    all: 'لازم حين لا يُعطى أي مرشّح',
    dryRun: 'يقول ما ستعاد معالجته، ولا يغيّر شيئًا',
  },
  notes:
    'تعاد معالجة الأحداث المكتملة والفاشلة، الأقدم أولًا. يمكن أن تكون الخدمة قيد التشغيل فتأخذها خلال ثوانٍ؛ وإن كانت متوقفة تنتظر الأحداث تشغيلها. مع --id يكون رمز الخروج 1 حين لا يمكن أن تعاد معالجة الحدث؛ ومع --wait أيضًا حين يفشل من جديد أو لا ينتهي في الوقت.',
  idAlone: 'الخيار --id لا يجتمع مع أي مرشّح.',
  waitNeedsId: 'الخيار --wait يأتي مع --id.',
  nameSome: 'حدّد بالمرشّحات ما تريد أن تعاد معالجته، أو أعطِ --all.',
  done: (id) => `تعاد معالجة الحدث ${id}.`,
  notEnded: (id) => `لم ينته الحدث ${id} بعد: هل الخدمة تعمل؟`,
  refused: {
    not_found: common.noEvent,
    unfinished: (id) => `لم ينته الحدث ${id} بعد.`,
    unreadable: (id) => `تعذّرت قراءة الحدث ${id}، ومحتواه يبقى كما هو.`,
    erased: (id) => `مُحي الحدث ${id}؛ لم يبق منه شيء.`,
  },
  isRepeat: (id, original) => `الحدث ${id} تكرار مطابق للحدث ${original}؛ أعد معالجة ذلك الحدث.`,
  progress: 'أعيدت معالجته',
  would: (replayable, matched, passedOver) => `ستعاد معالجة ${replayable} من ${matched}${passedOver}.`,
  replayed: (replayed, matched, passedOver) => `تعاد معالجة ${replayed} من ${matched}${passedOver}.`,
  passedOver: (parts) => `؛ ما تُرك: ${parts}`,
  skipped: {
    unfinished: (n) => `غير منتهٍ (${n})`,
    duplicate: (n) => `مكرر (${n})`,
    unreadable: (n) => `غير مقروء (${n})`,
    erased: (n) => `ممحو (${n})`,
  },
};

export const problems: LogTexts['problems'] = {
  rows: {
    state: 'open (مفتوحة) أو mended (حُلَّت) أو set_aside (وُضعت جانبًا)؛ ودون هذا الخيار open',
    limit: 'كم عددها (50)',
    reason: 'لماذا لن يُفعل شيء بشأنها',
    event: 'هذا الحدث منها فقط، برقمه',
    by: 'من يقرر (اسمك على هذا الجهاز)',
    json: 'كائن JSON واحد في كل سطر؛ وللقرار كائن واحد',
  },
  notes:
    'المشكلة سبب مع الأحداث التي فشلت بسببه. تُغلق من تلقاء نفسها حين تنجح سجلاتها بعد ذلك. رمز الخروج 1 حين لا توجد هذه المشكلة، أو لا شيء يُفعل.',
  exampleReason: 'أُنجز يدويًا',
  giveNumber: 'أعطِ رقم المشكلة.',
  sayWhat: 'قل ما تريد: set-aside (وضعها جانبًا) أو reopen (فتحها من جديد).',
  sayWhy: 'اذكر السبب مع --reason.',
  states: { open: 'مفتوحة', mended: 'حُلَّت', set_aside: 'وُضعت جانبًا' },
  openEvents: (n) => `مفتوح: ${n}`,
  done: (id, n) => `تم ذلك للمشكلة ${id}: ${eventsIn(n)}.`,
  notFound: (id) => `لا توجد مشكلة رقمها ${id}.`,
  nothingToDo: (id) => `لا شيء يُفعل بشأن المشكلة ${id}.`,
};

export const actions: LogTexts['actions'] = {
  rows: { limit: 'كم عددها (50)' },
  notes:
    'الأحدث أولًا: إعادات المعالجة والاقتراحات والمشكلات التي وُضعت جانبًا وعمليات المحو، وما فعلته الخدمة من تلقاء نفسها.',
  words: DONE.ar,
  targets: TARGETS.ar,
  steps: STEP_NAMES.ar,
};
