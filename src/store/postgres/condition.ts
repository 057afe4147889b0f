import type { Trouble } from '../../log/readings.ts';
import { inEnglish, tell } from '../../sentences/tell.ts';
import type { Reader } from '../common/dialect.ts';
import { sql } from '../common/drizzle.ts';
import type { Wording } from './asking/wording.ts';

/** Without them a server that fails loses what it said was committed: https://www.postgresql.org/docs/current/runtime-config-wal.html */
const DURABLE = ['fsync', 'full_page_writes'] as const;

/** What is wrong with the server or with what stands before it. `synchronous_commit` is not asked: we overrule it. */
export async function conditionOf(reader: Reader, wording: Wording): Promise<Trouble[]> {
  const [row] = await reader.all<Record<string, string>>(
    sql`SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes`,
  );
  const off = DURABLE.filter((name) => row?.[name] === 'off');
  const troubles: Trouble[] = [];
  if (off.length > 0) {
    const told = tell('SERVER_FORGETS', { settings: off.join(', ') });
    troubles.push({ code: 'SERVER_FORGETS', message: inEnglish(told), told: [told], isGrave: true });
  }
  if (!wording.usesNames) {
    const told = tell('POOLER_FORGETS');
    troubles.push({ code: 'POOLER_FORGETS', message: inEnglish(told), told: [told] });
  }
  return troubles;
}
