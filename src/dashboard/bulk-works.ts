import type { BulkReplay } from '../log/upkeep.ts';

/** A replay of many events, from the request to its result. */
export type BulkWork = {
  id: number;
  /** How many events it is to replay, and how many are back at work so far. */
  planned: number;
  replayed: number;
  /** The newest of them, whose results are shown. */
  events: readonly number[];
  ending: { is: 'running' } | { is: 'done'; replay: BulkReplay } | { is: 'broke' };
};

/** Replays that are remembered; older ones are forgotten. */
const KEPT = 50;

/**
 * The replays that people requested since the start. Kept in memory: the log and the list of actions record
 * what was done, so a restart loses only the progress.
 */
export class BulkWorks {
  readonly #works = new Map<number, BulkWork>();
  #last = 0;

  /** @param run does the work, and reports now and then how many events are back at work */
  start(
    { planned, events }: Pick<BulkWork, 'planned' | 'events'>,
    run: (onProgress: (replayed: number) => void) => Promise<BulkReplay>,
    onError: (error: unknown) => void,
  ): number {
    const id = ++this.#last;
    const work: BulkWork = { id, planned, events, replayed: 0, ending: { is: 'running' } };
    this.#works.set(id, work);
    this.#works.delete(id - KEPT);
    run((replayed) => (work.replayed = replayed)).then(
      (replay) => Object.assign(work, { replayed: replay.replayed, ending: { is: 'done', replay } }),
      (error) => {
        work.ending = { is: 'broke' };
        onError(error);
      },
    );
    return id;
  }

  get(id: number): BulkWork | null {
    return this.#works.get(id) ?? null;
  }
}
