import { closeSync, copyFileSync, openSync, readSync, statSync, truncateSync } from 'node:fs';
import { basename } from 'node:path';
import { StoreUnavailable } from '../../../log/ports.ts';
import { inEnglish } from '../../../sentences/tell.ts';
import type { Connection } from '../connect.ts';
import { DAMAGED } from '../integrity/damaged.ts';

/** In the header of a database (https://sqlite.org/fileformat.html): its number of pages, and our stamp. */
const HEADER_BYTES = 64;
const PAGES_AT = 28;
const STAMP_AT = 60;
/**
 * In the header of the wal-index (https://sqlite.org/walformat.html), in native words: the last valid frame.
 */
const LAST_FRAME = 4;
const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

const ENDS = ['', '-wal', '-shm'] as const;

/**
 * Notices what happens to the database files behind SQLite's back, before anything is answered 200: a file
 * that was removed, replaced, truncated or restored over. SQLite would carry on in a file that nobody can
 * find again, or mix two databases.
 *
 * A copy over the file keeps its inode, so its header is read too. The stamp in it (`user_version`) grows
 * with the first change after each checkpoint, at most ten times a second, which lasts seven years: it is
 * never older than what stood there before.
 */
export class WatchedFile {
  readonly #name: string;
  /** The name in sentences, which `/ready` shows to everybody: without its folder. */
  readonly #shown: string;
  readonly #files: { database: number; index: number } | null;
  readonly #inodes: readonly (number | undefined)[];
  readonly #pageBytes: number;
  readonly #sql;
  readonly #words = new Uint32Array(HEADER_BYTES / 4);
  readonly #header = Buffer.from(this.#words.buffer);
  #stamp = 0;
  #bytes = 0;
  #isRestored = false;
  #isDamaged = false;

  constructor(db: Connection) {
    this.#name = db.name;
    this.#shown = basename(db.name);
    this.#pageBytes = Number(db.pragma('page_size', { simple: true }));
    this.#sql = {
      stamp: db.prepare<[], number>('PRAGMA user_version').pluck(),
      changes: db.prepare<[], number>('SELECT total_changes()').pluck(),
      write: (stamp: number) => db.pragma(`user_version = ${stamp}`),
    };
    this.#inodes = db.memory ? [] : ENDS.map((end) => statSync(db.name + end).ino);
    // Held until the end: closing one frees the locks that SQLite has on that file in this process.
    this.#files = db.memory
      ? null
      : { database: openSync(db.name, 'r'), index: openSync(`${db.name}-shm`, 'r') };
  }

  /**
   * Runs before and after every commit.
   * @throws StoreUnavailable
   */
  require(): void {
    if (this.#files === null) return;
    if (this.#isDamaged) throw new StoreUnavailable(inEnglish(DAMAGED));
    if (this.#isRestored) throw restored(this.#shown);
    const [bytes = 0, logBytes = 0] = ENDS.map((end, at) => {
      const found = statSync(this.#name + end, { throwIfNoEntry: false });
      if (found?.ino === this.#inodes[at]) return found?.size;
      throw new StoreUnavailable(
        `${this.#shown}${end} was removed or replaced: put it back, or start the service again with the one that is there`,
      );
    });
    this.#requireLog(logBytes, this.#files.index);
    this.#requireContent(bytes, this.#files.database);
  }

  /** False when copying the log into the file would mix two databases. */
  mayCopy(): boolean {
    try {
      this.require();
      return true;
    } catch {
      return false;
    }
  }

  /** Another state was copied over the file: any further write would be mixed into it. */
  get isRestored(): boolean {
    return this.#isRestored;
  }

  /** Stops all writing: what is added to a damaged file may be lost, and may damage more of it. */
  noteDamage(): void {
    this.#isDamaged = true;
  }

  get isDamaged(): boolean {
    return this.#isDamaged;
  }

  /** The number of changes so far, for `stamp`. */
  get changes(): number {
    return Number(this.#sql.changes.get());
  }

  /**
   * Call inside a transaction, after its work.
   * @param before the number of changes before it
   */
  stamp(before: number): void {
    if (this.#files === null || this.changes === before) return;
    const latest = Number(this.#sql.stamp.get());
    // A stamp that has not reached the file yet covers all commits until it does.
    if (latest === this.#stamp) this.#sql.write(latest + 1);
  }

  close(): void {
    if (this.#files === null) return;
    closeSync(this.#files.index);
    closeSync(this.#files.database);
  }

  /**
   * Checks that every valid frame is there: whoever empties the log removes the frames from the index first.
   */
  #requireLog(bytes: number, index: number): void {
    readSync(index, this.#header, 0, HEADER_BYTES, 0);
    const frames = Number(this.#words[LAST_FRAME]);
    const needed = LOG_HEADER_BYTES + frames * (FRAME_HEADER_BYTES + this.#pageBytes);
    if (frames > 0 && bytes < needed) throw changed(`${this.#shown}-wal was cut`);
  }

  #requireContent(bytes: number, database: number): void {
    const isWhole = readSync(database, this.#header, 0, HEADER_BYTES, 0) === HEADER_BYTES;
    const stamp = this.#header.readUInt32BE(STAMP_AT);
    // A checkpoint writes the first page before the file grows, so completeness is checked only when the file
    // shrank.
    const isCut = bytes < this.#bytes && bytes < this.#header.readUInt32BE(PAGES_AT) * this.#pageBytes;
    if ((!isWhole && this.#bytes > 0) || isCut) throw changed(`${this.#shown} was cut`);
    if (isWhole && stamp < this.#stamp) {
      this.#letGo();
      throw restored(this.#shown);
    }
    this.#bytes = bytes;
    this.#stamp = isWhole ? stamp : 0;
  }

  /**
   * The log belongs to the previous state: the next checkpoint or start would write it over what was
   * restored. It is kept aside for anyone who wants to know what was in it.
   */
  #letGo(): void {
    this.#isRestored = true;
    copyFileSync(`${this.#name}-wal`, `${this.#name}-wal.kept`);
    truncateSync(`${this.#name}-wal`, 0);
  }
}

function restored(name: string): StoreUnavailable {
  return changed(`another state was copied over ${name} while the service ran`);
}

function changed(what: string): StoreUnavailable {
  return new StoreUnavailable(
    `${what}: stop the service, put a backup in the place of the database without -wal and -shm beside it, and start again`,
  );
}
