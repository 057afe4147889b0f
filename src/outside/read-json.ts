import { parseJsonText } from '../inbound/body.ts';
import type { JsonValue } from '../log/event.ts';

/** No answer that we ask for is nearly as long, in bytes. One without end fills the memory within the time of a call. */
const LONGEST = 32 * 1_048_576;

/** The JSON of an answer; null for an empty body, undefined for one that is no JSON or too long. */
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
