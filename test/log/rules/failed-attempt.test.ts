import t from 'tap';
import {
  CredentialsFailure,
  PermanentFailure,
  SystemAway,
  TemporaryFailure,
} from '../../../src/log/failures.ts';
import { afterFailure, isNamed, Released } from '../../../src/log/rules/failed-attempt.ts';

const last = { attempt: 3, maxAttempts: 3, nowMs: 1_000_000, random: 0 };
const first = { ...last, attempt: 1 };

t.test('a permanent failure ends the event at its first attempt', async (t) => {
  t.match(afterFailure(new PermanentFailure('No such module'), first), {
    status: 'failed',
    error: 'No such module',
  });
});

t.test('a temporary failure is tried again after the pause that the other side wished for', async (t) => {
  t.match(afterFailure(new TemporaryFailure('Busy', 30_000), first), {
    status: 'retry',
    error: 'Busy',
    retryAt: 1_030_000,
    isFree: false,
  });
});

t.test('a temporary failure at the last attempt ends the event, and says after how many', async (t) => {
  const outcome = afterFailure(new TemporaryFailure('Busy'), last);
  t.equal(outcome.status, 'failed');
  t.match(outcome, { error: /Busy.*3 attempts/s });
});

for (const failure of [new CredentialsFailure('Token refused', 600_000), new SystemAway('Nobody answers')]) {
  t.test(`${failure.name} uses up no attempt, however many there were`, async (t) => {
    t.match(afterFailure(failure, last), { status: 'retry', isFree: true });
  });
}

t.test('a defect is tried again without its words, and ends the event at the last attempt', async (t) => {
  const defect = new TypeError('x is not a function');
  const outcome = afterFailure(defect, first);
  t.match(outcome, { status: 'retry', retryAt: 1_010_000 });
  t.notMatch(outcome, { error: /not a function/ });
  t.equal(afterFailure(defect, last).status, 'failed');
  t.notOk(isNamed(defect));
});

t.test('an event that a shutdown interrupts is released', async (t) => {
  t.same(afterFailure(new Released(), last), { status: 'released' });
  t.ok(isNamed(new Released()));
});
