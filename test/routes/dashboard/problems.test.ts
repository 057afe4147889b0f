import { OPERATOR, studentBody, test } from '../../harness.ts';
import { dashboard, noEmail, recordIdOf } from './support.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const ROUTE = '/api/v1/events/zoho/student';
const mended = (word: string, name = 'Sara Ali') =>
  studentBody({
    notification_id: `mended-${word}`,
    record_id: recordIdOf(word),
    data: { Name: name, Academic_Email: `${word}@example.edu` },
  });

test('what needs a person is listed by cause, with the names of those it is about', async (t) => {
  const jean = { ...noEmail('b'), data: { Name: 'Jean Exemple' } };
  const { open } = await dashboard(t, [noEmail('a'), jean]);
  const { body } = await open('/dashboard/problems');
  t.match(
    body,
    /cause-count"[^>]*>2<[\s\S]*Academic_Email is missing[\s\S]*Jean Exemple[\s\S]*Sara Ali[\s\S]*2 events ·/,
  );
  t.match((await open('/dashboard')).body, '<h1>Nothing went well so far, 1 problem needs you.</h1>');
  const about = (await open('/dashboard/problems/1')).body;
  t.match(about, /Sara Ali<\/span> · changed in Zoho CRM/);
  t.match(about, 'href="/dashboard/replay?problem=1"');
  t.match((await open('/dashboard/replay?problem=1')).body, '2 events will be processed again.');
  t.match(
    (await open('/dashboard/events?problem=1')).body,
    /<a href="\/dashboard\/problems\/1">Problem 1<\/a>/,
  );
});

test('a problem closes by itself when its record goes well, and says what mended it', async (t) => {
  const { app, open, settled } = await dashboard(t, [noEmail('a')]);
  await app.inject({ method: 'POST', url: ROUTE, payload: mended('a') });
  await settled();
  t.match(
    (await open('/dashboard')).body,
    'All is well: 2 events arrived in the last 24 hours, and nothing needs you.',
  );
  t.match((await open('/dashboard/problems')).body, 'Nothing needs you.');
  const { body } = await open('/dashboard/problems/1');
  t.match(body, /<a href="\/dashboard\/events\/2">Mended by event 2<\/a>/);
  t.notMatch(body, 'set-aside');
  t.match(
    (await open('/dashboard/events/1')).body,
    /Mended by event 2<\/a> · <a href="\/dashboard\/problems\/1">/,
  );
  t.match((await open('/dashboard/problems?state=mended')).body, 'Academic_Email is missing');
});

test('a replay that goes well closes it too', async (t) => {
  const { app, open, post, signIn, settled } = await dashboard(t, [noEmail('a')]);
  await app.inject({ method: 'POST', url: ROUTE, payload: mended('a') });
  await settled();
  await post('/dashboard/events/1/replay', {}, await signIn());
  await settled();
  t.match((await open('/dashboard/problems/1')).body, /Mended|Went well when it was tried again/);
});

test('a body that nobody could read shows its text, and is set aside with a reason', async (t) => {
  const { app, open, post, signIn } = await dashboard(t);
  const payload = '{"record_id": "1", "data": {"Name": "Sara "Ali""}}';
  await app.inject({ method: 'POST', url: ROUTE, payload, headers: JSON_TYPE });
  const before = (await open('/dashboard/events/1')).body;
  t.match(before, /<details open><summary>Body as it came[\s\S]*Sara &#34;Ali&#34;/);
  t.notMatch(before, 'Content as received', 'there is none that could be read');
  t.match(before, 'action="/dashboard/problems/1/set-aside"');
  const session = await signIn('Sara Ali');
  t.equal(
    (await post('/dashboard/problems/1/set-aside', { event: '1', reason: ' ' }, session)).statusCode,
    400,
  );
  const answer = await post(
    '/dashboard/problems/1/set-aside',
    { event: '1', reason: 'A test of ours' },
    session,
  );
  t.match(answer, { statusCode: 303, headers: { location: '/dashboard/problems/1' } });
  t.match(
    (await open('/dashboard/problems/1')).body,
    /Set aside by Sara Ali \(127\.0\.0\.1\)[\s\S]*<q dir="auto">A test of ours<\/q>/,
  );
  t.match((await open('/dashboard')).body, 'nothing needs you.');
  const late = await post('/dashboard/problems/1/set-aside', { reason: 'again' }, session);
  t.match((await open(String(late.headers.location))).body, 'This was not open any more');
  await post('/dashboard/problems/1/reopen', {}, session);
  t.match((await open('/dashboard/problems')).body, 'Content that could not be read');
});

test('many events and many problems come page by page', async (t) => {
  const bodies = Array.from({ length: 51 }, (_, i) => noEmail(`p${i}`));
  const { open } = await dashboard(t, bodies);
  t.match((await open('/dashboard/problems')).body, /and 47 more/);
  t.match((await open('/dashboard/problems/1')).body, 'href="/dashboard/problems/1?offset=50"');
  const last = (await open('/dashboard/problems/1?offset=50')).body;
  t.equal(last.match(/<li class="row">/g)?.length, 1);
  t.equal((await open('/dashboard/problems/9')).statusCode, 404);
});

test('a problem whose sentence was erased says so', async (t) => {
  const { app, open } = await dashboard(t, [noEmail('a')]);
  const erased = { ...(await app.problems.get(1)), error_message: null };
  t.intercept(app.problems, 'get', { value: async () => erased });
  t.match((await open('/dashboard/problems/1')).body, 'The sentence of this problem was erased.');
  t.equal((await app.inject({ url: '/dashboard/problems', headers: OPERATOR })).statusCode, 200);
});
