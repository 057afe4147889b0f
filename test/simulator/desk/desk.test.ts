import { DeskSimulator } from '../../../simulator/desk/desk.ts';
import { DeskKeys } from '../../../simulator/desk/keys.ts';
import { type Test, test } from '../../harness.ts';
import { CONTACT, DOC, startDesk, TICKET } from '../../outside/zoho/desk/setup.ts';

async function setUp(t: Test) {
  const { simulator, url } = await startDesk(t);
  simulator.putTicket({ id: TICKET });
  const usual = { authorization: 'Zoho-oauthtoken t', orgid: DeskSimulator.orgId };
  const ask = async (
    path: string,
    method = 'GET',
    body?: object,
    headers: Record<string, string> = usual,
  ) => {
    const json = body && { 'content-type': 'application/json' };
    const init = { method, headers: { ...headers, ...json }, ...(body && { body: JSON.stringify(body) }) };
    const response = await fetch(new URL(`/api/v1${path}`, url), init);
    const text = await response.text();
    return { status: response.status, json: text === '' ? null : JSON.parse(text) };
  };
  return { simulator, ask, usual };
}

test('a call without a token, an organisation or with a strange parameter is refused in the words of Zoho', async (t) => {
  const { ask, usual } = await setUp(t);
  const path = `/tickets/${TICKET}`;
  t.match(await ask(path, 'GET', undefined, {}), { status: 401, json: { errorCode: 'INVALID_OAUTH' } });
  const { authorization } = usual;
  t.match(await ask(path, 'GET', undefined, { authorization }), {
    status: 422,
    json: { message: /'orgId'/ },
  });
  t.equal(
    (await ask(`${path}?orgId=${DeskSimulator.orgId}`, 'GET', undefined, { authorization })).status,
    200,
  );
  t.match(await ask(`${path}?fields=id`), {
    status: 422,
    json: { message: /Extra query parameter 'fields'/ },
  });
});

test('counts and some flags are text, and an empty list is 204 without a body', async (t) => {
  const { ask, simulator } = await setUp(t);
  simulator.putThread(TICKET, { plainText: 'Bonjour' });
  const ticket = await ask(`/tickets/${TICKET}`);
  t.match(ticket.json, { threadCount: '1', commentCount: '0', isDeleted: 'false' });
  t.same(await ask(`/tickets/${TICKET}/comments`), { status: 204, json: null });
  t.equal((await ask(`/tickets/${TICKET}/threads`)).json.data[0].content, undefined, 'a list has no text');
  const [{ id } = { id: '' }] = simulator.threads(TICKET);
  t.equal((await ask(`/tickets/${TICKET}/threads/${id}`)).json.plainText, undefined);
});

test('departments come in pages; reply addresses count from one', async (t) => {
  const { ask } = await setUp(t);
  t.equal((await ask('/departments')).json.data.length, 10);
  t.equal((await ask('/departments?from=20&limit=20')).json.data.length, 6);
  t.equal((await ask(`/mailReplyAddress?departmentId=${CONTACT}&from=0`)).status, 422);
  t.equal((await ask(`/mailReplyAddress?departmentId=${CONTACT}&from=1`)).json.data.length, 3);
  t.equal((await ask('/tickets/search?modifiedTimeRange=a,b&from=1000')).status, 422);
});

test('a body is checked before the ticket is looked for', async (t) => {
  const { ask, simulator } = await setUp(t);
  const gone = '/tickets/999999';
  t.equal((await ask(`${gone}/sendReply`, 'POST', {})).status, 422);
  const reply = { channel: 'EMAIL', content: 'x', fromEmailAddress: 'reply0@example.edu' };
  t.equal((await ask(`${gone}/sendReply`, 'POST', reply)).status, 404);
  t.equal((await ask(`${gone}/draftReply/1`, 'PATCH', {})).status, 422);
  t.equal((await ask(`${gone}/draftReply/1`, 'PATCH', reply)).status, 404);
  t.equal((await ask(`${gone}/comments`, 'POST', { content: 'x' })).status, 404);
  t.equal((await ask(`${gone}/comments`)).status, 404);
  t.equal((await ask(`/tickets/${TICKET}/comments`, 'POST', {})).status, 422);
  t.equal((await ask(gone, 'PATCH', { status: 'Open' })).status, 404);
  t.equal((await ask(`/tickets/${TICKET}`, 'PATCH', { odd: 1 })).status, 422);
  t.equal((await ask(`${gone}/move?departmentId=${DOC}`, 'POST', { departmentId: DOC })).status, 404);
  t.equal((await ask(`/tickets/${TICKET}/move?departmentId=1`, 'POST', { departmentId: '1' })).status, 422);
  t.same(simulator.writes, []);
});

test('faults that wait are over when they are cleared', async (t) => {
  const { ask, simulator } = await setUp(t);
  simulator.fail('getTicket', { status: 500 });
  simulator.failAny({ status: 500 });
  simulator.clearFaults();
  t.equal((await ask(`/tickets/${TICKET}`)).status, 200);
});

test('a webhook keeps its address when the new one does not answer', async (t) => {
  const { ask } = await setUp(t);
  t.equal((await ask('/webhooks/1', 'PATCH', {})).status, 404);
  t.equal((await ask('/webhooks', 'POST', { url: 'nonsense' })).status, 422);
});

test('a key that is rotated stays published only when it is told to', async (t) => {
  const keys = await DeskKeys.create();
  await keys.rotate({ keepOld: true });
  t.same(
    keys.published.keys.map(({ kid }) => kid),
    ['desk-key-2', 'desk-key-1'],
  );
  await keys.rotate();
  t.equal(keys.published.keys.length, 1);
  t.ok(await keys.sign({ issuedAt: 1 }));
});

test('tickets are merged up to five at a time; what was said goes over to the master, and the old ids are gone or lead there', async (t) => {
  const { simulator, ask } = await setUp(t);
  const [first, second] = ['198709000044517002', '198709000044517003'];
  for (const id of [first, second]) simulator.putTicket({ id });
  const thread = simulator.putThread(first, { plainText: 'Bonjour' });
  const comment = simulator.putComment(second, { content: 'Voilà' });
  for (const ids of [undefined, [], [TICKET], ['1'], Array(6).fill(first)])
    t.match(await ask(`/tickets/${TICKET}/merge`, 'POST', { ids }), {
      status: 422,
      json: { errors: [{ fieldName: '/ids' }] },
    });
  t.match(await ask(`/tickets/${TICKET}/merge`, 'POST', { ids: [first, second] }), {
    status: 200,
    json: { id: TICKET, threadCount: '1', commentCount: '1' },
  });
  t.same(
    [simulator.threads(TICKET), simulator.comments(TICKET)].map(([each]) => each?.id),
    [thread.id, comment.id],
  );
  t.equal((await ask(`/tickets/${first}`)).status, 404);
  t.equal((await ask(`/tickets/${first}/threads`)).status, 404);
  t.equal((await ask('/tickets')).json.data.length, 1);
  simulator.mergedAnswer = 'master';
  t.match(await ask(`/tickets/${first}`), { status: 200, json: { id: TICKET } });
  t.equal((await ask(`/tickets/${first}/comments`, 'POST', { content: 'x' })).status, 200);
  t.equal(simulator.comments(TICKET).length, 2, 'a write to the old id changes the master');
});
