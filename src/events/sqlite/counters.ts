import type { Statements } from './statements.ts';

type Kind = { source: string; module: string };

/**
 * Counts the changes of one transaction and writes each counter once, before the commit: a thousand appended events
 * cost one update.
 */
export class Counters {
  readonly #statements: Pick<Statements, 'addToCounter'>;
  readonly #changes = new Map<string, number>();

  constructor(statements: Pick<Statements, 'addToCounter'>) {
    this.#statements = statements;
  }

  add(kind: Kind, status: string, payloadDiffers = 0): void {
    this.#change(kind, status, payloadDiffers, 1);
  }

  move(kind: Kind, from: string, to: string, fromDiffers = 0): void {
    this.#change(kind, from, fromDiffers, -1);
    this.#change(kind, to, 0, 1);
  }

  /** Forgets what a rolled-back transaction counted. */
  reset(): void {
    this.#changes.clear();
  }

  write(): void {
    for (const [key, count] of this.#changes) {
      const [source, module, status, payload_differs] = JSON.parse(key);
      if (count !== 0) this.#statements.addToCounter.run({ source, module, status, payload_differs, count });
    }
    this.#changes.clear();
  }

  #change({ source, module }: Kind, status: string, payloadDiffers: number, by: number): void {
    const key = JSON.stringify([source, module, status, payloadDiffers]);
    this.#changes.set(key, (this.#changes.get(key) ?? 0) + by);
  }
}
