import type { JsonObject } from '../../log/event.ts';
import { type Cut, type Earlier, ownWords } from '../conversation/quotes/own-words.ts';
import { chooseDeal, departmentFor, fieldChanges, readDeal } from './deals.ts';
import { type Reading, readLanguage } from './language.ts';
import type { Rules } from './rules.ts';
import { type Match, readWording, type Wording } from './wording.ts';
import { fold } from './words.ts';

/** A ticket for trying out rules: what the customer wrote, and the deals as Zoho CRM has them. */
export type SampleTicket = {
  subject: string;
  text: string;
  html: string | null;
  /** What we wrote in the conversation before. */
  earlier: readonly string[];
  deals: readonly JsonObject[];
};

/** Which rules fire on a ticket and why, for programs; `lines` says the same to people. */
export type Explanation = {
  own: string;
  cut: Cut[];
  language: Reading;
  matches: (Omit<Match, 'turnedOffBy'> & { turned_off_by: string | null })[];
  intents: string[];
  documents_sent: boolean;
  department: string | null;
  lines: string[];
};

export async function explainTicket(sample: SampleTicket, rules: Rules, today: string): Promise<Explanation> {
  const earlier = sample.earlier.map((text): Earlier => ({ text, isOurs: true }));
  const { own, cut } = await ownWords(sample, earlier);
  const language = readLanguage(`${sample.subject}\n${own}`, rules.reply.default_language);
  const wording = readWording(sample.subject, own, rules);
  const decided = decide(sample, wording, rules, today);
  const lines = [
    `The customer's own words: ${own === '' ? 'none' : JSON.stringify(own)}`,
    ...cut.map(({ text, because }) => `Left out, because ${because}: ${JSON.stringify(shortened(text))}`),
    describeLanguage(language),
    ...wording.matches.map(describeMatch),
    `About: ${wording.intents.join(', ') || 'no intent of the rules'}`,
    `Documents sent: ${wording.documentsSent ? 'yes' : 'no'}`,
    ...decided.lines,
  ];
  return {
    own,
    cut,
    language,
    matches: wording.matches.map(({ turnedOffBy, ...match }) => ({ ...match, turned_off_by: turnedOffBy })),
    intents: wording.intents,
    documents_sent: wording.documentsSent,
    department: decided.department,
    lines,
  };
}

/** Where the ticket goes and what happens to the deal; `department` is null where a person decides. */
function decide(
  { deals }: SampleTicket,
  wording: Wording,
  rules: Rules,
  today: string,
): { department: string | null; lines: string[] } {
  const about = { wording, today };
  const chosen = chooseDeal(deals.map(readDeal), rules, about);
  const byDeal = chosen && departmentFor(chosen.deal, rules, about);
  const byWord = wording.department;
  const change = chosen && fieldChanges(chosen.deal, wording.intents[0] ?? null, rules, about);
  const { threshold, keyword, hint } = rules.confidence;
  const sure = byWord?.isSure ? keyword : hint;
  const department = byDeal?.department ?? (sure >= threshold && byWord ? byWord.name : null);
  const lines = [
    chosen === null
      ? `Deal: none of ${deals.length} fits a rule`
      : `Deal: ${chosen.deal.id} by the rule "${chosen.rule}"`,
    byDeal === null
      ? 'Department by the deal: no rule fits'
      : `Department by the deal: ${byDeal.department} by the rule "${byDeal.rule}"`,
    byWord === null
      ? 'Department by words: none is named'
      : `Department by words: ${byWord.name}, for "${byWord.phrase}", confidence ${sure}`,
    change === null
      ? 'Deal fields: no rule fits'
      : `Deal fields: ${JSON.stringify(change.set)} by the rule "${change.rule}"`,
    verdict(department, byWord?.name ?? null),
  ];
  return { department, lines };
}

/** So much of a piece says which one it is, in characters. */
const MAX_SHOWN = 200;

function shortened(text: string): string {
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
}

const LANGUAGE_NAMES = { fr: 'French', en: 'English', ar: 'Arabic' } as const;

function describeLanguage(reading: Reading): string {
  const name = LANGUAGE_NAMES[reading.language];
  if (reading.is === 'ours') return `Language: ${name}`;
  if (reading.is === 'unsaid') return `Language: the words do not say; ${name} by default`;
  const seen = reading.name === null ? 'none of ours' : `${reading.name}, which is none of ours`;
  return `Language: ${seen}; a person answers, ${name} is proposed`;
}

function describeMatch({ of, phrase, words, place, turnedOffBy }: Match): string {
  const how = words === fold(phrase) ? `"${words}"` : `"${words}", a form of "${phrase}"`;
  const off = turnedOffBy === null ? '' : `, turned off by "${turnedOffBy}"`;
  return `Found for ${of}: ${how}, in the ${place}${off}`;
}

function verdict(department: string | null, byWord: string | null): string {
  if (department !== null) return `=> ${department}`;
  if (byWord === null) return '=> stays where it is';
  return `=> stays where it is; ${byWord} is suggested to a person`;
}
