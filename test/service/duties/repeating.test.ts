import { PermanentFailure, TemporaryFailure } from '../../../src/log/failures.ts';
import { tell } from '../../../src/sentences/tell.ts';
import { Repeating } from '../../../src/service/duties/repeating.ts';
import { Warnings } from '../../../src/service/sight/warnings.ts';
import { TestClock, test, until } from '../../harness.ts';

function setUp(run: (signal: AbortSignal) => Promise<void>, isOurs?: () => Promise<boolean>) {
  const clock = new TestClock();
  const warnings = new Warnings(clock);
  const errors: object[] = [];
  const log = { error: (fields: object) => void errors.push(fields) };
  const repeating = new Repeating({
    code: 'WORK',
    complaint: (problem) => tell('OUTSIDE_NOT_CHECKED', { problem }),
    everyMs: 60_000,
    run,
    ...(isOurs && { isOurs }),
    clock,
    log,
    warnings,
  });
  return { clock, warnings, errors, repeating };
}

test('of several instances the one whose turn it is does the work', async (t) => {
  let runs = 0;
  let isOurs = false;
  const { clock, repeating } = setUp(
    async () => {
      runs += 1;
    },
    async () => isOurs,
  );
  repeating.start();
  await until(() => clock.nextInMs === 60_000);
  t.equal(runs, 0);
  isOurs = true;
  clock.advance(60_000);
  await until(() => runs === 1);
  await repeating.stop();
});

test('the first run begins at once, the next one a while after its end', async (t) => {
  let runs = 0;
  let finish = () => {};
  const { clock, repeating } = setUp(() => {
    runs += 1;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  repeating.start();
  t.equal(runs, 1);
  clock.advance(600_000);
  t.equal(runs, 1, 'one at a time');
  finish();
  await until(() => clock.nextInMs === 60_000);
  clock.advance(60_000);
  t.equal(runs, 2);
  finish();
  await repeating.stop();
  t.equal(clock.nextInMs, null);
});

for (const [failure, message] of [
  [new TemporaryFailure('Zoho CRM cannot be reached.'), 'Zoho CRM cannot be reached.'],
  [new PermanentFailure('Zoho CRM refused.'), 'Zoho CRM refused.'],
  [new TypeError('x is undefined'), 'it broke in a way that nobody foresaw, and the log has the details.'],
] as const) {
  test(`a run that fails with "${failure.message}" is logged, warned of and tried again`, async (t) => {
    const failures: Error[] = [failure];
    const { clock, warnings, errors, repeating } = setUp(async () => {
      const next = failures.pop();
      if (next !== undefined) throw next;
    });
    repeating.start();
    await until(() => clock.nextInMs === 60_000);
    t.match(warnings.list(), [
      { code: 'WORK', message: `The outside systems could not be checked: ${message}` },
    ]);
    t.same(errors, [{ code: 'WORK', err: failure }]);
    clock.advance(60_000);
    await until(() => clock.nextInMs === 60_000);
    t.same(warnings.list(), [], 'a run that ends well takes the warning back');
    await repeating.stop();
  });
}

test('a stop ends the run that is under way, without a complaint', async (t) => {
  const { clock, warnings, errors, repeating } = setUp(
    (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  );
  repeating.start();
  await repeating.stop();
  t.same([errors, warnings.list(), clock.nextInMs], [[], [], null]);
});

test('what was never started can be stopped', async (t) => {
  const { clock, repeating } = setUp(async () => {});
  await repeating.stop();
  t.equal(clock.nextInMs, null);
});
