import { Warnings } from '../../../src/service/sight/warnings.ts';
import { TestClock, test } from '../../harness.ts';

test('a warning stands until it is cleared, since it began, with its newest sentence', async (t) => {
  const clock = new TestClock();
  const warnings = new Warnings(clock);
  warnings.raise('RECONCILIATION', 'Zoho CRM cannot be reached.');
  clock.advance(60_000);
  warnings.raise('RECONCILIATION', 'Zoho CRM answered 500.');
  warnings.raise('OTHER', 'Something else.');
  t.same(warnings.list(), [
    {
      code: 'RECONCILIATION',
      message: 'Zoho CRM answered 500.',
      told: null,
      since: '2026-01-25T10:00:00.000Z',
    },
    { code: 'OTHER', message: 'Something else.', told: null, since: '2026-01-25T10:01:00.000Z' },
  ]);
  warnings.clear('RECONCILIATION');
  t.equal(warnings.list().length, 1);
});

test('a warning with an end is over by itself, and begins anew when it comes again', async (t) => {
  const clock = new TestClock();
  const warnings = new Warnings(clock);
  warnings.raise('PAUSED', 'A scope is missing.', clock.now() + 60_000);
  clock.advance(59_999);
  t.equal(warnings.list().length, 1);
  clock.advance(1);
  t.same(warnings.list(), []);
  warnings.raise('PAUSED', 'A scope is missing.');
  t.match(warnings.list(), [{ since: '2026-01-25T10:01:00.000Z' }]);
});

test('what two find in the same words is one warning', async (t) => {
  const warnings = new Warnings(new TestClock());
  warnings.raise('CHECK', 'A scope is missing.');
  warnings.raise('PAUSED', 'A scope is missing.');
  t.equal(warnings.list().length, 1);
  warnings.clear('PAUSED');
  t.match(warnings.list(), [{ code: 'CHECK' }]);
});
