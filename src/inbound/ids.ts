import type { JsonValue } from '../log/event.ts';
import type { Told } from '../log/told.ts';
import { tell } from '../sentences/tell.ts';
import { stripInvisible } from './invisible.ts';
import { isUnfilledId } from './unfilled.ts';

/** What stands where an id belongs. `reason` is the end of a sentence that begins with the field's name. */
export type ReadId = { is: 'id'; id: string } | { is: 'none' } | { is: 'refused'; reason: Told };

const MAX_LENGTH = 255;
/** How people, Zoho and programs write "nothing", in lower case. */
const NOTHING = new Set(['', '-none-', 'none', 'null', 'undefined', 'nil', 'nan', 'n/a', '-', '--', '—']);
const LONGEST_NOTHING = 9;
/** As Zoho writes its ids. */
const DIGITS = /^\d{1,255}$/;
/** The same, beginning with a letter, so it cannot be a number in some notation either. */
const NAMED = /^[A-Za-z][A-Za-z\d]*(?:[-_][A-Za-z\d]+)*$/;
/** Words and numbers joined by single signs: no merge field is written with only that. */
const PLAIN = /^[A-Za-z\d]+(?:[-_][A-Za-z\d]+)*$/;
const ZERO_FRACTION = /^([+-]?\d+)\.0+$/;
const EXPONENTIAL = /^([+-]?\d+)(?:\.(\d+))?e([+-]?)(\d{1,3})$/i;
const GROUPED = /^\d{1,3}([,'’ \u00a0\u202f])\d{3}(?:\1\d{3})*$/;
/** Arabic and Persian; the last four bits of each are its value. */
const OTHER_DIGITS = /[٠-٩۰-۹]/g;

/**
 * Takes an id exactly, in whatever notation it comes, or refuses it: an id with a wrong digit is somebody else's. The value
 * has to come from `readBody` or `parseJsonText`, which keep the digits of numbers.
 */
export function readId(value: JsonValue | undefined): ReadId {
  if (value === undefined || value === null) return { is: 'none' };
  if (typeof value !== 'string' && typeof value !== 'number')
    return refused(tell('MUST_BE_TEXT_OR_A_NUMBER'));
  const text = stripInvisible(String(value)).trim();
  if (DIGITS.test(text)) return { is: 'id', id: text };
  if (text.length <= LONGEST_NOTHING && NOTHING.has(text.toLowerCase())) return { is: 'none' };
  if (text.length > MAX_LENGTH) return refused(tell('IS_LONGER_THAN_CHARACTERS', { count: MAX_LENGTH }));
  if (NAMED.test(text)) return { is: 'id', id: text };
  if (!PLAIN.test(text) && isUnfilledId(text)) return refused(tell('IS_A_MERGE_FIELD_THAT_NOBODY_FILLED_IN'));
  if (/^\[object \w+\]$/.test(text)) return refused(tell('IS_WHAT_A_PROGRAM_WRITES_FOR_AN_OBJECT'));
  return plainNumber(text);
}

/** Text that is not a number at all is an id as it stands. */
function plainNumber(text: string): ReadId {
  const ascii = text.replace(OTHER_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf));
  const grouping = GROUPED.exec(ascii)?.[1];
  if (grouping !== undefined) return { is: 'id', id: ascii.replaceAll(grouping, '') };
  const exponential = EXPONENTIAL.exec(ascii);
  if (exponential !== null) return fromExponential(ascii, exponential);
  return { is: 'id', id: ZERO_FRACTION.exec(ascii)?.[1] ?? ascii };
}

/**
 * `4.554000000123456789E18` names each of its digits. `4.554E+18` stands for some id that begins like this: a spreadsheet
 * wrote it, and the rest is lost.
 */
function fromExponential(
  text: string,
  [, whole = '', fraction = '', sign, exponent]: RegExpExecArray,
): ReadId {
  // Letters and digits at random may look like this, as in `12e45`; programs write one digit, a point or a sign.
  if (fraction === '' && sign === '' && whole.length > 1) return { is: 'id', id: text };
  const places = sign === '-' ? -Number(exponent) : Number(exponent);
  if (places > fraction.length) return refused(tell('HAS_LOST_DIGITS_IT_IS_WRITTEN_WITH_AN_EXPONENT'));
  const rest = fraction.slice(Math.max(places, 0));
  if (places < 0 || /[1-9]/.test(rest)) return refused(tell('IS_NO_WHOLE_NUMBER'));
  const digits = `${whole}${fraction.slice(0, places)}`;
  return { is: 'id', id: digits.replace(/^([+-]?)0+(?=\d)/, '$1') };
}

function refused(reason: Told): ReadId {
  return { is: 'refused', reason };
}
