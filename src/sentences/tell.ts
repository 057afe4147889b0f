import type { Param, Told } from '../log/told.ts';
import { CATALOGUE, type Code, type Language, type Places } from './catalogue.ts';

/** What a failure says: sentences in codes, or one that only English readers will see. */
export type Saying = string | Told | readonly Told[];
/** How a value and a sentence within a sentence are written; a page isolates and escapes them. */
export type Writing = { value(text: string): string; words(text: string): string; comma: string };

const PLACE = /\{(\w+)(#?)\}/g;
export const PLAIN: Writing = { value: (text) => text, words: (text) => text, comma: ', ' };

/** A sentence as its code plus what varies; TypeScript knows which placeholders it has. */
export function tell<C extends Code>(
  code: C,
  ...[params]: [Places<C>] extends [never] ? [] : [Record<Places<C>, Param | number>]
): Told {
  const given: Record<string, Param | number> = params ?? {};
  const texts = Object.entries(given).map(([place, value]) => [
    place,
    typeof value === 'number' ? String(value) : value,
  ]);
  return { code, params: Object.fromEntries(texts) };
}

/** For the log, and for anyone who reads it with SQL. */
export function inEnglish(saying: Saying): string {
  return typeof saying === 'string' ? saying : inWords(saying, 'en');
}

/** The codes of a saying; null when it exists only in English. */
export function codesOf(saying: Saying): readonly Told[] | null {
  if (typeof saying === 'string') return null;
  return 'code' in saying ? [saying] : saying;
}

/**
 * Several sentences in a row, in the reader's language. A code that this version does not know is shown as it
 * is.
 */
export function inWords(told: Told | readonly Told[], language: Language, writing: Writing = PLAIN): string {
  const sentences = 'code' in told ? [told] : told;
  return sentences.map((one) => sentence(one, language, writing)).join(' ');
}

function sentence({ code, params }: Told, language: Language, writing: Writing): string {
  const known = Object.hasOwn(CATALOGUE, code) ? CATALOGUE[code as Code] : null;
  if (known === null) return writing.value(code);
  return writing.words(known[language]).replace(PLACE, (place, name: string, sign: string) => {
    const param = params[name] ?? place;
    return written(sign === '#' ? amount(param, language) : param, language, writing);
  });
}

/** 47,3 in French. What is no number stays as it is. */
function amount(param: Param, language: Language): Param {
  const number = Number(param);
  return Number.isNaN(number) ? param : new Intl.NumberFormat(language).format(number);
}

function written(param: Param, language: Language, writing: Writing): string {
  if (typeof param === 'string') return writing.value(param);
  if ('code' in param) return sentence(param, language, writing);
  return param.map((one) => sentence(one, language, writing)).join(writing.comma);
}

/** Sayings in a row; if one is English only, all of them are. */
export function together(...sayings: readonly Saying[]): Saying {
  const codes = sayings.map(codesOf);
  return codes.every((each) => each !== null) ? codes.flat() : sayings.map(inEnglish).join(' ');
}

/** A saying as JSON stores it: in English for SQL and programs, in codes for readers of other languages. */
export type Reason = { reason: string; told?: readonly Told[] };

export function reasonOf(saying: Saying): Reason {
  const told = codesOf(saying);
  return { reason: inEnglish(saying), ...(told !== null && { told }) };
}
