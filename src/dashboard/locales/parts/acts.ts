import { TARGETS } from '../../../sentences/acted-on.ts';
import { DONE } from '../../../sentences/done.ts';
import type { Count } from '../../../sentences/plural.ts';
import type { Part } from './part.ts';

const en = (count: Count) => ({
  title: 'Actions',
  intro:
    'What people did, the newest first: with their name, if they gave one at the sign-in, and their address.',
  none: 'Nobody did anything yet.',
  noneHint: 'Replays, decisions on suggestions and problems set aside appear here.',
  count: (n: number) => count(n, { one: '# action', other: '# actions' }),
  words: DONE.en,
  who: { service: 'the service', commandLine: 'the command line', automation: 'automation' },
  events: (n: number) => count(n, { one: '# event', other: '# events' }),
  inOtherWords: 'in other words',
  targets: TARGETS.en,
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
    words: DONE.fr,
    who: { service: 'le service', commandLine: 'la ligne de commande', automation: 'l’automatisation' },
    events: (n) => count(n, { one: '# événement', other: '# événements' }),
    inOtherWords: 'en d’autres mots',
    targets: TARGETS.fr,
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
    words: DONE.ar,
    who: { service: 'الخدمة', commandLine: 'سطر الأوامر', automation: 'المعالجة الآلية' },
    events: (n) =>
      count(n, { one: 'حدث واحد', two: 'حدثان', few: '# أحداث', many: '# حدثًا', other: '# حدث' }),
    inOtherWords: 'بصياغة أخرى',
    targets: TARGETS.ar,
    older: 'الأقدم',
    readOnly: 'يمكنك القراءة فقط.',
  }),
};
