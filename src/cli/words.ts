import type { Status } from '../log/event.ts';
import type { ProblemState } from '../log/problem.ts';
import type { Language } from '../sentences/catalogue.ts';

/** What the tables of the command line say. */
export type Words = {
  status: Record<Status, string>;
  state: Record<ProblemState, string>;
  shown: (shown: number, total: string) => string;
  events: (count: number) => string;
  openEvents: (count: number) => string;
  mendedBy: (event: number) => string;
  setAsideBy: (name: string, reason: string) => string;
  attempt: (number: number) => string;
  nothing: string;
};

const en: Words = {
  status: {
    pending: 'pending',
    processing: 'processing',
    completed: 'completed',
    failed: 'failed',
    duplicate: 'duplicate',
  },
  state: { open: 'open', mended: 'mended', set_aside: 'set aside' },
  shown: (shown, total) => `${shown} of ${total} shown.`,
  events: (count) => `${count} events`,
  openEvents: (count) => `${count} open`,
  mendedBy: (event) => `mended by event ${event}`,
  setAsideBy: (name, reason) => `set aside by ${name}: ${reason}`,
  attempt: (number) => `attempt ${number}`,
  nothing: 'There is nothing.',
};

const fr: Words = {
  status: {
    pending: 'en attente',
    processing: 'en cours',
    completed: 'terminé',
    failed: 'échoué',
    duplicate: 'doublon',
  },
  state: { open: 'ouvert', mended: 'réglé', set_aside: 'écarté' },
  shown: (shown, total) => `${shown} sur ${total} affichés.`,
  events: (count) => `événements : ${count}`,
  openEvents: (count) => `ouverts : ${count}`,
  mendedBy: (event) => `réglé par l’événement ${event}`,
  setAsideBy: (name, reason) => `écarté par ${name} : ${reason}`,
  attempt: (number) => `tentative ${number}`,
  nothing: 'Il n’y a rien.',
};

const ar: Words = {
  status: {
    pending: 'ينتظر',
    processing: 'قيد المعالجة',
    completed: 'اكتمل',
    failed: 'فشل',
    duplicate: 'مكرر',
  },
  state: { open: 'مفتوحة', mended: 'حُلّت', set_aside: 'وُضعت جانبًا' },
  shown: (shown, total) => `عُرض ${shown} من ${total}.`,
  events: (count) => `الأحداث: ${count}`,
  openEvents: (count) => `المفتوح: ${count}`,
  mendedBy: (event) => `حلّها الحدث ${event}`,
  setAsideBy: (name, reason) => `وضعها جانبًا ${name}: ${reason}`,
  attempt: (number) => `المحاولة ${number}`,
  nothing: 'لا شيء.',
};

export const WORDS: Record<Language, Words> = { en, fr, ar };
