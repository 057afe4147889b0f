import { releaseAction } from '../../../students/release.ts';
import type { Student } from '../../../students/student.ts';
import {
  type Command,
  type Context,
  countOf,
  type ExitCode,
  textOf,
  UsageError,
  type Values,
} from '../../command.ts';
import { printList, upTo } from '../../output/list.ts';
import { withLog } from '../../reach/log-file.ts';
import { WORDS } from '../../words.ts';

/** What a person decides about a student that neither Zoho nor Moodle can say. */
export const students: Command = {
  summary: 'Show students, or release one from the Moodle user it is linked to',
  help: `
Usage: npm run cli -- students list [--text TEXT] [--limit N] [--json]
       npm run cli -- students release ID [--json]

  list           the students by their Zoho record: number, name, address, Moodle user
  --text TEXT    part of a name, number, address or id
  --limit N      how many (50)

  release ID     forgets which Moodle user the student with this Zoho record is linked to
  --json         one JSON object: zoho_id, moodle_user_id (null when there was no link); of the list one a line

Nothing changes in Moodle or Zoho. The student's next event looks for its user again: by the id that Zoho sends, the ID
number, the e-mail address and the student number. Correct whichever of these led to the wrong user first. Ends with 1
when no student has this record.

Examples:
  npm run cli -- students list --text ali
  npm run cli -- students release 4554000000012345678`,
  options: { text: { type: 'string' }, limit: { type: 'string' }, json: { type: 'boolean' } },
  operands: 2,
  async run(values, [action, zohoId], context) {
    if (action === 'list') return list(values, context);
    if (action !== 'release') throw new UsageError('Say what to do: list or release.');
    if (zohoId === undefined) throw new UsageError('Give the Zoho id of the student.');
    const words = WORDS[context.language];
    const released = await withLog(context, async ({ students, upkeep }) => {
      if ((await students.find(zohoId)) === null) return undefined;
      return upkeep.release(zohoId, releaseAction('command line', zohoId));
    });
    if (released === undefined) {
      await context.print(values.json ? '{}' : words.noStudent(zohoId));
      return 1;
    }
    const answer = JSON.stringify({ zoho_id: zohoId, moodle_user_id: released });
    const sentence = released === null ? words.notLinked(zohoId) : words.released(zohoId, released);
    await context.print(values.json ? answer : sentence);
    return 0;
  },
};

async function list(values: Values, context: Context): Promise<ExitCode> {
  const q = textOf(values, 'text');
  const limit = countOf(values, 'limit', 50, 1_000_000);
  const found = await withLog(context, (log) =>
    upTo<Student, string | null>(limit, null, async (size, after) => {
      const filter = { deleted: false, ...(q && { q }) };
      const {
        students: rows,
        nextAfter: next,
        total,
      } = await log.students.list(filter, { limit: size, after });
      return { rows, next, total };
    }),
  );
  const columns = ({ zohoId, studentNumber, displayName, academicEmail, moodleUserId }: Student) =>
    [zohoId, studentNumber, displayName, academicEmail, moodleUserId].map((value) => value ?? '-');
  return printList(found, columns, values, context);
}
