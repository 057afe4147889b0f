import { createHmac } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { matchSecret } from '../inbound/signatures/shared-secret.ts';

export const SESSION_COOKIE = 'operator';
/** A month, in seconds: a browser on the operator's own machine should not ask every morning. */
export const SESSION_AGE_S = 30 * 24 * 3600;

/** An operator may do everything; a reader changes nothing. */
export type Role = 'operator' | 'reader';
/** Who signed in: the name they gave, which is recorded with what they do, and what they may do. */
export type Session = { name: string; role: Role };
type Content = Pick<Session, 'name'> & { endsMs: number };

/**
 * Signed-in browsers without a table of them: the cookie's value is signed with a key derived from the
 * operator token, so it is not the token, it expires, and a new token ends all sessions. Each role has its
 * own token and its own sessions.
 */
export class Sessions {
  readonly #key: Buffer;
  readonly #clock: Clock;

  readonly #role: Role;

  constructor(role: Role, token: string, clock: Clock) {
    this.#role = role;
    this.#key = createHmac('sha256', token)
      .update(role === 'operator' ? 'dashboard session' : 'dashboard session of a reader')
      .digest();
    this.#clock = clock;
  }

  /** The value of the cookie. */
  open(name: string): string {
    const content: Content = { name, endsMs: this.#clock.now() + SESSION_AGE_S * 1000 };
    const text = Buffer.from(JSON.stringify(content)).toString('base64url');
    return `${text}.${this.#sign(text)}`;
  }

  /** The session behind a cookie; null when it was not made here, or has expired. */
  read(value: string): Session | null {
    const [text = '', signature = ''] = value.split('.');
    if (matchSecret(signature, [this.#sign(text)]) === 0) return null;
    const { name, endsMs }: Content = JSON.parse(Buffer.from(text, 'base64url').toString());
    return endsMs > this.#clock.now() ? { name, role: this.#role } : null;
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }
}
