import { OPERATOR, SECRET, test, testApp, until } from '../../harness.ts';
import { message, TICKET, ticketApp } from '../../tickets/setup.ts';

const URL_PATH = '/webhook/test';
const ORDER = { ticket_id: TICKET };
const LIVE = { ...ORDER, confirm_live_mutations: true };

test('the worked example through the test endpoint, which writes nothing', async (t) => {
  const { app, simulator, written } = await ticketApp(t, { WEBHOOK_AUTO_LINK: 'true' });
  message(simulator, 'Bonjour, merci');
  const answer = await app.inject({ method: 'POST', url: URL_PATH, payload: ORDER });
  t.equal(answer.statusCode, 200);
  t.match(answer.json(), {
    success: true,
    ticket_id: TICKET,
    dry_run: true,
    processing_time_seconds: 0,
    result: {
      dispatcher: true,
      deal_linking: true,
      desk_agent: true,
      crm_agent: true,
      summary: {
        current_department: 'Contact',
        recommended_department: 'DOC',
        deal_found: true,
        deal_name: 'BFS NP Jean Exemple',
      },
      steps: { link: { status: 'suggested' } },
    },
  });
  t.notMatch(answer.body, /jean\.exemple@example\.test|merci/, 'no address and no message');
  t.same(written(), []);
  t.equal((await app.suggestions.list({}, { limit: 1, before: null })).total, 0, 'nothing is kept either');
});

test('an operator who confirms runs it for good, with the flags of the request', async (t) => {
  const { app, simulator, written } = await ticketApp(t, { WEBHOOK_AUTO_LINK: 'true' });
  message(simulator, 'Bonjour, merci');
  const payload = { ...LIVE, auto_link: false, auto_dispatch: true };
  const answer = await app.inject({ method: 'POST', url: URL_PATH, headers: OPERATOR, payload });
  t.match(answer.json(), {
    dry_run: false,
    result: { steps: { link: { status: 'suggested' }, dispatch: { status: 'applied' } } },
  });
  t.same(written(), ['moveTicket']);
  const { suggestions } = await app.suggestions.list({ status: 'waiting' }, { limit: 10, before: null });
  t.same(suggestions.map(({ step }) => step).sort(), ['link', 'note', 'reply', 'ticket']);
});

test('with a secret a dry run needs it, and it is not enough for more', async (t) => {
  const { app, simulator, written } = await ticketApp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  message(simulator, 'Bonjour');
  const post = (payload: object, headers = {}) =>
    app.inject({ method: 'POST', url: URL_PATH, headers, payload });
  t.equal((await post(ORDER)).statusCode, 401);
  t.equal((await post(ORDER, { 'x-webhook-secret': 'wrong' })).statusCode, 401);
  t.equal((await post(ORDER, { 'x-webhook-secret': SECRET })).json().dry_run, true);
  const live = await post(LIVE, { 'x-webhook-secret': SECRET });
  t.equal(live.statusCode, 401);
  t.equal(live.json().code, 'OPERATOR_TOKEN_REQUIRED');
  t.equal((await post(ORDER, OPERATOR)).json().dry_run, true, 'an operator needs no secret');
  t.same(written(), []);
});

test('two dry runs at the same time are enough; one more is told to come again', async (t) => {
  const { app, simulator } = await ticketApp(t);
  message(simulator, 'Bonjour');
  const post = () => app.inject({ method: 'POST', url: URL_PATH, payload: ORDER });
  const ends: (() => void)[] = [];
  const { tickets } = app;
  t.intercept(app, 'tickets', {
    value: {
      dryRun: async (...order: Parameters<NonNullable<typeof tickets>['dryRun']>) => {
        await new Promise<void>((resolve) => ends.push(resolve));
        return tickets?.dryRun(...order);
      },
    },
  });
  const running = [post(), post()];
  await until(() => ends.length === 2);
  const refused = await post();
  t.equal(refused.statusCode, 429);
  t.equal(refused.json().code, 'TOO_MANY_REQUESTS');
  t.equal(refused.headers['retry-after'], '10');
  for (const end of ends) end();
  for (const answer of await Promise.all(running)) t.equal(answer.statusCode, 200);
  const next = post();
  await until(() => ends.length === 3);
  ends[2]?.();
  t.equal((await next).statusCode, 200, 'places are given back');
});

const WRONG: [payload: string, status: number, error: string | RegExp][] = [
  ['', 400, 'ticket_id required'],
  ['{}', 400, 'ticket_id required'],
  ['{"ticket_id":""}', 400, 'ticket_id required'],
  ['{"ticket_id":null}', 400, 'ticket_id required'],
  ['[]', 400, 'ticket_id required'],
  ['"a string"', 400, 'ticket_id required'],
  ['{"ticket_id":', 400, 'Invalid JSON payload'],
  ['not a json', 400, 'Invalid JSON payload'],
  ['{"ticket_id":"invalid_id"}', 400, 'ticket_id must be digits only'],
  ['{"ticket_id":{"id":1}}', 400, 'ticket_id must be digits only'],
  ['{"ticket_id":"1","confirm_live_mutations":"true"}', 400, 'confirm_live_mutations must be true or false'],
  ['{"ticket_id":"1","auto_link":1}', 400, 'auto_link must be true or false'],
  ['{"ticket_id":"1"}', 404, 'Zoho Desk has no ticket 1. It was deleted, or the id is wrong.'],
];
test('what names no ticket is refused with what to send', async (t) => {
  const { app } = await ticketApp(t);
  for (const [payload, status, error] of WRONG) {
    const answer = await app.inject({ method: 'POST', url: URL_PATH, payload });
    t.equal(answer.statusCode, status, payload);
    t.match(answer.json(), { success: false, error }, payload);
  }
});

test('the id may come as ticketId, as a number or in a form', async (t) => {
  const { app, simulator } = await ticketApp(t);
  simulator.putTicket({ id: '12345' });
  for (const payload of ['{"ticketId":12345}', 'ticket_id=12345']) {
    const answer = await app.inject({ method: 'POST', url: URL_PATH, payload });
    t.equal(answer.json().ticket_id, '12345', payload);
  }
});

test('without credentials it says what to set', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject({ method: 'POST', url: URL_PATH, payload: ORDER });
  t.equal(answer.statusCode, 409);
  t.match(answer.json(), { error: /set ZOHO_CLIENT_ID, .*ZOHO_DESK_ORG_ID/, code: 'TICKETS_OFF' });
});

test('Zoho being away or refusing is said as it is, and a defect of ours is not', async (t) => {
  const { app, simulator } = await ticketApp(t);
  const post = () => app.inject({ method: 'POST', url: URL_PATH, payload: ORDER });
  simulator.fail('getTicket', { status: 503, headers: { 'retry-after': '100' } });
  t.match((await post()).json(), { code: 'OUTSIDE_AWAY', error: /^Zoho Desk answered 503\. Try again/ });
  simulator.fail('getTicket', { status: 422, json: { errorCode: 'INVALID_DATA' } });
  t.match((await post()).json(), { code: 'OUTSIDE_REFUSED', error: /Zoho Desk refused to read a ticket/ });
  t.capture(
    app.tickets as object,
    'dryRun' as never,
    (async () => {
      throw new TypeError('a defect');
    }) as never,
  );
  t.match((await post()).json(), { code: 'INTERNAL_ERROR' });
});
