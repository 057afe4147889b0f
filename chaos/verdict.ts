import Database from 'better-sqlite3';
import type { SimulatedWorld } from '../simulator/world.ts';

/** What must all be zero. */
export type Verdict = {
  /** Answered 200, and not in the log. */
  lost: number;
  /** In the log twice, or done twice outside. */
  twice: number;
  /** Neither ended nor failed, though nothing was in the way any more. */
  stuck: number;
  /** Ended as failed, though nothing was wrong with them. */
  failed: number;
  /** Students that do not stand as their newest event left them. */
  outOfOrder: number;
  /** Counters that differ from a recount of the log. */
  miscounted: number;
};

type Row = { event_id: string; status: string; record_id: string; payload: string; occurred_at: string };

/** Reads the database and what the outside systems were told, after the service has stopped. */
export function judge(file: string, acknowledged: ReadonlySet<string>, world: SimulatedWorld): Verdict {
  const db = new Database(file, { readonly: true });
  try {
    const rows = db
      .prepare<[], Row>(
        `SELECT event_id, status, record_id, payload, occurred_at FROM integration_events_log
         WHERE status <> 'duplicate'`,
      )
      .all();
    const kept = count(rows.map(({ event_id }) => event_id));
    return {
      lost: [...acknowledged].filter((id) => !kept.has(id)).length,
      twice: [...kept.values()].filter((times) => times > 1).length + doneTwice(world),
      stuck: rows.filter(({ status }) => status === 'pending' || status === 'processing').length,
      failed: rows.filter(({ status }) => status === 'failed').length,
      outOfOrder: outOfOrder(db, rows),
      miscounted: miscounted(db),
    };
  } finally {
    db.close();
  }
}

/** Events that ended in the transaction that kept them: a run that met none has proven nothing about them. */
export function endedAsKept(file: string): number {
  const db = new Database(file, { readonly: true });
  try {
    const sql = `SELECT count(*) FROM integration_events_log WHERE status = 'completed' AND started_at = processed_at`;
    return Number(db.prepare(sql).pluck().get());
  } finally {
    db.close();
  }
}

/** Users for one student, and equal letters, notes and drafts on one ticket. */
function doneTwice({ moodle, desk }: SimulatedWorld): number {
  const created = moodle.writes.filter(({ wsfunction }) => wsfunction === 'core_user_create_users');
  const users = count(created.flatMap(({ users }) => Object.values(Object(users)).map(idNumber)));
  const made = desk.writes.filter(({ call }) => MAKES_SOMETHING.test(call));
  const letters = count(made.map(({ call, ticketId, body }) => JSON.stringify([call, ticketId, body])));
  return [...users.values(), ...letters.values()].filter((times) => times > 1).length;
}

function idNumber(user: unknown): string {
  return String(Object(user).idnumber);
}

/** Calls of Zoho Desk after which there is one thing more; the others may be made again without harm. */
const MAKES_SOMETHING = /draft|reply|comment/i;

function outOfOrder(db: Database.Database, rows: readonly Row[]): number {
  const newest = new Map<string, Row>();
  for (const row of rows) {
    if (row.status !== 'completed' || !row.event_id.startsWith('chaos_')) continue;
    const before = newest.get(row.record_id);
    if (before === undefined || before.occurred_at < row.occurred_at) newest.set(row.record_id, row);
  }
  const cityOf = db.prepare<[string], string | null>('SELECT city FROM students WHERE zoho_id = ?').pluck();
  return [...newest].filter(([id, { payload }]) => JSON.parse(payload).data.City !== cityOf.get(id)).length;
}

function miscounted(db: Database.Database): number {
  const tally = (sql: string) =>
    count(
      db
        .prepare<[], { source: string; status: string; count: number }>(sql)
        .all()
        .flatMap(({ source, status, count: times }) => Array<string>(times).fill(`${source} ${status}`)),
    );
  const counted = tally('SELECT source, status, sum(count) AS count FROM event_counters GROUP BY 1, 2');
  const recounted = tally(
    'SELECT source, status, count(*) AS count FROM integration_events_log GROUP BY 1, 2',
  );
  const keys = new Set([...counted.keys(), ...recounted.keys()]);
  return [...keys].filter((key) => (counted.get(key) ?? 0) !== (recounted.get(key) ?? 0)).length;
}

function count(texts: readonly (string | null | undefined)[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const text of texts) if (text) times.set(text, (times.get(text) ?? 0) + 1);
  return times;
}
