import type { Trouble } from '../../../src/log/readings.ts';
import { Condition } from '../../../src/service/sight/condition.ts';
import { Warnings } from '../../../src/service/sight/warnings.ts';
import { TestClock, test } from '../../harness.ts';

test('what the store says is wrong is warned of for as long as it says so, and logged once', async (t) => {
  const clock = new TestClock();
  const warnings = new Warnings(clock);
  const logged: object[] = [];
  let troubles: Trouble[] | Error = [{ code: 'CLOCK', message: 'The clock jumped.', told: null }];
  const store = {
    async condition() {
      if (troubles instanceof Error) throw troubles;
      return troubles;
    },
  };
  const condition = new Condition({
    store,
    clock,
    warnings,
    log: { warn: (fields) => void logged.push(fields) },
  });
  const look = async () => {
    clock.advance(60_000);
    await new Promise((resolve) => setImmediate(resolve));
  };
  await condition.start();
  await look();
  t.match(warnings.list(), [
    { code: 'CLOCK', message: 'The clock jumped.', since: '2026-01-25T10:00:00.000Z' },
  ]);
  t.same(logged, [{ code: 'CLOCK', reason: 'The clock jumped.' }]);

  troubles = new Error('the store is away');
  await look();
  t.same(warnings.list(), []);
  condition.stop();
  t.equal(clock.nextInMs, null);
});
