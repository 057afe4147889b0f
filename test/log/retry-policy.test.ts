import fc from 'fast-check';
import { retryDelay } from '../../src/log/retry-policy.ts';
import { test } from '../harness.ts';

const HOUR_MS = 3_600_000;
const ratio = fc.double({ min: 0, max: 1, noNaN: true });

test('the pause doubles with each attempt until it reaches one hour', async (t) => {
  const pauses = [1, 2, 3, 9, 10, 11].map((attempt) => retryDelay(attempt, null, 0));
  t.strictSame(pauses, [10_000, 20_000, 40_000, 2_560_000, HOUR_MS, HOUR_MS]);
});

test('jitter shortens a pause by up to half, so that events which failed together come back apart', async (t) => {
  t.equal(retryDelay(1, null, 0.5), 7_500);
  t.equal(retryDelay(1, null, 1), 5_000);
});

test('our own pause stays within half and the whole of its step, however many attempts there were', async (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), ratio, (attempt, random) => {
      const full = retryDelay(attempt, null, 0);
      const delay = retryDelay(attempt, null, random);
      return full <= HOUR_MS && delay <= full && delay >= full / 2;
    }),
  );
  t.pass('no counterexample');
});

test('a pause that the other side wished for replaces our own, on the last attempt too', async (t) => {
  t.equal(retryDelay(1, 90_000, 0), 90_000);
  t.equal(retryDelay(12, 1_000, 0), 1_000);
  t.equal(retryDelay(3, 0, 1), 0);
});

test('a wished pause is never shortened, grows by at most a tenth and is cut at six hours', async (t) => {
  fc.assert(
    fc.property(fc.nat(100 * HOUR_MS), ratio, (wishedMs, random) => {
      const allowedMs = Math.min(wishedMs, 6 * HOUR_MS);
      const delay = retryDelay(1, wishedMs, random);
      return delay >= allowedMs && delay <= Math.ceil(allowedMs * 1.1);
    }),
  );
  t.equal(retryDelay(1, 48 * HOUR_MS, 0), 6 * HOUR_MS);
});
