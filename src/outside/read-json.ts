import { parseJsonText } from '../inbound/body.ts';
import type { JsonValue } from '../log/event.ts';

/** Far longer than any answer that we ask for, in bytes. An endless one would fill the memory before the timeout. */
const LONGEST = 32 * 1_048_576;

/** The answer's JSON; null for an empty body, undefined when it is not JSON or is too long. */
export async function readJson(response: Response): Promise<JsonValue | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > LONGEST) return undefined;
    chunks.push(chunk);
  }
  const text = new TextDecoder().decode(Buffer.concat(chunks));
  return /^\s*(null)?\s*$/.test(text) ? null : (parseJsonText(text) ?? undefined);
}
