import { hash, timingSafeEqual } from 'node:crypto';

/**
 * Compares in constant time; both sides are hashed first, so that the length does not leak either.
 * Answers the number, from 1, of the secret that matched, or 0.
 */
export function matchSecret(given: string, secrets: readonly string[]): number {
  const wanted = hash('sha256', given, 'buffer');
  return secrets.findIndex((secret) => timingSafeEqual(hash('sha256', secret, 'buffer'), wanted)) + 1;
}

/** `first,second` while a secret is being rotated; spaces and empty parts do not count. */
export function splitSecrets(setting: string): string[] {
  return setting
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
}
