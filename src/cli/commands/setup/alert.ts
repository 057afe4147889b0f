import { PermanentFailure } from '../../../log/failures.ts';
import { tell } from '../../../sentences/tell.ts';
import type { Alert } from '../../../service/alerts/alert.ts';
import { waysOf } from '../../../service/alerts/ways.ts';
import { type Command, UsageError } from '../../command.ts';

const TEST: Alert = {
  kind: 'test',
  title: tell('ALERT_TEST'),
  lines: [tell('ALERT_TEST_LINE')],
  path: '/dashboard',
};

/** Whether people outside the dashboard can be reached. */
export const alert: Command = {
  summary: 'Send a test over each way that alerts take',
  help: `
Usage: npm run cli -- alert test [--json]

  --json         one JSON object a line: the way, and what went wrong

Alerts are posted to ALERT_WEBHOOK_URL, and mailed by SMTP_URL to ALERT_MAIL_TO. The command ends with 1 when one of the
ways does not work, or none is set up.

Example: npm run cli -- alert test`,
  options: { json: { type: 'boolean' } },
  operands: 1,
  async run(values, [word], { settings, clock, outside, print }) {
    if (word !== 'test') throw new UsageError('What to do with alerts? Write "alert test".');
    const ways = waysOf(settings, outside.fetch);
    if (ways.length === 0)
      throw new PermanentFailure(
        'No way for alerts is set up: set ALERT_WEBHOOK_URL, or SMTP_URL and ALERT_MAIL_TO.',
      );
    let failed = 0;
    for (const way of ways) {
      const problem = await way.send(TEST, new Date(clock.now()).toISOString()).then(
        () => null,
        (error: Error) => error.message,
      );
      if (problem !== null) failed += 1;
      const sentence = problem === null ? `${way.name}: sent.` : `${way.name}: ${problem}`;
      await print(values.json ? JSON.stringify({ way: way.name, problem }) : sentence);
    }
    return failed === 0 ? 0 : 1;
  },
};
