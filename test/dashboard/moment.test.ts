import { readMoment } from '../../src/dashboard/moment.ts';
import { test } from '../harness.ts';

for (const [text, ms] of [
  ['2026-01-25T10:00:00.000Z', Date.UTC(2026, 0, 25, 10)],
  ['2026-01-25T10:00Z', Date.UTC(2026, 0, 25, 10)],
  ['+012026-01-25T10:00:00.000Z', Date.UTC(12026, 0, 25, 10)],
] as const) {
  test(`${text} is a moment that can be computed with`, async (t) => {
    t.same(readMoment(text), { is: 'instant', iso: text, ms });
  });
}

for (const text of [
  '25/01/2026 10:00',
  'yesterday',
  '',
  '2026-01-25T10:00:00',
  '2026-13-45T99:99:99.999Z',
  '1769335200',
])
  test(`"${text}" says no moment that everyone would read alike, and stays what it is`, async (t) => {
    t.same(readMoment(text), { is: 'text', text });
  });
