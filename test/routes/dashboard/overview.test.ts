import { SETTING_NOTES } from '../../../src/settings.ts';
import { newEvent, SECRET, studentBody, type Test, test } from '../../harness.ts';
import { dashboard, noEmail } from './support.ts';

const VERIFIED = { ZOHO_WEBHOOK_SECRET: SECRET };

/** The page's heading: the state in one sentence. */
async function state(t: Test, bodies: readonly Record<string, unknown>[], language = 'en') {
  const { open } = await dashboard(t, bodies);
  const { body } = await open('/dashboard', { 'accept-language': language });
  return /<h1>(.*?)<\/h1>/.exec(body)?.[1];
}

test('an empty log says that nothing has arrived, and what to do', async (t) => {
  t.equal(await state(t, []), 'No event has arrived yet.');
});

test('when all is well one sentence says so', async (t) => {
  const bodies = [studentBody(), studentBody({ notification_id: 'other' })];
  t.equal(
    await state(t, bodies),
    'All is well: 2 events arrived in the last 24 hours, and nothing needs you.',
  );
});

test('what failed is what needs a person', async (t) => {
  const bodies = [studentBody(), noEmail('a'), noEmail('b')];
  t.equal(await state(t, bodies), '1 went well, 1 problem needs you.');
});

test('the sentence is in the language of the reader', async (t) => {
  t.equal(
    await state(t, [studentBody()], 'fr'),
    'Tout va bien\u00a0: 1 événement est arrivé ces dernières 24 heures, et rien n’a besoin de vous.',
  );
});

test('what waits is counted, with the time of the oldest', async (t) => {
  const { app, open } = await dashboard(t);
  await app.processor.stop();
  await app.intake.append([newEvent()]);
  const { body } = await open('/dashboard');
  t.match(body, '<h1>1 event arrived in the last 24 hours. 1 is waiting.</h1>');
  t.match(
    body,
    /href="\/dashboard\/events\/1">The oldest has waited since<\/a>\s+<time datetime="2026-01-25T10:00:00.000Z"/,
  );
});

test('failures stand together by cause, with the names and the way to the problem', async (t) => {
  const { open } = await dashboard(t, [noEmail('a'), noEmail('b'), studentBody()]);
  const { body } = await open('/dashboard');
  t.match(
    body,
    /cause-count"[^>]*>2<[\s\S]*href="\/dashboard\/problems\/1"[\s\S]*Academic_Email is missing[\s\S]*Sara Ali/,
  );
});

test('where more needs somebody than the page shows, a link leads to all of it', async (t) => {
  const { app, open } = await dashboard(t, [noEmail('a')]);
  const one = await app.problems.list({}, { limit: 1, offset: 0 });
  t.intercept(app.problems, 'list', { value: async () => ({ ...one, total: 12 }) });
  const { body } = await open('/dashboard');
  t.match(body, '12 problems need you.');
  t.match(body, '<a href="/dashboard/problems">All problems</a>');
});

test('without failures the page says so', async (t) => {
  const { open } = await dashboard(t);
  t.match((await open('/dashboard')).body, 'Nothing needs you.');
});

test('counts are told by status and by source', async (t) => {
  const { open } = await dashboard(t, [studentBody(), studentBody()]);
  const { body } = await open('/dashboard');
  t.match(body, /class="tile duplicate\s*"[\s\S]*?tile-count">1</);
  t.match(body, /<span>Zoho CRM<\/span><strong>2<\/strong>/);
});

test('repeats with another content are pointed out', async (t) => {
  const { open } = await dashboard(t, [studentBody(), studentBody({ operation: 'insert' })]);
  t.match((await open('/dashboard')).body, '1 duplicate came with another content than its original.');
});

test('while a webhook route is open a banner names it', async (t) => {
  const { open } = await dashboard(t);
  const { body } = await open('/dashboard');
  t.match(body, /role="alert"[\s\S]*\/api\/v1\/events\/zoho\/student[\s\S]*Set ZOHO_WEBHOOK_SECRET/);
});

test('with a secret there is no banner', async (t) => {
  const { open } = await dashboard(t, [], VERIFIED);
  const { body } = await open('/dashboard');
  t.notMatch(body, 'role="alert"');
  t.match(body, 'Every webhook is verified.');
});

test('what is wrong at the moment stands above everything, with the time since when', async (t) => {
  const { app, open } = await dashboard(t);
  app.warnings.raise('MOODLE', 'Moodle cannot be reached.');
  const { body } = await open('/dashboard');
  t.match(
    body,
    /class="caution"[\s\S]*Moodle cannot be reached\.[\s\S]*since <time datetime="2026-01-25T10:00:00.000Z"/,
  );
});

test('the overview shows every flag of the settings as it stands', async (t) => {
  const settings = {
    ...VERIFIED,
    WEBHOOK_AUTO_LINK: 'true',

    METRICS_PUBLIC: 'no',
  };
  const { open } = await dashboard(t, [], settings);
  const { body } = await open('/dashboard');
  const flags = [...body.matchAll(/<li><span>([^<]*)<\/span><span class="badge ([^"]*)">([^<]*)<\/span>/g)];
  t.same(
    flags.map(([, name, look, state]) => [name, look, state]),
    [
      ['Link the ticket to a deal', 'completed', 'on'],
      ['Move the ticket to a department', '', 'off'],
      ['Answer the customer', '', 'off'],
      ['Update the ticket', '', 'off'],
      ['Update the deal', '', 'off'],
      ['Leave a note on the deal', '', 'off'],
      ['Create users in Moodle', '', 'off'],
      ['Update users in Moodle', '', 'off'],
      ['Suspend users in Moodle', '', 'off'],
      ['Write the Moodle id to Zoho CRM', '', 'off'],
      ['Look for lost tickets', 'completed', 'on'],
      ['Anyone may read the metrics', '', 'off'],
      ['Production may start unverified', '', 'off'],
    ],
  );
  const known = SETTING_NOTES.filter(({ range }) => range.is === 'flag');
  t.equal(flags.length, known.length, 'none of the settings is missing');
});

test('addresses keep their order in an Arabic sentence, and stand one below the other in the list', async (t) => {
  const { open } = await dashboard(t);
  const { body } = await open('/dashboard', { 'accept-language': 'ar' });
  const address = '<bdi class="id" dir="ltr">/api/v1/events/zoho/student</bdi>';
  t.match(body, new RegExp(`role="alert"[\\s\\S]*${address}، <bdi`));
  t.ok(body.includes(`<li>${address}</li>`));
});

test('what a sender wrote is shown as text and never becomes markup', async (t) => {
  const hostile = `<script>alert("1")</script>'&`;
  const bodies = [
    studentBody({
      notification_id: hostile,
      module: '<b>M</b>',
      operation: '<img src=x>',
      record_id: '<i>1</i>',
    }),
  ];
  const { open } = await dashboard(t, bodies);
  for (const url of ['/dashboard', '/dashboard/events', '/dashboard/events/1']) {
    const { body } = await open(url);
    for (const markup of ['<script>', '<b>M', '<img', '<i>1'])
      t.notOk(body.includes(markup), `${url} ${markup}`);
    t.match(body, '&#60;b&#62;M');
  }
});
