import { PermanentFailure } from '../../../log/failures.ts';
import { tell } from '../../../sentences/tell.ts';
import type { Alert } from '../../../service/alerts/alert.ts';
import { waysOf } from '../../../service/alerts/ways.ts';
import { type Command, UsageError } from '../../command.ts';
import { SETUP, type SetupTexts } from '../../locales/load.ts';

const TEST: Alert = {
  kind: 'test',
  title: tell('ALERT_TEST'),
  lines: [tell('ALERT_TEST_LINE')],
  path: '/dashboard',
};

/** Whether people outside the dashboard can be reached. */
export const alert: Command<SetupTexts['alert']> = {
  texts: async (language) => (await SETUP[language]()).alert,
  help: ({ rows, notes }) => ({
    usage: ['alert test [--json]'],
    rows: [['--json', rows.json]],
    notes,
    examples: ['alert test'],
  }),
  options: { json: { type: 'boolean' } },
  operands: 1,
  async run(values, [word], { settings, clock, outside, print, own }) {
    if (word !== 'test') throw new UsageError(own.sayWhat);
    const ways = waysOf(settings, outside.fetch);
    if (ways.length === 0) throw new PermanentFailure(own.unset);
    let failed = 0;
    for (const way of ways) {
      const problem = await way.send(TEST, new Date(clock.now()).toISOString()).then(
        () => null,
        (error: Error) => error.message,
      );
      if (problem !== null) failed += 1;
      const sentence = problem === null ? own.sent(way.name) : `${way.name}: ${problem}`;
      await print(values.json ? JSON.stringify({ way: way.name, problem }) : sentence);
    }
    return failed === 0 ? 0 : 1;
  },
};
