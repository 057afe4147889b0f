import type { JsonObject } from '../../log/event.ts';
import { matchSecret } from './shared-secret.ts';

type Verification = { ok: true; verifiedBy: string } | { ok: false; reason: 'missing' | 'mismatch' };

/** A token as it stands in JSON. Ours has at most 50 characters, each at most six in the longest spelling. */
const TOKEN = /"token"\s{0,9}:\s{0,9}("(?:[^"\\]|\\.){1,300}")/g;

/**
 * Decides whether a callback of the Notifications API comes from a channel that we subscribed: the token in its body
 * is all that Zoho can prove itself with. Without a token of ours nothing can be proved, and nothing passes.
 */
export function verifyNotification(body: JsonObject, tokens: readonly string[]): Verification {
  const { token } = body;
  if (typeof token !== 'string' || token === '') return { ok: false, reason: 'missing' };
  const key = matchSecret(token, tokens);
  return key > 0 ? { ok: true, verifiedBy: `notification-token:${key}` } : { ok: false, reason: 'mismatch' };
}

/**
 * The same without parsing, for the bytes of anyone: looks for the token wherever one may stand. What passes is parsed,
 * and has to have it in its place.
 */
export function findToken(raw: Buffer, tokens: readonly string[]): Verification {
  const found = [...raw.toString('utf8').matchAll(TOKEN)].map(([, token = '']) => ({
    token: unquote(token),
  }));
  const verdicts = found.map((body) => verifyNotification(body, tokens));
  return verdicts.find(({ ok }) => ok) ?? verdicts[0] ?? { ok: false, reason: 'missing' };
}

function unquote(token: string): string {
  try {
    return JSON.parse(token);
  } catch {
    return '';
  }
}
