import { Recovery } from '../../../src/service/duties/recovery.ts';
import { TestClock, test } from '../../harness.ts';

function setUp(run: () => Promise<void>) {
  const clock = new TestClock();
  const errors: object[] = [];
  const log = { error: (fields: object) => void errors.push(fields) };
  return { clock, errors, recovery: new Recovery({ run, clock, log }) };
}

test('work that succeeds is done once', async (t) => {
  let runs = 0;
  const { clock, errors, recovery } = setUp(async () => {
    runs += 1;
  });
  await recovery.start();
  t.equal(runs, 1);
  t.equal(clock.nextInMs, null);
  t.same(errors, []);
});

test('work that fails is logged and done again a second later, until it succeeds', async (t) => {
  const outcomes = [new Error('full'), new Error('still full'), null];
  const { clock, errors, recovery } = setUp(async () => {
    const error = outcomes.shift();
    if (error) throw error;
  });
  await recovery.start();
  for (let run = 2; run <= 3; run++) {
    t.equal(clock.nextInMs, 1_000);
    clock.advance(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  t.same(outcomes, []);
  t.equal(clock.nextInMs, null);
  t.match(errors, [{ err: { message: 'full' } }, { err: { message: 'still full' } }]);
});

test('after a stop nothing is tried again, also when the stop comes during a run', async (t) => {
  const { clock, errors, recovery } = setUp(() => Promise.reject(new Error('full')));
  await recovery.start();
  recovery.stop();
  t.equal(clock.nextInMs, null);
  const during = recovery.start();
  recovery.stop();
  await during;
  t.equal(clock.nextInMs, null);
  t.equal(errors.length, 1);
});
