import { OPERATOR, signedIn, type Test, test, testApp } from '../../harness.ts';
import { DOC, LINK, message, TICKET, ticketApp } from '../../tickets/setup.ts';

const URL_PATH = '/api/v1/tickets/suggestions';

/** The service after one run for Jean's ticket with every flag off: link, dispatch, reply, ticket and note wait. */
async function waiting(t: Test) {
  const service = await ticketApp(t);
  const { app, simulator } = service;
  message(simulator, 'Bonjour, merci');
  const payload = { ticket_id: TICKET, confirm_live_mutations: true };
  await app.inject({ method: 'POST', url: '/webhook/test', headers: OPERATOR, payload });
  const { suggestions } = await app.suggestions.list({}, { limit: 10, before: null });
  const idOf = (step: string) => suggestions.find((suggestion) => suggestion.step === step)?.id;
  const post = (path: string, payload: object = {}) =>
    app.inject({ method: 'POST', url: `${URL_PATH}/${path}`, headers: OPERATOR, payload });
  return { ...service, idOf, post };
}

test('suggestions are listed for operators only, filtered and page by page', async (t) => {
  const { app } = await waiting(t);
  t.equal((await app.inject(URL_PATH)).statusCode, 401);
  const list = (query: string) => app.inject({ url: `${URL_PATH}${query}`, headers: OPERATOR });
  const all = (await list('?status=waiting&limit=2')).json();
  t.match(all, { total: 5, next_cursor: 4, suggestions: [{ id: 5, step: 'note' }, { id: 4 }] });
  t.equal((await list(`?ticket_id=${TICKET}&cursor=4`)).json().suggestions.length, 3);
  t.equal((await list('?ticket_id=1')).json().total, 0);
  t.equal((await list('?status=unknown')).statusCode, 400);
  const reply = (await list('')).json().suggestions.find(({ step }: { step: string }) => step === 'reply');
  t.match(reply, {
    ticket_id: TICKET,
    event: null,
    status: 'waiting',
    proposal: {
      to: 'jean.exemple@example.test',
      language: 'fr',
      message: 'Bonjour, merci',
      text: /^Bonjour/,
    },
  });
});

test('each kind of suggestion is applied once, and its own write does not make the others stale', async (t) => {
  const { app, idOf, post, written, simulator } = await waiting(t);
  for (const step of ['dispatch', 'link', 'note', 'ticket', 'reply']) {
    const answer = await post(`${idOf(step)}/apply`);
    t.match(answer.json(), { success: true, id: idOf(step), status: 'applied', written: [String] }, step);
  }
  t.same(written(), ['moveTicket', 'updateTicket', 'addComment', 'sendReply', 'POST Deals/ID/Notes']);
  t.match(simulator.ticket(TICKET), { departmentId: DOC, cf: { cf_opportunite: LINK } });
  const again = await post(`${idOf('dispatch')}/apply`);
  t.equal(again.statusCode, 409);
  t.match(again.json(), { code: 'SUGGESTION_DECIDED', error: /does not wait any more: it is applied/ });
  t.match(await app.suggestions.get(idOf('reply') ?? 0), {
    decidedBy: '127.0.0.1',
    result: { mode: 'sent' },
  });
});

test('who signed in to the dashboard stands beside what they do here', async (t) => {
  const { app, idOf } = await waiting(t);
  const cookie = await signedIn(app, 'Sara Ali');
  for (const [step, deed] of [
    ['link', 'apply'],
    ['dispatch', 'dismiss'],
  ] as const) {
    const url = `${URL_PATH}/${idOf(step)}/${deed}`;
    t.equal((await app.inject({ method: 'POST', url, headers: cookie })).statusCode, 200);
    t.match(await app.suggestions.get(idOf(step) ?? 0), { decidedBy: 'Sara Ali (127.0.0.1)' });
  }
});

test('of two operators who apply at the same moment one writes', async (t) => {
  const { idOf, post, written } = await waiting(t);
  const answers = await Promise.all([1, 2].map(() => post(`${idOf('reply')}/apply`)));
  t.same(answers.map(({ statusCode }) => statusCode).sort(), [200, 409]);
  t.same(written(), ['sendReply']);
});

test('an operator may put the answer in other words', async (t) => {
  const { idOf, post, simulator } = await waiting(t);
  const text = 'Bonjour Jean,\n\nVotre dossier est <prêt> & complet.\nÀ bientôt';
  t.equal((await post(`${idOf('reply')}/apply`, { text })).statusCode, 200);
  t.match(simulator.writes[0]?.body, {
    to: 'jean.exemple@example.test',
    fromEmailAddress: 'reply0@example.edu',
    content:
      '<div dir="ltr"><p>Bonjour Jean,</p><p>Votre dossier est &lt;prêt&gt; &amp; complet.<br>À bientôt</p></div>',
  });
});

test('words for something that is no answer are refused', async (t) => {
  const { idOf, post, written } = await waiting(t);
  const answer = await post(`${idOf('link')}/apply`, { text: 'Bonjour' });
  t.equal(answer.statusCode, 400);
  t.match(answer.json().error, 'text belongs to a reply only');
  t.equal((await post(`${idOf('reply')}/apply`, { text: '' })).statusCode, 400);
  t.equal((await post(`${idOf('reply')}/apply`, { words: 'x' })).statusCode, 400);
  t.same(written(), []);
});

test('what was dismissed is not applied and not proposed again', async (t) => {
  const { app, idOf, post, written } = await waiting(t);
  t.same((await post(`${idOf('link')}/dismiss`)).json(), {
    success: true,
    id: idOf('link'),
    status: 'dismissed',
  });
  t.equal((await post(`${idOf('link')}/apply`)).statusCode, 409);
  t.equal((await post(`${idOf('link')}/dismiss`)).statusCode, 409);
  const payload = { ticket_id: TICKET, confirm_live_mutations: true, auto_link: true };
  const answer = await app.inject({ method: 'POST', url: '/webhook/test', headers: OPERATOR, payload });
  t.match(answer.json().result.steps.link, { status: 'unchanged', reason: /dismissed/ });
  t.same(written(), []);
});

test('an unknown suggestion is not found', async (t) => {
  const { post } = await waiting(t);
  t.equal((await post('99/apply')).json().code, 'SUGGESTION_NOT_FOUND');
  t.equal((await post('99/apply', { text: 'x' })).statusCode, 400);
  t.equal((await post('99/dismiss')).json().code, 'SUGGESTION_NOT_FOUND');
});

test('a ticket that changed meanwhile makes a suggestion stale, and nothing is written', async (t) => {
  const { app, idOf, post, written, simulator } = await waiting(t);
  message(simulator, 'Encore une question');
  const answer = await post(`${idOf('reply')}/apply`);
  t.equal(answer.statusCode, 409);
  t.match(answer.json(), {
    code: 'SUGGESTION_STALE',
    error: /the customer wrote again/,
  });
  t.match(await app.suggestions.get(idOf('reply') ?? 0), { status: 'stale' });
  t.same(written(), []);
});

test('a ticket that is gone makes a suggestion stale', async (t) => {
  const { idOf, post, simulator } = await waiting(t);
  simulator.putTicket({ id: TICKET, isTrashed: true });
  t.match((await post(`${idOf('reply')}/apply`)).json(), { error: /the ticket is gone/ });
});

test('a refusal of Zoho fails the suggestion in its words, and while Zoho is away it waits', async (t) => {
  const { app, idOf, post, simulator } = await waiting(t);
  simulator.fail('moveTicket', { status: 503, headers: { 'retry-after': '100' } });
  t.equal((await post(`${idOf('dispatch')}/apply`)).json().code, 'OUTSIDE_AWAY');
  t.match(await app.suggestions.get(idOf('dispatch') ?? 0), {
    status: 'waiting',
    decidedAt: null,
    decidedBy: null,
  });
  simulator.fail('moveTicket', { status: 422, json: { errorCode: 'INVALID_DATA' } });
  t.equal((await post(`${idOf('dispatch')}/apply`)).json().code, 'OUTSIDE_REFUSED');
  t.match(await app.suggestions.get(idOf('dispatch') ?? 0), { status: 'failed', result: { reason: String } });
});

for (const [step, call] of [
  ['reply', 'sendReply'],
  ['link', 'updateTicket'],
  ['dispatch', 'moveTicket'],
  ['ticket', 'addComment'],
] as const) {
  test(`a ${step} whose answer was lost is found when it is applied again, and not made twice`, async (t) => {
    const { app, idOf, post, simulator, written } = await waiting(t);
    simulator.fail(call, { status: 503, headers: { 'retry-after': '100' }, isDone: true });
    t.equal((await post(`${idOf(step)}/apply`)).json().code, 'OUTSIDE_AWAY');
    t.match(await app.suggestions.get(idOf(step) ?? 0), {
      status: 'waiting',
      decidedAt: null,
      decidedBy: null,
    });
    t.match((await post(`${idOf(step)}/apply`)).json(), { success: true, status: 'applied', written: [] });
    t.match(await app.suggestions.get(idOf(step) ?? 0), { status: 'applied', decidedBy: '127.0.0.1' });
    t.equal((await post(`${idOf('note')}/apply`)).json().success, true, 'the others are not stale');
    t.equal(written().filter((name) => name === call).length, 1);
  });
}

test('an answer that was perhaps sent and is not to be seen is left as a draft when it is applied again', async (t) => {
  const { idOf, post, simulator, written } = await waiting(t);
  simulator.fail('sendReply', { drops: true });
  t.equal((await post(`${idOf('reply')}/apply`)).statusCode, 503);
  const again = (await post(`${idOf('reply')}/apply`, { text: 'Bonjour Jean' })).json();
  t.match(again, { status: 'applied', reason: /left as a draft/, written: ['a draft of an answer'] });
  t.same(written(), ['draftReply']);
});

test('a ticket that changed after an unclear sending is stale, and the doubt is said', async (t) => {
  const { idOf, post, simulator } = await waiting(t);
  simulator.fail('sendReply', { drops: true });
  await post(`${idOf('reply')}/apply`);
  message(simulator, 'Encore une question');
  t.match((await post(`${idOf('reply')}/apply`)).json(), {
    code: 'SUGGESTION_STALE',
    error: /wrote again.*whether an earlier attempt sent the answer is not known/,
  });
});

test('while the ticket cannot be read a suggestion waits', async (t) => {
  const { app, idOf, post, simulator } = await waiting(t);
  simulator.fail('getTicket', { status: 503, headers: { 'retry-after': '100' } });
  t.equal((await post(`${idOf('link')}/apply`)).json().code, 'OUTSIDE_AWAY');
  t.match(await app.suggestions.get(idOf('link') ?? 0), { status: 'waiting' });
});

test('without credentials nothing can be applied', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject({ method: 'POST', url: `${URL_PATH}/1/apply`, headers: OPERATOR });
  t.equal(answer.json().code, 'TICKETS_OFF');
});
