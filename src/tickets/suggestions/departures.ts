import type { Clock } from '../../clock.ts';
import { PermanentFailure, TemporaryFailure } from '../../log/failures.ts';
import type { SuggestionStore } from '../../log/stores.ts';
import { reasonOf, type Saying, tell } from '../../sentences/tell.ts';
import type { Clerk } from './clerk.ts';
import type { Suggestion } from './suggestion.ts';

/** How long a decision can be taken back before anything leaves this house, in ms. */
export const TO_TAKE_BACK_MS = 10_000;
/** A decision that could not leave is tried again for so long after it was made: later it may be wrong. In ms. */
const KEEPS_TRYING_MS = 30 * 60_000;
/** The first pause between two tries, in ms; later ones are as long as it has taken by then. */
const FIRST_PAUSE_MS = 15_000;
/** How often a look is taken, in ms: whoever planned a departure may have ended since. */
const LOOK_MS = 10_000;

type DeparturesOptions = {
  suggestions: Pick<SuggestionStore, 'due' | 'nextDeparture' | 'giveBack' | 'planAgain'>;
  clerk: Pick<Clerk, 'depart'>;
  clock: Clock;
  /** Whoever pressed the button may look at another page by now. */
  warnings: { raise(code: string, saying: Saying, untilMs: number): void; clear(code: string): void };
  log: { error(fields: object, message: string): void };
};

/**
 * Applies what people decided once they can no longer take it back. Each decision stands in the database with its time, so
 * that a restart neither loses nor doubles it.
 */
export class Departures {
  readonly #options: DeparturesOptions;
  readonly #stopping = new AbortController();
  #looking: Promise<void> = Promise.resolve();
  #cancelTimer = () => {};

  constructor(options: DeparturesOptions) {
    this.#options = options;
  }

  /** Looks now, and again when the next decision leaves; called after each new one. */
  wake(): void {
    this.#cancelTimer();
    if (this.#stopping.signal.aborted) return;
    this.#looking = this.#looking.then(() => this.#look());
  }

  /** Ends when nothing is on its way any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#cancelTimer();
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { suggestions, clock, log } = this.#options;
    let pauseMs = LOOK_MS;
    try {
      await Promise.all(
        (await suggestions.due(new Date(clock.now()).toISOString())).map((suggestion) =>
          this.#send(suggestion),
        ),
      );
      const next = await suggestions.nextDeparture();
      if (next !== null) pauseMs = Math.min(LOOK_MS, Math.max(0, Date.parse(next) - clock.now()));
    } catch (error) {
      log.error({ err: error }, 'what people decided could not be looked for; trying again shortly');
    }
    this.#cancelTimer();
    if (!this.#stopping.signal.aborted) this.#cancelTimer = clock.after(pauseMs, () => this.wake());
  }

  /** What did not succeed is tried again where that is safe, or waits for a person again, with the reason beside it. */
  async #send(suggestion: Suggestion): Promise<void> {
    const { suggestions, clerk, log } = this.#options;
    try {
      const ending = await clerk.depart(suggestion, NEVER);
      if (ending?.is === 'applied') this.#options.warnings.clear(NOT_LEFT);
      else if (ending !== null) this.#warn(suggestion, ending.reason);
    } catch (error) {
      const isExpected = error instanceof TemporaryFailure || error instanceof PermanentFailure;
      if (!isExpected)
        log.error({ err: error, suggestion: suggestion.id }, 'a suggestion could not be applied');
      const saying = isExpected ? error.saying : tell('DEFECT');
      if (error instanceof TemporaryFailure && (await this.#planAgain(suggestion, error))) return;
      await suggestions.giveBack(suggestion.id, reasonOf(saying));
      this.#warn(suggestion, saying);
    }
  }

  /** False where it is too late for that, or where a letter may be out already: nothing sends one twice. */
  async #planAgain(suggestion: Suggestion, { saying, retryAfterMs }: TemporaryFailure): Promise<boolean> {
    const { suggestions, warnings, clock } = this.#options;
    const decidedMs = Date.parse(String(suggestion.decidedAt));
    const againMs = clock.now() + Math.max(FIRST_PAUSE_MS, clock.now() - decidedMs, retryAfterMs ?? 0);
    if (againMs > decidedMs + KEEPS_TRYING_MS) return false;
    const isPlanned = await suggestions.planAgain(
      suggestion.id,
      new Date(againMs).toISOString(),
      reasonOf(saying),
    );
    const sentence = tell('DECISION_TRIED_AGAIN', { suggestion: suggestion.id, problem: saying });
    if (isPlanned) warnings.raise(NOT_LEFT, sentence, againMs + TRIED_MS);
    return isPlanned;
  }

  #warn({ id }: Suggestion, problem: Saying): void {
    const { warnings, clock } = this.#options;
    warnings.raise(NOT_LEFT, tell('DECISION_NOT_LEFT', { suggestion: id, problem }), clock.now() + DAY_MS);
  }
}

/** The warning; it stands until the next decision leaves, or for a day. */
const NOT_LEFT = 'NOT_LEFT';
const DAY_MS = 24 * 3_600_000;
/** How long a try may take, in ms; what was taken back meanwhile is told no longer. */
const TRIED_MS = 60_000;

/** What has begun is finished, also while the service stops. */
const NEVER = new AbortController().signal;
