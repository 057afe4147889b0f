import type { ClaimedEvent } from '../../../log/event.ts';
import type { Complaint, LocalWrite, Outcome, Settled } from '../../../log/ports.ts';
import { bearingOf } from '../../../log/rules/problem.ts';
import { inEnglish, tell } from '../../../sentences/tell.ts';
import type { SuggestionChange } from '../../../tickets/suggestions/suggestion.ts';
import type { Held } from '../log.ts';
import type { StudentsInside } from './at-once.ts';
import type { KeptComplaint, LogStatements } from './statements.ts';
import { toIso, type WriteTurn } from './turn.ts';

/** The tables that handlers write to, inside the transaction. */
export type LocalTables = {
  students: StudentsInside;
  suggestions: { replaceWaiting(change: SuggestionChange, nowIso: string): void };
};

/** Records the end of an attempt together with its local write, if the lease is still held. */
export function settleEvent(
  sql: LogStatements,
  turn: WriteTurn,
  tables: LocalTables,
  event: ClaimedEvent,
  outcome: Outcome,
): Settled {
  if (sql.findLease.get(event.id, event.leaseToken) === undefined) return 'lost';
  if ('write' in outcome && outcome.write && !save(tables, outcome.write, turn)) return 'conflict';
  const { id, source, module, recordId, attempt } = event;
  endAttempt(
    sql,
    turn,
    { id, source, module, record_id: recordId, attempts: attempt },
    event.startedAt,
    outcome,
  );
  return 'settled';
}

/** False when the write conflicts with a record committed meanwhile. */
function save({ students, suggestions }: LocalTables, write: LocalWrite, turn: WriteTurn): boolean {
  if (write.is === 'student') return students.save(write.student);
  suggestions.replaceWaiting(write, turn.nowIso);
  return true;
}

/** Events of dead workers go back to the queue, or fail once their attempts are used up. */
export function recoverExpired(
  sql: LogStatements,
  turn: WriteTurn,
  maxAttempts: number,
  everything: boolean,
): number {
  if (everything) sql.pullDue.run({ now: turn.nowIso });
  const expired = sql.findExpired.all(everything ? FOR_EVER : turn.nowIso);
  for (const row of expired) {
    const isPoison = row.attempts >= maxAttempts;
    const told = isPoison ? tell('STOPPED_THE_SERVICE', { count: row.attempts }) : tell('SERVICE_STOPPED');
    const complaint = { error: inEnglish(told), told: [told] };
    const outcome: Outcome = isPoison
      ? { status: 'failed', ...complaint }
      : { status: 'retry', ...complaint, retryAt: turn.nowMs };
    endAttempt(sql, turn, row, turn.nowIso, outcome, 'lost');
  }
  return expired.length;
}

/**
 * Puts a finished event back in the queue. `eventId` replaces its id when that id belongs to another event.
 */
export function reopen(sql: LogStatements, turn: WriteTurn, row: Held, eventId: string | null): void {
  const { id, source, record_id } = row;
  sql.writeOutTry.run(id);
  sql.reopen.run({ id, source, record_id, now: turn.nowIso, event_id: eventId });
  turn.touch(id);
  turn.hasNewPending = true;
}

/** A held event starts work in its place among the events of its record. */
export function release(sql: LogStatements, turn: WriteTurn, row: Held, verifiedBy: string): void {
  reopen(sql, turn, row, null);
  sql.setVerified.run(verifiedBy, row.id);
}

/** Nobody looked at it: it waits again as before, and no attempt is counted or recorded. */
export function giveBack(sql: LogStatements, turn: WriteTurn, event: ClaimedEvent): void {
  const { id, source, module } = event;
  sql.postpone.run({ id, dueAt: turn.nowIso, uncount: 1, ...NOTHING_WRONG });
  turn.counters.move({ source, module }, 'processing', 'pending');
  turn.touch(id);
}

/** Sorts after the end of every lease. */
const FOR_EVER = '9999';

function endAttempt(
  sql: LogStatements,
  turn: WriteTurn,
  row: Held,
  startedAt: string,
  outcome: Outcome,
  noted: Outcome['status'] | 'lost' = outcome.status,
): void {
  const complaint = complaintOf(outcome);
  const attempt = { log_id: row.id, attempt: row.attempts, started_at: startedAt, finished_at: turn.nowIso };
  // The first try of almost every event succeeds; its row keeps it (schema.ts).
  const isQuiet = noted === 'completed' && row.attempts === 1;
  if (!isQuiet) sql.insertAttempt.run({ ...attempt, outcome: noted, ...complaint });
  turn.touch(row.id);
  if (outcome.status === 'retry' || outcome.status === 'released') {
    const isRetry = outcome.status === 'retry';
    const dueAt = isRetry ? toIso(outcome.retryAt) : turn.nowIso;
    const isCounted = isRetry && outcome.isFree !== true;
    sql.postpone.run({ id: row.id, dueAt, ...complaint, uncount: Number(!isCounted) });
    turn.counters.move(row, 'processing', 'pending');
  } else {
    const started = isQuiet ? startedAt : null;
    const result = outcome.result === undefined ? null : JSON.stringify(outcome.result);
    const ended = { id: row.id, status: outcome.status, result, started, now: turn.nowIso };
    sql.finish.run({ ...ended, ...complaint });
    turn.counters.move(row, 'processing', outcome.status);
    bear(turn, row, outcome);
    const { source, record_id } = row;
    if (sql.findUnfinished.get(source, record_id) !== undefined) sql.promote.run(source, record_id);
  }
  turn.hasNewPending = true;
}

const NOTHING_WRONG: KeptComplaint = { error: null, code: null, details: null };

function complaintOf(outcome: Outcome): KeptComplaint {
  return 'error' in outcome ? keptComplaint(outcome) : NOTHING_WRONG;
}

/** A complaint in the form its columns take. */
export function keptComplaint({ error, told }: Complaint): KeptComplaint & { error: string } {
  return { error, code: told?.[0]?.code ?? null, details: told ? JSON.stringify(told) : null };
}

/** What the ending means for the problems of the record. */
function bear(
  turn: WriteTurn,
  row: Held,
  outcome: Extract<Outcome, { status: 'completed' | 'failed' }>,
): void {
  if (outcome.status === 'failed') turn.problems.open(row, outcome.error, outcome.told ?? null, turn.nowIso);
  else if (bearingOf(outcome.result) === 'mends') turn.problems.mend(row, turn.nowIso);
  else turn.problems.pass(row.id, turn.nowIso);
}
