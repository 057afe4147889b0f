const VISIBLE_ASCII = /^[ -~]*$/;
/** Zero-width and direction characters, byte order marks, soft hyphens, and control characters. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;

/**
 * For what is never written with them: ids, numbers, times and e-mail addresses. They come along when somebody copies from a
 * web page or writes beside Arabic, and make two of what looks like one. Names keep theirs.
 */
export function stripInvisible(text: string): string {
  // Nearly always true; looking through the tables of Unicode costs five times as much.
  if (VISIBLE_ASCII.test(text)) return text;
  return text.replace(INVISIBLE, '');
}
