import { CredentialsFailure, PermanentFailure, SystemAway } from '../../log/failures.ts';
import type { Told } from '../../log/told.ts';
import { MENDING_PAUSE_MS, RefusedValue, UnknownRefusal } from '../../outside/moodle/refusals.ts';
import { type Saying, tell } from '../../sentences/tell.ts';
import type { Warnings } from '../../service/sight/warnings.ts';

/** Refusals that speak of nobody in particular until they have come this often for one student. */
const PATIENCE = 4;
/** The pause after the first refusal that nobody knows, in ms; it doubles. */
const FIRST_PAUSE_MS = 10_000;
/** So many students in a row whose writes the database refuses: it is not the names of all of them. */
const SEVERAL = 3;
/** Shared with the self-check, so that whoever finds it, operators see one warning, however many events wait. */
const WARNING = 'CHECK_MOODLE';

/** Turns a failure that only repeating it can explain into one that says what to do, and warns of what stops everyone. */
export class Trouble {
  readonly #warnings: Pick<Warnings, 'raise' | 'clear'>;
  /** How often in a row Moodle refused a student in a way that says nothing yet. */
  readonly #refusals = new Map<string, number>();
  /** The students whose writes the database refused since it last took one. */
  readonly #unwritten = new Set<string>();
  /** The students that wait for a person. */
  readonly #waiting = new Set<string>();

  constructor(warnings: Pick<Warnings, 'raise' | 'clear'>) {
    this.#warnings = warnings;
  }

  /** What a student's attempt failed with, judged in the light of the attempts before it. */
  judge(error: unknown, zohoId: string): unknown {
    const judged = this.#inTheLight(error, zohoId);
    const isKnown = !(error instanceof UnknownRefusal) || this.#refusalsOf(zohoId) >= PATIENCE;
    const isForAPerson = judged instanceof CredentialsFailure && isKnown;
    const isForTheHost = judged instanceof SystemAway && error instanceof RefusedValue;
    if (isForAPerson || isForTheHost) this.#raise(judged.saying, zohoId);
    return judged;
  }

  /** Moodle took a write. */
  wrote(): void {
    this.#unwritten.clear();
  }

  /** A student was brought to Moodle. Others may still wait: a token that may update need not be one that may create. */
  isOver(zohoId: string): void {
    this.#refusals.delete(zohoId);
    if (this.#waiting.delete(zohoId) && this.#waiting.size === 0) this.#warnings.clear(WARNING);
  }

  #inTheLight(error: unknown, zohoId: string): unknown {
    const isDoubtful = error instanceof UnknownRefusal || error instanceof RefusedValue;
    if (!isDoubtful) {
      this.#refusals.delete(zohoId);
      return error;
    }
    const times = this.#refusalsOf(zohoId) + 1;
    this.#refusals.set(zohoId, times);
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (times - 1), MENDING_PAUSE_MS);
    if (error instanceof UnknownRefusal) {
      return new CredentialsFailure(error.saying, times < PATIENCE ? pauseMs : MENDING_PAUSE_MS);
    }
    this.#unwritten.add(zohoId);
    if (this.#unwritten.size >= SEVERAL) return new SystemAway(takesNothing(error.code), pauseMs);
    if (times < PATIENCE) return error;
    this.#refusals.delete(zohoId);
    return new PermanentFailure(tell('MOODLE_VALUE_REFUSED', { code: error.code }));
  }

  #refusalsOf(zohoId: string): number {
    return this.#refusals.get(zohoId) ?? 0;
  }

  #raise(saying: Saying, zohoId: string): void {
    this.#waiting.add(zohoId);
    this.#warnings.raise(WARNING, saying);
  }
}

function takesNothing(code: string): Told {
  return tell('MOODLE_TAKES_NO_WRITES', { code });
}
