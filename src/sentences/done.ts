import type { Language } from './catalogue.ts';

const en = {
  replay: 'replayed',
  'apply suggestion': 'applied',
  'dismiss suggestion': 'dismissed',
  'take back suggestion': 'took back',
  'set aside': 'set aside',
  reopen: 'opened again',
  erase: 'erased',
  prune: 'pruned',
  release: 'released the Moodle user of',
  delete_unverified: 'deleted',
  replace_unverified: 'replaced the unproven content of',
};

/** What a person did, as the list of actions names it; whom or what they did it to follows the verb. */
export const DONE: Readonly<Record<Language, typeof en>> = {
  en,
  fr: {
    replay: 'a relancé',
    'apply suggestion': 'a appliqué',
    'dismiss suggestion': 'a écarté',
    'take back suggestion': 'a annulé',
    'set aside': 'a classé',
    reopen: 'a rouvert',
    erase: 'a effacé',
    prune: 'a purgé',
    release: 'a libéré l’utilisateur Moodle de',
    delete_unverified: 'a supprimé',
    replace_unverified: 'a remplacé le contenu sans preuve de',
  },
  ar: {
    replay: 'أعاد معالجة',
    'apply suggestion': 'طبّق',
    'dismiss suggestion': 'رفض',
    'take back suggestion': 'تراجع عن',
    'set aside': 'وضع جانبًا',
    reopen: 'فتح من جديد',
    erase: 'محا',
    prune: 'نظّف',
    release: 'حرّر مستخدم Moodle لـ',
    delete_unverified: 'حذف',
    replace_unverified: 'استبدل المحتوى غير المُثبت لـ',
  },
};
