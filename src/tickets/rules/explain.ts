import type { JsonObject } from '../../log/event.ts';
import type { Told } from '../../log/told.ts';
import { tell } from '../../sentences/tell.ts';
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
  lines: Told[];
};

export async function explainTicket(sample: SampleTicket, rules: Rules, today: string): Promise<Explanation> {
  const earlier = sample.earlier.map((text): Earlier => ({ text, isOurs: true }));
  const { own, cut } = await ownWords(sample, earlier);
  const language = readLanguage(`${sample.subject}\n${own}`, rules.reply.default_language);
  const wording = readWording(sample.subject, own, rules);
  const decided = decide(sample, wording, rules, today);
  const intents = wording.intents.join(', ');
  const lines = [
    own === '' ? tell('NO_OWN_WORDS') : tell('OWN_WORDS', { text: JSON.stringify(own) }),
    ...cut.map(({ text, because }) => tell('LEFT_OUT', { because, text: JSON.stringify(shortened(text)) })),
    describeLanguage(language),
    ...wording.matches.map(describeMatch),
    intents === '' ? tell('ABOUT_NOTHING') : tell('ABOUT', { intents }),
    wording.documentsSent ? tell('DOCUMENTS_SENT') : tell('NO_DOCUMENTS_SENT'),
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
): { department: string | null; lines: Told[] } {
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
      ? tell('NO_SAMPLE_DEAL_FITS', { count: deals.length })
      : tell('DEAL_BY_RULE', { deal: chosen.deal.id, rule: chosen.rule }),
    byDeal === null ? tell('NO_DEPARTMENT_BY_DEAL') : tell('DEPARTMENT_BY_DEAL', byDeal),
    byWord === null
      ? tell('NO_DEPARTMENT_BY_WORDS')
      : tell('DEPARTMENT_BY_WORDS', { department: byWord.name, phrase: byWord.phrase, confidence: sure }),
    change === null
      ? tell('NO_DEAL_FIELDS')
      : tell('DEAL_FIELDS', { change: JSON.stringify(change.set), rule: change.rule }),
    verdict(department, byWord?.name ?? null),
  ];
  return { department, lines };
}

/** So much of a piece says which one it is, in characters. */
const MAX_SHOWN = 200;

function shortened(text: string): string {
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
}

const LANGUAGE_NAMES = { fr: tell('French'), en: tell('English'), ar: tell('Arabic') } as const;

function describeLanguage(reading: Reading): Told {
  const language = LANGUAGE_NAMES[reading.language];
  if (reading.is === 'ours') return tell('WRITTEN_IN', { language });
  if (reading.is === 'unsaid') return tell('LANGUAGE_UNSAID', { language });
  if (reading.name === null) return tell('LANGUAGE_UNKNOWN', { language });
  return tell('LANGUAGE_NOT_OURS', { seen: tell(reading.name), language });
}

const FOUND = { subject: 'FOUND_IN_SUBJECT', text: 'FOUND_IN_TEXT' } as const;
const TURNED_OFF = { subject: 'TURNED_OFF_IN_SUBJECT', text: 'TURNED_OFF_IN_TEXT' } as const;

function describeMatch({ of: entry, phrase, words: found, place, turnedOffBy: off }: Match): Told {
  const words =
    found === fold(phrase) ? tell('QUOTED', { words: found }) : tell('FORM_OF', { words: found, phrase });
  return off === null ? tell(FOUND[place], { entry, words }) : tell(TURNED_OFF[place], { entry, words, off });
}

function verdict(department: string | null, byWord: string | null): Told {
  if (department !== null) return tell('GOES_TO', { department });
  return byWord === null ? tell('STAYS') : tell('STAYS_WITH_HINT', { department: byWord });
}
