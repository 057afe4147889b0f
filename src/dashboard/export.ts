import type { Told } from '../log/told.ts';
import type { ExportedEvent } from '../log/upkeep.ts';
import { inWords } from '../sentences/tell.ts';
import { type Subject, type Subjects, shortName } from '../subjects/subjects.ts';
import type { Reader } from './reader.ts';

/** A list of events as a file, in the reader's words: a spreadsheet shows what a secretary sees here. */

/** Without it a spreadsheet assumes the machine's own character set, and garbles Arabic. */
export const BYTE_ORDER_MARK = '\ufeff';

/** A cell that begins like this is run as a formula, whoever wrote it. */
const FORMULA = /^[=+\-@\t\r]/;

function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export function csvHead({ words }: Reader): string {
  return csvLine(Object.values(words.lists.columns));
}

/** In the order of the header. */
export function csvOf(
  reader: Reader,
  event: ExportedEvent,
  { subjects, codes }: { subjects: Subjects; codes: ReadonlyMap<number, readonly Told[] | null> },
): string {
  const { words, format, language } = reader;
  const subject = subjects.get(event.id) ?? { is: 'other' };
  const { person, number } = shortName(subject);
  const { error_message, processed_at } = event;
  const told = codes.get(event.id) ?? null;
  const plain = { words: String, value: String, comma: words.event.comma };
  const message = told === null ? error_message : inWords(told, language, plain);
  return csvLine([
    String(event.id),
    format.sortable(Date.parse(event.created_at)),
    words.status[event.status],
    words.source[event.source],
    event.module,
    verb(reader, event.event_type, subject),
    event.record_id,
    person,
    number,
    processed_at === null ? '' : format.sortable(Date.parse(processed_at)),
    String(event.attempts),
    message ?? '',
  ]);
}

/** For programs: the codes as they are, with the names beside them. */
export function jsonOf({ payload: _, result: __, ...event }: ExportedEvent, subjects: Subjects): string {
  return JSON.stringify({ ...event, ...shortName(subjects.get(event.id)) });
}

function verb({ words }: Reader, type: string, { is }: Subject): string {
  if (is === 'other') return type;
  const verbs: Readonly<Record<string, string>> = words.rows[is];
  return Object.hasOwn(verbs, type) ? String(verbs[type]) : type;
}
