import { toText } from './charset.ts';

/** The text of bytes that nobody could read, for a person to see what came: as good as it gets, and never refused. */
export function shownText(raw: Buffer): string {
  return toText(raw, null) ?? new TextDecoder('windows-1252').decode(raw);
}
