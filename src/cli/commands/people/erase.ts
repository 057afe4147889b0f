import type { Erasure, Leftover } from '../../../log/ports.ts';
import { type Command, textOf, UsageError } from '../../command.ts';
import { progressBar } from '../../output/progress.ts';
import { withLog } from '../../reach/log-file.ts';

/** Empties what is kept of one person. */
export const erase: Command = {
  summary: 'Erase a person from the log, the students and the suggestions',
  help: `
Usage: npm run cli -- erase --record ID [--email ADDRESS] [--dry-run] [--yes] [--json]
       npm run cli -- erase --email ADDRESS [--dry-run] [--yes] [--json]

  --record ID        the Zoho record of the person: its events and its student
  --email ADDRESS    the students with this address, their events, and everything that mentions it,
                     with all that is kept of the tickets among that
  --dry-run          says how much would be erased, and changes nothing
  --yes              erases without a question: nothing of it comes back
  --json             one JSON object

Payloads, bytes, results and error texts are emptied and students are deleted; ids, times and statuses stay, so that a
repeat is still known as one. With --email the whole log is read. A longer address that contains this one is somebody
else's; an address that is written in another way (escaped or encoded) is not found. Nothing is left in the database file
either; backups, other copies of it and exported files are yours to erase.

Examples:
  npm run cli -- erase --record 4554000000012345678 --dry-run
  npm run cli -- erase --email sara.ali@example.edu`,
  options: {
    record: { type: 'string' },
    email: { type: 'string' },
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(values, _files, context) {
    const person = { recordId: textOf(values, 'record') || null, email: textOf(values, 'email') || null };
    if (person.recordId === null && person.email === null) throw new UsageError('Give --record or --email.');
    // A mere part of an address would name everybody.
    if (person.email !== null && !/^[^\s@]+@[^\s@]+$/.test(person.email))
      throw new UsageError('--email must be a whole address such as sara.ali@example.edu.');
    const bar = progressBar(context, 0, 'done');
    const onProgress = (done: number, of: number) => {
      bar.setTotal(of);
      bar.update(done);
    };
    const target = person.recordId === null ? 'an e-mail address' : `record ${person.recordId}`;
    const action = { operator: 'command line', action: 'erase', target, detail: {} };
    if (values['dry-run']) {
      const plan = await withLog(context, ({ upkeep }) => upkeep.planErasure(person, { onProgress }));
      bar.stop();
      await context.print(values.json ? JSON.stringify(plan) : `Would be erased: ${describe(plan)}`);
      return 0;
    }
    const question = `Everything that is kept of ${target} will be emptied, for good.`;
    if (!values.yes && !(await context.confirm(question))) {
      bar.stop();
      await context.print('Nothing was erased. Add --yes to erase without a question.');
      return 1;
    }
    const erased = await withLog(context, ({ upkeep }) => upkeep.erase(person, action, { onProgress }));
    bar.stop();
    if (values.json) {
      await context.print(JSON.stringify(erased));
      return 0;
    }
    await context.print(`Erased: ${describe(erased)}`);
    for (const place of erased.left_in) await context.print(LEFT_IN[place]);
    await context.print('Not reached: backups and other copies of the database, and exported files.');
    return 0;
  },
};

const LEFT_IN: Record<Leftover, string> = {
  journal:
    'Somebody reads an older state of the database, such as a backup: until that ends, earlier versions stay in its -wal file.',
  old_pages:
    'An earlier version made this database: stop the service and run "npm run cli -- prune --compact" once, or bytes may stay in its file.',
};

function describe({ students, events, ended, suggestions }: Erasure): string {
  const waiting = ended === 0 ? '' : ` (${ended} of them still waited)`;
  return `${students} students, ${events} events${waiting}, ${suggestions} suggestions.`;
}
