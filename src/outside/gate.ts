/** A semaphore: a few run at a time, the rest queue in the order they came. */
export class Gate {
  readonly #queue: (() => void)[] = [];
  #free: number;

  constructor(places: number) {
    this.#free = places;
  }

  /** Runs the work once a place is free. A waiter whose `signal` aborts leaves the queue and throws its reason. */
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#enter(signal);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free === 0) return this.#queueUp(signal);
    this.#free -= 1;
  }

  #queueUp(signal: AbortSignal): Promise<void> {
    return waitFor(signal, (done) => {
      this.#queue.push(done);
      return () => this.#queue.splice(this.#queue.indexOf(done), 1);
    });
  }

  /** Hands the place to the next one, or frees it. */
  #leave(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}

/** Waits until what `begin` starts is done. When `signal` aborts first, it is undone and the reason is thrown. */
export function waitFor(signal: AbortSignal, begin: (done: () => void) => () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const undo = begin(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    const stop = () => {
      undo();
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
