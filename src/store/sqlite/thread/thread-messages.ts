import type { Stores } from '../../../log/ports.ts';

/** What the service and the thread of its stores say to each other. */

export type StoreName = keyof Stores;

/**
 * How a method crosses over. `pack` takes events, which go over packed. `listen` hands in a listener, which stays on its side; a number is where a method of long
 * work takes its options, whose `signal` and `onProgress` cannot be copied.
 */
export type Crossing = 'call' | 'pack' | 'listen' | number;
type Crossings = { [Name in StoreName]: Record<keyof Stores[Name], Crossing> };

export const METHODS: Crossings = {
  events: {
    append: 'pack',
    claim: 'call',
    settle: 'call',
    renew: 'call',
    recover: 'call',
    newerWaiting: 'call',
    nextDueAt: 'call',
    onPending: 'listen',
    watchOthers: 'call',
    list: 'call',
    get: 'call',
    stats: 'call',
    modules: 'call',
    summaries: 'call',
    failures: 'call',
    oldestWaiting: 'call',
    activity: 'call',
    totals: 'call',
    replay: 'call',
    planReplay: 'call',
    replayMatching: 2,
    planErasure: 1,
    erase: 2,
    planPrune: 'call',
    prune: 2,
    read: 'call',
    onChange: 'listen',
    heartbeat: 'call',
    close: 'call',
  },
  students: { find: 'call', findByNumber: 'call', list: 'call', recent: 'call' },
  suggestions: {
    list: 'call',
    get: 'call',
    findEarlier: 'call',
    findNewest: 'call',
    replaceWaiting: 'call',
    begin: 'call',
    moveGuard: 'call',
    note: 'call',
    giveBack: 'call',
    claim: 'call',
    finish: 'call',
    dismiss: 'call',
    recover: 'call',
  },
  state: { read: 'call', write: 'call' },
  held: { hold: 'call', list: 'call', release: 'call', refuse: 'call' },
};

/** Without names, as a packed event is. */
export type Call = [id: number, store: StoreName, method: string, args: unknown[]];
/** The wish that a long work stops. */
export type Stop = { stop: number };
/** All of one turn, in order: a stop must not come before its call. */
export type ToThread = (Call | Stop)[];

export type Reply = { id: number; value: unknown } | { id: number; failure: Failure };
/** An error crosses as its words; `isUnavailable` keeps the one kind that callers tell apart. */
export type Failure = { message: string; stack: string | undefined; isUnavailable: boolean };

export type FromThread =
  | { is: 'open' }
  | { is: 'refused'; message: string; code: string | undefined }
  | { is: 'replies'; replies: Reply[] }
  /** The listener that was handed in by this call is due. */
  | { is: 'heard'; id: number; about: unknown[] }
  | { is: 'progress'; id: number; about: unknown[] };
