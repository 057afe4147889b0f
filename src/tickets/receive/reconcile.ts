import type { Clock } from '../../clock.ts';
import { deriveEventId } from '../../inbound/identity.ts';
import type { NewEvent } from '../../log/event.ts';
import type { Intake, Reading } from '../../log/ports.ts';
import type { StateStore } from '../../log/stores.ts';
import type { ZohoDesk } from '../../outside/zoho/desk/desk.ts';
import { TICKET_MODULE } from './module.ts';

export type TicketReconcileOptions = {
  desk: Pick<ZohoDesk, 'searchModified'>;
  intake: Intake;
  reading: Reading;
  state: StateStore;
  clock: Clock;
  /** Look back to this time, in epoch ms, in place of the last run's mark. */
  sinceMs?: number;
  /** Only says what is missing: appends nothing and leaves the mark. */
  isDryRun?: boolean;
  onProgress?: (report: TicketReconcileReport) => void;
};

/** `changed` tickets were looked at; `missing` are those whose change the log had not seen. */
export type TicketReconcileReport = { changed: number; missing: number };

/** A ticket and when it was last changed, ISO 8601 in UTC. */
type Sighting = { id: string; modifiedTime: string };

const MARK = 'reconcile.tickets';
/** The index that is searched may be behind by minutes; each run looks this much further back, in ms. */
const OVERLAP_MS = 15 * 60_000;
/** A change this young is left to its webhook and to the index, in ms; the next run sees it. */
const GRACE_MS = 5 * 60_000;
/** Tickets that are compared and appended together. */
const BATCH = 100;
/** Rows of a ticket that are looked at: more repeats than this after one change are unheard of. */
const ROWS = 10;

/**
 * Finds the tickets that were changed in Zoho Desk without the log having seen it, because a webhook was lost, and
 * appends an event for each, once. Reads only in Zoho. The first run only sets the mark: what happened before the
 * service began is nothing that was lost. The mark moves only when the whole run ended well.
 */
export async function reconcileTickets(
  options: TicketReconcileOptions,
  signal: AbortSignal,
): Promise<TicketReconcileReport> {
  const { desk, intake, reading, state, clock, isDryRun, onProgress } = options;
  const untilMs = clock.now() - GRACE_MS;
  const sinceMs = options.sinceMs ?? (await lookBack(state, untilMs));
  const until = new Date(untilMs).toISOString();
  const found =
    sinceMs < untilMs ? await desk.searchModified(new Date(sinceMs).toISOString(), until, signal) : [];
  const report = { changed: 0, missing: 0 };
  for (let start = 0; start < found.length; start += BATCH) {
    const batch = found.slice(start, start + BATCH);
    const missing = await unseen(batch, reading);
    if (!isDryRun && missing.length > 0) await intake.append(missing.map(toEvent));
    report.changed += batch.length;
    report.missing += missing.length;
    onProgress?.({ ...report });
  }
  if (!isDryRun) await state.write(MARK, until);
  return report;
}

async function lookBack(state: StateStore, untilMs: number): Promise<number> {
  const mark = await state.read(MARK);
  return mark === null ? untilMs : Date.parse(mark) - OVERLAP_MS;
}

async function unseen(sightings: readonly Sighting[], reading: Reading): Promise<Sighting[]> {
  const seen = await Promise.all(sightings.map((sighting) => isSeen(sighting, reading)));
  return sightings.filter((_, index) => !seen[index]);
}

/**
 * Whoever works on an event reads the ticket again, so an event that came after the change has seen it; an earlier
 * event of ours too. A repeat is not worked on: it has seen nothing.
 */
async function isSeen({ id, modifiedTime }: Sighting, reading: Reading): Promise<boolean> {
  const filter = { source: 'zoho_desk', record_id: id, since: modifiedTime };
  const { events } = await reading.list(filter, { limit: ROWS, before: null });
  return events.some(({ status }) => status !== 'duplicate');
}

/** Named like Zoho's own event, so that it is worked on like one. */
function toEvent({ id, modifiedTime }: Sighting): NewEvent {
  const eventType = 'Ticket_Update';
  return {
    source: 'zoho_desk',
    eventId: deriveEventId(['reconcile', TICKET_MODULE, id, modifiedTime]),
    module: TICKET_MODULE,
    eventType,
    recordId: id,
    occurred: { at: modifiedTime, clock: 'record' },
    payload: JSON.stringify({ ticket_id: id, event_type: eventType, modified_time: modifiedTime }),
    rawBody: null,
    verifiedBy: 'reconcile',
    kind: { is: 'event' },
  };
}
