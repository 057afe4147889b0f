import { parseJsonText } from '../inbound/body.ts';
import type { ClaimedEvent, JsonObject } from '../log/event.ts';
import { PermanentFailure, TemporaryFailure } from '../log/failures.ts';
import type { EventFilter, EventList, Page } from '../log/readings.ts';
import type { StudentStore } from '../log/stores.ts';
import { tell } from '../sentences/tell.ts';
import { readStudentFields } from './fields.ts';
import type { ReadRecord } from './handler.ts';
import { STUDENT_MODULE } from './module.ts';
import { findRecord } from './receive/envelope.ts';
import type { Student } from './student.ts';

/** What the log tells of an event at a glance. */
type Word = Pick<EventList['events'][number], 'id' | 'status' | 'event_type'>;

/** Where it can be seen whether a record has let go of its number. */
export type NumberSources = {
  students: Pick<StudentStore, 'findByNumber'>;
  log: {
    list(filter: EventFilter, page: Page): Promise<{ events: readonly Word[] }>;
    get(id: number): Promise<{ payload: string } | null>;
  };
  /** Null without CRM credentials. */
  readRecord: ReadRecord | null;
};

/** Attempts, within some five minutes, in which a person may get to changing the other record. */
const PATIENCE = 6;
/** Events of the other record that are looked through, newest first. */
const LOOKED_AT = 20;

/**
 * The record that has to give up a student number, because in Zoho it has another one by now; null when the number is free.
 * Two records that swap their numbers, or one that takes that of a record which was merged into it, are told of one by one.
 *
 * Throws PermanentFailure when both really have it, TemporaryFailure while the other record's event may still come: not for a
 * student who is new, because nobody swaps a number that he does not have.
 */
export async function numberFrom(
  event: ClaimedEvent,
  number: string | null | undefined,
  isNew: boolean,
  sources: NumberSources,
  signal: AbortSignal,
): Promise<string | null> {
  const owner = number ? await sources.students.findByNumber(number) : null;
  if (!number || owner === null || owner.zohoId === event.recordId) return null;
  if (await hasLetGo(owner, number, sources, signal)) return owner.zohoId;
  if (isNew || event.attempt >= PATIENCE) throw taken(number, owner);
  throw new TemporaryFailure(tell('NUMBER_STILL_TAKEN', { number, record: owner.zohoId }));
}

/** CRM knows best; without it, the log may hold what the other record said last. */
async function hasLetGo(
  owner: Student,
  number: string,
  { readRecord, log }: NumberSources,
  signal: AbortSignal,
): Promise<boolean> {
  if (readRecord === null) return saidSo(owner, number, log);
  const record = await readRecord(STUDENT_MODULE, owner.zohoId, signal);
  return record === null || givesUp(record, number);
}

function taken(number: string, { zohoId }: Student): PermanentFailure {
  return new PermanentFailure(tell('NUMBER_TAKEN', { number, record: zohoId }));
}

/** A record that says nothing of its number keeps it. */
function givesUp(record: JsonObject, number: string): boolean {
  const { studentNumber } = readStudentFields(record);
  return studentNumber !== undefined && studentNumber !== number;
}

/** Whether the newest word of the owner, which was not applied, is a deletion or another number. */
async function saidSo(owner: Student, number: string, log: NumberSources['log']): Promise<boolean> {
  const { events } = await log.list({ record_id: owner.zohoId }, { limit: LOOKED_AT, before: null });
  for (const { id, status, event_type } of events) {
    // What is older was applied, and the number of the row is what it said.
    if (id <= owner.lastEvent) return false;
    if (status === 'completed' || status === 'duplicate') continue;
    if (event_type === 'delete') return true;
    const record = findRecord(parseJsonText(String((await log.get(id))?.payload)));
    const { studentNumber } = readStudentFields(record ?? {});
    if (studentNumber !== undefined) return studentNumber !== number;
  }
  return false;
}
