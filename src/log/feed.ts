import type { Clock } from '../clock.ts';
import type { EventSummary } from './event.ts';
import type { Reading } from './ports.ts';
import type { Stats } from './readings.ts';

/** An event with what people call the student or the ticket it is about; empty where nobody gave it. */
export type NamedEvent = EventSummary & { person: string; number: string };
/** What is new: the counts as they are now, and the rows that were added or changed, newest first. */
export type Change = {
  stats: Stats;
  events: NamedEvent[];
  /** Changed rows that are not among `events`, because there were too many. */
  omitted: number;
};
type Listener = (change: Change) => void;

export type FeedOptions = {
  store: Pick<Reading, 'onChange' | 'stats' | 'summaries' | 'list'>;
  /** Puts names to the rows, once for all who listen. */
  named(events: readonly EventSummary[]): Promise<NamedEvent[]>;
  clock: Clock;
  log: { error(fields: object, message: string): void };
};

/** Changes are gathered for this long, in ms: four messages a second are as fast as a person reads. */
const PAUSE_MS = 250;
/** Rows in one message. */
const MAX_ROWS = 50;

/** Tells listeners what the log's commits change, gathered. While nobody listens the store does not even note it. */
export class ChangeFeed {
  readonly #options: FeedOptions;
  readonly #listeners = new Set<Listener>();
  #changed = new Set<number>();
  #isPlanned = false;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** Answers the function that ends it. What is told first covers what changed since the listener looked itself. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#options.store.onChange((ids) => this.#note(ids));
    this.#plan();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#options.store.onChange(null);
    };
  }

  /** How things are now, with the rows that came after the row `after`. */
  async since(after: number | null): Promise<Change> {
    const { store, named } = this.#options;
    const stats = await store.stats({});
    if (after === null) return { stats, events: [], omitted: 0 };
    const { events } = await store.list({}, { limit: MAX_ROWS, before: null });
    const fresh = events.filter(({ id }) => id > after);
    const oldest = fresh.at(-1)?.id ?? after + 1;
    return { stats, events: await named(fresh), omitted: oldest - after - 1 };
  }

  #note(ids: ReadonlySet<number>): void {
    for (const id of ids) this.#changed.add(id);
    this.#plan();
  }

  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    this.#options.clock.after(PAUSE_MS, () => void this.#tell());
  }

  async #tell(): Promise<void> {
    const { store, named, log } = this.#options;
    const changed = [...this.#changed].sort((a, b) => b - a);
    this.#changed = new Set();
    this.#isPlanned = false;
    try {
      const events = await named(await store.summaries(changed.slice(0, MAX_ROWS)));
      const change = { stats: await store.stats({}), events, omitted: changed.length - events.length };
      for (const listener of this.#listeners) listener(change);
    } catch (error) {
      log.error({ err: error }, 'what changed in the log could not be read for those who watch it');
    }
  }
}
