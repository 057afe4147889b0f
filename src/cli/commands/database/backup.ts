import { chmodSync, closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs';
import { type Command, UsageError } from '../../command.ts';
import { DATABASE, type DatabaseTexts } from '../../locales/load.ts';
import { progressBar } from '../../output/progress.ts';
import { withLog } from '../../reach/log-file.ts';

/** A copy of the database as it is at one moment, while the service runs. */
export const backup: Command<DatabaseTexts['backup']> = {
  texts: async (language) => (await DATABASE[language]()).backup,
  help: ({ rows, notes }, { names, jsonObject }) => ({
    usage: [`backup ${names.FILE} [--json]`],
    rows: [
      [names.FILE, rows.file],
      ['--json', jsonObject],
    ],
    notes,
    examples: ['backup backups/events-2026-01-25.db'],
  }),
  options: { json: { type: 'boolean' } },
  operands: 1,
  async run(values, [file], context) {
    const { own } = context;
    if (file === undefined) throw new UsageError(own.giveFile);
    const unchecked = `${file}.part`;
    const { problem, events } = await withLog(context, async (stores) => {
      makeFile(file, unchecked, own);
      const bar = progressBar(context, 0, own.progress);
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
    else if (problem === null) await context.print(own.done(file, events, bytes));
    else await context.print(own.damaged(written, problem));
    return problem === null ? 0 : 1;
  },
};

/** The copy gets its name when it is whole and checked: what broke off is never taken for a backup. */
function makeFile(file: string, unchecked: string, own: DatabaseTexts['backup']): void {
  if (existsSync(file)) throw new UsageError(own.exists(file));
  try {
    closeSync(openSync(unchecked, 'w', 0o600));
  } catch {
    throw new UsageError(own.unwritable(file));
  }
}
