import { createHmac } from 'node:crypto';
import type { DeskKeys, SignOptions } from './desk/keys.ts';
import type { Delivery } from './student-deliveries.ts';

/**
 * What proves a delivery: a signature of its bytes, the secret itself, Zoho Desk's own signature, nothing, or
 * a lie.
 */
export type Proof = 'hmac' | 'secret' | 'desk-jwt' | 'none' | 'wrong';

/** The answer to a delivery. */
export type Sent = { status: number; body: Record<string, unknown> };

/** Posts to the service what Zoho posts. */
export class Sender {
  readonly #url: string;
  readonly #secret: string;
  readonly #keys: DeskKeys;
  readonly #now: () => number;

  /** @param options.now its clock, in epoch ms */
  constructor(options: { url: string; secret: string; keys: DeskKeys; now?: () => number }) {
    this.#url = options.url;
    this.#secret = options.secret;
    this.#keys = options.keys;
    this.#now = options.now ?? Date.now;
  }

  /** @param waitS how long the answer may be held until the event has ended, in seconds */
  async send({ path, headers, body }: Delivery, proof: Proof = 'hmac', waitS = 0): Promise<Sent> {
    const proofs = await this.#prove(body, proof);
    const prefer: Record<string, string> = waitS > 0 ? { prefer: `wait=${waitS}` } : {};
    const answer = await fetch(new URL(path, this.#url), {
      method: 'POST',
      headers: { ...headers, ...proofs, ...prefer },
      body,
    });
    return { status: answer.status, body: (await answer.json()) as Sent['body'] };
  }

  /** All at the same time. */
  burst(deliveries: readonly Delivery[], proof: Proof = 'hmac', waitS = 0): Promise<Sent[]> {
    return Promise.all(deliveries.map((delivery) => this.send(delivery, proof, waitS)));
  }

  /** Signed by Zoho Desk, with `changes` applied to the correct claims. */
  async sendSigned(delivery: Delivery, changes: Partial<SignOptions>): Promise<Sent> {
    const jwt = await this.#sign(changes);
    return this.send({ ...delivery, headers: { ...delivery.headers, 'x-zdesk-jwt': jwt } }, 'none');
  }

  async #prove(body: string, proof: Proof): Promise<Record<string, string>> {
    switch (proof) {
      case 'hmac':
        return { 'x-zoho-signature': hmac(body, this.#secret) };
      case 'wrong':
        return { 'x-zoho-signature': hmac(body, `not ${this.#secret}`) };
      case 'secret':
        return { 'x-webhook-secret': this.#secret };
      case 'desk-jwt':
        return { 'x-zdesk-jwt': await this.#sign({}) };
      case 'none':
        return {};
    }
  }

  #sign(changes: Partial<SignOptions>): Promise<string> {
    return this.#keys.sign({ issuedAt: Math.floor(this.#now() / 1000), ...changes });
  }
}

function hmac(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}
