import { setTimeout } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';

export type Answer = { status: number; json?: unknown; headers?: Record<string, string> };

/**
 * What the next call gets instead of its own answer: an error, an endless wait, or a dropped connection. With
 * `isDone` the call does its work first and only the answer is lost. After `delayMs` the call is answered as
 * usual.
 */
export type Fault = (Answer | { hangs: true } | { drops: true } | { delayMs: number }) & { isDone?: true };

/** The faults waiting for the next calls of one kind, in order. */
export class Faults {
  readonly #waiting: Fault[] = [];

  add(...faults: Fault[]): void {
    this.#waiting.push(...faults);
  }

  /** Drops everything that is still waiting. */
  clear(): void {
    this.#waiting.length = 0;
  }

  get areWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Answers a call: with the next fault, or by doing its work. Text given as `json` is sent verbatim. */
  async answer(reply: FastifyReply, work: () => Answer | Promise<Answer>) {
    const next: Fault = this.#waiting.shift() ?? (await work());
    if (next.isDone) await work();
    const fault = 'delayMs' in next ? await setTimeout(next.delayMs).then(work) : next;
    if ('status' in fault) {
      return reply
        .code(fault.status)
        .headers(fault.headers ?? {})
        .send(fault.json);
    }
    if ('hangs' in fault) return new Promise<never>(() => {});
    reply.hijack();
    reply.raw.destroy();
    return;
  }
}
