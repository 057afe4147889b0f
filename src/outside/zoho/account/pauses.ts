import type { Clock } from '../../../clock.ts';
import { CredentialsFailure } from '../../../log/failures.ts';
import type { Warnings } from '../../../service/warnings.ts';

type PausesOptions = {
  clock: Clock;
  /** Where a pause stands for operators; none on the command line, which says it at once. */
  warnings?: Pick<Warnings, 'raise' | 'clear'>;
};

/** A person needs minutes to mend a right; Zoho counts each try meanwhile. In ms. */
const PAUSE_MS = 10 * 60_000;

/** What Zoho does not let us do until a person has mended it: whoever asks meanwhile is refused without a call. */
export class Pauses {
  readonly #options: PausesOptions;
  readonly #standing = new Map<string, { message: string; untilMs: number }>();

  constructor(options: PausesOptions) {
    this.#options = options;
  }

  /** Throws the refusal that began the pause, while it lasts. */
  check(what: string): void {
    const pause = this.#standing.get(what);
    const leftMs = pause === undefined ? 0 : pause.untilMs - this.#options.clock.now();
    if (pause !== undefined && leftMs > 0) throw new CredentialsFailure(pause.message, leftMs);
  }

  /**
   * @param what a short name that stays the same, such as a scope
   * @param message the sentence that says what to mend
   */
  begin(what: string, message: string): CredentialsFailure {
    const { clock, warnings } = this.#options;
    const untilMs = clock.now() + PAUSE_MS;
    this.#standing.set(what, { message, untilMs });
    warnings?.raise(codeOf(what), message, untilMs);
    return new CredentialsFailure(message, PAUSE_MS);
  }

  /** It worked. */
  end(what: string): void {
    if (this.#standing.delete(what)) this.#options.warnings?.clear(codeOf(what));
  }
}

function codeOf(what: string): string {
  return `PAUSED ${what}`;
}
