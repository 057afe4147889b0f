import type { PoolClient } from 'pg';
import { PermanentFailure } from '../../../log/failures.ts';
import { tell } from '../../../sentences/tell.ts';
import type { Looked, Mark, MoveTarget } from '../../common/moving/sides.ts';
import { type MovedTable, type Row, tableNamed, UNFINISHED } from '../../common/moving/tables.ts';
import { rowsAsJson } from '../../common/storable.ts';
import { migrateUnderLock } from '../connect.ts';
import { connected, requireNoService } from './connected.ts';
import { NAMES_OF_OURS, readingOf, rowsOf, TABLES } from './reading.ts';

/** All that the instances counted goes into one slot. */
const SLOT = 0;
const TYPES = { number: 'bigint', text: 'text', bytes: 'text' } as const;

/**
 * A database on a server that a log is moved into.
 *
 * @throws PermanentFailure while a service works on it
 */
export async function postgresTarget(url: string): Promise<MoveTarget> {
  const { pool, client, close } = await connected(url);
  try {
    await requireNoService(client);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...readingOf(client),
    look: () => look(client),
    open: () => migrateUnderLock(pool),
    begin: (mark) => inTransaction(client, () => begin(client, mark)),
    write: (table, rows, was, is) =>
      inTransaction(client, () => write(client, tableNamed(TABLES, table), rows, was, is)),
    finish: (operatorToken) => inTransaction(client, () => finish(client, operatorToken)),
    close,
  };
}

async function look(client: PoolClient): Promise<Looked> {
  const { rows } = await client.query<{ tablename: string }>(
    'SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename',
  );
  const names = rows.map(({ tablename }) => tablename);
  const mark = names.includes('service_state') ? await markIn(client) : null;
  if (mark !== null) return { is: 'begun', mark };
  const foreign = names.filter((name) => !NAMES_OF_OURS.includes(name));
  if (foreign.length > 0)
    return {
      is: 'taken',
      why: tell('MOVE_TARGET_FOREIGN', { tables: foreign.slice(0, 3).join(', ') }),
    };
  for (const table of TABLES.filter(({ name }) => names.includes(name))) {
    const filled = await client.query(`SELECT 1 FROM ${rowsOf(table)} LIMIT 1`);
    if (filled.rows.length > 0)
      return {
        is: 'taken',
        why: tell('MOVE_TARGET_HOLDS_LOG'),
      };
  }
  return { is: 'free' };
}

async function markIn(client: PoolClient): Promise<Mark | null> {
  const { rows } = await client.query('SELECT value FROM service_state WHERE key = $1', [UNFINISHED]);
  return rows[0] === undefined ? null : JSON.parse(rows[0].value);
}

async function begin(client: PoolClient, mark: Mark): Promise<void> {
  await client.query(`TRUNCATE ${TABLES.map(({ name }) => name).join(', ')} RESTART IDENTITY`);
  await client.query(`INSERT INTO service_state (key, value, updated_at) VALUES ($1, $2, '')`, [
    UNFINISHED,
    JSON.stringify(mark),
  ]);
}

async function write(
  client: PoolClient,
  { name, columns, hasSlots }: MovedTable,
  rows: readonly Row[],
  was: Mark,
  is: Mark,
): Promise<void> {
  const { rowCount } = await client.query(
    'UPDATE service_state SET value = $1 WHERE key = $2 AND value = $3',
    [JSON.stringify(is), UNFINISHED, JSON.stringify(was)],
  );
  if (rowCount === 0) throw new PermanentFailure(tell('MOVE_BY_ANOTHER'));
  const names = columns.map((column) => column.name).join(', ');
  const values = columns.map((column, index) =>
    column.is === 'bytes' ? `decode(c${index}, 'base64')` : `c${index}`,
  );
  const types = columns.map((column, index) => `c${index} ${TYPES[column.is]}`);
  const asObjects = rows.map((row) =>
    Object.fromEntries(
      row.map((value, index) => [`c${index}`, Buffer.isBuffer(value) ? value.toString('base64') : value]),
    ),
  );
  await client.query(
    `INSERT INTO ${name} (${names}${hasSlots ? ', slot' : ''})
     SELECT ${values.join(', ')}${hasSlots ? `, ${SLOT}` : ''} FROM json_to_recordset($1::json) AS r(${types.join(', ')})`,
    [rowsAsJson(asObjects)],
  );
}

async function finish(client: PoolClient, operatorToken: string | null): Promise<void> {
  for (const { name } of TABLES) {
    const { rows } = await client.query(`
      SELECT pg_get_serial_sequence('${name}', attname) AS sequence FROM pg_attribute
      WHERE attrelid = '${name}'::regclass AND attidentity <> ''`);
    // A table that is empty begins at 1, as it would have.
    if (rows[0] !== undefined)
      await client.query(`SELECT setval($1::regclass, max(id)) FROM ${name} HAVING max(id) IS NOT NULL`, [
        rows[0].sequence,
      ]);
  }
  if (operatorToken !== null)
    await client.query(
      `INSERT INTO service_state (key, value, updated_at) VALUES ('operator.token', $1, '')
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      [operatorToken],
    );
  await client.query('DELETE FROM service_state WHERE key = $1', [UNFINISHED]);
}

async function inTransaction(client: PoolClient, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}
