import { hash, timingSafeEqual } from 'node:crypto';

/** More copies than any chain of proxies makes are not compared: each costs a hash before anything is proven. */
const MAX_COPIES = 4;

/**
 * Compares in constant time; both sides are hashed first, so that the length does not leak either. Answers the number, from
 * 1, of the secret that matched, or 0. A header that came twice arrives joined by commas, which no secret holds: then each
 * copy has to be right.
 */
export function matchSecret(given: string, secrets: readonly string[]): number {
  const copies = given.split(',', MAX_COPIES + 1).map((copy) => copy.trim());
  const keys = copies.length === 1 ? [keyOf(given, secrets)] : copies.map((copy) => keyOf(copy, secrets));
  return copies.length <= MAX_COPIES && keys.every((key) => key > 0) ? Number(keys[0]) : 0;
}

function keyOf(given: string, secrets: readonly string[]): number {
  const wanted = digest(given);
  return secrets.findIndex((secret) => timingSafeEqual(digest(secret), wanted)) + 1;
}

/** `+` and a space are the same: in `?secret=a+b` nobody can tell which was meant. */
function digest(secret: string): Buffer {
  return hash('sha256', secret.replaceAll('+', ' '), 'buffer');
}

/** `first,second` while a secret is being rotated; spaces and empty parts do not count. */
export function splitSecrets(setting: string): string[] {
  return setting
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
}
