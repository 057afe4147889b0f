import { tell } from '../../sentences/tell.ts';
import { declaredCharset } from './charset.ts';
import { type Form, toFields } from './form.ts';

/** More parts in one body are refused: the parser needs some 15 µs for each. A student of Zoho CRM has 260 fields. */
const MAX_PARTS = 1000;

/** Reads multipart form data: its text fields, the last of each name; attached files are left out. */
export async function readMultipart(raw: Buffer, contentType: string): Promise<Form> {
  if (hasTooManyParts(raw, contentType))
    return { is: 'unreadable', reason: tell('THE_FORM_HAS_MORE_THAN_PARTS', { count: MAX_PARTS }) };
  // The platform's parser takes each field for UTF-8 and replaces what is not. Each byte is handed to it as a letter of its
  // own, which it leaves as it is, so that the bytes come back whole.
  const letters = raw.toString('latin1');
  try {
    const body = Buffer.from(letters, 'utf8');
    const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
    const texts = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    const pairs = texts.map(
      ([name, value]) => [Buffer.from(name, 'latin1'), Buffer.from(value, 'latin1')] as const,
    );
    return toFields(pairs, declaredCharset(contentType) ?? charsetOfParts(letters));
  } catch {
    return { is: 'unreadable', reason: tell('THE_BODY_IS_NOT_VALID_MULTIPART_FORM_DATA') };
  }
}

/** The first that a part declares: one program writes them all. */
function charsetOfParts(letters: string): string | null {
  const [header] = /\ncontent-type:\s*text\/plain;[^\r\n]*charset[^\r\n]*/i.exec(letters) ?? [];
  return header === undefined ? null : declaredCharset(header);
}

/** Counted by the line between them. */
function hasTooManyParts(raw: Buffer, contentType: string): boolean {
  const boundary = /boundary\s*=\s*"?([^";,\s]+)/i.exec(contentType)?.[1];
  if (boundary === undefined) return false;
  let count = 0;
  for (let at = 0; at !== -1 && count <= MAX_PARTS; at = raw.indexOf(`--${boundary}`, at + 1)) count++;
  return count > MAX_PARTS;
}
