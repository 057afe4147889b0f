/**
 * A LIKE pattern, with `\` as escape, that finds `text` anywhere; `%` and `_` in the text match only
 * themselves.
 */
export function likePattern(text: string): string {
  return `%${escapeLike(text)}%`;
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
