import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { type Saying, tell } from '../sentences/tell.ts';
import { type Ending, Endings } from './endings.ts';
import { type ClaimedEvent, type JsonObject, SOURCES, type Source } from './event.ts';
import { TemporaryFailure } from './failures.ts';
import { InFlight } from './in-flight.ts';
import type { LocalWrite, Outcome, Queue } from './ports.ts';
import { afterFailure, complaintOf, isNamed, Released } from './rules/failed-attempt.ts';

/**
 * What a handler achieved: a result for the log and the local write that is committed together with it. `failure` is a
 * sentence when a part of the work failed for good: the event fails, and keeps what the rest achieved.
 */
type Completion = { result: JsonObject; write: LocalWrite | null; failure?: Saying };

/** Does the work of one event. May run twice for one event after a crash, so its writes outside are idempotent. */
export type Handler = (event: ClaimedEvent, signal: AbortSignal) => Promise<Completion>;
/** Who works on the events of a source, and on how many at the same time. */
export type Worker = { handle: Handler; concurrency: number };

export type ProcessorOptions = {
  store: Queue;
  workers: Readonly<Record<Source, Worker>>;
  clock: Clock;
  newId: () => string;
  random: () => number;
  log: ProcessorLog;
  maxAttempts: number;
  /** Others may work off the same log: a lease that has not run out is not a dead worker's. */
  isShared: boolean;
  /** How an event ended, where another instance may have ended it; null while it has not. */
  endingOf?: (id: number) => Promise<Ending | null>;
};
type ProcessorLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** A lease, in ms: a dead worker's event is free again after this time. */
const LEASE_MS = 60_000;
/** A handler that has not ended by then is stopped and tried again later; shorter than the lease. */
const DEADLINE_MS = 45_000;
/** How long a shutdown waits for handlers, in ms, before it gives their events back. */
const DRAIN_MS = 10_000;
/** Runs of one handler when its write keeps meeting records committed meanwhile. */
const MAX_CONFLICTS = 3;
/** While something waits it is looked at this often, in ms: the clock may be set, and the due time with it. */
const LOOK_MS = 60_000;
/** Pause after the store itself failed, in ms. */
const STORE_PAUSE_MS = 1_000;

type Running = { event: ClaimedEvent; abort: AbortController; done: Promise<void> };

/**
 * Claims due events, runs their handlers and records how they ended. Woken by the store, by the next due time and by
 * a free place; at rest it does nothing.
 */
export class Processor {
  readonly #options: ProcessorOptions;
  readonly #running = new InFlight<Running>();
  readonly #endings: Endings;
  #state: 'starting' | 'running' | 'stopped' = 'starting';
  #pumping: Promise<void> | null = null;
  #wakeAgain = false;
  #cancelTimer: () => void = () => {};
  #cancelRenewal: () => void = () => {};

  constructor(options: ProcessorOptions) {
    this.#options = options;
    this.#endings = new Endings({ clock: options.clock, log: options.log, endingOf: options.endingOf });
    options.store.onPending(() => this.wake());
  }

  get isRunning(): boolean {
    return this.#state === 'running';
  }

  /** Takes back what a dead process left behind, then begins. Where one process keeps the log, every lease is a dead one's. */
  async start(): Promise<void> {
    const { store, log, maxAttempts, isShared } = this.#options;
    this.#state = 'starting';
    const recovered = await store.recover({ maxAttempts, everything: !isShared });
    if (recovered > 0)
      log.warn({ recovered }, 'events were being processed when the service stopped; they run again');
    // A shutdown may have come meanwhile; it must stay stopped.
    if (this.#state === 'starting') this.#state = 'running';
    this.wake();
  }

  /** Something may be due. Cheap to call often. */
  wake(): void {
    if (this.#state !== 'running') return;
    this.#wakeAgain = true;
    this.#pumping ??= this.#pump().finally(() => {
      this.#pumping = null;
      if (this.#wakeAgain) this.wake();
    });
  }

  /** Waits until the event has ended, at most `ms` milliseconds; null when it has not, or nothing runs. */
  settled(id: number, ms: number): Promise<Ending | null> {
    // Before it runs it will run in a moment: a webhook may come as soon as the port is open.
    if (this.#state === 'stopped') return Promise.resolve(null);
    return this.#endings.wait(id, ms);
  }

  /** Stops claiming, lets handlers finish for a while, then interrupts them and gives their events back. */
  async stop(): Promise<void> {
    this.#state = 'stopped';
    this.#cancelTimer();
    this.#cancelRenewal();
    await this.#pumping;
    const running = this.#running.all();
    const cancel = this.#options.clock.after(DRAIN_MS, () => {
      for (const { abort } of running) abort.abort(new Released());
    });
    await Promise.all(running.map(({ done }) => done));
    cancel();
    this.#endings.giveUp();
  }

  async #pump(): Promise<void> {
    const { store, log, clock } = this.#options;
    this.#wakeAgain = false;
    this.#cancelTimer();
    try {
      const nowMs = clock.now();
      const dueAt = await store.nextDueAt(await this.#claimAll());
      if (dueAt === null || this.#state !== 'running') return;
      if (dueAt <= nowMs) await this.#recover();
      this.#cancelTimer = clock.after(Math.min(Math.max(dueAt - nowMs, 1), LOOK_MS), () => this.wake());
    } catch (error) {
      log.error({ err: error }, 'the log could not be read for due events; trying again shortly');
      this.#cancelTimer = clock.after(STORE_PAUSE_MS, () => this.wake());
    }
  }

  /** Takes back what other workers left. Our own leases are renewed first: they run out when the machine sleeps. */
  async #recover(): Promise<void> {
    const { store, maxAttempts } = this.#options;
    await store.renew(this.#claimed(), LEASE_MS);
    await store.recover({ maxAttempts, everything: false });
  }

  #claimed(): ClaimedEvent[] {
    return this.#running.all().map(({ event }) => event);
  }

  /**
   * Fills every free place. Answers the sources that have places left and nothing due: where places ran out first, the end
   * of a handler will wake us.
   */
  async #claimAll(): Promise<Source[]> {
    const { store, newId } = this.#options;
    while (this.#state === 'running') {
      // Attempts settled by one commit free their places one after the other; a turn later all are free.
      await setImmediate();
      if (this.#state !== 'running') break;
      const limits = this.#freePlaces();
      if (SOURCES.every((source) => limits[source] === 0)) break;
      const options = { limits, leaseToken: newId(), leaseMs: LEASE_MS, mayEnd: true };
      const events = await store.claim(options);
      for (const event of events) {
        if (event.ended === undefined) this.#begin(event);
        else this.#endings.tell(event.id, { status: 'completed', result: event.ended, write: null });
      }
      const idle = SOURCES.filter((source) => countOf(source, events) < limits[source]);
      if (SOURCES.every((source) => limits[source] === 0 || idle.includes(source))) return idle;
    }
    return [];
  }

  /** Each source has places of its own: a backlog of tickets must not keep students waiting. */
  #freePlaces(): Record<Source, number> {
    const { zoho, zoho_desk } = this.#options.workers;
    const claimed = this.#claimed();
    return {
      zoho: zoho.concurrency - countOf('zoho', claimed),
      zoho_desk: zoho_desk.concurrency - countOf('zoho_desk', claimed),
    };
  }

  #begin(event: ClaimedEvent): void {
    const abort = new AbortController();
    const done = this.#run(event, abort).finally(() => {
      this.#running.take(place);
      this.wake();
    });
    const place = this.#running.add({ event, abort, done });
    if (this.#running.size === 1) this.#keepLeases();
  }

  async #run(event: ClaimedEvent, abort: AbortController): Promise<void> {
    const { log, clock } = this.#options;
    const cancelDeadline = clock.after(DEADLINE_MS, () =>
      abort.abort(new TemporaryFailure(tell('TOOK_TOO_LONG', { seconds: DEADLINE_MS / 1000 }))),
    );
    try {
      await this.#attemptUntilSettled(event, abort.signal);
    } catch (error) {
      // The lease runs out and the event comes back; nothing of it is lost.
      log.error({ err: error, id: event.id }, 'the end of an event could not be recorded');
    } finally {
      cancelDeadline();
    }
  }

  /** Runs the handler again when its write met a record that was committed meanwhile; a few times, then later. */
  async #attemptUntilSettled(event: ClaimedEvent, signal: AbortSignal): Promise<void> {
    for (let run = 1; run <= MAX_CONFLICTS; run++) {
      if (await this.#settle(event, await this.#attempt(event, signal))) return;
    }
    await this.#settle(event, this.#failure(event, new TemporaryFailure(CONFLICT)));
  }

  /** False when the handler has to decide again. */
  async #settle(event: ClaimedEvent, outcome: Outcome): Promise<boolean> {
    const settled = await this.#options.store.settle(event, outcome);
    if (settled === 'lost')
      this.#options.log.warn({ id: event.id }, 'the lease was lost; this result is dropped');
    if (settled === 'settled') this.#endings.tell(event.id, outcome);
    return settled !== 'conflict';
  }

  async #attempt(event: ClaimedEvent, signal: AbortSignal): Promise<Outcome> {
    try {
      const work = this.#options.workers[event.source].handle(event, signal);
      const { failure, ...completion } = await untilAborted(work, signal);
      if (failure !== undefined) return { status: 'failed', ...complaintOf(failure), ...completion };
      return { status: 'completed', ...completion };
    } catch (error) {
      return this.#failure(event, error);
    }
  }

  #failure(event: ClaimedEvent, error: unknown): Outcome {
    const { clock, random, maxAttempts, log } = this.#options;
    if (!isNamed(error)) log.error({ err: error, id: event.id }, 'a handler broke');
    return afterFailure(error, { attempt: event.attempt, maxAttempts, nowMs: clock.now(), random: random() });
  }

  /** Renews the leases of long handlers for as long as any runs. */
  #keepLeases(): void {
    const { store, clock, log } = this.#options;
    this.#cancelRenewal();
    this.#cancelRenewal = clock.after(LEASE_MS / 3, () => {
      const events = this.#claimed();
      if (events.length === 0) return;
      store
        .renew(events, LEASE_MS)
        .catch((error) => log.error({ err: error }, 'leases could not be renewed'));
      this.#keepLeases();
    });
  }
}

function countOf(source: Source, events: readonly ClaimedEvent[]): number {
  return events.reduce((count, event) => (event.source === source ? count + 1 : count), 0);
}

const CONFLICT = tell('RECORDS_KEPT_CHANGING');

/** Ends when the handler does or when it is told to stop, so that a handler which ignores the signal cannot hang us. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
