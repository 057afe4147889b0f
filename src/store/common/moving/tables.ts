import { PermanentFailure } from '../../../log/failures.ts';
import { tell } from '../../../sentences/tell.ts';

/** What a database holds in a column, whatever the engine calls its type. */
export type Value = string | number | Buffer | null;
export type Row = readonly Value[];
export type Column = { name: string; is: 'number' | 'text' | 'bytes' };

/** A table as it moves from one engine to another. */
export type MovedTable = {
  name: string;
  columns: readonly Column[];
  /** The columns that identify a row. */
  key: readonly string[];
  /** Which rows move, in SQL that both engines understand. */
  condition: string;
  /** Instances count side by side, each in its own slot; what moves is the sum. */
  hasSlots: boolean;
};

/** The key in `service_state` that marks a target until everything has arrived. */
export const UNFINISHED = 'move';
/** Why a database that holds only part of a log is not opened. */
export function unfinished(): PermanentFailure {
  return Object.assign(new PermanentFailure(tell('MOVE_UNFINISHED')), { code: 'UNFINISHED_MOVE' });
}

/**
 * Entries of `service_state` that belong to this one database or engine: after a move they are made afresh
 * where needed.
 */
const OF_ONE_DATABASE = [UNFINISHED, 'operator.token', 'problems.entered', 'file.clean'];
/** Proof that a disk takes a write; it says nothing about another disk. */
const STAYS = 'heartbeat';
const SLOT = 'slot';

/** How drizzle describes a table, in either engine. */
type Described = {
  name: string;
  columns: readonly { name: string; primary: boolean; getSQLType(): string }[];
  primaryKeys: readonly { columns: readonly { name: string }[] }[];
};

/** Every table of a schema that moves, small ones first and the log last, so that a refusal comes early. */
export function movedTables(described: readonly Described[]): MovedTable[] {
  return described
    .filter(({ name }) => name !== STAYS)
    .map(moved)
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

function placeOf({ name }: MovedTable): string {
  return name === 'integration_events_log' ? '~' : name;
}

function moved({ name, columns, primaryKeys }: Described): MovedTable {
  const all = [
    ...columns.filter(({ primary }) => primary),
    ...primaryKeys.flatMap((primaryKey) => primaryKey.columns),
  ];
  const key = all.map((column) => column.name).filter((column) => column !== SLOT);
  const kept = columns.filter((column) => column.name !== SLOT);
  const isState = name === 'service_state';
  return {
    name,
    key,
    columns: kept.map((column) => ({ name: column.name, is: kindOf(column.getSQLType()) })),
    condition: isState ? `key NOT IN (${OF_ONE_DATABASE.map((own) => `'${own}'`).join(', ')})` : 'true',
    hasSlots: kept.length < columns.length,
  };
}

function kindOf(type: string): Column['is'] {
  if (type === 'text') return 'text';
  return type === 'bytea' || type === 'blob' ? 'bytes' : 'number';
}

export function tableNamed(tables: readonly MovedTable[], name: string): MovedTable {
  const table = tables.find((one) => one.name === name);
  if (table === undefined) throw new PermanentFailure(tell('MOVE_TABLE_UNKNOWN', { table: name }));
  return table;
}

/** The same value out of either engine: a SQLite column holds whatever a stranger wrote into it. */
export function canonical({ is }: Column, value: unknown): Value {
  if (value === null) return null;
  if (is === 'bytes') return Buffer.isBuffer(value) ? value : Buffer.from(String(value));
  if (is === 'number') return Number(value);
  return Buffer.isBuffer(value) ? value.toString() : String(value);
}
