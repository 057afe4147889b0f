import { test, until } from '../../harness.ts';
import { dashboard, noEmail, recordIdOf } from './support.ts';

test('what people did is a page, with name, time and the way to what it was done to', async (t) => {
  const { app, open, post, signIn } = await dashboard(t, [noEmail('a')]);
  t.match((await open('/dashboard/actions')).body, 'Nobody did anything yet.');
  const session = await signIn('Sara Ali');
  await post('/dashboard/events/1/replay', {}, session);
  await post('/dashboard/problems/1/set-aside', { reason: 'A test of ours' }, session);
  const by = { operator: 'cli', action: 'odd', target: 'everything', detail: {} };
  const note = { eventRow: null, ticketId: '1', step: 'note' as const, key: 'a', proposal: {}, guard: {} };
  await app.suggestions.replaceWaiting({ ticketId: '1', waiting: [note] });
  await app.suggestions.dismiss(1, { ...by, target: 'suggestion 1' });
  await app.suggestions.replaceWaiting({ ticketId: '2', waiting: [{ ...note, ticketId: '2' }] });
  await app.suggestions.dismiss(2, by);
  await app.suggestions.replaceWaiting({ ticketId: '3', waiting: [{ ...note, ticketId: '3' }] });
  await app.suggestions.dismiss(3, { ...by, target: 'record 4554' });
  const { body } = await open('/dashboard/actions');
  t.match(
    body,
    /Sara Ali \(127\.0\.0\.1\)[\s\S]*set aside <a href="\/dashboard\/problems\/1">[\s\S]*<q dir="auto">A test of ours<\/q>/,
  );
  t.match(body, /replayed <a href="\/dashboard\/events\/1">/);
  t.match(body, '<a href="/dashboard/suggestions?decided=1">suggestion 1</a>');
  t.match(body, '<bdi>odd</bdi> <bdi>everything</bdi>');
  t.match(body, '<a href="/dashboard/students/4554">the student with record 4554</a>');
});

test('what an action was done to is named in the language of the reader', async (t) => {
  const { open, post, signIn } = await dashboard(t, [noEmail('a'), noEmail('b')]);
  const session = await signIn('Sara Ali');
  await post('/dashboard/problems/1/set-aside', { event: '2', reason: 'A test of ours' }, session);
  await post('/dashboard/replay?problem=1', {}, session);
  const french = { 'accept-language': 'fr' };
  await until(async () => (await open('/dashboard/actions', french)).body.includes('2 actions'));
  const { body } = await open('/dashboard/actions', french);
  t.match(body, /a classé <a href="\/dashboard\/events\/2">l’événement 2<\/a>/);
  t.match(body, 'a relancé des événements choisis par un filtre');
  t.match((await open('/dashboard/actions', { 'accept-language': 'ar' })).body, 'الحدث 2');
});

test('many actions come page by page', async (t) => {
  const { app, open } = await dashboard(t);
  for (let i = 1; i <= 51; i++) {
    const note = {
      eventRow: null,
      ticketId: `${i}`,
      step: 'note' as const,
      key: 'a',
      proposal: {},
      guard: {},
    };
    await app.suggestions.replaceWaiting({ ticketId: `${i}`, waiting: [note] });
    await app.suggestions.dismiss(i, {
      operator: 'o',
      action: 'dismiss suggestion',
      target: `suggestion ${i}`,
      detail: {},
    });
  }
  t.match((await open('/dashboard/actions')).body, 'href="/dashboard/actions?before=2"');
});

test('who may only read is offered nothing to press, and is refused what they send all the same', async (t) => {
  const token = 'a-token-that-only-reads';
  const linked = {
    ...noEmail('b'),
    data: { Name: 'Jean', Academic_Email: 'j@example.edu', Moodle_User_ID: '42' },
  };
  const { app, open, post } = await dashboard(t, [noEmail('a'), linked], { READ_TOKEN: token });
  const waiting = [
    { eventRow: null, ticketId: '1', step: 'note' as const, key: 'a', proposal: { title: 'x' }, guard: {} },
  ];
  await app.suggestions.replaceWaiting({ ticketId: '1', waiting });
  t.intercept(app, 'departures', { value: { wake() {}, async stop() {} } });
  const [cookie] = (await post('/dashboard/sign-in', { token })).cookies;
  const session = { cookie: `${cookie?.name}=${cookie?.value}`, authorization: '' };
  const pages = [
    '',
    '/problems',
    '/problems/1',
    '/events',
    '/events/1',
    '/replay?status=failed',
    '/suggestions',
    '/actions',
  ];
  for (const page of [...pages, `/students/${recordIdOf('b')}`]) {
    const { body, statusCode } = await open(`/dashboard${page}`, session);
    t.equal(statusCode, 200, page);
    const forms = [...body.matchAll(/<form[^>]*method="post"[^>]*action="([^"]*)"/g)].map(
      ([, action]) => action,
    );
    t.same(
      forms.filter(
        (action) =>
          !['/dashboard/display', '/dashboard/sign-out', '/dashboard/suggestions/several'].includes(
            String(action),
          ),
      ),
      [],
      `${page} offers nothing`,
    );
    t.notMatch(body, 'data-key=', page);
  }
  const { authorization: _, ...headers } = session;
  t.equal((await post('/dashboard/events/1/replay', {}, headers)).statusCode, 403);
});
