import { Warnings } from '../src/warnings.ts';
import { TestClock, test } from './harness.ts';

test('a warning stands until it is cleared, since it began, with its newest sentence', async (t) => {
  const clock = new TestClock();
  const warnings = new Warnings(clock);
  warnings.raise('RECONCILIATION', 'Zoho CRM cannot be reached.');
  clock.advance(60_000);
  warnings.raise('RECONCILIATION', 'Zoho CRM answered 500.');
  warnings.raise('OTHER', 'Something else.');
  t.same(warnings.list(), [
    { code: 'RECONCILIATION', message: 'Zoho CRM answered 500.', since: '2026-01-25T10:00:00.000Z' },
    { code: 'OTHER', message: 'Something else.', since: '2026-01-25T10:01:00.000Z' },
  ]);
  warnings.clear('RECONCILIATION');
  t.equal(warnings.list().length, 1);
});
