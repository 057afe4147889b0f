import type { Told } from '../../log/told.ts';
import { tell } from '../../sentences/tell.ts';

/** Deeper JSON is refused: walking it again, to show or to store it, would overflow the stack. */
const MAX_DEPTH = 100;
/** Objects with more keys are refused: no record has as many, and every reader of a record walks all of them. */
const MAX_KEYS = 2_000;
/** Below any count of keys: the values of a list are counted with all others only. */
const LIST = -(2 ** 31);
/** What a number as long as this can say, a double can hold (IEEE 754: 15 digits of any decimal). */
const SURE_LENGTH = 15;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const KEY = /[ \t\r\n]*:/y;

/** `lossless` is the same JSON with each number that a double cannot hold written as text. */
export type Scan = { is: 'sound'; lossless: string } | { is: 'refused'; reason: Told };

/**
 * Goes over JSON text once before it is parsed, because parsing may cost far more: refuses what is nested too deep or
 * holds too many values, and puts quotes around the numbers that would lose digits. Whether it is JSON at all is left to
 * the parser; the scan never turns what is not JSON into JSON.
 */
export function scanJson(text: string, maxValues: number): Scan {
  const size = new Size(maxValues);
  let excess: Told | null = null;
  let lossless = '';
  let copied = 0;
  for (let at = 0; at < text.length && excess === null; at++) {
    switch (KINDS[text.charCodeAt(at)]) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case SEPARATOR:
        excess = size.separated();
        break;
      case OPENING:
        excess = size.opened(text.charCodeAt(at) === BRACE);
        break;
      case CLOSING:
        size.closed();
        break;
      case NUMERIC: {
        const end = endOfNumber(text, at);
        if (losesDigits(text, at, end)) {
          lossless += `${text.slice(copied, at)}"${text.slice(at, end)}"`;
          copied = end;
        }
        at = end - 1;
      }
    }
  }
  if (excess !== null) return { is: 'refused', reason: excess };
  return { is: 'sound', lossless: copied === 0 ? text : lossless + text.slice(copied) };
}

/**
 * The commas so far of the object at each depth; a list begins far below the bound. One for all scans, because each is done
 * before the next one begins, and a new one would cost as much as the scan of a small body.
 */
const KEYS = new Int32Array(MAX_DEPTH + 2);

/** How deep and how large the JSON is up to here; what grows beyond its bound is named. */
class Size {
  readonly #maxValues: number;
  readonly #keys = KEYS;
  #depth = 0;
  #values = 0;

  constructor(maxValues: number) {
    this.#maxValues = maxValues;
    this.#keys[0] = 0;
  }

  separated(): Told | null {
    const keys = (this.#keys[this.#depth] ?? 0) + 1;
    this.#keys[this.#depth] = keys;
    return keys >= MAX_KEYS
      ? tell('AN_OBJECT_OF_THE_JSON_HAS_MORE_THAN_KEYS', { count: MAX_KEYS })
      : this.#counted();
  }

  opened(isObject: boolean): Told | null {
    this.#depth++;
    if (this.#depth > MAX_DEPTH)
      return tell('THE_JSON_IS_NESTED_MORE_THAN_LEVELS_DEEP', { count: MAX_DEPTH });
    this.#keys[this.#depth] = isObject ? 0 : LIST;
    return this.#counted();
  }

  closed(): void {
    this.#depth--;
  }

  #counted(): Told | null {
    this.#values++;
    return this.#values > this.#maxValues
      ? tell('THE_JSON_HOLDS_MORE_THAN_VALUES', { count: this.#maxValues })
      : null;
  }
}

const QUOTE = 1;
const SEPARATOR = 2;
const OPENING = 3;
const CLOSING = 4;
const NUMERIC = 5;
/** The kind of each ASCII character; 0 for those that mean nothing here. */
const KINDS = new Uint8Array(128);
for (const [kind, chars] of [
  [QUOTE, '"'],
  [SEPARATOR, ','],
  [OPENING, '[{'],
  [CLOSING, ']}'],
  [NUMERIC, '-0123456789'],
] as const) {
  for (const char of chars) KINDS[char.charCodeAt(0)] = kind;
}

const BRACE = 0x7b;
const QUOTE_CHAR = 0x22;
const BACKSLASH = 0x5c;
const SMALL_E = 0x65;

/** Where the string ends that begins here; the end of the text when it does not. */
function endOfString(text: string, start: number): number {
  // Native code for most strings, which have no escape; a call for each escaped quote would be slow.
  const end = text.indexOf('"', start + 1);
  if (end !== -1 && text.charCodeAt(end - 1) !== BACKSLASH) return end;
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === QUOTE_CHAR) return at;
    if (char === BACKSLASH) at++;
  }
  return text.length;
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (isNumeric(text.charCodeAt(end))) end++;
  return end;
}

/** Digits and `+ - . e E`. */
function isNumeric(char: number): boolean {
  return (
    (char >= 0x30 && char <= 0x39) ||
    char === 0x2e ||
    (char | 0x20) === SMALL_E ||
    char === 0x2b ||
    char === 0x2d
  );
}

/**
 * By what a number says, not by how it is written: kept are those that a double gives back digit by digit. An exponent
 * hides how many digits were known (4.554E18 of a spreadsheet), so it is always handed on as it was written.
 */
function losesDigits(text: string, start: number, end: number): boolean {
  const hasExponent = isExponential(text, start, end);
  if (end - start <= SURE_LENGTH && !hasExponent) return false;
  const literal = text.slice(start, end);
  if (!hasExponent && isHeldExactly(literal)) return false;
  // A number cannot be a key in JSON; quoted, it would become one.
  KEY.lastIndex = end;
  return NUMBER.test(literal) && !KEY.test(text);
}

function isExponential(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((text.charCodeAt(at) | 0x20) === SMALL_E) return true;
  return false;
}

function isHeldExactly(literal: string): boolean {
  const number = Number(literal);
  return literal.includes('.') ? String(number) === literal : Number.isSafeInteger(number);
}
