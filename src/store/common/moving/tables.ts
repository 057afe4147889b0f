import { PermanentFailure } from '../../../log/failures.ts';
import { tell } from '../../../sentences/tell.ts';

/** What a database keeps in a column, whatever the engine calls its type. */
export type Value = string | number | Buffer | null;
export type Row = readonly Value[];
export type Column = { name: string; is: 'number' | 'text' | 'bytes' };

/** A table as it moves from one engine to another. */
export type MovedTable = {
  name: string;
  columns: readonly Column[];
  /** The columns that tell its rows apart. */
  key: readonly string[];
  /** SQL that both engines understand: which rows move. */
  condition: string;
  /** Instances count side by side, each in a slot of its own: what moves is the sum. */
  hasSlots: boolean;
};

/** The key in `service_state` that stands in a target until everything has arrived. */
export const UNFINISHED = 'move';
/** Why a database that holds part of a log is not opened. */
export function unfinished(): PermanentFailure {
  return Object.assign(new PermanentFailure(tell('MOVE_UNFINISHED')), { code: 'UNFINISHED_MOVE' });
}

/** In `service_state`, but about this one database or engine: whoever moves makes them anew where they are needed. */
const OF_ONE_DATABASE = [UNFINISHED, 'operator.token', 'problems.entered', 'file.clean'];
/** Proof that a disk takes a write; it says nothing about another one. */
const STAYS = 'heartbeat';
const SLOT = 'slot';

/** What drizzle says of a table, in either engine. */
type Described = {
  name: string;
  columns: readonly { name: string; primary: boolean; getSQLType(): string }[];
  primaryKeys: readonly { columns: readonly { name: string }[] }[];
};

/** Every table of a schema that moves, the small ones first and the log last: what would be refused is refused early. */
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

/** A table by its name. */
export function tableNamed(tables: readonly MovedTable[], name: string): MovedTable {
  const table = tables.find((one) => one.name === name);
  if (table === undefined) throw new PermanentFailure(tell('MOVE_TABLE_UNKNOWN', { table: name }));
  return table;
}

/** The same value out of either engine: SQLite keeps in any column what a stranger wrote into it. */
export function canonical({ is }: Column, value: unknown): Value {
  if (value === null) return null;
  if (is === 'bytes') return Buffer.isBuffer(value) ? value : Buffer.from(String(value));
  if (is === 'number') return Number(value);
  return Buffer.isBuffer(value) ? value.toString() : String(value);
}
