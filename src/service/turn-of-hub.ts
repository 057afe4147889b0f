import type { StateStore } from '../log/stores.ts';

/** A little less than the period: instances do not look at the same moment, and none shall pass over its turn for that. */
const SHARE = 0.9;

/** Whether it is this instance's turn to do what is done once for the hub; undefined where there is only one. */
export function turnOfHub(
  { state, isShared }: { state: Pick<StateStore, 'takeTurn'>; isShared: boolean },
  code: string,
  everyMs: number,
): (() => Promise<boolean>) | undefined {
  return isShared ? () => state.takeTurn(`turn.${code}`, everyMs * SHARE) : undefined;
}
