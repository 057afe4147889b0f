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
import { PEOPLE, type PeopleTexts } from '../../locales/load.ts';
import { printList, upTo } from '../../output/list.ts';
import { withLog } from '../../reach/log-file.ts';

/** What a person decides about a student that neither Zoho nor Moodle can say. */
export const students: Command<PeopleTexts['students']> = {
  texts: async (language) => (await PEOPLE[language]()).students,
  help: ({ rows, notes }, { names }) => ({
    usage: [`students list [--text ${names.TEXT}] [--limit N] [--json]`, 'students release ID [--json]'],
    rows: [
      ['list', rows.list],
      [`--text ${names.TEXT}`, rows.text],
      ['--limit N', rows.limit],
      ['release ID', rows.release],
      ['--json', rows.json],
    ],
    notes,
    examples: ['students list --text ali', 'students release 4554000000012345678'],
  }),
  options: { text: { type: 'string' }, limit: { type: 'string' }, json: { type: 'boolean' } },
  operands: 2,
  async run(values, [action, zohoId], context) {
    if (action === 'list') return list(values, context);
    const { own } = context;
    if (action !== 'release') throw new UsageError(own.sayWhat);
    if (zohoId === undefined) throw new UsageError(own.giveId);
    const released = await withLog(context, async ({ students, upkeep }) => {
      if ((await students.find(zohoId)) === null) return undefined;
      return upkeep.release(zohoId, releaseAction('command line', zohoId));
    });
    if (released === undefined) {
      await context.print(values.json ? '{}' : own.notFound(zohoId));
      return 1;
    }
    const answer = JSON.stringify({ zoho_id: zohoId, moodle_user_id: released });
    const sentence = released === null ? own.notLinked(zohoId) : own.released(zohoId, released);
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
