import { patientClock, systemClock } from '../src/clock.ts';
import { test } from './harness.ts';

const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;

test("the system's clock tells the time of the machine in milliseconds", async (t) => {
  const before = Date.now();
  const now = systemClock.now();
  t.ok(now >= before && now <= Date.now());
});

for (const ms of [0, -5_000]) {
  test(`an action planned in ${ms} ms runs once`, async (t) => {
    let runs = 0;
    const held = setTimeout(() => t.fail('the action never ran'), 60_000);
    await new Promise<void>((resolve) => {
      systemClock.after(ms, () => {
        runs += 1;
        resolve();
      });
    });
    clearTimeout(held);
    t.equal(runs, 1);
  });
}

/** Timers of one length fire in the order planned, so one that comes later proves that the earlier is gone. */
async function aTimerLater(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1));
}

test('a cancelled action does not run', async (t) => {
  const cancel = systemClock.after(0, () => t.fail('it ran'));
  cancel();
  await aTimerLater();
  t.doesNotThrow(cancel, 'and may be cancelled again');
});

test('a delay longer than setTimeout knows does not run at once', async (t) => {
  const cancel = systemClock.after(2 ** 31, () => t.fail('it ran'));
  await aTimerLater();
  cancel();
  t.pass('it was still waiting');
});

test('a planned action does not keep the process alive', async (t) => {
  const before = timers();
  const cancel = systemClock.after(60_000, () => t.fail('it ran'));
  t.equal(timers(), before);
  cancel();
});

test('the clock of a command keeps the process alive until its action ran or was cancelled', async (t) => {
  const before = timers();
  const cancel = patientClock.after(60_000, () => t.fail('it ran'));
  t.equal(timers(), before + 1);
  cancel();
  t.equal(timers(), before);
  await new Promise<void>((resolve) => patientClock.after(0, resolve));
  t.ok(patientClock.now() >= Date.now() - 1000);
});
