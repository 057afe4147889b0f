import { base, forms } from './stem.ts';

/**
 * Letters without accents, case, invisible marks and stretching, and one space between words: the form in which texts
 * and phrases are compared. Arabic letters that people write one for the other become one.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\u0640]/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replace(/[’‘`´]/g, "'")
    .replace(/[ىیې]/g, 'ي')
    .replaceAll('ة', 'ه')
    .replaceAll('ک', 'ك')
    .replaceAll('ٱ', 'ا')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Where a phrase stands in a folded text, and the words that stand there. */
export type Found = { phrase: string; words: string; start: number; end: number };

type Word = { word: string; start: number; end: number; forms: ReadonlySet<string> };
type Phrase = { phrase: string; words: readonly { exact: string; base: string }[] };

/** Phrases that are looked for as whole words, in all forms that grammar gives them: "cab" is not in "cabinet". */
export class Phrases {
  readonly #phrases: readonly string[];
  #byFirst: ReadonlyMap<string, readonly Phrase[]> | null = null;

  constructor(phrases: readonly string[]) {
    this.#phrases = phrases;
  }

  /** @param folded a text that went through `fold`; in the order of the list, then of the text */
  find(folded: string): Found[] {
    const words = wordsIn(folded);
    this.#byFirst ??= index(this.#phrases);
    const found = words.flatMap((word, at) =>
      this.#beginningWith(word).flatMap((phrase) => match(phrase, words, at, folded)),
    );
    const order = (place: Found) => this.#phrases.indexOf(place.phrase);
    return found.sort((a, b) => order(a) - order(b) || a.start - b.start);
  }

  /** The first phrase of the list that is there, or null. */
  first(folded: string): string | null {
    return this.find(folded)[0]?.phrase ?? null;
  }

  #beginningWith(word: Word): Phrase[] {
    const phrases = [...word.forms].flatMap((form) => this.#byFirst?.get(form) ?? []);
    return [...new Set(phrases)];
  }
}

/** Only the longest of overlapping finds count: "uber eats" is not "uber". */
export function longest<F extends Found>(found: readonly F[]): F[] {
  return found.filter(
    ({ start, end }) =>
      !found.some(
        (other) => other.start <= start && other.end >= end && other.end - other.start > end - start,
      ),
  );
}

function index(phrases: readonly string[]): Map<string, Phrase[]> {
  const byFirst = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    const words = split(fold(phrase)).map(({ word }) => ({ exact: word, base: base(word) }));
    const entry = { phrase, words };
    const [first] = words;
    for (const key of new Set(first === undefined ? [] : [first.exact, first.base]))
      byFirst.set(key, [...(byFirst.get(key) ?? []), entry]);
  }
  return byFirst;
}

function match({ phrase, words }: Phrase, text: readonly Word[], at: number, folded: string): Found[] {
  const place = text.slice(at, at + words.length);
  const [first] = place;
  const last = place.at(-1);
  if (first === undefined || last === undefined || place.length < words.length) return [];
  const fits = words.every(({ exact, base: stem }, offset) => {
    const word = place[offset];
    return word?.word === exact || word?.forms.has(stem) === true;
  });
  const isOnePiece = place.every(({ end }, offset) => {
    const next = place[offset + 1];
    return next === undefined || /^[ '\-_/]*$/.test(folded.slice(end, next.start));
  });
  if (!fits || !isOnePiece) return [];
  return [{ phrase, words: folded.slice(first.start, last.end), start: first.start, end: last.end }];
}

/** Every list of the rules looks through the same text, one after the other. */
let lately: { text: string; words: readonly Word[] } = { text: '', words: [] };

function wordsIn(folded: string): readonly Word[] {
  if (lately.text !== folded) {
    const words = split(folded).map((word) => ({ ...word, forms: forms(word.word) }));
    lately = { text: folded, words };
  }
  return lately.words;
}

function split(folded: string): { word: string; start: number; end: number }[] {
  return Array.from(folded.matchAll(/[\p{L}\p{N}]+/gu), ({ 0: word, index: start }) => ({
    word,
    start,
    end: start + word.length,
  }));
}
