import { type ReadId, readId } from '../../inbound/ids.ts';
import type { JsonValue } from '../../log/event.ts';
import { tell } from '../../sentences/tell.ts';

/** How Zoho Analytics, Flow and the older API write the id of a CRM record. */
const PREFIX = /^zcrm_/i;
/** Zoho's ids are digits alone; hand-made ones may have letters, but a text without any digit is a name of something. */
const POSSIBLE = /^(?=.*\d)[\w.:-]+$/;
/** What nearly all are. */
const OF_ZOHO = /^[1-9]\d*$/;
const FRACTION = /^[+-]?\d+[.,]\d+$/;

/** The id of a record in Zoho, exactly, or why the value cannot be one: made a student, it would be nobody's. */
export function readRecordId(value: JsonValue | undefined): ReadId {
  const read = readId(value);
  if (read.is !== 'id' || OF_ZOHO.test(read.id)) return read;
  const id = read.id.replace(PREFIX, '');
  if (FRACTION.test(id)) return { is: 'refused', reason: tell('IS_NO_WHOLE_NUMBER') };
  if (/^[+-]?0*$/.test(id)) return { is: 'none' };
  return POSSIBLE.test(id)
    ? { is: 'id', id }
    : { is: 'refused', reason: tell('IS_NO_ID_OF_A_RECORD_IN_ZOHO') };
}

/**
 * The first value that is an id; failing that the first one that is anything, as it came, so that the failure of its event
 * shows it. Empty when there is none.
 */
export function firstRecordId(...values: (JsonValue | undefined)[]): string {
  let refused: string | null = null;
  for (const value of values) {
    const read = readRecordId(value);
    if (read.is === 'id') return read.id;
    if (read.is === 'refused') refused ??= String(value).trim();
  }
  return refused ?? '';
}
