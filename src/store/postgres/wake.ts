import type { Pool, PoolClient } from 'pg';
import type { Clock } from '../../clock.ts';
import { FIXED_MS, type Said } from './asking/wording.ts';

/** The channel on which the instances of a hub tell each other what they committed. */
const CHANNEL = 'hub';
/** News is gathered so long before it is told, in ms: told by itself, each would cost a round trip. */
const GATHER_MS = 50;
/** The server refuses more than 8000 bytes; beyond so many rows it is only told that something changed. */
const MOST_ROWS = 500;
/** Between two attempts to listen, in ms. */
const PAUSE_MS = 1_000;

export type News = { from: string; pending: boolean; rows: number[] };

/**
 * Tells the other instances of a commit, and hears of theirs. Told after the commit and by itself: within the transaction
 * it would make all commits of the server wait for each other. Heard over a connection of its own, because a pooled one
 * behind PgBouncer listens to nothing. Both are only for speed: whoever hears nothing looks for itself now and then.
 */
export class Wake {
  readonly #pool: Pool;
  readonly #listening: Pool;
  readonly #clock: Clock;
  readonly #from: string;
  readonly #heard: (news: News) => void;
  #pending = false;
  #rows = new Set<number>();
  #cancelTelling: (() => void) | null = null;
  #cancelRetry: () => void = () => {};
  #client: PoolClient | null = null;
  #isClosed = false;

  /** @param listening a pool of one connection, straight to the server */
  constructor(
    { pool, listening, clock, from }: { pool: Pool; listening: Pool; clock: Clock; from: string },
    heard: (news: News) => void,
  ) {
    this.#pool = pool;
    this.#listening = listening;
    this.#clock = clock;
    this.#from = from;
    this.#heard = heard;
  }

  tell(pending: boolean, rows: Iterable<number>): void {
    this.#pending ||= pending;
    for (const row of rows) this.#rows.add(row);
    this.#cancelTelling ??= this.#clock.after(GATHER_MS, () => void this.#send());
  }

  async listen(): Promise<void> {
    this.#cancelRetry();
    if (this.#isClosed) return;
    try {
      const client = await this.#listening.connect();
      this.#client = client;
      client.on('notification', ({ payload }) => this.#hear(payload));
      client.on('error', () => this.#lost(client));
      client.on('end', () => this.#lost(client));
      await client.query(`LISTEN ${CHANNEL}`);
    } catch {
      this.#retry();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelRetry();
    this.#cancelTelling?.();
    this.#client?.release(true);
    this.#client = null;
  }

  async #send(): Promise<void> {
    this.#cancelTelling = null;
    const rows = this.#rows.size > MOST_ROWS ? [] : [...this.#rows];
    const news: News = { from: this.#from, pending: this.#pending, rows };
    this.#pending = false;
    this.#rows = new Set();
    // Whoever is not told looks for itself a moment later.
    const values = [CHANNEL, JSON.stringify(news)];
    const said: Said = { text: 'SELECT pg_notify($1, $2)', values, query_timeout: FIXED_MS };
    await this.#pool.query(said).catch(() => {});
  }

  #hear(payload: string | undefined): void {
    const news = readNews(payload);
    if (news !== null && news.from !== this.#from) this.#heard(news);
  }

  #lost(client: PoolClient): void {
    if (this.#client !== client) return;
    this.#client = null;
    client.release(true);
    this.#retry();
  }

  #retry(): void {
    if (!this.#isClosed) this.#cancelRetry = this.#clock.after(PAUSE_MS, () => void this.listen());
  }
}

/** Anybody who may use the database may say something on a channel. */
function readNews(payload: string | undefined): News | null {
  try {
    const { from, pending, rows } = JSON.parse(payload ?? '');
    const isNews = typeof from === 'string' && typeof pending === 'boolean' && Array.isArray(rows);
    return isNews ? { from, pending, rows: rows.filter((row) => Number.isInteger(row)) } : null;
  } catch {
    return null;
  }
}
