import type { Erasure } from '../../../log/upkeep.ts';
import { type Command, textOf, UsageError } from '../../command.ts';
import { PEOPLE, type PeopleTexts } from '../../locales/load.ts';
import { progressBar } from '../../output/progress.ts';
import { withLog } from '../../reach/log-file.ts';

type Own = PeopleTexts['erase'];

/** Empties what is kept of one person. */
export const erase: Command<PeopleTexts['erase']> = {
  texts: async (language) => (await PEOPLE[language]()).erase,
  help: ({ rows, notes }, { names, jsonObject }) => ({
    usage: [
      `erase --record ID [--email ${names.ADDRESS}] [--dry-run] [--yes] [--json]`,
      `erase --email ${names.ADDRESS} [--dry-run] [--yes] [--json]`,
    ],
    rows: [
      ['--record ID', rows.record],
      [`--email ${names.ADDRESS}`, rows.email],
      ['--dry-run', rows.dryRun],
      ['--yes', rows.yes],
      ['--json', jsonObject],
    ],
    notes,
    examples: ['erase --record 4554000000012345678 --dry-run', 'erase --email sara.ali@example.edu'],
  }),
  options: {
    record: { type: 'string' },
    email: { type: 'string' },
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(values, _files, context) {
    const { own } = context;
    const person = { recordId: textOf(values, 'record') || null, email: textOf(values, 'email') || null };
    if (person.recordId === null && person.email === null) throw new UsageError(own.giveOne);
    // A mere part of an address would name everybody.
    if (person.email !== null && !/^[^\s@]+@[^\s@]+$/.test(person.email))
      throw new UsageError(own.badAddress);
    const bar = progressBar(context, 0, own.progress);
    const onProgress = (done: number, of: number) => {
      bar.setTotal(of);
      bar.update(done);
    };
    const target = person.recordId === null ? 'an e-mail address' : `record ${person.recordId}`;
    const action = { operator: 'command line', action: 'erase', target, detail: {} };
    if (values['dry-run']) {
      const plan = await withLog(context, ({ upkeep }) => upkeep.planErasure(person, { onProgress }));
      bar.stop();
      await context.print(values.json ? JSON.stringify(plan) : own.would(describe(plan, own)));
      return 0;
    }
    const whose = person.recordId === null ? own.anAddress : own.record(person.recordId);
    if (!values.yes && !(await context.confirm(own.question(whose)))) {
      bar.stop();
      await context.print(own.nothingDone);
      return 1;
    }
    const erased = await withLog(context, ({ upkeep }) => upkeep.erase(person, action, { onProgress }));
    bar.stop();
    if (values.json) {
      await context.print(JSON.stringify(erased));
      return 0;
    }
    await context.print(own.done(describe(erased, own)));
    for (const place of erased.left_in) await context.print(own.leftIn[place]);
    await context.print(own.notReached);
    return 0;
  },
};

function describe({ students, events, ended, suggestions }: Erasure, own: Own): string {
  const inEvents = ended === 0 ? own.events(events) : own.waiting(events, ended);
  return own.what(students, inEvents, suggestions);
}
