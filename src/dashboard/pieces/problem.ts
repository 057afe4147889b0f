import { html } from 'ghtml';
import { CATALOGUE } from '../../sentences/catalogue.ts';
import { PHRASES } from '../../sentences/phrases.ts';
import { foreign } from '../foreign.ts';
import { TICKET_REASONS } from '../locales/ticket-reasons.ts';
import type { Reader } from '../reader.ts';
import type { Sentence } from './sentence.ts';

type Known = { pattern: RegExp; names: string[]; sentence: Sentence };

const PLACE = /\{(\w+)\}/g;
/** In a cause, `…` stands for an id; before the full stop of its sentence it would look like a mistake. */
const FOUR_DOTS = /…(<\/bdi>)?\.(?=\s|$)/g;
/** One sentence of several, or the last. */
const SENTENCES = [...TICKET_REASONS, ...Object.values(CATALOGUE)].map((each) => toKnown(each, '(?= |$)'));
const PARTS = Object.values(PHRASES).map((each) => toKnown(each, '$'));

/** Reasons of a ticket's steps, in the reader's language where we have them there; the log's own words are the title. */
export function problem(reader: Reader, text: string): string {
  const translated = reader.language === 'en' ? null : translate(reader, text);
  const told = translated === null ? foreign(text) : html`<span title="${text}">!${translated}</span>`;
  return told.replace(FOUR_DOTS, '…$1');
}

/** A list of the log, such as what a step has read, in the reader's language; finished HTML. */
export function phrases(reader: Reader, list: readonly string[]): string {
  return list.map((phrase) => translatePhrase(reader, phrase)).join(reader.words.event.comma);
}

/** Finished HTML, or null when a sentence is among them that nobody has translated. */
function translate(reader: Reader, text: string): string | null {
  for (const known of SENTENCES) {
    const found = known.pattern.exec(text);
    if (found === null) continue;
    const first = fill(reader, known, found);
    if (found[0].length === text.length) return first;
    const rest = translate(reader, text.slice(found[0].length + 1));
    if (rest !== null) return `${first} ${rest}`;
  }
  return null;
}

function translatePhrase(reader: Reader, text: string): string {
  for (const known of reader.language === 'en' ? [] : PARTS) {
    const found = known.pattern.exec(text);
    if (found !== null) return fill(reader, known, found);
  }
  return html`<bdi>${text}</bdi>`;
}

/** What was found stands isolated: a Latin id must not turn an Arabic sentence round. */
function fill(reader: Reader, { names, sentence }: Known, found: RegExpExecArray): string {
  const words = html`${sentence[reader.language]}`;
  return words.replace(PLACE, (_place, name: string) => {
    const value = String(found[names.indexOf(name) + 1]);
    if (name === 'problem') return translate(reader, value) ?? html`<bdi>${value}</bdi>`;
    if (name === 'changes') return phrases(reader, value.split(', '));
    return translatePhrase(reader, value);
  });
}

function toKnown(sentence: Sentence, end: string): Known {
  const names = [...sentence.en.matchAll(PLACE)].map(([, name]) => String(name));
  const escaped = sentence.en.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  // As little as fits, so that two sentences are not taken for one; at the end, all there is.
  const pattern = escaped
    .replaceAll('{system}', '(Zoho \\w+|Moodle|The place of the keys of Zoho Desk)')
    .replace(/\{\w+\}$/, '(.+)')
    .replace(PLACE, '(.*?)');
  return { names, sentence, pattern: new RegExp(`^${pattern}${end}`, 's') };
}
