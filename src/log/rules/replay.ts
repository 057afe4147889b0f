import type { Status } from '../event.ts';
import type { ReplayRefusal, Skipped } from '../upkeep.ts';

/** What a row of the log says about whether it can be processed again. */
export type Replayable = { status: Status; payload_differs: boolean; unreadable: boolean; erased: boolean };

type Obstacle = 'unfinished' | 'erased' | 'unreadable';

/** What keeps any event from being processed again. */
function obstacleOf(event: Replayable): Obstacle | null {
  if (event.status === 'pending' || event.status === 'processing') return 'unfinished';
  if (event.erased) return 'erased';
  return event.unreadable ? 'unreadable' : null;
}

/** Why this one event cannot be processed again; null when it can. */
export function replayRefusal(event: Replayable): Exclude<ReplayRefusal, 'not_found'> | null {
  const isPlain = event.status === 'duplicate' && !event.payload_differs;
  return obstacleOf(event) ?? (isPlain ? 'plain_duplicate' : null);
}

/**
 * Why a replay of many passes over this event; null when it takes it. A repeat with another body is replayed only by its
 * own id, after somebody has looked at it.
 */
export function bulkRefusal(event: Replayable): keyof Skipped | null {
  const obstacle = obstacleOf(event);
  return event.status === 'duplicate' && obstacle !== 'erased' ? 'duplicate' : obstacle;
}

/** A repeat of an event that finally failed puts it back to work, where working on it again can help. */
export function isReopenedByRepeat(original: Replayable): boolean {
  return original.status === 'failed' && replayRefusal(original) === null;
}
