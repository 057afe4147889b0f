import type { Clock } from '../clock.ts';
import type { StateStore } from '../log/stores.ts';

type NotesOptions = {
  state: Pick<StateStore, 'read' | 'write'>;
  clock: Clock;
  log: { error(fields: object, message: string): void };
};
type Heard = (note: string) => void;

/** Time between polls, in ms: how late the other instances learn of a pause. */
const LOOK_MS = 10_000;
const KEY = 'outside.';

/**
 * What the instances of a hub tell each other about outside systems, in the state of the service: a pause that one was told
 * to keep is kept by all. A note that is lost costs one more call that is refused.
 */
export class SharedNotes {
  readonly #options: NotesOptions;
  readonly #subjects = new Map<string, { known: string; heard: Heard; telling: number }>();
  #cancel = () => {};
  #isStopped = false;

  constructor(options: NotesOptions) {
    this.#options = options;
  }

  start(): Promise<void> {
    return this.#look();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  /** @param heard what another instance told; empty when it is over */
  listen(subject: string, heard: Heard): void {
    if (!this.#subjects.has(subject)) this.#subjects.set(subject, { known: '', heard, telling: 0 });
  }

  /** Told at once, of a subject that is listened to; empty when it is over. */
  tell(subject: string, note: string): void {
    const { state, log } = this.#options;
    const kept = this.#subjects.get(subject);
    if (kept === undefined) return;
    kept.known = note;
    kept.telling += 1;
    state
      .write(`${KEY}${subject}`, note)
      .catch((error) =>
        log.error({ err: error, subject }, 'the other instances could not be told of a pause'),
      )
      .finally(() => {
        kept.telling -= 1;
      });
  }

  async #look(): Promise<void> {
    const { state, clock, log } = this.#options;
    try {
      for (const [subject, kept] of this.#subjects) {
        const note = (await state.read(`${KEY}${subject}`)) ?? '';
        // What we are announcing right now is newer than what was read.
        if (note !== kept.known && kept.telling === 0) {
          kept.known = note;
          kept.heard(note);
        }
      }
    } catch (error) {
      log.error({ err: error }, 'pauses of other instances could not be read; looking again shortly');
    }
    if (!this.#isStopped) this.#cancel = clock.after(LOOK_MS, () => void this.#look());
  }
}
