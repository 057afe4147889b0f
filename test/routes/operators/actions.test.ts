import { newEvent, OPERATOR, signedIn, test, testApp } from '../../harness.ts';

test('what operators did is listed with name, time and target, newest first and page by page', async (t) => {
  const { app } = await testApp(t);
  await app.processor.stop();
  await app.intake.append([newEvent({ kind: { is: 'unreadable', reason: 'Not JSON.' } })]);
  const headers = await signedIn(app, 'Sara Ali');
  const post = (path: string, payload: object) =>
    app.inject({ method: 'POST', url: `/api/v1/problems/1/${path}`, headers, payload });
  await post('set-aside', { reason: 'a test' });
  await post('reopen', {});
  const get = async (query: string) =>
    (await app.inject({ url: `/api/v1/actions${query}`, headers: OPERATOR })).json();
  t.match(await get('?limit=1'), {
    actions: [{ id: 2, action: 'reopen', target: 'problem 1', operator: 'Sara Ali (127.0.0.1)' }],
    next_cursor: 2,
    total: 2,
  });
  t.same(await get('?cursor=2'), {
    actions: [
      {
        id: 1,
        at: '2026-01-25T10:00:00.000Z',
        operator: 'Sara Ali (127.0.0.1)',
        action: 'set aside',
        target: 'problem 1',
        detail: { reason: 'a test', events: 1 },
      },
    ],
    next_cursor: null,
    total: 2,
  });
  t.equal((await app.inject('/api/v1/actions')).statusCode, 401);
});
