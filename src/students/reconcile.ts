import type { Clock } from '../clock.ts';
import { deriveEventId } from '../inbound/identity.ts';
import { NO_TIME, toEpochMs } from '../inbound/times.ts';
import type { JsonObject, NewEvent } from '../log/event.ts';
import type { Intake, Reading } from '../log/ports.ts';
import type { StateStore, StudentStore } from '../log/stores.ts';
import { type ZohoCrm, zohoTime } from '../outside/zoho/crm/crm.ts';
import { STUDENT_MODULE } from './module.ts';

export type ReconcileOptions = {
  crm: ZohoCrm;
  intake: Intake;
  reading: Reading;
  students: StudentStore;
  state: StateStore;
  clock: Clock;
  /** Look back to this time, in epoch ms, in place of the last run's mark. */
  sinceMs?: number;
  /** Only says what is missing: appends nothing and leaves the mark. */
  isDryRun?: boolean;
  onProgress?: (report: ReconcileReport) => void;
};

/** `changed` and `deleted` records were looked at; `missing` are those that the log had not seen. */
export type ReconcileReport = { changed: number; deleted: number; missing: number };

/** A record as Zoho has it, against what the log may know of it. */
type Sighting = {
  recordId: string;
  eventType: 'update' | 'delete';
  atMs: number;
  /** Zoho has it, and we hold it as deleted at that time: from the recycle bin it comes back with its old time. */
  isRestored?: true;
};

const MARK = 'reconcile.students';
/** How far the first run looks back, in ms. */
const FIRST_LOOK_MS = 24 * 3_600_000;
/** A change may be written into Zoho's tables later than its time says; each run looks this much further back, in ms. */
const OVERLAP_MS = 5 * 60_000;
/** A change this young is left to its webhook, in ms; the next run sees it again. */
const GRACE_MS = 60_000;

/**
 * Finds the students that were changed or deleted in Zoho CRM without the log having seen it, because a webhook was
 * lost, and appends an event for each, once. Reads only in Zoho. The mark moves only when the whole run ended well, so
 * the next run covers what a broken one left.
 */
export async function reconcileStudents(
  options: ReconcileOptions,
  signal: AbortSignal,
): Promise<ReconcileReport> {
  const untilMs = options.clock.now() - GRACE_MS;
  const sinceMs = options.sinceMs ?? (await lookBack(options.state, untilMs));
  const report = { changed: 0, deleted: 0, missing: 0 };
  for await (const sightings of sightingsSince(options, sinceMs, signal)) {
    const ripe = sightings.filter(({ atMs }) => atMs <= untilMs);
    const missing = await unseen(ripe, options);
    if (!options.isDryRun && missing.length > 0) await options.intake.append(missing.map(toEvent));
    report.missing += missing.length;
    for (const { eventType } of ripe) report[eventType === 'delete' ? 'deleted' : 'changed'] += 1;
    options.onProgress?.({ ...report });
  }
  if (!options.isDryRun) await options.state.write(MARK, new Date(untilMs).toISOString());
  return report;
}

async function lookBack(state: StateStore, untilMs: number): Promise<number> {
  const mark = await state.read(MARK);
  return mark === null ? untilMs - FIRST_LOOK_MS : Date.parse(mark) - OVERLAP_MS;
}

/** Changed records page by page, then all deleted ones, then those that are back. */
async function* sightingsSince(
  { crm, students }: ReconcileOptions,
  sinceMs: number,
  signal: AbortSignal,
): AsyncGenerator<Sighting[]> {
  for await (const rows of changedSince(crm, sinceMs, signal)) yield rows.map(toSighting);
  const deleted = await crm.deletedSince(STUDENT_MODULE, new Date(sinceMs).toISOString(), signal);
  yield deleted.map(({ id, deletedTime }) => ({
    recordId: id,
    eventType: 'delete',
    atMs: toEpochMs(deletedTime),
  }));
  yield await restoredSince(crm, students, sinceMs, signal);
}

/** The students that were deleted here since then, and that Zoho has all the same. */
async function restoredSince(
  crm: ZohoCrm,
  students: StudentStore,
  sinceMs: number,
  signal: AbortSignal,
): Promise<Sighting[]> {
  const restored: Sighting[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<StudentStore['list']>> = await students.list(
      { deleted: true },
      { limit: 1000, after },
    );
    const deleted = page.students
      .map(({ zohoId, deletedAt }) => ({ recordId: zohoId, atMs: Date.parse(deletedAt ?? '') }))
      .filter(({ atMs }) => atMs >= sinceMs);
    const ids = deleted.map(({ recordId }) => recordId);
    const inZoho = await crm.existing(STUDENT_MODULE, ids, signal);
    for (const { recordId, atMs } of deleted)
      if (inZoho.has(recordId)) restored.push({ recordId, eventType: 'update', atMs, isRestored: true });
    after = page.nextAfter;
  } while (after !== null);
  return restored;
}

/**
 * Pages by the time of the last row, because a record that is changed meanwhile moves to the end and an offset would
 * skip another one. Only among records of the same second, as after an import, the offset grows.
 */
async function* changedSince(
  crm: ZohoCrm,
  sinceMs: number,
  signal: AbortSignal,
): AsyncGenerator<JsonObject[]> {
  const seen = new Set<string>();
  const isNew = (row: JsonObject) => seen.size < seen.add(`${row.id} ${row.Modified_Time}`).size;
  let fromMs = sinceMs;
  let offset = 0;
  let hasMore = true;
  while (hasMore) {
    const { rows, ...page } = await crm.queryPage(changedSelect(fromMs), offset, signal);
    hasMore = page.hasMore && rows.length > 0;
    yield rows.filter(isNew);
    const lastMs = Math.max(fromMs, ...rows.map((row) => toSighting(row).atMs));
    offset = lastMs > fromMs ? 0 : offset + rows.length;
    fromMs = lastMs;
  }
}

function changedSelect(fromMs: number): string {
  return `select id, Modified_Time from ${STUDENT_MODULE} where Modified_Time >= '${zohoTime(fromMs)}' order by Modified_Time asc, id asc`;
}

function toSighting({ id, Modified_Time }: JsonObject): Sighting {
  return { recordId: String(id), eventType: 'update', atMs: toEpochMs(String(Modified_Time)) };
}

async function unseen(
  sightings: readonly Sighting[],
  { reading, students }: ReconcileOptions,
): Promise<Sighting[]> {
  const known = await Promise.all(
    sightings.map(
      async (sighting) => (await isApplied(sighting, students)) || (await isLogged(sighting, reading)),
    ),
  );
  return sightings.filter((_, index) => !known[index]);
}

/** A student that was never here needs no deletion. */
async function isApplied(
  { recordId, eventType, atMs, isRestored }: Sighting,
  students: StudentStore,
): Promise<boolean> {
  if (isRestored) return false;
  const student = await students.find(recordId);
  if (student === null) return eventType === 'delete';
  const appliedMs = Date.parse(student.appliedTimes.record ?? '');
  // A deletion in the second of the last change came after it.
  return eventType === 'delete' ? student.deletedAt !== null || appliedMs > atMs : appliedMs >= atMs;
}

/** An earlier run saw it: its event waits, or failed for a reason that another event would meet too. */
async function isLogged(sighting: Sighting, reading: Reading): Promise<boolean> {
  const { events } = await reading.list({ event_id: toEvent(sighting).eventId }, { limit: 1, before: null });
  return events.length > 0;
}

function toEvent({ recordId, eventType, atMs, isRestored }: Sighting): NewEvent {
  const at = new Date(atMs).toISOString();
  return {
    source: 'zoho',
    eventId: deriveEventId(['reconcile', STUDENT_MODULE, recordId, isRestored ? 'restored' : eventType, at]),
    module: STUDENT_MODULE,
    eventType,
    recordId,
    occurred: isRestored ? NO_TIME : { at, clock: 'record' },
    payload: JSON.stringify({
      zoho_id: recordId,
      module: STUDENT_MODULE,
      operation: eventType,
      modified_time: at,
    }),
    rawBody: null,
    verifiedBy: 'reconcile',
    kind: { is: 'event' },
  };
}
