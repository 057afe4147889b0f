import { chmodSync, closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs';
import { type Command, UsageError } from '../../command.ts';
import { progressBar } from '../../output/progress.ts';
import { withLog } from '../../reach/log-file.ts';

/** A copy of the database as it is at one moment, while the service runs. */
export const backup: Command = {
  summary: 'Copy the database to a file and check the copy',
  help: `
Usage: npm run cli -- backup FILE [--json]

  FILE           a new file, readable by you only
  --json         one JSON object

The copy is the database of one moment; the service may run meanwhile. It is checked before the command says that it is
good; one that is damaged stays as FILE.part, and the command ends with 1. To restore, stop the service and put the copy in the
place of the database, without the -wal and -shm files beside it.

Example: npm run cli -- backup backups/events-2026-01-25.db`,
  options: { json: { type: 'boolean' } },
  operands: 1,
  async run(values, [file], context) {
    if (file === undefined) throw new UsageError('Give the FILE to write.');
    const unchecked = `${file}.part`;
    const { problem, events } = await withLog(context, async (stores) => {
      makeFile(file, unchecked);
      const bar = progressBar(context, 0, 'pages copied');
      await stores.backUp(unchecked, (done, of) => {
        bar.setTotal(of);
        bar.update(done);
      });
      bar.stop();
      chmodSync(unchecked, 0o600);
      return stores.check(unchecked);
    });
    if (problem === null) renameSync(unchecked, file);
    const written = problem === null ? file : unchecked;
    const bytes = statSync(written).size;
    if (values.json)
      await context.print(JSON.stringify({ file: written, bytes, events, ok: problem === null, problem }));
    else if (problem === null) await context.print(`${file}: ${events} events, ${bytes} bytes, checked.`);
    else await context.print(`${written} is damaged: ${problem}`);
    return problem === null ? 0 : 1;
  },
};

/** The copy gets its name when it is whole and checked: what broke off is never taken for a backup. */
function makeFile(file: string, unchecked: string): void {
  if (existsSync(file)) throw new UsageError(`${file} is there already.`);
  try {
    closeSync(openSync(unchecked, 'w', 0o600));
  } catch {
    throw new UsageError(`${file} cannot be written: make its folder first.`);
  }
}
