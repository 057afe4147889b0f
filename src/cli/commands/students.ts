import { releaseAction } from '../../students/release.ts';
import { type Command, UsageError } from '../command.ts';
import { withLog } from '../log-file.ts';

/** What a person decides about a student that neither Zoho nor Moodle can say. */
export const students: Command = {
  summary: 'Release a student from the Moodle user it is linked to',
  help: `
Usage: npm run cli -- students release ID [--json]

  release ID     forgets which Moodle user the student with this Zoho record is linked to
  --json         one JSON object: zoho_id, moodle_user_id (null when there was no link)

Nothing changes in Moodle or Zoho. The student's next event looks for its user again: by the id that Zoho sends, the ID
number, the e-mail address and the student number. Correct whichever of these led to the wrong user first. Ends with 1
when no student has this record.

Example: npm run cli -- students release 4554000000012345678`,
  options: { json: { type: 'boolean' } },
  operands: 2,
  async run(values, [action, zohoId], context) {
    if (action !== 'release') throw new UsageError('Say what to do: release.');
    if (zohoId === undefined) throw new UsageError('Give the Zoho id of the student.');
    const released = await withLog(context, async ({ students, upkeep }) => {
      if ((await students.find(zohoId)) === null) return undefined;
      return upkeep.release(zohoId, releaseAction('command line', zohoId));
    });
    if (released === undefined) {
      await context.print(values.json ? '{}' : `There is no student with the record ${zohoId}.`);
      return 1;
    }
    const answer = JSON.stringify({ zoho_id: zohoId, moodle_user_id: released });
    await context.print(values.json ? answer : describe(zohoId, released));
    return 0;
  },
};

function describe(zohoId: string, userId: string | null): string {
  return userId === null
    ? `Record ${zohoId} is not linked to any Moodle user.`
    : `Record ${zohoId} is no longer linked to Moodle user ${userId}. Its next event looks for its user again.`;
}
