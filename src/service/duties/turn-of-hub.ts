import type { StateStore } from '../../log/stores.ts';

/**
 * A little less than the period: instances do not check at the same moment, and none should miss its turn
 * because of that.
 */
const SHARE = 0.9;

/**
 * Whether it is this instance's turn at a job that runs once for the hub; undefined when there is only one.
 */
export function turnOfHub(
  { state, isShared }: { state: Pick<StateStore, 'takeTurn'>; isShared: boolean },
  code: string,
  everyMs: number,
): (() => Promise<boolean>) | undefined {
  return isShared ? () => state.takeTurn(`turn.${code}`, everyMs * SHARE) : undefined;
}
