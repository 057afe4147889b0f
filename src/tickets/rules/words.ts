/** Letters without accents and case, and one space between words: the form in which texts and phrases are compared. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replace(/[’‘`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** Where a phrase stands in a folded text. */
export type Found = { phrase: string; start: number; end: number };

/** Phrases that are looked for as whole words, with or without a plural s: "cab" is not in "cabinet". */
export class Phrases {
  readonly #patterns: readonly (readonly [phrase: string, pattern: RegExp])[];

  constructor(phrases: readonly string[]) {
    this.#patterns = phrases.map((phrase) => [phrase, wholeWords(phrase)]);
  }

  /** @param folded a text that went through `fold` */
  find(folded: string): Found[] {
    return this.#patterns.flatMap(([phrase, pattern]) =>
      Array.from(folded.matchAll(pattern), ({ index, 0: { length } }) => ({
        phrase,
        start: index,
        end: index + length,
      })),
    );
  }

  /** The first phrase of the list that is there, or null. */
  first(folded: string): string | null {
    return this.find(folded)[0]?.phrase ?? null;
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

function wholeWords(phrase: string): RegExp {
  const escaped = fold(phrase)
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(' ', '\\s');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}s?(?![\\p{L}\\p{N}])`, 'gu');
}
