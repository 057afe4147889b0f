import { fold } from '../../rules/words.ts';

/**
 * Finds in a message what stood in the conversation before. Words are compared, not lines: mail programs wrap them
 * anew, put signs before them and drop their marks.
 */

/** Fewer words in a row may be chance, unless they are a whole line. */
const MIN_RUN = 7;
/** A line of fewer words, such as a greeting, says nothing of where it comes from. */
const MIN_LINE = 3;
/** Of an earlier text no more is compared, in words. */
const MAX_WORDS = 5_000;

export class KnownWords {
  readonly #runs = new Set<string>();
  readonly #lines = new Set<string>();

  constructor(texts: readonly string[]) {
    for (const text of texts) {
      const words = wordsOf(text).slice(0, MAX_WORDS);
      for (let at = 0; at + MIN_RUN <= words.length; at++)
        this.#runs.add(words.slice(at, at + MIN_RUN).join(' '));
      for (const line of text.split(/[\n.!?؟]/)) {
        const whole = wordsOf(line);
        if (whole.length >= MIN_LINE) this.#lines.add(whole.join(' '));
      }
    }
  }

  /** The block begins with a line that stood in the conversation before. */
  holdsStartOf(lines: readonly string[]): boolean {
    const words = wordsOf(lines.slice(0, 8).join(' '));
    return words.length >= MIN_LINE && this.#covered(words.slice(0, MIN_RUN));
  }

  /** Takes known words out of lines that belong together; null where there were none. */
  cut(lines: readonly string[]): { kept: string[]; cut: string } | null {
    const places = lines.flatMap((line, index) => placesOf(line).map((place) => ({ ...place, line: index })));
    const words = places.map(({ word }) => word);
    const isKnown = words.map(() => false);
    for (let at = 0; at + MIN_RUN <= words.length; at++)
      if (this.#runs.has(words.slice(at, at + MIN_RUN).join(' '))) isKnown.fill(true, at, at + MIN_RUN);
    lines.forEach((line, index) => {
      if (!this.#lines.has(wordsOf(line).join(' '))) return;
      places.forEach((place, at) => {
        if (place.line === index) isKnown[at] = true;
      });
    });
    if (!isKnown.includes(true)) return null;
    const cut = places.filter((_, at) => isKnown[at]);
    const kept = lines.map((line, index) =>
      withoutPlaces(
        line,
        cut.filter((place) => place.line === index),
      ),
    );
    return { kept, cut: cut.map(({ text }) => text).join(' ') };
  }

  #covered(words: readonly string[]): boolean {
    const start = words.join(' ');
    return this.#runs.has(start) || this.#lines.has(start);
  }
}

type Place = { word: string; text: string; start: number; end: number };

function placesOf(line: string): Place[] {
  return Array.from(line.matchAll(/[\p{L}\p{N}\p{M}]+/gu), ({ 0: text, index }) => ({
    word: fold(text),
    text,
    start: index,
    end: index + text.length,
  }));
}

function wordsOf(text: string): string[] {
  return placesOf(text).map(({ word }) => word);
}

/** Known words that stand side by side go with the signs between them. */
function withoutPlaces(line: string, cut: readonly Place[]): string {
  let rest = line;
  let right: Place | null = null;
  for (const place of cut.toReversed()) {
    const between = right === null ? null : line.slice(place.end, right.start);
    const end = between === null || /[\p{L}\p{N}]/u.test(between) ? place.end : place.end + between.length;
    rest = rest.slice(0, place.start) + rest.slice(end);
    right = place;
  }
  return cut.length > 0 && !/[\p{L}\p{N}]/u.test(rest) ? '' : rest;
}
