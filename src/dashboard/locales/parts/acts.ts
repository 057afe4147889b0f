import type { Count } from '../../plural.ts';
import type { Part } from './part.ts';

const en = (count: Count) => ({
  title: 'Actions',
  intro:
    'What people did, the newest first: with their name, if they gave one at the sign-in, and their address.',
  none: 'Nobody did anything yet.',
  noneHint: 'Replays, decisions on suggestions and problems set aside appear here.',
  count: (n: number) => count(n, { one: '# action', other: '# actions' }),
  words: {
    replay: 'replayed',
    'apply suggestion': 'applied',
    'dismiss suggestion': 'dismissed',
    'take back suggestion': 'took back',
    'set aside': 'set aside',
    reopen: 'opened again',
    erase: 'erased',
    prune: 'pruned',
    release: 'released the Moodle user of',
  },
  targets: {
    event: (id: string | number) => `event ${id}`,
    problem: (id: string | number) => `problem ${id}`,
    suggestion: (id: string | number) => `suggestion ${id}`,
    record: (id: string | number) => `the student with record ${id}`,
    matching: 'events that match a filter',
  },
  older: 'Older',
  readOnly: 'You may only read.',
});

/** What people did. */
export const acts: Part<ReturnType<typeof en>> = {
  en,
  fr: (count) => ({
    title: 'Actions',
    intro:
      'Ce que des personnes ont fait, le plus récent d’abord, avec leur nom, s’il a été donné à la connexion, et leur adresse.',
    none: 'Personne n’a encore rien fait.',
    noneHint: 'Les relances, les décisions sur les suggestions et les problèmes classés s’affichent ici.',
    count: (n) => count(n, { one: '# action', other: '# actions' }),
    words: {
      replay: 'a relancé',
      'apply suggestion': 'a appliqué',
      'dismiss suggestion': 'a écarté',
      'take back suggestion': 'a annulé',
      'set aside': 'a classé',
      reopen: 'a rouvert',
      erase: 'a effacé',
      prune: 'a purgé',
      release: 'a libéré l’utilisateur Moodle de',
    },
    targets: {
      event: (id) => `l’événement ${id}`,
      problem: (id) => `le problème ${id}`,
      suggestion: (id) => `la suggestion ${id}`,
      record: (id) => `l’étudiant de la fiche ${id}`,
      matching: 'des événements choisis par un filtre',
    },
    older: 'Plus anciennes',
    readOnly: 'Vous pouvez seulement lire.',
  }),
  ar: (count) => ({
    title: 'الإجراءات',
    intro: 'ما فعله الأشخاص، الأحدث أولًا، مع الاسم إن أُعطي عند الدخول، والعنوان.',
    none: 'لم يفعل أحد شيئًا بعد.',
    noneHint: 'تظهر هنا إعادات المعالجة والقرارات بشأن الاقتراحات والمشكلات التي وُضعت جانبًا.',
    count: (n) =>
      count(n, { one: 'إجراء واحد', two: 'إجراءان', few: '# إجراءات', many: '# إجراءً', other: '# إجراء' }),
    words: {
      replay: 'أعاد معالجة',
      'apply suggestion': 'طبّق',
      'dismiss suggestion': 'رفض',
      'take back suggestion': 'تراجع عن',
      'set aside': 'وضع جانبًا',
      reopen: 'فتح من جديد',
      erase: 'محا',
      prune: 'نظّف',
      release: 'حرّر مستخدم Moodle لـ',
    },
    targets: {
      event: (id) => `الحدث ${id}`,
      problem: (id) => `المشكلة ${id}`,
      suggestion: (id) => `الاقتراح ${id}`,
      record: (id) => `الطالب ذو السجل ${id}`,
      matching: 'أحداث اختيرت بتصفية',
    },
    older: 'الأقدم',
    readOnly: 'يمكنك القراءة فقط.',
  }),
};
