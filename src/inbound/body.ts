import { isUtf8 } from 'node:buffer';
import secureJson from 'secure-json-parse';
import type { JsonObject, JsonValue } from '../log/event.ts';
import { scanJson } from './json-scan.ts';

/** What the bytes of a request turn out to be. `text` is the JSON exactly as it was sent. */
export type Body =
  | { is: 'json'; value: JsonValue; text: string }
  | { is: 'form'; value: JsonObject }
  | { is: 'empty' }
  | { is: 'unreadable'; reason: string }
  | { is: 'unsupported' };

/**
 * More values in one body are refused, counted by commas and opening brackets: the costly part of JSON is not its length but
 * the objects and keys that it becomes, and 4 MB may hold two million. A thousand events of fifty fields are below it.
 */
const MAX_VALUES = 50_000;
/** Begins like `name=value`; curl declares every body to be a form, so its word is not asked. */
const FORM = /^[^\s=&{}[\]"]+=/;
const NOT_TEXT = /^(image|audio|video|font)\/|^application\/(zip|gzip|x-gzip|pdf|x-tar)\b/i;

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
  return FORM.test(start)
    ? { is: 'form', value: formFields(new URLSearchParams(start)) }
    : readJson(text, MAX_VALUES);
}

/**
 * Parses JSON that a row of the log holds, or that an outside system answers, with the same care for long numbers and depth.
 * Null when it is none.
 */
export function parseJsonText(text: string): JsonValue {
  const body = readJson(text, Number.POSITIVE_INFINITY);
  return body.is === 'json' ? body.value : null;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readJson(text: string, maxValues: number): Body {
  const scan = scanJson(text, maxValues);
  if (scan.is === 'refused') return { is: 'unreadable', reason: scan.reason };
  try {
    const value = secureJson.parse(scan.lossless, undefined, {
      protoAction: 'error',
      constructorAction: 'error',
    });
    return { is: 'json', value, text };
  } catch {
    // The parser's own message quotes the body, which may hold a student's name; it is not passed on.
    return { is: 'unreadable', reason: 'the body is not valid JSON' };
  }
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
