import { sql } from '../common/drizzle.ts';
import { PoolReader } from './asking/queries.ts';
import { Wording } from './asking/wording.ts';
import { connect, migrateUnderLock } from './connect.ts';
import { unusable } from './unusable.ts';

/** A secret in `service_state`: the first who asks makes it, and everybody else is given that one. */
export async function secretOf(url: string, key: string, make: () => string): Promise<string> {
  const pool = connect(url, 2);
  try {
    await migrateUnderLock(pool);
    const reader = new PoolReader(pool, new Wording());
    await reader.all(sql`
      INSERT INTO service_state (key, value, updated_at)
      VALUES (${key}, ${make()}, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      ON CONFLICT (key) DO NOTHING`);
    const [kept] = await reader.all<{ value: string }>(
      sql`SELECT value FROM service_state WHERE key = ${key}`,
    );
    return String(kept?.value);
  } catch (error) {
    throw unusable(url, error as Error);
  } finally {
    await pool.end();
  }
}
