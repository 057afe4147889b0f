import type { Stores } from '../../../log/stores.ts';
import type { HowToStore } from '../../open.ts';

/** What the service and its store thread say to each other. */

/** What the thread is told first. */
export type Orders = HowToStore & { file: string };

export type StoreName = keyof Stores;
export const STORE_NAMES = [
  'intake',
  'queue',
  'reading',
  'upkeep',
  'students',
  'suggestions',
  'people',
  'state',
  'held',
  'problems',
] as const satisfies readonly StoreName[];

/**
 * How a method crosses when it is not a plain call. `pack`: its first argument is events, which are packed.
 * `listen`: it takes a listener, which stays on its side. A number: the position of the options of a
 * long-running method, whose `signal` and `onProgress` cannot be copied.
 */
export type Crossing = 'pack' | 'listen' | number;
type MethodName = { [Name in StoreName]: keyof Stores[Name] & string }[StoreName];

/** Every other method of every store crosses as a plain call. */
const EXCEPTIONS: Partial<Record<MethodName, Crossing>> = {
  append: 'pack',
  hold: 'pack',
  onPending: 'listen',
  onChange: 'listen',
  replayMatching: 2,
  planErasure: 1,
  erase: 2,
  prune: 2,
};

export function crossingOf(method: string): Crossing | undefined {
  return EXCEPTIONS[method as MethodName];
}

/** Without names, as a packed event is. */
export type Call = [id: number, store: StoreName, method: string, args: unknown[]];
/** A request to stop a long-running call. */
export type Stop = { stop: number };
/** Everything of one turn, in order: a stop must not arrive before its call. */
export type ToThread = (Call | Stop)[];

export type Reply = { id: number; value: unknown } | { id: number; failure: Failure };
/** An error crosses as its text; `isUnavailable` preserves the one kind that callers tell apart. */
export type Failure = { message: string; stack: string | undefined; isUnavailable: boolean };

export type FromThread =
  /** With the methods that each store has. */
  | { is: 'open'; methods: Record<StoreName, string[]> }
  | { is: 'refused'; message: string; code: string | undefined }
  /** `endsTurn`: the last message's work is committed, or will take long; the next message may come. */
  | { is: 'replies'; replies: Reply[]; endsTurn: boolean }
  /** The listener passed to this call is due. */
  | { is: 'heard'; id: number; about: unknown[] }
  | { is: 'progress'; id: number; about: unknown[] };
