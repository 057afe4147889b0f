import type { Clock } from '../clock.ts';
import { Gate } from '../outside/gate.ts';
import { Postponed } from './failures.ts';
import type { Handler } from './processor.ts';

/** How long an event waits for its turn, in ms, before it makes room for others; half of an attempt's time is left. */
const PATIENCE_MS = 20_000;

/**
 * A handler that works on a few events at a time, in the order they came. A slow system then ends some events after the
 * other. Shared out among all of them it would end none in time, and each would use up its attempts.
 */
export function takeTurns(handler: Handler, places: number, clock: Clock): Handler {
  const gate = new Gate(places);
  return async (event, signal) => {
    const patience = new AbortController();
    const cancel = clock.after(PATIENCE_MS, () => patience.abort(new Postponed()));
    const waiting = AbortSignal.any([signal, patience.signal]);
    return gate
      .run(waiting, () => {
        cancel();
        return handler(event, signal);
      })
      .finally(cancel);
  };
}
