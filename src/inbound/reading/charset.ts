import { isUtf8 } from 'node:buffer';

/** The character set that a content type declares, such as `windows-1256`; null when it names none. */
export function declaredCharset(contentType: string): string | null {
  return /charset\s*=\s*["']?([\w.:+-]+)/i.exec(contentType)?.[1] ?? null;
}

/**
 * The text of bytes. UTF-8 is read as UTF-8 even where something else is declared, because a wrong declaration is common
 * and text of another character set is hardly ever valid UTF-8. Null when the bytes are neither UTF-8 nor what is declared.
 */
export function toText(raw: Buffer, charset: string | null): string | null {
  const utf16 = utf16Of(raw, charset);
  if (utf16 !== null) return decodeAs(raw, utf16);
  if (isUtf8(raw)) return withoutMark(raw.toString('utf8'));
  return charset === null ? null : decodeAs(raw, charset);
}

/**
 * By its mark, or by a zero among the first two bytes: JSON and forms begin with a letter or sign of ASCII (RFC 4627,
 * section 3). Text that begins otherwise is UTF-16 where that is declared and zeros are in it.
 */
export function utf16Of(raw: Buffer, charset: string | null): 'utf-16le' | 'utf-16be' | null {
  const first = raw[0];
  const second = raw[1];
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (second === 0) return 'utf-16le';
  if (first === 0) return 'utf-16be';
  if (charset === null || !/^utf-?16/i.test(charset) || !raw.includes(0)) return null;
  return /be$/i.test(charset) ? 'utf-16be' : 'utf-16le';
}

/** Null when the character set is unknown or the bytes do not fit it. */
export function decodeAs(raw: Buffer, charset: string): string | null {
  try {
    return withoutMark(new TextDecoder(charset, { fatal: true }).decode(raw));
  } catch {
    return null;
  }
}

/** TextDecoder drops one byte order mark; some senders write two. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF+/, '');
}
