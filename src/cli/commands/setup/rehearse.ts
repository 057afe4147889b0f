import { rehearse as rehearseMoodle, TEST_USER } from '../../../doctor/rehearsal.ts';
import { PermanentFailure } from '../../../log/failures.ts';
import { connectMoodle } from '../../../outside/moodle/connect.ts';
import { inEnglish } from '../../../sentences/tell.ts';
import { type Command, UsageError } from '../../command.ts';
import { SETUP, type SetupTexts } from '../../locales/load.ts';
import { inTerminalWords } from '../../output/words.ts';

/** Tries on the school's own Moodle what will be done with its students, with a user that is none of them. */
export const rehearse: Command<SetupTexts['rehearse']> = {
  texts: async (language) => (await SETUP[language]()).rehearse,
  help: ({ rows, notes }) => ({
    usage: ['rehearse moodle [--yes] [--json]'],
    rows: [
      ['--yes', rows.yes],
      ['--json', rows.json],
    ],
    notes: notes(TEST_USER.username),
    examples: ['rehearse moodle'],
  }),
  options: { yes: { type: 'boolean' }, json: { type: 'boolean' } },
  operands: 1,
  async run(values, [system], context) {
    const { own, common, language } = context;
    if (system !== 'moodle') throw new UsageError(own.sayWhat);
    const moodle = connectMoodle(context.settings, { ...context.outside, log: { info() {} } });
    if (moodle === null) throw new PermanentFailure(common.moodleUnset);
    const { MOODLE_BASE_URL } = context.settings;
    const question = own.question(TEST_USER.username, MOODLE_BASE_URL);
    if (!values.yes && !(await context.confirm(question))) {
      throw new UsageError(own.nothingDone);
    }
    try {
      for await (const { step, means } of rehearseMoodle(moodle, new AbortController().signal)) {
        const asJson = JSON.stringify({ step, ok: true, means: inEnglish(means) });
        await context.print(
          values.json ? asJson : [{ text: '✓', colour: 'green' }, ` ${inTerminalWords(means, language)}`],
        );
      }
      return 0;
    } catch (error) {
      if (!values.json) throw error;
      await context.print(JSON.stringify({ step: 'failed', ok: false, means: (error as Error).message }));
      return 1;
    }
  },
};
