/** Deeper JSON is refused: walking it again, to show or to store it, would overflow the stack. */
export const MAX_DEPTH = 100;
/** What a number as long as this can say, a double can hold (IEEE 754: 15 digits of any decimal). */
const SURE_LENGTH = 15;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const KEY = /[ \t\r\n]*:/y;

/** `lossless` is the same JSON with each number that a double cannot hold written as text. */
export type Scan = { is: 'sound'; lossless: string } | { is: 'refused'; reason: string };

/**
 * Goes over JSON text once before it is parsed, because parsing may cost far more: refuses what is nested too deep or
 * holds too many values, and puts quotes around the numbers that would lose digits. Whether it is JSON at all is left to
 * the parser; what is none is never made so.
 */
export function scanJson(text: string, maxValues: number): Scan {
  let depth = 0;
  let values = 0;
  let lossless = '';
  let copied = 0;
  for (let at = 0; at < text.length; at++) {
    switch (KINDS[text.charCodeAt(at)]) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case SEPARATOR:
        values++;
        if (values > maxValues) return refused(`the JSON holds more than ${maxValues} values`);
        break;
      case OPENING:
        values++;
        depth++;
        if (depth > MAX_DEPTH) return refused(`the JSON is nested more than ${MAX_DEPTH} levels deep`);
        break;
      case CLOSING:
        depth--;
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
  return { is: 'sound', lossless: copied === 0 ? text : lossless + text.slice(copied) };
}

const QUOTE = 1;
const SEPARATOR = 2;
const OPENING = 3;
const CLOSING = 4;
const NUMERIC = 5;
/** The kind of each character of ASCII; those that mean nothing here are 0. */
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

const QUOTE_CHAR = 0x22;
const BACKSLASH = 0x5c;
const SMALL_E = 0x65;

/** Where the string ends that begins here; the end of the text when it does not. */
function endOfString(text: string, start: number): number {
  // Native code, for the most of strings, which have no escape; one call for each escaped quote would be slow.
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
  // A number is no key in JSON; with quotes it would become one.
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

function refused(reason: string): Scan {
  return { is: 'refused', reason };
}
