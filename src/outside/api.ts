import type { Clock } from '../clock.ts';
import type { JsonValue } from '../log/event.ts';
import { PermanentFailure, SystemAway, TemporaryFailure } from '../log/failures.ts';
import { type Saying, tell } from '../sentences/tell.ts';
import type { Deed } from '../sentences/texts/tickets/deeds.ts';
import { Gate, waitFor } from './gate.ts';
import type { OutsideHealth } from './health.ts';
import { Outage } from './outage.ts';
import { readJson } from './read-json.ts';
import type { SharedNotes } from './shared-notes.ts';

/** One call to another system. Only what is named here is ever logged: never the address, a header or a body. */
export type Call = {
  /** What the log and an operator see, such as "read a CRM record". */
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: URL;
  headers: Record<string, string>;
  body?: string;
  /** Safe to send again when it is unclear whether it arrived. */
  isIdempotent: boolean;
};

/**
 * `json` is null for an empty body, which is a result (204), and undefined for a body that is no JSON or without end. Numbers that are
 * too long for a double are text.
 */
export type Reply = { status: number; json: JsonValue | undefined };

export type OutsideOptions = {
  /** The system, as an operator calls it: "Zoho CRM". */
  system: string;
  /** Concurrent calls. */
  concurrency: number;
  /** The least time between the starts of two calls, in ms; no limit when left out. */
  spacingMs?: number;
  fetch: typeof fetch;
  clock: Clock;
  random: () => number;
  log: { info(fields: object, message: string): void };
  /** Records how its calls went, for operators. */
  health?: Pick<OutsideHealth, 'succeeded' | 'failed'>;
  /** Where the other instances of the hub hear that the system is away. */
  notes?: Pick<SharedNotes, 'listen' | 'tell'> | null;
  /** True for an answer that says by itself what went wrong, so that its status (500 and above) does not count. */
  isClear?: (json: JsonValue | undefined) => boolean;
  /** Says whether a reply means that the system itself is down or busy; null for any other reply. */
  away?: (reply: Reply, call: Call) => Away | null;
  /** What a redirect means here. It is never followed: it would carry the token to wherever it points. */
  redirected?: (to: URL) => TemporaryFailure;
};

/** One call may take this long, in ms. */
const TIMEOUT_MS = 10_000;
/** Tries of an idempotent call within one attempt at an event; longer pauses are up to the processor. */
const MAX_TRIES = 3;
/** The first pause between two tries, in ms; it doubles. */
const PAUSE_MS = 500;
/** Statuses by which a system, or what stands before it, says that it is away or busy; a 500 may be about one record. */
const AWAY: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** A longer pause than this, in ms, is left to the processor: the attempt has a deadline. */
const LONGEST_PAUSE_MS = 5_000;

/**
 * `isSure`: it says so itself. Otherwise this one call may be to blame, as with a record that breaks the other side.
 * `isUndone`: it certainly did none of what it was asked.
 */
export type Away = { message: Saying; isSure: boolean; isUndone?: boolean; retryAfterMs?: number | null };

/** `pauseMs` is the pause before the next try; null is our own choice. */
type Problem = ({ away: Away } | { failure: TemporaryFailure }) & { pauseMs: number | null };

/**
 * The way out to one system: a few calls at a time, a timeout on each, a few tries where that is safe. An answer below
 * 500 other than 429 is a reply, whatever it says; its client judges it.
 */
export class OutsideApi {
  readonly #options: OutsideOptions;
  readonly #gate: Gate;
  readonly #outage = new Outage();
  /** The other instances know that the system is away. */
  #isTold = false;
  /** No call starts before this moment, in epoch ms. */
  #freeAtMs = 0;

  constructor(options: OutsideOptions) {
    this.#options = options;
    this.#gate = new Gate(options.concurrency);
    options.notes?.listen(this.#subject, (note) => this.#heard(note));
  }

  get system(): string {
    return this.#options.system;
  }

  /**
   * Throws SystemAway when the system is away or busy, TemporaryFailure when it may be so to this call alone, and what
   * `signal` was aborted with.
   */
  call(call: Call, signal: AbortSignal): Promise<Reply> {
    return this.#gate.run(signal, () => this.#callUnlessAway(call, signal));
  }

  /**
   * While the system gives no answers, one call at a time finds out whether it is back. The others would only wait for
   * their time limits, and the attempts behind them for their places.
   */
  async #callUnlessAway(call: Call, signal: AbortSignal): Promise<Reply> {
    const outage = this.#outage;
    if (!call.isIdempotent || !outage.isLong(this.#options.clock.now()))
      return this.#tryCall(call, MAX_TRIES, signal);
    if (!outage.beginProbe()) throw new SystemAway(outage.problem, outage.pauseMs(this.#options.clock.now()));
    try {
      return await this.#tryCall(call, 1, signal);
    } finally {
      outage.endProbe();
    }
  }

  async #tryCall(call: Call, tries: number, signal: AbortSignal): Promise<Reply> {
    // Where others were refused too, this call is not to blame.
    const wasAway = this.#outage.isOn;
    let outcome = await this.#once(call, signal);
    for (let attempt = 1; !('json' in outcome); attempt++) {
      signal.throwIfAborted();
      const pauseMs = outcome.pauseMs ?? this.#pause(attempt);
      if (!call.isIdempotent || attempt >= tries || pauseMs > LONGEST_PAUSE_MS)
        throw this.#failure(outcome, wasAway);
      await waitFor(signal, (done) => this.#options.clock.after(pauseMs, done));
      outcome = await this.#once(call, signal);
    }
    return outcome;
  }

  #failure(problem: Problem, wasAway: boolean): TemporaryFailure {
    if ('failure' in problem) return problem.failure;
    const { message, isSure, isUndone = false, retryAfterMs = null } = problem.away;
    if (!isSure && !wasAway) return new TemporaryFailure(message, retryAfterMs, isUndone);
    const pauseMs = retryAfterMs ?? this.#outage.pauseMs(this.#options.clock.now());
    return new SystemAway(message, pauseMs, isUndone);
  }

  async #once(call: Call, signal: AbortSignal): Promise<Reply | Problem> {
    await this.#keepSpace(signal);
    const timeout = new AbortController();
    const cancel = this.#options.clock.after(TIMEOUT_MS, () => timeout.abort());
    const outcome = await this.#send(call, signal, timeout.signal);
    cancel();
    if (!signal.aborted) this.#note(outcome);
    return outcome;
  }

  /** Never throws: what went wrong is a Problem. */
  async #send(call: Call, signal: AbortSignal, timeout: AbortSignal): Promise<Reply | Problem> {
    const { system, fetch, clock, log, isClear, away, redirected } = this.#options;
    const startedMs = clock.now();
    try {
      const response = await fetch(call.url, {
        method: call.method,
        headers: call.headers,
        ...(call.body !== undefined && { body: call.body }),
        redirect: 'manual',
        signal: AbortSignal.any([signal, timeout]),
      });
      const json = await readJson(response);
      log.info(
        { system, call: call.name, status: response.status, ms: clock.now() - startedMs },
        'outside call',
      );
      const to = redirectOf(response, call.url);
      if (to !== null) {
        const failure =
          redirected?.(to) ?? new TemporaryFailure(tell('REDIRECTED', { system, address: to.origin }));
        return { failure, pauseMs: Number.POSITIVE_INFINITY };
      }
      const reply = { status: response.status, json };
      if ((reply.status < 500 && reply.status !== 429) || isClear?.(json)) {
        const said = away?.(reply, call) ?? null;
        return said === null ? reply : { away: said, pauseMs: Number.POSITIVE_INFINITY };
      }
      const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), clock.now());
      const message =
        response.status === 429
          ? tell('SLOW_DOWN', { system })
          : tell('ANSWERED_STATUS', { system, status: response.status });
      const isSure = AWAY.has(response.status);
      // A 503 may come from a gateway whose upstream died in the middle of the call.
      const isUndone = response.status === 429;
      return { away: { message, isSure, isUndone, retryAfterMs }, pauseMs: retryAfterMs };
    } catch (error) {
      const message = timeout.aborted
        ? tell('NO_ANSWER', { system, seconds: TIMEOUT_MS / 1000 })
        : tell('UNREACHABLE', { system });
      const why = timeout.aborted ? 'no answer' : 'cannot be reached';
      log.info({ system, call: call.name, status: why, ms: clock.now() - startedMs }, 'outside call');
      return { away: { message, isSure: !timeout.aborted, isUndone: isUnconnected(error) }, pauseMs: null };
    }
  }

  /** Refused credentials are an error too, though the client has to find the words for it. */
  #note(outcome: Reply | Problem): void {
    const { system, clock, health } = this.#options;
    if ('away' in outcome) this.#away(outcome.away.message);
    else this.#back();
    if (!('json' in outcome)) health?.failed(system, clock.now(), messageOf(outcome));
    else if (outcome.status === 401 || outcome.status === 403)
      health?.failed(system, clock.now(), tell('CALL_REFUSED', { system, status: outcome.status }));
    else health?.succeeded(system, clock.now());
  }

  get #subject(): string {
    return `outage of ${this.#options.system}`;
  }

  /** Each instance sits out a short outage alone; a long one is announced, so that not every instance keeps probing. */
  #away(problem: Saying): void {
    const nowMs = this.#options.clock.now();
    this.#outage.failed(nowMs, problem);
    if (this.#isTold || !this.#outage.isLong(nowMs)) return;
    this.#isTold = true;
    this.#options.notes?.tell(this.#subject, JSON.stringify({ sinceMs: this.#outage.sinceMs, problem }));
  }

  #back(): void {
    this.#outage.answered();
    if (this.#isTold) this.#options.notes?.tell(this.#subject, '');
    this.#isTold = false;
  }

  #heard(note: string): void {
    this.#isTold = note !== '';
    if (note === '') this.#outage.answered();
    else {
      const { sinceMs, problem } = JSON.parse(note);
      this.#outage.failed(sinceMs, problem);
    }
  }

  #pause(attempt: number): number {
    return Math.round(PAUSE_MS * 2 ** (attempt - 1) * (1 + this.#options.random()));
  }

  async #keepSpace(signal: AbortSignal): Promise<void> {
    const { clock, spacingMs = 0 } = this.#options;
    const waitMs = Math.max(0, this.#freeAtMs - clock.now());
    this.#freeAtMs = clock.now() + waitMs + spacingMs;
    if (waitMs > 0) await waitFor(signal, (done) => clock.after(waitMs, done));
  }
}

/** For an answer that no client of ours knows: the code only, because a message may quote a record. */
export function unexpectedReply(
  system: string,
  deed: Deed,
  { status }: Reply,
  detail = '',
): PermanentFailure {
  const refused = { system, deed: tell(deed), status };
  return new PermanentFailure(
    detail === '' ? tell('REFUSED', refused) : tell('REFUSED_WITH_DETAIL', { ...refused, detail }),
  );
}

function messageOf(problem: Problem): Saying {
  return 'away' in problem ? problem.away.message : problem.failure.saying;
}

/** No connection was made, so nothing was sent: no such host, refused, no route, no answer to the handshake. */
function isUnconnected(error: unknown): boolean {
  const { syscall, code } = ((error as Error).cause ?? {}) as { syscall?: string; code?: string };
  return syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT';
}

/** Where a redirect leads; null for any other answer. */
function redirectOf({ status, headers }: Response, from: URL): URL | null {
  const location = headers.get('location');
  if (status < 300 || status > 399 || location === null) return null;
  return URL.canParse(location, from.href) ? new URL(location, from) : from;
}

/** Seconds or an HTTP date, in ms from now; null when there is none. */
function readRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - nowMs : seconds * 1000;
  return Number.isNaN(ms) ? null : Math.max(ms, 0);
}
