import type { Pool, PoolClient } from 'pg';
import { PermanentFailure } from '../../../log/failures.ts';
import { tell } from '../../../sentences/tell.ts';
import { connect, NAMES } from '../connect.ts';

type Connected = { pool: Pool; client: PoolClient; close: () => Promise<void> };

export async function connected(url: string): Promise<Connected> {
  // One to read or write, two for the migrations.
  const pool = connect(url, 3, { name: NAMES.move, isPatient: true });
  try {
    const client = await pool.connect();
    // A connection that is cut while nothing is asked of it is noticed by the next query.
    client.on('error', () => {});
    const close = async () => {
      client.release(true);
      await pool.end();
    };
    return { pool, client, close };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** An instance that runs would write what no longer moves, or count what it did not receive. */
export async function requireNoService(client: PoolClient): Promise<void> {
  const { rows } = await client.query(
    'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1 LIMIT 1',
    [NAMES.service],
  );
  if (rows.length === 0) return;
  const { rows: named } = await client.query('SELECT current_database() AS name');
  throw new PermanentFailure(tell('MOVE_WITH_SERVICE', { database: named[0].name }));
}
