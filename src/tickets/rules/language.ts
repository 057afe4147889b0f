import type { OtherLanguage } from '../../sentences/texts/tickets/languages.ts';
import { NOT_ARABIC, OTHER_SCRIPTS, OTHER_WORDS, OUR_WORDS } from './language-words.ts';
import { fold } from './words.ts';

export const LANGUAGES = ['fr', 'en', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * What a text is written in. `language` is what an answer is proposed in: the text's own one, or the default where the
 * text does not say (`unsaid`) or is in a language that is not ours (`other`, with its name or script where known).
 */
export type Reading =
  | { is: 'ours'; language: Language }
  | { is: 'unsaid'; language: Language }
  | { is: 'other'; language: Language; name: OtherLanguage | null };

/** A text of fewer words may be a name or a number; from here on each of our languages shows in its small words. */
const ENOUGH_WORDS = 6;

export function readLanguage(text: string, fallback: Language): Reading {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const other = (name: OtherLanguage | null): Reading => ({ is: 'other', language: fallback, name });
  const script = [...OTHER_SCRIPTS].find(([, pattern]) => isMostly(text, pattern, letters));
  if (script !== undefined) return other(script[0]);
  const words = fold(text).match(/[\p{L}]+/gu) ?? [];
  if (isMostly(text, /\p{Script=Arabic}/gu, letters)) {
    const name = inArabicScript(text, words);
    return name === null ? { is: 'ours', language: 'ar' } : other(name);
  }
  const french = count(words, OURS.fr);
  const english = count(words, OURS.en);
  const most = Math.max(french, english);
  const [foreign] = LATIN.map(([name, list]) => ({ name, count: count(words, list) })).sort(
    (a, b) => b.count - a.count,
  );
  if (foreign !== undefined && foreign.count > most && foreign.count >= 2) return other(foreign.name);
  if (most === 0 && words.length >= ENOUGH_WORDS) return other(null);
  if (french === english) return { is: 'unsaid', language: fallback };
  return { is: 'ours', language: french > english ? 'fr' : 'en' };
}

/** The language to answer in; `fallback` when the text does not say. */
export function detectLanguage(text: string, fallback: Language): Language {
  return readLanguage(text, fallback).language;
}

/** Persian and Urdu have letters of their own; on another keyboard their words give them away. */
function inArabicScript(text: string, words: readonly string[]): OtherLanguage | null {
  const byWords = SCRIPT_SHARED.find(([, list]) => count(words, list) >= Math.max(2, words.length / 3));
  const byLetters = [...NOT_ARABIC].find(([, letters]) => letters.test(text));
  return (byLetters ?? byWords)?.[0] ?? null;
}

function isMostly(text: string, script: RegExp, letters: number): boolean {
  return (text.match(script)?.length ?? 0) * 3 > letters;
}

function count(words: readonly string[], list: ReadonlySet<string>): number {
  return words.filter((word) => list.has(word)).length;
}

function listed(words: string): ReadonlySet<string> {
  return new Set(fold(words).split(' '));
}

const OURS = { fr: listed(OUR_WORDS.fr), en: listed(OUR_WORDS.en) };
const NAMED = [...OTHER_WORDS].map(([name, words]) => [name, listed(words)] as const);
const IN_ARABIC_SCRIPT = new Set<OtherLanguage>(['Persian', 'Urdu']);
const LATIN = NAMED.filter(([name]) => !IN_ARABIC_SCRIPT.has(name));
const SCRIPT_SHARED = NAMED.filter(([name]) => IN_ARABIC_SCRIPT.has(name));
