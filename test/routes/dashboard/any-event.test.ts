import { join } from 'node:path';
import fc from 'fast-check';
import { cli } from '../../cli/terminal.ts';
import { OPERATOR, temporaryFolder, test } from '../../harness.ts';
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

const LANGUAGES = ['en', 'fr', 'ar'];
/** What the command line shows of a log, each way. */
const COMMANDS = [
  'events --limit 200',
  'events --limit 200 --json',
  'events --failed',
  'stats',
  'stats --json',
  'export events',
  'export events --format csv',
  'export students',
  'export students --format csv',
  'replay --failed --dry-run',
  'prune --older-than 1d --dry-run',
];

test('whatever a sender writes, every page, answer and command about it can be shown, in every language', async (t) => {
  const bodies = fc.sample(body, { numRuns: 150, seed: 20261127 });
  const DATABASE_URL = `file:${join(temporaryFolder(t), 'events.db')}`;
  const { app, settled } = await dashboard(t, [], { DATABASE_URL });
  for (const payload of bodies)
    await app.inject({
      method: 'POST',
      url: '/api/v1/events/zoho/student',
      payload: JSON.stringify(payload),
    });
  await settled();
  const { events, total } = await app.reading.list({}, { limit: 200, before: null });
  t.ok(total > 9, `${total} are kept`);
  const { students } = await app.students.list({ deleted: true }, { limit: 200, after: null });
  const answers = ['/api/v1/events?limit=200', '/api/v1/events/stats', '/api/v1/students'];
  const failed: string[] = [];
  const visit = async (url: string, language = 'en') => {
    const { statusCode } = await app.inject({ url, headers: { ...OPERATOR, 'accept-language': language } });
    if (statusCode >= 500) failed.push(`${statusCode} ${url} ${language}`);
  };
  for (const url of answers) await visit(url);
  for (const url of PAGES) for (const language of LANGUAGES) await visit(url, language);
  // Each event in one language, each kind of page in all of them.
  for (const [at, { id, record_id }] of events.entries()) {
    await visit(`/api/v1/events/${id}`);
    await visit(`/dashboard/events/${id}`, LANGUAGES[at % 3]);
    await visit(`/dashboard/events?${new URLSearchParams({ record_id })}`, LANGUAGES[(at + 1) % 3]);
  }
  for (const [at, { zohoId }] of students.entries())
    await visit(`/dashboard/students/${encodeURIComponent(zohoId)}`, LANGUAGES[at % 3]);
  t.same(failed, []);
  for (const command of COMMANDS) {
    const { code, complaints, printed } = await cli(command.split(' '), { DATABASE_URL });
    t.same([code, complaints], [0, []], command);
    const shown = printed.join('').replace(/[\r\n\t]/g, '');
    t.notMatch(shown, /[\p{Cc}\p{Bidi_Control}]/u, `${command}: nothing that a terminal obeys`);
  }
});
