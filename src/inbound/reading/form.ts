import { isUtf8 } from 'node:buffer';
import type { JsonObject } from '../../log/event.ts';
import type { Told } from '../../log/told.ts';
import { tell } from '../../sentences/tell.ts';
import { decodeAs } from './charset.ts';

export type Form = { is: 'form'; value: JsonObject } | { is: 'unreadable'; reason: Told };

/** More fields in one form are refused; a student of Zoho CRM has some 260. */
const MAX_FIELDS = 10_000;

const PERCENT = 0x25;
const PLUS = 0x2b;
const SPACE = 0x20;

/**
 * Reads URL-encoded fields, the last of each name. `%C3` names a byte, not a letter: which letter it is part of depends on
 * the character set, so the bytes are put together first. A bare `+` is a space, as the standard says.
 *
 * @param charset the one that is declared, for bytes that are not UTF-8; a field `_charset_` declares it too
 */
export function readForm(encoded: Buffer, charset: string | null): Form {
  const pairs: Pair[] = [];
  for (let at = 0; at < encoded.length; ) {
    const end = indexOrEnd(encoded, '&', at);
    if (end > at) pairs.push(toPair(encoded.subarray(at, end)));
    if (pairs.length > MAX_FIELDS)
      return { is: 'unreadable', reason: tell('THE_FORM_HAS_MORE_THAN_FIELDS', { count: MAX_FIELDS }) };
    at = end + 1;
  }
  return toFields(pairs, charset);
}

function toPair(field: Buffer): Pair {
  const equals = indexOrEnd(field, '=', 0);
  return [decodePercent(field.subarray(0, equals)), decodePercent(field.subarray(equals + 1))];
}

function indexOrEnd(bytes: Buffer, char: string, from: number): number {
  const index = bytes.indexOf(char, from);
  return index === -1 ? bytes.length : index;
}

/** The fields as text, if all of them are UTF-8 or of the declared character set. */
export function toFields(pairs: readonly Pair[], charset: string | null): Form {
  const isSound = pairs.every(([name, value]) => isUtf8(name) && isUtf8(value));
  const fields: [name: string, value: string][] = [];
  const other = charset ?? pairs.find(([name]) => name.equals(CHARSET_FIELD))?.[1].toString('latin1') ?? '';
  for (const pair of pairs) {
    const [name, value] = pair.map((part) => (isSound ? part.toString('utf8') : decodeAs(part, other)));
    if (typeof name !== 'string' || typeof value !== 'string')
      return { is: 'unreadable', reason: tell('THE_FORM_FIELDS_ARE_NOT_VALID_UTF_8_TEXT') };
    fields.push([name, value]);
  }
  return { is: 'form', value: Object.fromEntries(fields) };
}

type Pair = readonly [name: Buffer, value: Buffer];
/** In which a browser writes the character set of a form (HTML, "constructing the entry list"). */
const CHARSET_FIELD = Buffer.from('_charset_');

/** In one pass: one field of 4 MB may hold a million escapes. */
function decodePercent(encoded: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(encoded.length);
  let length = 0;
  for (let at = 0; at < encoded.length; at++) {
    const byte = Number(encoded[at]);
    const code = byte === PERCENT ? escapeAt(encoded, at) : -1;
    if (code !== -1) at += 2;
    bytes[length++] = code !== -1 ? code : byte === PLUS ? SPACE : byte;
  }
  return bytes.subarray(0, length);
}

/** The byte that `%XX` names, or -1: a per cent sign may also be just one. */
function escapeAt(encoded: Buffer, at: number): number {
  const high = hexDigit(encoded[at + 1]);
  const low = hexDigit(encoded[at + 2]);
  return high === -1 || low === -1 ? -1 : high * 16 + low;
}

function hexDigit(code = 0): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
