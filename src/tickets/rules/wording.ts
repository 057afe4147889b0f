import { turnedOffBy } from './negation.ts';
import type { Rules } from './rules.ts';
import { type Found, fold, longest, type Phrases } from './words.ts';

/** What the words of a message say, by the rules file. Made from the customer's own words only. */
export type Wording = {
  /** The phrase of this word list that is in the message, or null. */
  listed(list: string): string | null;
  /** The message brings documents; one that asks something never does. */
  documentsSent: boolean;
  /** `isSure` is false when hints speak, or keywords of several departments. */
  department: { name: string; phrase: string; isSure: boolean } | null;
  /** The first is what it is about, the others come along. */
  intents: string[];
  /** What of the departments and intents was found, to be explained. */
  matches: Match[];
};

/** A phrase of the rules and the words that stand for it. */
export type Match = {
  of: string;
  phrase: string;
  words: string;
  place: 'subject' | 'text';
  /** The words that take it back; null where it counts. */
  turnedOffBy: string | null;
};

export function readWording(subject: string | null, text: string, rules: Rules): Wording {
  const message = new FoldedMessage(subject ?? '', text);
  const departments = rules.departments.map(({ name, keywords }) => ({ name, phrases: keywords }));
  const hints = rules.departments.map(({ name, hints: weak }) => ({ name, phrases: weak }));
  const intents = rules.intents.map(({ name, keywords }) => ({ name, phrases: keywords }));
  const certain = message.look(departments);
  const unsure = message.look(hints);
  const asked = message.look(intents);
  return {
    listed: (list) => firstOf(message.look([{ name: list, phrases: rules.wordLists.get(list) }])),
    documentsSent: areDocumentsSent(message, rules),
    department: findDepartment(standing(certain), standing(unsure)),
    intents: [...new Set(standing(asked).map(({ of }) => of))],
    matches: [...certain, ...unsure, ...asked],
  };
}

type Entry = { name: string; phrases: Phrases | undefined };

/** A subject and a text in one piece, so that a longer phrase hides the shorter ones inside of it. */
class FoldedMessage {
  readonly title: string;
  readonly body: string;
  readonly #all: string;

  constructor(subject: string, text: string) {
    this.title = fold(subject);
    this.body = fold(sentences(text));
    this.#all = `${this.title}\n${this.body}`;
  }

  /** What is found of each entry, in the order of the rules file, after shorter finds inside longer ones are dropped. */
  look(entries: readonly Entry[]): Match[] {
    const found = entries.flatMap(({ name, phrases }) =>
      (phrases?.find(this.#all) ?? []).map((place): Found & { of: string } => ({ ...place, of: name })),
    );
    const matches = longest(found).map((place) => this.#match(place));
    return entries.flatMap(({ name }) => takenBack(matches.filter(({ of }) => of === name)));
  }

  #match({ of, phrase, words, start, end }: Found & { of: string }): Match {
    const place = start < this.title.length ? 'subject' : 'text';
    return { of, phrase, words, place, turnedOffBy: turnedOffBy(this.#all, { start, end }) };
  }
}

/** A new paragraph is a new thought, a wrapped line is not. */
function sentences(text: string): string {
  return text.replace(/\s*\n\s*\n\s*|\n(?=\s*[\p{Lu}•*-])/gu, ' | ');
}

/** Of one entry: the last mention decides, and a subject stands only as long as the text does not take it back. */
function takenBack(matches: readonly Match[]): Match[] {
  const last = new Map(matches.map((match) => [`${match.place} ${match.phrase}`, match.turnedOffBy]));
  const settled = matches.map((match) => ({
    ...match,
    turnedOffBy: last.get(`${match.place} ${match.phrase}`) ?? null,
  }));
  const inText = settled.filter(({ place }) => place === 'text');
  const back = inText.find((match) => match.turnedOffBy !== null)?.turnedOffBy;
  if (back === undefined || inText.some((match) => match.turnedOffBy === null)) return settled;
  return settled.map((match) => ({ ...match, turnedOffBy: back }));
}

function standing(matches: readonly Match[]): Match[] {
  return matches.filter((match) => match.turnedOffBy === null);
}

function firstOf(matches: readonly Match[]): string | null {
  return standing(matches)[0]?.phrase ?? null;
}

function areDocumentsSent({ title, body }: FoldedMessage, { documentWords }: Rules): boolean {
  if (/[?؟]/.test(`${title}${body}`) || documentWords.questions.first(body) !== null) return false;
  return documentWords.inSubject.first(title) !== null || documentWords.inText.first(body) !== null;
}

function findDepartment(certain: readonly Match[], hints: readonly Match[]): Wording['department'] {
  const [first] = certain.length > 0 ? certain : hints;
  if (first === undefined) return null;
  return { name: first.of, phrase: first.phrase, isSure: new Set(certain.map(({ of }) => of)).size === 1 };
}
