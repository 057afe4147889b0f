import type { Told } from '../../../log/told.ts';
import type { Row } from './tables.ts';

/** Where a side stopped reading a table, in its own terms. */
export type Place = readonly (string | number)[];
export type Page = { rows: Row[]; last: Place };

/**
 * How far a move has come; stored in the target, in the transaction that writes the rows up to this point.
 */
export type Mark = {
  /** Whose log it is. */
  from: string;
  /** The table being filled; those before it are complete. Empty before the first. */
  table: string;
  /** The last row that arrived; null before the first. */
  after: Place | null;
};

export type MovingSide = {
  /** Their names, in the order they move. */
  readonly tables: readonly string[];
  count(table: string): Promise<number>;
  /** The next rows, as many as are reasonable to hold at once; null at the end of the table. */
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
  /** Creates the tables or migrates them. From here on nobody else may work on them. */
  open(): Promise<void>;
  /** Empties the tables; no service opens the database before `finish`. */
  begin(mark: Mark): Promise<void>;
  /**
   * Stores rows and the new mark together.
   *
   * @throws PermanentFailure when the mark is no longer `was`: somebody else is moving into the same target
   */
  write(table: string, rows: readonly Row[], was: Mark, is: Mark): Promise<void>;
  /** Makes new ids continue after the largest, and opens the database to the service. */
  finish(operatorToken: string | null): Promise<void>;
};
