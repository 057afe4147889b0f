import { isUtf8 } from 'node:buffer';
import secureJson from 'secure-json-parse';
import type { JsonObject, JsonValue } from '../log/event.ts';
import type { Told } from '../log/told.ts';
import { tell } from '../sentences/tell.ts';
import { declaredCharset, toText, utf16Of } from './reading/charset.ts';
import { type Form, readForm } from './reading/form.ts';
import { scanJson } from './reading/json-scan.ts';
import { readMultipart } from './reading/multipart.ts';
import { jsonInForm, jsonInText } from './reading/wrapped.ts';

/** What the bytes of a request turn out to be. `text` is the JSON exactly as it was sent. */
export type Body =
  | { is: 'json'; value: JsonValue; text: string }
  | { is: 'form'; value: JsonObject }
  | { is: 'empty' }
  | { is: 'unreadable'; reason: Told }
  | { is: 'unsupported' };

/**
 * More values in one body are refused, counted by commas and opening brackets: the costly part of JSON is not its length but
 * the objects and keys that it becomes, and 4 MB may hold two million. A thousand events of fifty fields are below it.
 */
const MAX_VALUES = 50_000;
/** Begins like `name=value` or like escaped JSON; curl declares every body to be a form, so its word is not asked. */
const FORM = /^(?:[^\s=&{}[\]"]+=|%[57]B)/i;
const NOT_TEXT = /^(image|audio|video|font)\/|^application\/(zip|gzip|x-gzip|pdf|x-tar)\b/i;

/**
 * Reads the bytes of a webhook. The declared type is only a hint: Zoho sends JSON under several types, so what begins
 * like JSON is read as JSON. Never throws. Only a multipart body is worth waiting for.
 */
export function readBody(raw: Buffer, contentType: string): Body | Promise<Body> {
  return parseScanned(scanBody(raw, contentType));
}

/** JSON whose size has been checked but that is not parsed yet: each of the two is half of the work. */
type Scanned = { is: 'scanned'; text: string; lossless: string };
/** What the first half results in. */
type HalfRead = Body | Scanned | Promise<Body | Scanned>;

/** The first half of `readBody`, for a body so large that others should have their turn before the second. */
export function scanBody(raw: Buffer, contentType: string): HalfRead {
  if (raw.length === 0) return { is: 'empty' };
  if (NOT_TEXT.test(contentType) && !isUtf8(raw)) return { is: 'unsupported' };
  if (/^multipart\/form-data/i.test(contentType)) return readMultipart(raw, contentType).then(asJson);
  const charset = declaredCharset(contentType);
  const text = toText(raw, charset);
  if (text === null) return { is: 'unreadable', reason: tell('THE_BODY_IS_NOT_VALID_UTF_8_TEXT') };
  const start = text.trimStart();
  if (start === '') return { is: 'empty' };
  if (!FORM.test(start)) return scan(withoutFormSign(text), MAX_VALUES);
  // Its escapes are bytes of the form's own character set.
  const isOther = utf16Of(raw, charset) === null && !isUtf8(raw);
  return asJson(readForm(isOther ? raw : Buffer.from(start), charset));
}

/** A library that takes JSON for the name of a field puts the sign of a value behind it. */
function withoutFormSign(text: string): string {
  const end = text.trimEnd();
  return end.endsWith('}=') || end.endsWith(']=') ? end.slice(0, -1) : text;
}

/** A form of fields, or the JSON that is wrapped in it. */
function asJson(form: Form): Body | Scanned {
  const json = form.is === 'form' ? jsonInForm(form.value) : null;
  return json === null ? form : scan(json, MAX_VALUES);
}

/**
 * Parses JSON that a row of the log holds, or that an outside system answers, with the same care for long numbers and depth.
 * Null when it is not JSON.
 */
export function parseJsonText(text: string): JsonValue {
  const body = readJson(text, Number.POSITIVE_INFINITY);
  return body.is === 'json' ? body.value : null;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The second half of `readBody`. A sender that serialised twice wrote JSON as a text inside JSON. */
export function parseScanned(half: HalfRead): Body | Promise<Body> {
  if (half instanceof Promise) return half.then(parseScanned);
  if (half.is !== 'scanned') return half;
  const body = parse(half);
  const inner = body.is === 'json' ? jsonInText(body.value) : null;
  return inner === null ? body : readJson(inner, MAX_VALUES);
}

function readJson(text: string, maxValues: number): Body {
  const half = scan(text, maxValues);
  return half.is === 'scanned' ? parse(half) : half;
}

function scan(text: string, maxValues: number): Scanned | Extract<Body, { is: 'unreadable' }> {
  const found = scanJson(text, maxValues);
  if (found.is === 'refused') return { is: 'unreadable', reason: found.reason };
  return { is: 'scanned', text, lossless: found.lossless };
}

function parse({ text, lossless }: Scanned): Body {
  try {
    const value = secureJson.parse(lossless, undefined, {
      protoAction: 'error',
      constructorAction: 'error',
    });
    return { is: 'json', value, text };
  } catch {
    // The parser's own message quotes the body, which may hold a student's name; it is not passed on.
    return { is: 'unreadable', reason: tell('THE_BODY_IS_NOT_VALID_JSON') };
  }
}
