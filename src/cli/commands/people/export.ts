import { closeSync, openSync, writeSync } from 'node:fs';
import type { Reading } from '../../../log/ports.ts';
import type { EventFilter } from '../../../log/readings.ts';
import type { Stores, StudentStore } from '../../../log/stores.ts';
import { STUDENT_FIELDS, snakeCase } from '../../../students/student.ts';
import { type Command, type Context, textOf, UsageError, type Values, wordOf } from '../../command.ts';
import { FILTER_OPTIONS, filterOf, filterRows } from '../../input/filter.ts';
import { PEOPLE, type PeopleTexts } from '../../locales/load.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../output/csv.ts';
import { rendered } from '../../output/line.ts';
import { progressBar } from '../../output/progress.ts';
import { withLog } from '../../reach/log-file.ts';
import { exportPerson } from './export-person.ts';

type Own = PeopleTexts['exporting'];
type Row = Record<string, string | number | boolean | null>;
/** A few rows at a time, and how many there are in all. */
type Source = { columns: readonly string[]; total: number; batches: AsyncIterable<Row[]> };

const EVENT_COLUMNS = [
  ...['id', 'event_id', 'source', 'module', 'event_type', 'record_id', 'status', 'attempts', 'error_message'],
  ...['created_at', 'processed_at', 'next_attempt_at', 'occurred_at', 'duplicate_of', 'payload_differs'],
  ...['verified_by', 'payload', 'result'],
];
const STUDENT_COLUMNS = [
  'zoho_id',
  ...STUDENT_FIELDS.map(snakeCase),
  ...['deleted_at', 'created_at', 'updated_at', 'last_event'],
];
/** Students read at a time. */
const PAGE = 1_000;

/** Takes events or students out of the database. */
export const exportCommand: Command<PeopleTexts['exporting']> = {
  texts: async (language) => (await PEOPLE[language]()).exporting,
  help: ({ rows, notes }, common) => ({
    usage: [
      `export events [${common.names.FILTERS}] ${common.names.OPTIONS}`,
      `export students [--record ID] [--text ${common.names.TEXT}] ${common.names.OPTIONS}`,
      `export person --record ID | --email ${common.names.ADDRESS} [--out ${common.names.FILE}]`,
    ],
    rows: [
      ...filterRows(common),
      [`--format ${common.names.FORMAT}`, rows.format],
      [`--out ${common.names.FILE}`, rows.out],
      [`--email ${common.names.ADDRESS}`, rows.email],
      ['--json', rows.json],
    ],
    notes,
    examples: [
      'export events --failed --format csv --out failed.csv',
      'export students --out students.jsonl',
    ],
  }),
  options: {
    ...FILTER_OPTIONS,
    email: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  operands: 1,
  async run(values, [what], context) {
    const { own } = context;
    if (what !== 'events' && what !== 'students' && what !== 'person') throw new UsageError(own.sayWhat);
    const format = wordOf(values, 'format', ['jsonl', 'csv']) ?? 'jsonl';
    const filter = filterOf(values, context);
    const out = textOf(values, 'out');
    requireKnownFilters(what, values, own);
    if (what === 'person') {
      const person = { recordId: filter.record_id ?? null, email: textOf(values, 'email') || null };
      if ((person.recordId === null) === (person.email === null)) throw new UsageError(own.eitherOr);
      await withLog(context, async (stores) => {
        const text = JSON.stringify(await exportPerson(stores, person, context), null, 2);
        const { write, close } = out === undefined ? printed(context) : openFile(out, own);
        await write(text);
        close();
      });
      return 0;
    }
    await withLog(context, async (stores) => {
      const source =
        what === 'events' ? await eventSource(stores, filter) : await studentSource(stores, filter);
      const { write, close } = out === undefined ? printed(context) : openFile(out, own);
      const bar = progressBar(context, source.total, own.progress);
      if (format === 'csv') await write(`${BYTE_ORDER_MARK}${csvLine(source.columns)}`);
      for await (const rows of source.batches) {
        for (const row of rows)
          await write(format === 'csv' ? toCsv(source.columns, row) : JSON.stringify(row));
        bar.increment(rows.length);
      }
      bar.stop();
      close();
    });
    return 0;
  },
};

/** What a filter would not reach is refused: everything would come out as if it matched. */
function requireKnownFilters(what: 'events' | 'students' | 'person', values: Values, own: Own): void {
  const known = {
    events: Object.keys(FILTER_OPTIONS),
    students: ['record', 'text'],
    person: ['record', 'email'],
  }[what];
  const given = [...Object.keys(FILTER_OPTIONS), 'email'].filter((option) => values[option] !== undefined);
  const unknown = given.find((option) => !known.includes(option));
  if (unknown !== undefined) throw new UsageError(own.noFilter(unknown, what));
}

function toCsv(columns: readonly string[], row: Row): string {
  return csvLine(columns.map((column) => row[column] ?? null));
}

async function eventSource({ reading }: Stores, filter: EventFilter): Promise<Source> {
  const { total } = await reading.list(filter, { limit: 1, before: null });
  return { columns: EVENT_COLUMNS, total, batches: eventRows(reading, filter) };
}

async function* eventRows(store: Reading, filter: EventFilter): AsyncGenerator<Row[]> {
  for (let after: number | null = 0; after !== null; ) {
    const page: Awaited<ReturnType<typeof store.read>> = await store.read(filter, after);
    yield page.events;
    after = page.next;
  }
}

async function studentSource({ students }: Stores, { q, record_id }: EventFilter): Promise<Source> {
  const wanted = { deleted: true, ...((record_id ?? q) && { q: String(record_id ?? q) }) };
  const { total } = await students.list(wanted, { limit: 1, after: null });
  return { columns: STUDENT_COLUMNS, total, batches: studentRows(students, wanted, record_id) };
}

/** @param only the one record, where the search for it also finds it in other fields */
async function* studentRows(
  students: StudentStore,
  wanted: { q?: string; deleted: boolean },
  only: string | undefined,
): AsyncGenerator<Row[]> {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof students.list>> = await students.list(wanted, {
      limit: PAGE,
      after,
    });
    const found = page.students.filter(({ zohoId }) => only === undefined || zohoId === only);
    yield found.map(({ appliedTimes, ...student }) =>
      Object.fromEntries(Object.entries(student).map(([key, value]) => [snakeCase(key), value])),
    );
    after = page.nextAfter;
  } while (after !== null);
}

type Output = { write: Context['print']; close(): void };

function printed({ print }: Context): Output {
  return { write: print, close: () => {} };
}

/**
 * Never over a file that is there; it holds personal data, so it is its owner's only. Who shows it on a terminal later is
 * as safe as with what is printed.
 */
function openFile(path: string, own: Own): Output {
  try {
    const file = openSync(path, 'wx', 0o600);
    return {
      write: (line) => void writeSync(file, `${rendered(line, false)}\n`),
      close: () => closeSync(file),
    };
  } catch {
    throw new UsageError(own.unwritable(path));
  }
}
