import type { JsonObject } from '../../log/event.ts';
import { matchSecret } from './shared-secret.ts';
import type { Verification } from './webhook.ts';

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
