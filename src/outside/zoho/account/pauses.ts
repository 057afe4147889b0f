import type { Clock } from '../../../clock.ts';
import { CredentialsFailure } from '../../../log/failures.ts';
import type { Saying } from '../../../sentences/tell.ts';
import type { Warnings } from '../../../service/sight/warnings.ts';
import type { SharedNotes } from '../../shared-notes.ts';

type PausesOptions = {
  clock: Clock;
  /** Where operators see a pause; left out on the command line, which reports it directly. */
  warnings?: Pick<Warnings, 'raise' | 'clear'>;
  /** Where the other instances of the hub hear of it. */
  notes?: Pick<SharedNotes, 'listen' | 'tell'> | null;
};

type Pause = { message: Saying; untilMs: number };

/** A person needs minutes to mend a right; Zoho counts each try meanwhile. In ms. */
const PAUSE_MS = 10 * 60_000;

/** Unknown refusals in a row before a person is told. */
const PATIENCE = 4;
/** The pause after the first of them, in ms; it doubles. */
const FIRST_PAUSE_MS = 10_000;
/** One warning for all of them, however many events wait. */
const UNKNOWN = 'REFUSED ZOHO';

/** What Zoho does not let us do until a person has mended it: whoever asks meanwhile is refused without a call. */
export class Pauses {
  readonly #options: PausesOptions;
  readonly #standing = new Map<string, Pause>();
  /** How often in a row each call was refused for a reason that is not known here. */
  readonly #doubts = new Map<string, number>();

  constructor(options: PausesOptions) {
    this.#options = options;
  }

  /** Throws the refusal that began the pause, while it lasts. */
  check(what: string): void {
    this.#options.notes?.listen(noteOf(what), (note) => this.#heard(what, note));
    const pause = this.#standing.get(what);
    const leftMs = pause === undefined ? 0 : pause.untilMs - this.#options.clock.now();
    if (pause !== undefined && leftMs > 0) throw new CredentialsFailure(pause.message, leftMs);
  }

  /**
   * @param what a short name that stays the same, such as a scope
   * @param message the sentence that says what to mend
   */
  begin(what: string, message: Saying): CredentialsFailure {
    const { clock, notes } = this.#options;
    const pause = { message, untilMs: clock.now() + PAUSE_MS };
    this.#stand(what, pause);
    notes?.tell(noteOf(what), JSON.stringify(pause));
    return new CredentialsFailure(message, PAUSE_MS);
  }

  /**
   * A refusal that nobody here knows is nobody's fault that we know of: it may pass, and otherwise a person has to look.
   * Tried again after growing pauses, then as rarely as what a person has to mend.
   *
   * @param call what was refused: this call of this record
   */
  doubt(call: string, message: Saying): CredentialsFailure {
    const { clock, warnings } = this.#options;
    const times = (this.#doubts.get(call) ?? 0) + 1;
    this.#doubts.set(call, times);
    if (times < PATIENCE) return new CredentialsFailure(message, FIRST_PAUSE_MS * 2 ** (times - 1));
    warnings?.raise(UNKNOWN, message, clock.now() + 2 * PAUSE_MS);
    return new CredentialsFailure(message, PAUSE_MS);
  }

  /** The call was answered. */
  trust(call: string): void {
    if (this.#doubts.delete(call) && this.#doubts.size === 0) this.#options.warnings?.clear(UNKNOWN);
  }

  /** It worked. */
  end(what: string): void {
    const { warnings, notes } = this.#options;
    if (!this.#standing.delete(what)) return;
    warnings?.clear(codeOf(what));
    notes?.tell(noteOf(what), '');
  }

  #stand(what: string, pause: Pause): void {
    this.#standing.set(what, pause);
    this.#options.warnings?.raise(codeOf(what), pause.message, pause.untilMs);
  }

  #heard(what: string, note: string): void {
    if (note !== '') this.#stand(what, JSON.parse(note));
    else if (this.#standing.delete(what)) this.#options.warnings?.clear(codeOf(what));
  }
}

function noteOf(what: string): string {
  return `pause ${what}`;
}

function codeOf(what: string): string {
  return `PAUSED ${what}`;
}
