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

export type Row = {
  event_id: string;
  status: string;
  record_id: string;
  payload: string;
  occurred_at: string;
};
export type Tally = { source: string; status: string; count: number };
/** What the log held at the end, whichever engine kept it. */
export type Kept = {
  /** Everything but repeats. */
  rows: readonly Row[];
  cities: ReadonlyMap<string, string | null>;
  counted: readonly Tally[];
  recounted: readonly Tally[];
};

/** What is asked of a log; each engine understands it. */
export const QUESTIONS = {
  rows: `SELECT event_id, status, record_id, payload, occurred_at FROM integration_events_log
         WHERE status <> 'duplicate'`,
  cities: 'SELECT zoho_id, city FROM students',
  counted: 'SELECT source, status, sum(count) AS count FROM event_counters GROUP BY 1, 2',
  recounted: 'SELECT source, status, count(*) AS count FROM integration_events_log GROUP BY 1, 2',
  endedAsKept: `SELECT count(*) AS count FROM integration_events_log
                WHERE status = 'completed' AND started_at = processed_at`,
} as const;

/** Reads the database and what the outside systems were told, after the service has stopped. */
export function judge(file: string, acknowledged: ReadonlySet<string>, world: SimulatedWorld): Verdict {
  const db = new Database(file, { readonly: true });
  try {
    const all = <Found>(question: string) => db.prepare<[], Found>(question).all();
    const cities = all<{ zoho_id: string; city: string | null }>(QUESTIONS.cities);
    return judgeKept(
      {
        rows: all<Row>(QUESTIONS.rows),
        cities: new Map(cities.map(({ zoho_id, city }) => [zoho_id, city])),
        counted: all<Tally>(QUESTIONS.counted),
        recounted: all<Tally>(QUESTIONS.recounted),
      },
      acknowledged,
      world,
    );
  } finally {
    db.close();
  }
}

export function judgeKept(kept: Kept, acknowledged: ReadonlySet<string>, world: SimulatedWorld): Verdict {
  const { rows } = kept;
  const times = count(rows.map(({ event_id }) => event_id));
  return {
    lost: [...acknowledged].filter((id) => !times.has(id)).length,
    twice: [...times.values()].filter((each) => each > 1).length + doneTwice(world),
    stuck: rows.filter(({ status }) => status === 'pending' || status === 'processing').length,
    failed: rows.filter(({ status }) => status === 'failed').length,
    outOfOrder: outOfOrder(kept),
    miscounted: miscounted(kept),
  };
}

/** Events that ended in the transaction that kept them: a run that met none has proven nothing about them. */
export function endedAsKept(file: string): number {
  const db = new Database(file, { readonly: true });
  try {
    return Number(db.prepare(QUESTIONS.endedAsKept).pluck().get());
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

function outOfOrder({ rows, cities }: Kept): number {
  const newest = new Map<string, Row>();
  for (const row of rows) {
    if (row.status !== 'completed' || !row.event_id.startsWith('chaos_')) continue;
    const before = newest.get(row.record_id);
    if (before === undefined || before.occurred_at < row.occurred_at) newest.set(row.record_id, row);
  }
  return [...newest].filter(([id, { payload }]) => JSON.parse(payload).data.City !== cities.get(id)).length;
}

function miscounted(kept: Kept): number {
  const tally = (found: readonly Tally[]) =>
    new Map(found.map(({ source, status, count: times }) => [`${source} ${status}`, Number(times)]));
  const [counted, recounted] = [tally(kept.counted), tally(kept.recounted)];
  const keys = new Set([...counted.keys(), ...recounted.keys()]);
  return [...keys].filter((key) => (counted.get(key) ?? 0) !== (recounted.get(key) ?? 0)).length;
}

function count(texts: readonly (string | null | undefined)[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const text of texts) if (text) times.set(text, (times.get(text) ?? 0) + 1);
  return times;
}
