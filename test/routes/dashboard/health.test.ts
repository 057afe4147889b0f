import { off, problem, well } from '../../../src/doctor/finding.ts';
import { StoreUnavailable } from '../../../src/log/ports.ts';
import { tell } from '../../../src/sentences/tell.ts';
import { START_MS, test } from '../../harness.ts';
import { dashboard } from './support.ts';

test('a service that is well says so', async (t) => {
  const { open } = await dashboard(t);
  const { body } = await open('/dashboard/health');
  for (const words of ['<bdi>1.2.3</bdi>', 'running', 'takes a write', 'No outside system has been called'])
    t.match(body, words);
});

test('what the last look at the outside systems found is told, what is to be mended first', async (t) => {
  const { app, open } = await dashboard(t);
  t.match((await open('/dashboard/health')).body, 'have not been looked at yet');
  const findings = [
    off('MOODLE', 'Moodle is not connected: MOODLE_BASE_URL and MOODLE_TOKEN are empty.'),
    well('ZOHO_TOKEN', tell('ZOHO_TOKEN_WELL')),
    problem('CRM_DEALS', 'Zoho CRM asks us to slow down.'),
  ];
  t.intercept(app, 'findings', { value: { checkedAt: new Date(START_MS).toISOString(), findings } });
  const { body } = await open('/dashboard/health');
  t.match(body, 'Looked at <time datetime="2026-01-25T10:00:00.000Z"');
  const found = [...body.matchAll(/class="finding">[\s\S]*?<\/svg>([^<]*)[\s\S]*?<span dir="auto">([^<]*)/g)];
  t.same(
    found.map(([, state, message]) => `${state}: ${message}`),
    [
      'To mend: Zoho CRM asks us to slow down.',
      'Works: Zoho gives us a token.',
      'Not set up: Moodle is not connected: MOODLE_BASE_URL and MOODLE_TOKEN are empty.',
    ],
  );
  const french = await open('/dashboard/health', { 'accept-language': 'fr' });
  t.match(french.body, 'Zoho nous donne un jeton.');
});

test('a processor that stands still and a database that takes no write are shown', async (t) => {
  const { app, open } = await dashboard(t);
  await app.processor.stop();
  t.intercept(app.upkeep, 'heartbeat', { value: () => Promise.reject(new StoreUnavailable('full')) });
  const { body } = await open('/dashboard/health');
  t.match(body, 'stopped');
  t.match(body, 'does not take a write');
});

test('a defect is not shown as a full disk', async (t) => {
  const { app, open } = await dashboard(t);
  t.intercept(app.upkeep, 'heartbeat', { value: () => Promise.reject(new Error('a defect')) });
  t.equal((await open('/dashboard/health')).statusCode, 500);
});

test('each outside system shows its last success and its last error, and which was newer', async (t) => {
  const { app, open } = await dashboard(t);
  app.outside.failed('Zoho CRM', START_MS, 'Zoho CRM answered 503.');
  app.outside.succeeded('Zoho CRM', START_MS + 1000);
  app.outside.failed('Moodle', START_MS, 'Moodle cannot be reached.');
  app.outside.succeeded('Zoho Desk', START_MS);
  const { body } = await open('/dashboard/health');
  t.match(
    body,
    /<bdi>Zoho CRM<\/bdi> <span class="badge completed">[\s\S]*?Works[\s\S]*?Zoho CRM answered 503\./,
  );
  t.match(
    body,
    /<bdi>Moodle<\/bdi> <span class="badge failed">[\s\S]*?Failing[\s\S]*?none since the start[\s\S]*?Moodle cannot be reached\./,
  );
  t.match(body, /<bdi>Zoho Desk<\/bdi> <span class="badge completed">/);
});
