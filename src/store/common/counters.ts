import type { Totals } from '../../log/readings.ts';

/** How far back minutes are kept, in ms. */
const DAY_MS = 86_400_000;

type Kind = { source: string; module: string };
export type Counter = {
  source: string;
  module: string;
  status: string;
  payload_differs: number;
  count: number;
};
type MinuteParts = { minute: string; accepted: number; processed: number };
/** How an engine writes the counts. */
export type CounterStatements = {
  addToCounter: { run(counter: Counter): unknown };
  addToMinute: { run(minute: MinuteParts): unknown };
  forgetMinutes: { run(before: string): unknown };
};

/**
 * Counts the changes of one transaction and writes each counter once, before the commit: a thousand appended
 * events cost one update.
 */
export class Counters {
  readonly #statements: CounterStatements;
  readonly #changes = new Map<string, Counter>();
  #counted = nothing();
  /** Written, but not committed. */
  #written = nothing();
  #minute = '';
  /** What was committed since this process began. */
  readonly totals: Totals = nothing();

  constructor(statements: CounterStatements) {
    this.#statements = statements;
  }

  add(kind: Kind, status: string, payloadDiffers = 0): void {
    count(this.#counted.accepted, kind.source, 1);
    this.#change(kind, status, payloadDiffers, 1);
  }

  /** An event that was completed in the transaction that stored it. */
  addEnded(kind: Kind): void {
    count(this.#counted.completed, kind.source, 1);
    this.add(kind, 'completed');
  }

  /** For the rare row that is deleted. */
  remove(kind: Kind, status: string, payloadDiffers: number): void {
    this.#change(kind, status, payloadDiffers, -1);
  }

  move(kind: Kind, from: string, to: string, fromDiffers = 0): void {
    if (to === 'completed' || to === 'failed') count(this.#counted[to], kind.source, 1);
    this.#change(kind, from, fromDiffers, -1);
    this.#change(kind, to, 0, 1);
  }

  /** Forgets what a rolled-back transaction counted. */
  reset(): void {
    this.#changes.clear();
    this.#counted = nothing();
    this.#written = nothing();
  }

  /** After the commit. */
  committed(): void {
    addTo(this.totals, this.#written);
    this.#written = nothing();
  }

  /** @param nowMs the time of the transaction; arrivals and completions count towards its minute */
  write(nowMs: number): void {
    const accepted = sum(this.#counted.accepted);
    const processed = sum(this.#counted.completed) + sum(this.#counted.failed);
    if (accepted > 0 || processed > 0) this.#writeMinute(nowMs, accepted, processed);
    for (const { count, ...counter } of this.#changes.values()) {
      if (count !== 0) this.#statements.addToCounter.run({ ...counter, count });
    }
    this.#changes.clear();
    addTo(this.#written, this.#counted);
    this.#counted = nothing();
  }

  #writeMinute(nowMs: number, accepted: number, processed: number): void {
    const minute = minuteOf(nowMs);
    this.#statements.addToMinute.run({ minute, accepted, processed });
    if (minute === this.#minute) return;
    this.#minute = minute;
    this.#statements.forgetMinutes.run(minuteOf(nowMs - DAY_MS));
  }

  #change({ source, module }: Kind, status: string, payload_differs: number, by: number): void {
    const key = `${status} ${payload_differs} ${source} ${module}`;
    const counter = this.#changes.get(key);
    if (counter === undefined) this.#changes.set(key, { source, module, status, payload_differs, count: by });
    else counter.count += by;
  }
}

export function nothing(): Totals {
  return { accepted: {}, completed: {}, failed: {} };
}

function count(counts: Record<string, number>, source: string, by: number): void {
  counts[source] = (counts[source] ?? 0) + by;
}

export function addTo(totals: Totals, more: Totals): void {
  for (const kind of ['accepted', 'completed', 'failed'] as const)
    for (const source in more[kind]) count(totals[kind], source, Number(more[kind][source]));
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, number) => total + number, 0);
}

/** `2026-01-25T10:00`, UTC. */
export function minuteOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16);
}
