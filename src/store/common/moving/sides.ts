import type { Told } from '../../../log/told.ts';
import type { Row } from './tables.ts';

/** Where a side stopped reading a table, in its own terms. */
export type Place = readonly (string | number)[];
export type Page = { rows: Row[]; last: Place };

/** How far a move has come; kept in the target, in the transaction that writes the rows before it. */
export type Mark = {
  /** Whose log it is. */
  from: string;
  /** The table that is being filled, those before it are whole; empty while there is none. */
  table: string;
  /** The last row that arrived; null while there is none. */
  after: Place | null;
};

export type MovingSide = {
  /** Their names, in the order in which they move. */
  readonly tables: readonly string[];
  count(table: string): Promise<number>;
  /** The next rows, as many as are good to hold at once; null at the end of the table. */
  read(table: string, after: Place | null): Promise<Page | null>;
  close(): Promise<void>;
};

/** A log as it is at one moment. Nothing is written to it. */
export type MoveSource = MovingSide & {
  /** The operator token, where the database itself keeps it. */
  operatorToken(): Promise<string | null>;
};

/** What a target holds: nothing, part of a move, or something else. */
export type Looked = { is: 'free' } | { is: 'begun'; mark: Mark } | { is: 'taken'; why: Told };

export type MoveTarget = MovingSide & {
  /** Changes nothing. */
  look(): Promise<Looked>;
  /** Makes the tables, or brings them up to date. Nobody else may work on them from here on. */
  open(): Promise<void>;
  /** Empties the tables; no service opens the database before `finish`. */
  begin(mark: Mark): Promise<void>;
  /**
   * Keeps rows and the new mark together.
   *
   * @throws PermanentFailure when the mark is not `was` any more: somebody else moves into it
   */
  write(table: string, rows: readonly Row[], was: Mark, is: Mark): Promise<void>;
  /** Lets ids go on after the largest, and opens the database to the service. */
  finish(operatorToken: string | null): Promise<void>;
};
