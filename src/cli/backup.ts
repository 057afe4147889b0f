import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type Command, UsageError } from './command.ts';
import { withLog } from './log-file.ts';
import { progressBar } from './progress.ts';

/** Pages copied between two steps of the bar: 4 MB. */
const PAGES = 1_000;

/** A copy of the database as it is at one moment, while the service runs. */
export const backup: Command = {
  summary: 'Copy the database to a file and check the copy',
  help: `
Usage: npm run cli -- backup FILE [--json]

  FILE           a new file, readable by you only
  --json         one JSON object

The copy is the database of one moment; the service may run meanwhile. It is checked before the command says that it is
good. To restore, stop the service and put the copy in the place of the database, without the -wal and -shm files beside it.

Example: npm run cli -- backup backups/events-2026-01-25.db`,
  options: { json: { type: 'boolean' } },
  async run(values, [file], context) {
    if (file === undefined) throw new UsageError('Give the FILE to write.');
    makeFile(file);
    await withLog(context, async ({ connection }) => {
      const bar = progressBar(context, 0, 'pages copied');
      // One snapshot for the whole copy: without it each commit of the service would begin the copy again.
      connection.exec('BEGIN');
      connection.prepare('SELECT count(*) FROM heartbeat').get();
      await connection.backup(file, {
        progress: ({ totalPages, remainingPages }) => {
          bar.setTotal(totalPages);
          bar.update(totalPages - remainingPages);
          return PAGES;
        },
      });
      connection.exec('COMMIT');
      bar.stop();
    });
    const { problem, events } = check(file);
    const bytes = statSync(file).size;
    if (values.json)
      await context.print(JSON.stringify({ file, bytes, events, ok: problem === null, problem }));
    else if (problem === null) await context.print(`${file}: ${events} events, ${bytes} bytes, checked.`);
    else await context.print(`${file} is damaged: ${problem}`);
    return problem === null ? 0 : 1;
  },
};

function makeFile(file: string): void {
  if (existsSync(file)) throw new UsageError(`${file} is there already.`);
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch {
    throw new UsageError(`${file} cannot be written: make its folder first.`);
  }
}

function check(file: string): { problem: string | null; events: number } {
  chmodSync(file, 0o600);
  const copy = new Database(file, { readonly: true });
  const answer = String(copy.pragma('integrity_check', { simple: true }));
  const events = Number(copy.prepare('SELECT count(*) FROM integration_events_log').pluck().get());
  copy.close();
  return { problem: answer === 'ok' ? null : answer, events };
}
