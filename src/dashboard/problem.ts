import { html } from 'ghtml';
import { foreign } from './foreign.ts';
import { GIVEN_UP, PROBLEMS } from './locales/problems.ts';
import type { Language, Reader } from './reader.ts';

type Sentence = (typeof PROBLEMS)[number];
type Known = { pattern: RegExp; names: string[]; sentence: Sentence };

const PLACE = /\{(\w+)\}/g;
const KNOWN = PROBLEMS.map((sentence) => toKnown(sentence, '^', '$'));
const END = toKnown(GIVEN_UP, ' ', '$');

/** An error sentence of the log, in the reader's language where we have it there; the log's own words are its title. */
export function problem({ language }: Reader, text: string): string {
  const translated = language === 'en' ? null : translate(text, language);
  return translated === null ? foreign(text) : html`<span title="${text}">!${translated}</span>`;
}

/** Finished HTML, or null for a sentence that nobody has translated. */
function translate(text: string, language: Language): string | null {
  const end = END.pattern.exec(text);
  const beginning = end === null ? text : text.slice(0, end.index);
  for (const known of KNOWN) {
    const found = known.pattern.exec(beginning);
    if (found === null) continue;
    const suffix = end === null ? '' : ` ${fill(END, end, language)}`;
    return `${fill(known, found, language)}${suffix}`;
  }
  return null;
}

/** What was found stands isolated: a Latin id must not turn an Arabic sentence round. */
function fill({ names, sentence }: Known, found: RegExpExecArray, language: Language): string {
  const words = html`${sentence[language]}`;
  return words.replace(PLACE, (_place, name: string) => html`<bdi>${found[names.indexOf(name) + 1]}</bdi>`);
}

function toKnown(sentence: Sentence, before: string, after: string): Known {
  const names = [...sentence.en.matchAll(PLACE)].map(([, name]) => String(name));
  const escaped = sentence.en.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  const pattern = escaped.replace(PLACE, '(.*?)');
  return { names, sentence, pattern: new RegExp(`${before}${pattern}${after}`, 's') };
}
