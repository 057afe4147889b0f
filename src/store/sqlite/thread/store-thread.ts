import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../../clock.ts';
import { type Stores, StoreUnavailable } from '../../../log/ports.ts';
import { endStudentAtOnce } from '../../../students/at-once.ts';
import { type FileLock, lockFile } from '../file-lock.ts';
import { lookThrough } from '../integrity/integrity.ts';
import { compactIfSmall } from '../old-pages.ts';
import { openSqliteStores } from '../open.ts';
import { unusable } from '../unusable.ts';
import { type PackedEvent, unpackEvent } from './packed-event.ts';
import {
  type Call,
  crossingOf,
  type Failure,
  type FromThread,
  type Reply,
  STORE_NAMES,
  type StoreName,
  type ThreadData,
  type ToThread,
} from './thread-messages.ts';

/** The other side of threaded-stores.ts: begins the calls of a turn together, so that they share one commit. */

type Method = (...args: unknown[]) => Promise<unknown>;

/** How long the start waits for the look through the file, in ms: some hundred megabytes are done by then. */
const WAIT_MS = 1_500;
/** How long the look may go on beside the service, in ms. */
const LOOK_MS = 600_000;

let replies: Reply[] = [];
/** The long works that may be stopped. */
const works = new Map<number, AbortController>();
const { file, port, endsStudentsAtOnce } = workerData as ThreadData;
let lock: FileLock | null = null;
const closing = new AbortController();
const stores = await open();
if (stores !== null) {
  parentPort?.on('message', (message: ToThread) => {
    for (const wish of message) {
      if ('stop' in wish) works.get(wish.stop)?.abort();
      else run(stores, wish);
    }
    // After the commit, which was planned by the first write among them.
    setImmediate(() => answer(true));
  });
  post({ is: 'open', methods: methodsOf(stores) });
}

/** The lock comes first: a newer version must not bring the tables up to date under an older one that works on them. */
async function open(): Promise<Stores | null> {
  try {
    lock = lockFile(file, { pid: process.pid, port, since: new Date(systemClock.now()).toISOString() });
    const integrity = lookThrough(file, LOOK_MS, closing.signal);
    void integrity.then(
      (found) => found.is === 'damaged' && process.emitWarning(`The database is damaged: ${found.fault}`),
    );
    const known = await Promise.race([integrity, sleep(WAIT_MS, null, { ref: false })]);
    const opened = openSqliteStores(file, systemClock, {
      endAtOnce: endsStudentsAtOnce ? endStudentAtOnce : undefined,
      integrity,
    });
    if (known?.is !== 'damaged') compactIfSmall(opened.connection, file);
    return opened;
  } catch (error) {
    lock?.release();
    const { message, code } = unusable(file, error as Error) as NodeJS.ErrnoException;
    post({ is: 'refused', message, code });
    return null;
  }
}

function run(stores: Stores, call: Call): void {
  const [id, store, method, args] = call;
  const target = stores[store] as unknown as Record<string, Method>;
  const crossing = crossingOf(method);
  if (crossing === 'listen') {
    const listener = (...about: unknown[]) => post({ is: 'heard', id, about });
    void target[method]?.(args[0] === true ? listener : null);
    return;
  }
  if (method === 'close') closing.abort();
  if (crossing === 'pack') args[0] = (args[0] as PackedEvent[]).map(unpackEvent);
  if (typeof crossing === 'number') args.push(workOptions(id));
  target[method]?.(...args)
    .then(
      (value) => reply({ id, value }),
      (error) => reply({ id, failure: toFailure(error) }),
    )
    .finally(() => {
      works.delete(id);
      if (method !== 'close') return;
      lock?.release();
      // After the last reply has left.
      setImmediate(() => parentPort?.close());
    });
}

/** What each store can do: its own functions, those of its class and of what that class extends. */
function methodsOf(stores: Stores): Record<StoreName, string[]> {
  const named = STORE_NAMES.map((name) => [name, methodsAlong(Object.getPrototypeOf(stores[name]))]);
  return Object.fromEntries(named);
}

/** Of a plain object what it holds stands in itself, and Object's own methods are nobody's business. */
function methodsAlong(prototype: object | null): string[] {
  if (prototype === null || prototype === Object.prototype) return [];
  const own = Object.getOwnPropertyNames(prototype).filter((method) => method !== 'constructor');
  return [...new Set([...own, ...methodsAlong(Object.getPrototypeOf(prototype))])];
}

function workOptions(id: number) {
  const abort = new AbortController();
  works.set(id, abort);
  return { signal: abort.signal, onProgress: (...about: unknown[]) => post({ is: 'progress', id, about }) };
}

/** All that one commit settled goes back in one message: each wakes the service. */
function reply(one: Reply): void {
  if (replies.length === 0) setImmediate(() => answer(false));
  replies.push(one);
}

function answer(endsTurn: boolean): void {
  if (endsTurn || replies.length > 0) post({ is: 'replies', replies, endsTurn });
  replies = [];
}

function toFailure(error: unknown): Failure {
  const { message, stack } = error as Error;
  return { message, stack, isUnavailable: error instanceof StoreUnavailable };
}

function post(message: FromThread): void {
  parentPort?.postMessage(message);
}
