import { Worker } from 'node:worker_threads';
import type { NewEvent } from '../../../log/event.ts';
import { InFlight } from '../../../log/in-flight.ts';
import { StoreUnavailable } from '../../../log/ports.ts';
import type { Stores } from '../../../log/stores.ts';
import type { BulkOptions, BulkReplayOptions, PruneOptions } from '../../../log/upkeep.ts';
import type { HowToStore } from '../../open.ts';
import { packEvent } from './packed-event.ts';
import {
  type Call,
  crossingOf,
  type Failure,
  type FromThread,
  type Orders,
  type Reply,
  STORE_NAMES,
  type Stop,
  type StoreName,
  type ToThread,
} from './thread-messages.ts';

/**
 * The embedded stores in a thread of their own, so that the service reads the next requests while the last ones are
 * inserted and flushed to the disk. The thread goes by the system's clock.
 *
 * When the thread breaks, its error reaches nobody here and ends the process, as any defect does; what was answered is
 * on the disk, and calls that still wait are refused with StoreUnavailable.
 *
 * @throws what the database refused to open with, also when another service keeps it
 */
export function openThreadedStores(file: string, how: HowToStore, thread = beginThread()): Promise<Stores> {
  const orders: Orders = { file, ...how };
  thread.ref();
  thread.postMessage(orders);
  return storesBehind(thread);
}

/** Starts a thread that loads what it needs and waits for its orders. A process whose settings are refused just ends. */
export function beginThread(): Worker {
  const thread = new Worker(new URL('./store-thread.ts', import.meta.url));
  thread.unref();
  return thread;
}

/** The stores that are served on the other side of a port. */
export async function storesBehind(port: Port): Promise<Stores> {
  const thread = new StoreThread(port);
  const methods = await thread.opened;
  return Object.fromEntries(STORE_NAMES.map((name) => [name, thread.store(name, methods[name])])) as Stores;
}

/** A thread, or what speaks for one. */
type Port = {
  postMessage(message: ToThread): void;
  on(event: 'message', listener: (message: FromThread) => void): unknown;
  once(event: 'exit' | 'close', listener: () => void): unknown;
};
type Listener = (...about: unknown[]) => void;
type Waiting = {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
  onProgress: Listener | undefined;
};
/** What cannot be copied to another thread, of any kind of long work. */
type WorkOptions = BulkReplayOptions & BulkOptions & PruneOptions;

/**
 * Calls of one turn of the event loop go over in one message, as the replies of one commit come back in one. Only one such
 * message is ever on its way: what is asked for meanwhile gathers, and shares the next commit.
 */
class StoreThread {
  /** The methods of each store, once the database is open. */
  readonly opened: Promise<Record<StoreName, string[]>>;
  readonly #port: Port;
  readonly #waiting = new InFlight<Waiting>();
  readonly #listeners = new Map<number, Listener>();
  /** The call that handed in the listener of a method; the next one takes its place. */
  readonly #listening = new Map<string, number>();
  #turn: ToThread = [];
  /** The thread has not said yet that it is done with the last message. */
  #isBusy = false;
  #lastListener = 0;
  #isGone = false;

  constructor(port: Port) {
    this.#port = port;
    this.opened = new Promise((resolve, reject) => {
      port.on('message', (message) => {
        if (message.is === 'open') resolve(message.methods);
        else if (message.is === 'refused')
          reject(Object.assign(new Error(message.message), { code: message.code }));
        else this.#hear(message);
      });
    });
    // A thread exits, and a port closes.
    for (const event of ['exit', 'close'] as const) port.once(event, () => this.#end());
  }

  /** A store as its callers know it: each method a call to the thread. */
  store(name: StoreName, methods: readonly string[]): object {
    const calls = methods.map((method) => {
      const crossing = crossingOf(method);
      if (crossing === 'listen') {
        return [method, (listener: Listener | null) => this.#listen(name, method, listener)];
      }
      if (crossing === 'pack') {
        return [
          method,
          (events: readonly NewEvent[], ...rest: unknown[]) =>
            this.#call(name, method, [events.map(packEvent), ...rest]),
        ];
      }
      if (crossing === undefined) return [method, (...args: unknown[]) => this.#call(name, method, args)];
      return [
        method,
        (...args: unknown[]) =>
          this.#work(name, method, args.slice(0, crossing), args[crossing] as WorkOptions | undefined),
      ];
    });
    return Object.fromEntries(calls);
  }

  #call(store: StoreName, method: string, args: unknown[]): Promise<unknown> {
    return this.#begin(store, method, args).done;
  }

  #work(store: StoreName, method: string, args: unknown[], options: WorkOptions = {}): Promise<unknown> {
    const { onProgress, signal } = options;
    const { id, done } = this.#begin(store, method, args, onProgress as Listener | undefined);
    const stop = () => this.#send({ stop: id });
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    return done.finally(() => signal?.removeEventListener('abort', stop));
  }

  #begin(store: StoreName, method: string, args: unknown[], onProgress?: Listener) {
    const { promise: done, resolve, reject } = Promise.withResolvers<unknown>();
    const id = this.#waiting.add({ resolve, reject, onProgress });
    if (this.#isGone) this.#refuse();
    else this.#send([id, store, method, args]);
    return { id, done };
  }

  #listen(store: StoreName, method: string, listener: Listener | null): void {
    const id = ++this.#lastListener;
    const name = `${store}.${method}`;
    this.#listeners.delete(Number(this.#listening.get(name)));
    this.#listening.set(name, id);
    if (listener !== null) this.#listeners.set(id, listener);
    this.#send([id, store, method, [listener !== null]]);
  }

  #send(wish: Call | Stop): void {
    // setImmediate fires after the turn has read every socket that was ready.
    if (this.#turn.length === 0 && !this.#isBusy) setImmediate(() => this.#post());
    this.#turn.push(wish);
  }

  #post(): void {
    this.#isBusy = true;
    this.#port.postMessage(this.#turn);
    this.#turn = [];
  }

  #hear(message: Exclude<FromThread, { is: 'open' | 'refused' }>): void {
    if (message.is === 'replies') this.#take(message);
    else if (message.is === 'heard') this.#listeners.get(message.id)?.(...message.about);
    else this.#waiting.get(message.id)?.onProgress?.(...message.about);
  }

  #take({ replies, endsTurn }: { replies: Reply[]; endsTurn: boolean }): void {
    if (endsTurn) {
      this.#isBusy = false;
      // After the answers are written and what came meanwhile is read: larger commits, with fewer pages written again.
      if (this.#turn.length > 0) setImmediate(() => this.#post());
    }
    for (const reply of replies) this.#settle(reply);
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.take(reply.id);
    if ('value' in reply) waiting?.resolve(reply.value);
    else waiting?.reject(toError(reply.failure));
  }

  #end(): void {
    this.#isGone = true;
    this.#refuse();
  }

  /** Whoever still waits is told that no answer will come. */
  #refuse(): void {
    for (const { reject } of this.#waiting.all()) reject(new StoreUnavailable(GONE));
  }
}

const GONE = 'the thread of the store has ended';

function toError({ message, stack, isUnavailable }: Failure): Error {
  const error: Error = isUnavailable ? new StoreUnavailable(message) : new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
