type Write = {
  run: () => unknown;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
};

/** How the engine runs one transaction; throws when the work throws or the commit fails. */
export type Transaction = (work: () => void) => void;

/**
 * Gathers every write of one event-loop turn into one transaction, so that thousands of requests share one
 * fsync. A promise resolves after the commit.
 *
 * A write that throws fails alone: the transaction is rolled back and the others run again without it. A
 * commit that fails fails everyone.
 */
export class GroupCommit {
  readonly #transaction: Transaction;
  #waiting: Write[] = [];

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  /** `work` is synchronous and may run more than once; only the last run is committed. */
  run<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      // setImmediate fires after the turn has read every socket that was ready.
      if (this.#waiting.length === 0) setImmediate(() => this.#flush());
      this.#waiting.push({ run: work, resolve: resolve as (value: unknown) => void, reject });
    });
  }

  #flush(): void {
    let batch = this.#waiting;
    this.#waiting = [];
    while (batch.length > 0) {
      const failed = this.#commit(batch);
      batch = failed === null ? [] : batch.filter((write) => write !== failed);
    }
  }

  /** Returns the write that spoiled the batch, if any. */
  #commit(batch: readonly Write[]): Write | null {
    let current: Write | null = null;
    const results: unknown[] = [];
    try {
      this.#transaction(() => {
        for (const write of batch) {
          current = write;
          results.push(write.run());
        }
        current = null;
      });
    } catch (error) {
      const culprit = current as Write | null;
      if (culprit === null) for (const write of batch) write.reject(error);
      else culprit.reject(error);
      return culprit;
    }
    for (const [index, write] of batch.entries()) write.resolve(results[index]);
    return null;
  }
}
