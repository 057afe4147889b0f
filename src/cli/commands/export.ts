import { closeSync, openSync, writeSync } from 'node:fs';
import type { EventFilter, Reading, Stores, StudentStore } from '../../log/ports.ts';
import { STUDENT_FIELDS, snakeCase } from '../../students/student.ts';
import { type Command, type Context, textOf, UsageError, type Values } from '../command.ts';
import { csvLine } from '../csv.ts';
import { FILTER_HELP, FILTER_OPTIONS, filterOf } from '../filter.ts';
import { rendered } from '../line.ts';
import { withLog } from '../log-file.ts';
import { progressBar } from '../progress.ts';

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
export const exportCommand: Command = {
  summary: 'Write events or students to a file, as JSON lines or CSV',
  help: `
Usage: npm run cli -- export events [FILTERS] [options]
       npm run cli -- export students [options]

${FILTER_HELP}
  --format FORMAT    jsonl (one JSON object a line) or csv
  --out FILE         a new file, readable by you only; without it everything is printed
  --json             the same as --format jsonl

Events come oldest first, with their payload and result; students in the order of their ids, also those deleted in Zoho.

Examples:
  npm run cli -- export events --failed --format csv --out failed.csv
  npm run cli -- export students --out students.jsonl`,
  options: {
    ...FILTER_OPTIONS,
    format: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  operands: 1,
  async run(values, [what], context) {
    if (what !== 'events' && what !== 'students') throw new UsageError('Say what: events or students.');
    const format = formatOf(values);
    const filter = filterOf(values);
    const out = textOf(values, 'out');
    await withLog(context, async (stores) => {
      const source = what === 'events' ? await eventSource(stores, filter) : await studentSource(stores);
      const { write, close } = out === undefined ? printed(context) : openFile(out);
      const bar = progressBar(context, source.total, 'exported');
      if (format === 'csv') await write(csvLine(source.columns));
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

function formatOf(values: Values): 'jsonl' | 'csv' {
  const format = textOf(values, 'format') ?? 'jsonl';
  if (format !== 'jsonl' && format !== 'csv') throw new UsageError('--format must be jsonl or csv.');
  return format;
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

async function studentSource({ students }: Stores): Promise<Source> {
  const { total } = await students.list({ deleted: true }, { limit: 1, after: null });
  return { columns: STUDENT_COLUMNS, total, batches: studentRows(students) };
}

async function* studentRows(students: StudentStore): AsyncGenerator<Row[]> {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof students.list>> = await students.list(
      { deleted: true },
      { limit: PAGE, after },
    );
    yield page.students.map(({ appliedTimes, ...student }) =>
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
function openFile(path: string): Output {
  try {
    const file = openSync(path, 'wx', 0o600);
    return {
      write: (line) => void writeSync(file, `${rendered(line, false)}\n`),
      close: () => closeSync(file),
    };
  } catch {
    throw new UsageError(`${path} cannot be written: it is there already, or its folder is not.`);
  }
}
