import type { Counter, Statements } from './statements.ts';

type Kind = { source: string; module: string };

/**
 * Counts the changes of one transaction and writes each counter once, before the commit: a thousand appended events
 * cost one update.
 */
export class Counters {
  readonly #statements: Pick<Statements, 'addToCounter'>;
  readonly #changes = new Map<string, Counter>();

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
    for (const { count, ...counter } of this.#changes.values()) {
      if (count !== 0) this.#statements.addToCounter.run({ ...counter, count });
    }
    this.#changes.clear();
  }

  #change({ source, module }: Kind, status: string, payload_differs: number, by: number): void {
    const key = `${status} ${payload_differs} ${source} ${module}`;
    const counter = this.#changes.get(key);
    if (counter === undefined) this.#changes.set(key, { source, module, status, payload_differs, count: by });
    else counter.count += by;
  }
}
