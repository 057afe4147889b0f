import type { BulkReplay } from '../log/upkeep.ts';

/** A replay of many events, from its order to what came of it. */
export type BulkWork = {
  id: number;
  /** How many it is to replay, and how many it has put back to work so far. */
  planned: number;
  replayed: number;
  /** The newest of them, whose ends are told. */
  events: readonly number[];
  ending: { is: 'running' } | { is: 'done'; replay: BulkReplay } | { is: 'broke' };
};

/** Works that are told of; older ones are forgotten. */
const KEPT = 50;

/**
 * The replays that people asked for since the start. In memory: what was done stands in the log and in the list of
 * actions, and only how far it is would be lost.
 */
export class BulkWorks {
  readonly #works = new Map<number, BulkWork>();
  #last = 0;

  /** @param run does it, and tells now and then how many it has put back to work */
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
