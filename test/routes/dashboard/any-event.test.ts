import fc from 'fast-check';
import { OPERATOR, test } from '../../harness.ts';
import { dashboard } from './support.ts';

const ODD = [
  '',
  '\u0000',
  '\u001b[2J',
  '\u202eabc\u2066',
  '\ud800',
  '25/01/2026 10:00',
  'yesterday',
  'é'.repeat(3_000),
  '<script>',
  '../..',
  '%0a',
  '__proto__',
  '-0',
  '1e400',
];
const word = fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'binary' }), fc.string());
const value = fc.oneof(word, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.jsonValue());
const body = fc.record(
  {
    notification_id: value,
    timestamp: value,
    module: value,
    operation: value,
    record_id: fc.oneof({ weight: 9, arbitrary: fc.bigInt(1n, 10n ** 18n).map(String) }, value),
    data: fc.oneof(value, fc.dictionary(word, value)),
  },
  { requiredKeys: ['record_id'] },
);
const PAGES = [
  '/dashboard',
  '/dashboard/events',
  '/dashboard/students',
  '/dashboard/suggestions',
  '/dashboard/health',
];

test('whatever a sender writes, every page and every answer about it can be shown, in every language', async (t) => {
  const bodies = fc.sample(body, { numRuns: 150, seed: 20261127 });
  const { app, settled } = await dashboard(t);
  for (const payload of bodies)
    await app.inject({
      method: 'POST',
      url: '/api/v1/events/zoho/student',
      payload: JSON.stringify(payload),
    });
  await settled();
  const { events, total } = await app.reading.list({}, { limit: 200, before: null });
  t.ok(total > 9, `${total} are kept`);
  const students = await app.students.list({ deleted: true }, { limit: 200, after: null });
  const urls = [
    ...PAGES,
    '/api/v1/events?limit=200',
    '/api/v1/events/stats',
    '/api/v1/students',
    ...events.flatMap(({ id, record_id }) => [
      `/dashboard/events/${id}`,
      `/api/v1/events/${id}`,
      `/dashboard/events?${new URLSearchParams({ record_id })}`,
    ]),
    ...students.students.map(({ zohoId }) => `/dashboard/students/${encodeURIComponent(zohoId)}`),
  ];
  const failed: string[] = [];
  for (const [at, url] of urls.entries()) {
    const headers = { ...OPERATOR, 'accept-language': ['en', 'fr', 'ar'][at % 3] };
    const { statusCode } = await app.inject({ url, headers });
    if (statusCode >= 500) failed.push(`${statusCode} ${url}`);
  }
  t.same(failed, []);
});
