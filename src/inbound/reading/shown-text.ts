import { toText } from './charset.ts';

/** The text of unreadable bytes, so that a person can see what came: best effort, never refused. */
export function shownText(raw: Buffer): string {
  return toText(raw, null) ?? new TextDecoder('windows-1252').decode(raw);
}
