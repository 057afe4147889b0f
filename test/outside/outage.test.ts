import { Outage } from '../../src/outside/outage.ts';
import { test } from '../harness.ts';

test('an outage lasts from the first failure to the first answer', async (t) => {
  const outage = new Outage();
  t.same([outage.isOn, outage.isLong(1e12)], [false, false]);
  outage.failed(1_000, 'It is away.');
  outage.failed(31_000, 'It is still away.');
  t.same([outage.isOn, outage.problem], [true, 'It is still away.']);
  t.same(
    [30_999, 31_000].map((nowMs) => outage.isLong(nowMs)),
    [false, true],
  );
  outage.answered();
  t.notOk(outage.isOn);
});

test('the pause is as long as the outage so far, between ten seconds and a quarter of an hour', async (t) => {
  const outage = new Outage();
  t.equal(outage.pauseMs(0), 10_000);
  outage.failed(0, 'It is away.');
  t.same(
    [0, 10_000, 60_000, 900_000, 86_400_000].map((nowMs) => outage.pauseMs(nowMs)),
    [10_000, 10_000, 60_000, 900_000, 900_000],
  );
});

test('one call at a time finds out whether the system is back', async (t) => {
  const outage = new Outage();
  t.ok(outage.beginProbe());
  t.notOk(outage.beginProbe());
  outage.endProbe();
  t.ok(outage.beginProbe());
});
