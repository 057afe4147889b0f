import { isUtf8 } from 'node:buffer';
import secureJson from 'secure-json-parse';
import type { JsonObject, JsonValue } from '../log/event.ts';

/** What the bytes of a request turn out to be. `text` is the JSON exactly as it was sent. */
export type Body =
  | { is: 'json'; value: JsonValue; text: string }
  | { is: 'form'; value: JsonObject }
  | { is: 'empty' }
  | { is: 'unreadable'; reason: string }
  | { is: 'unsupported' };

/** Deeper JSON is refused: walking it again, to show or to store it, would overflow the stack. */
const MAX_DEPTH = 100;
/** Begins like `name=value`; curl declares every body to be a form, so its word is not asked. */
const FORM = /^[^\s=&{}[\]"]+=/;
const NOT_TEXT = /^(image|audio|video|font)\/|^application\/(zip|gzip|x-gzip|pdf|x-tar)\b/i;
/** A number outside a string that is too long for a double; ids inside strings keep their digits anyway. */
const LONG_NUMBER = /[:,[\s]-?\d{16,}/;

/**
 * Reads the bytes of a webhook. The declared type is only a hint: Zoho sends JSON under several types, so what begins
 * like JSON is read as JSON. Never throws.
 */
export async function readBody(raw: Buffer, contentType: string): Promise<Body> {
  if (raw.length === 0) return { is: 'empty' };
  if (NOT_TEXT.test(contentType) && !isUtf8(raw)) return { is: 'unsupported' };
  if (/^multipart\/form-data/i.test(contentType)) return readMultipart(raw, contentType);
  const text = decode(raw, contentType);
  if (text === null) return { is: 'unreadable', reason: 'the body is not valid UTF-8 text' };
  const start = text.trimStart();
  if (start === '') return { is: 'empty' };
  return FORM.test(start) ? { is: 'form', value: formFields(new URLSearchParams(start)) } : readJson(text);
}

/** Parses JSON that a row of the log holds, with the same care for long numbers. Null when it is none. */
export function parseJsonText(text: string): JsonValue {
  const body = readJson(text);
  return body.is === 'json' ? body.value : null;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readJson(text: string): Body {
  try {
    const reviver = LONG_NUMBER.test(text) ? keepDigits : undefined;
    const value = secureJson.parse(text, reviver, { protoAction: 'error', constructorAction: 'error' });
    if (!isShallow(value, MAX_DEPTH)) {
      return { is: 'unreadable', reason: `the JSON is nested more than ${MAX_DEPTH} levels deep` };
    }
    return { is: 'json', value, text };
  } catch {
    // The parser's own message quotes the body, which may hold a student's name; it is not passed on.
    return { is: 'unreadable', reason: 'the body is not valid JSON' };
  }
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined || Number.isSafeInteger(value)) return value;
  return /^-?\d+$/.test(source) ? source : value;
}

function isShallow(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  return Object.values(value).every((child) => isShallow(child, levels - 1));
}

/** UTF-8, or the character set that the sender declares, such as windows-1256. Null when it is neither. */
function decode(raw: Buffer, contentType: string): string | null {
  if (isUtf8(raw)) return raw.toString('utf8').replace(/^\uFEFF/, '');
  const charset = /charset="?([\w-]+)/i.exec(contentType)?.[1];
  if (charset === undefined) return null;
  try {
    return new TextDecoder(charset, { fatal: true }).decode(raw);
  } catch {
    return null;
  }
}

async function readMultipart(raw: Buffer, contentType: string): Promise<Body> {
  try {
    const form = await new Response(new Uint8Array(raw), {
      headers: { 'content-type': contentType },
    }).formData();
    return { is: 'form', value: formFields(form) };
  } catch {
    return { is: 'unreadable', reason: 'the body is not valid multipart form data' };
  }
}

/** Text fields by name, last one wins; attached files are left out. */
function formFields(entries: Iterable<[string, unknown]>): JsonObject {
  const text = [...entries].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(text);
}
