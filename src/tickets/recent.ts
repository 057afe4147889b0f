/** The newest entries by key, until the service stops; the oldest goes when there are too many. */
export class Recent<T> {
  readonly #entries = new Map<string, T>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): T | null {
    return this.#entries.get(key) ?? null;
  }

  set(key: string, value: T): void {
    // Set again it is the newest.
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#most) this.#entries.delete(String(oldest));
  }
}
