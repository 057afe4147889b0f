import { newEvent, OPERATOR, signedIn, type Test, test, testApp } from '../../harness.ts';

const unreadable = (eventId: string) =>
  newEvent({
    eventId,
    eventType: 'unreadable',
    recordId: '',
    payload: 'null',
    rawBody: Buffer.from('{"name": "Sa"ra"}'),
    kind: { is: 'unreadable', reason: 'Not JSON.', told: [{ code: 'INVALID_JSON', params: { place: '7' } }] },
  });

async function withProblem(t: Test) {
  const { app } = await testApp(t);
  await app.intake.append([unreadable('a'), unreadable('b')]);
  const get = (path: string) => app.inject({ url: `/api/v1/problems${path}`, headers: OPERATOR });
  const post = (path: string, payload: object, headers: object = OPERATOR) =>
    app.inject({ method: 'POST', url: `/api/v1/problems${path}`, headers: { ...headers }, payload });
  return { app, get, post };
}

test('problems are listed for operators only, by state and page by page, with how many there are', async (t) => {
  const { app, get } = await withProblem(t);
  t.equal((await app.inject('/api/v1/problems')).statusCode, 401);
  t.match((await get('')).json(), {
    problems: [
      {
        id: 1,
        state: 'open',
        code: 'INVALID_JSON',
        error_message: 'Not JSON.',
        error_details: [{ code: 'INVALID_JSON', params: { place: '7' } }],
        open_events: 2,
        decided_by: null,
      },
    ],
    total: 1,
    next_cursor: null,
    counts: { open: 1, mended: 0, set_aside: 0 },
  });
  t.match((await get('?state=mended&limit=1')).json(), { problems: [], total: 0 });
  t.equal((await get('?state=bogus')).statusCode, 400);
});

test('a problem shows its events, page by page', async (t) => {
  const { get } = await withProblem(t);
  t.match((await get('/1?limit=1')).json(), {
    id: 1,
    of_events: [{ event: { id: 2, event_id: 'b' }, state: 'open', mended_by: null }],
    next_cursor: 1,
  });
  t.match((await get('/1?limit=1&cursor=1')).json(), {
    of_events: [{ event: { id: 1 } }],
    next_cursor: null,
  });
  t.match((await get('/7')).json(), { code: 'PROBLEM_NOT_FOUND' });
});

test('a person sets a problem aside with a reason, and opens it again; both are kept with the name', async (t) => {
  const { app, post } = await withProblem(t);
  const cookie = await signedIn(app, 'Sara Ali');
  const one = await post('/1/set-aside', { reason: 'a test', event: 1 }, cookie);
  t.same(one.json(), { success: true, id: 1, state: 'open', events: 1 });
  const all = await post('/1/set-aside', { reason: 'a test' }, cookie);
  t.same(all.json(), { success: true, id: 1, state: 'set_aside', events: 1 });
  t.match(await app.problems.get(1), { decided_by: 'Sara Ali (127.0.0.1)', reason: 'a test' });
  t.match((await post('/1/set-aside', { reason: 'again' })).json(), {
    code: 'PROBLEM_STATE',
    error: 'There is nothing to do: problem 1 is set_aside',
  });
  t.same((await post('/1/reopen', {})).json(), { success: true, id: 1, state: 'open', events: 2 });
});

test('without a reason nothing is set aside, and what is not there is not found', async (t) => {
  const { post } = await withProblem(t);
  t.equal((await post('/1/set-aside', {})).statusCode, 400);
  t.equal((await post('/1/set-aside', { reason: '' })).statusCode, 400);
  t.equal((await post('/7/set-aside', { reason: 'x' })).statusCode, 404);
  t.equal((await post('/7/reopen', {})).statusCode, 404);
});

test('an unreadable body is shown as the text that came', async (t) => {
  const { app } = await withProblem(t);
  await app.intake.append([newEvent({ eventId: 'c' })]);
  const get = async (id: number) =>
    (await app.inject({ url: `/api/v1/events/${id}`, headers: OPERATOR })).json();
  t.match(await get(1), { raw_text: '{"name": "Sa"ra"}', error_details: [{ params: { place: '7' } }] });
  t.match(await get(3), { raw_body: null, raw_text: null });
});

test('the overview and the metrics count problems', async (t) => {
  const { app } = await withProblem(t);
  const overview = await app.inject({ url: '/api/v1/overview', headers: OPERATOR });
  t.match(overview.json(), { problems: { open: 1, mended: 0, set_aside: 0 } });
  const metrics = await app.inject({ url: '/metrics', headers: OPERATOR });
  t.match(metrics.body, /^zoho_event_hub_problems\{state="open"\} 1$/m);
});
