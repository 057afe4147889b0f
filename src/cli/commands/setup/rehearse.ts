import { rehearse as rehearseMoodle, TEST_USER } from '../../../doctor/rehearsal.ts';
import { PermanentFailure } from '../../../log/failures.ts';
import { connectMoodle } from '../../../outside/moodle/connect.ts';
import { type Command, UsageError } from '../../command.ts';

/** Tries on the school's own Moodle what will be done with its students, with a user that is none of them. */
export const rehearse: Command = {
  summary: 'Try on your Moodle, with one test user, what is done with students',
  help: `
Usage: npm run cli -- rehearse moodle [--yes] [--json]

  --yes          does not ask first
  --json         one JSON object a line: step, ok, means

Looks whether other users can be seen, creates the user ${TEST_USER.username}, changes it, reads it
back and suspends it. It stays in Moodle, suspended; the last step says how to remove it, and a second rehearsal uses it
again. Students are not touched, and MOODLE_CREATE_USERS and its like may still be off. Ends with 1 at the first step
that does not work, and says what to do.

Example: npm run cli -- rehearse moodle`,
  options: { yes: { type: 'boolean' }, json: { type: 'boolean' } },
  operands: 1,
  async run(values, [system], context) {
    if (system !== 'moodle') throw new UsageError('Say what to rehearse with: moodle.');
    const moodle = connectMoodle(context.settings, { ...context.outside, log: { info() {} } });
    if (moodle === null)
      throw new PermanentFailure('Moodle is not connected: set MOODLE_BASE_URL and MOODLE_TOKEN.');
    const { MOODLE_BASE_URL } = context.settings;
    const question = `This creates the test user ${TEST_USER.username} in ${MOODLE_BASE_URL}, changes it and suspends it.`;
    if (!values.yes && !(await context.confirm(question))) {
      throw new UsageError('Nothing was done. Answer with yes, or add --yes.');
    }
    try {
      for await (const { step, means } of rehearseMoodle(moodle, new AbortController().signal)) {
        const asJson = JSON.stringify({ step, ok: true, means });
        await context.print(values.json ? asJson : [{ text: '✓', colour: 'green' }, ` ${means}`]);
      }
      return 0;
    } catch (error) {
      if (!values.json) throw error;
      await context.print(JSON.stringify({ step: 'failed', ok: false, means: (error as Error).message }));
      return 1;
    }
  },
};
