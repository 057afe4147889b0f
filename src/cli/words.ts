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
  done: (problem: number, events: number) => string;
  noProblem: (problem: number) => string;
  nothingToDo: (problem: number) => string;
  noStudent: (record: string) => string;
  notLinked: (record: string) => string;
  released: (record: string, user: string) => string;
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
  done: (problem, events) => `Done, for ${events} events of problem ${problem}.`,
  noProblem: (problem) => `There is no problem ${problem}.`,
  nothingToDo: (problem) => `There is nothing to do about problem ${problem}.`,
  noStudent: (record) => `There is no student with the record ${record}.`,
  notLinked: (record) => `Record ${record} is not linked to any Moodle user.`,
  released: (record, user) =>
    `Record ${record} is no longer linked to Moodle user ${user}. Its next event looks for its user again.`,
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
  done: (problem, events) => `Fait pour ${events} événements du problème ${problem}.`,
  noProblem: (problem) => `Il n’y a pas de problème ${problem}.`,
  nothingToDo: (problem) => `Il n’y a rien à faire pour le problème ${problem}.`,
  noStudent: (record) => `Il n’y a pas d’étudiant avec la fiche ${record}.`,
  notLinked: (record) => `La fiche ${record} n’est reliée à aucun utilisateur Moodle.`,
  released: (record, user) =>
    `La fiche ${record} n’est plus reliée à l’utilisateur Moodle ${user}. Son prochain événement le cherchera de nouveau.`,
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
  done: (problem, events) => `تم بشأن ${events} من أحداث المشكلة ${problem}.`,
  noProblem: (problem) => `لا توجد مشكلة ${problem}.`,
  nothingToDo: (problem) => `لا شيء يُفعل بشأن المشكلة ${problem}.`,
  noStudent: (record) => `لا يوجد طالب بالسجل ${record}.`,
  notLinked: (record) => `السجل ${record} غير مرتبط بأي مستخدم في Moodle.`,
  released: (record, user) =>
    `لم يعد السجل ${record} مرتبطًا بمستخدم Moodle ‏${user}. وسيبحث حدثه التالي عنه من جديد.`,
};

export const WORDS: Record<Language, Words> = { en, fr, ar };
