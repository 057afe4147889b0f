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
};

export function readWording(subject: string | null, text: string, rules: Rules): Wording {
  const title = fold(subject ?? '');
  const body = fold(text);
  const all = `${title}\n${body}`;
  return {
    listed: (list) => rules.wordLists.get(list)?.first(all) ?? null,
    documentsSent: areDocumentsSent(title, body, rules),
    department: findDepartment(all, rules),
    intents: ranked(all, rules.intents, ({ keywords }) => keywords).map(({ of }) => of.name),
  };
}

function areDocumentsSent(title: string, body: string, { documentWords }: Rules): boolean {
  if (/[?؟]/.test(`${title}${body}`) || documentWords.questions.first(body) !== null) return false;
  return documentWords.inSubject.first(title) !== null || documentWords.inText.first(body) !== null;
}

function findDepartment(all: string, { departments }: Rules): Wording['department'] {
  const certain = ranked(all, departments, ({ keywords }) => keywords);
  const [first] = certain.length > 0 ? certain : ranked(all, departments, ({ hints }) => hints);
  if (first === undefined) return null;
  return { name: first.of.name, phrase: first.phrase, isSure: certain.length === 1 };
}

/** What is found of each entry, in the order of the rules file, after shorter finds inside longer ones are dropped. */
function ranked<T>(
  all: string,
  entries: readonly T[],
  phrasesOf: (entry: T) => Phrases,
): { of: T; phrase: string }[] {
  const found = entries.flatMap((of) =>
    phrasesOf(of)
      .find(all)
      .map((place): Found & { of: T } => ({ ...place, of })),
  );
  const kept = longest(found);
  return entries.flatMap((of) => kept.find((place) => place.of === of) ?? []);
}
