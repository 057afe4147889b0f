import { PermanentFailure } from '../../../log/failures.ts';
import { tell } from '../../../sentences/tell.ts';
import type { MoveSource } from '../../common/moving/sides.ts';
import { appliedMigrations, knownMigrations } from '../connect.ts';
import { connected, requireNoService } from './connected.ts';
import { readingOf } from './reading.ts';

/**
 * The log on a server, to be moved: one transaction that only reads, and sees one moment however long it takes.
 *
 * @throws PermanentFailure while a service works on it, and when another version made it
 */
export async function postgresSource(url: string): Promise<MoveSource> {
  const { client, close } = await connected(url);
  try {
    await requireNoService(client);
    if ((await appliedMigrations(client)) !== knownMigrations())
      throw new PermanentFailure(tell('MOVE_SOURCE_OTHER_VERSION'));
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL statement_timeout = 0');
    const operatorToken = async () => {
      const { rows } = await client.query(`SELECT value FROM service_state WHERE key = 'operator.token'`);
      return rows[0]?.value ?? null;
    };
    return { ...readingOf(client), operatorToken, close };
  } catch (error) {
    await close();
    throw error;
  }
}
