import { StoreUnavailable } from '../../../log/ports.ts';
import type { Stores } from '../../../log/stores.ts';
import { type PackedEvent, unpackEvent } from './packed-event.ts';
import {
  type Call,
  crossingOf,
  type Failure,
  type FromThread,
  type Reply,
  STORE_NAMES,
  type StoreName,
  type ToThread,
} from './thread-messages.ts';

/** The port of the thread, through which the stores are called. */
export type Port = {
  postMessage(message: FromThread): void;
  on(event: 'message', listener: (message: ToThread) => void): unknown;
  close(): void;
};
type Method = (...args: unknown[]) => Promise<unknown>;
type Closing = {
  /** Called before the stores close: whatever still runs beside them stops. */
  begins: () => void;
  /** They are closed. */
  done: () => void;
};

/**
 * The other side of threaded-stores.ts: starts the calls of one turn together, so that they share one commit.
 */
export function serve(stores: Stores, port: Port, closing: Closing): void {
  let replies: Reply[] = [];
  /** The long-running calls that can be stopped. */
  const works = new Map<number, AbortController>();

  port.on('message', (message) => {
    for (const wish of message) {
      if ('stop' in wish) works.get(wish.stop)?.abort();
      else run(wish);
    }
    // After the commit, which the first write among them scheduled.
    setImmediate(() => answer(true));
  });
  port.postMessage({ is: 'open', methods: methodsOf(stores) });

  function run([id, store, method, args]: Call): void {
    const target = stores[store] as unknown as Record<string, Method>;
    const crossing = crossingOf(method);
    if (crossing === 'listen') {
      const listener = (...about: unknown[]) => port.postMessage({ is: 'heard', id, about });
      void target[method]?.(args[0] === true ? listener : null);
      return;
    }
    if (method === 'close') closing.begins();
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
        closing.done();
        // After the last reply has left.
        setImmediate(() => port.close());
      });
  }

  function workOptions(id: number) {
    const abort = new AbortController();
    works.set(id, abort);
    const onProgress = (...about: unknown[]) => port.postMessage({ is: 'progress', id, about });
    return { signal: abort.signal, onProgress };
  }

  /** Everything that one commit settled goes back in one message: each message wakes the service. */
  function reply(one: Reply): void {
    if (replies.length === 0) setImmediate(() => answer(false));
    replies.push(one);
  }

  function answer(endsTurn: boolean): void {
    if (endsTurn || replies.length > 0) port.postMessage({ is: 'replies', replies, endsTurn });
    replies = [];
  }
}

/** What each store can do: its own functions, those of its class and of the classes that it extends. */
function methodsOf(stores: Stores): Record<StoreName, string[]> {
  const named = STORE_NAMES.map((name) => [name, methodsAlong(Object.getPrototypeOf(stores[name]))]);
  return Object.fromEntries(named);
}

function methodsAlong(prototype: object): string[] {
  if (prototype === Object.prototype) return [];
  const own = Object.getOwnPropertyNames(prototype).filter((method) => method !== 'constructor');
  return [...new Set([...own, ...methodsAlong(Object.getPrototypeOf(prototype))])];
}

function toFailure(error: unknown): Failure {
  const { message, stack } = error as Error;
  return { message, stack, isUnavailable: error instanceof StoreUnavailable };
}
