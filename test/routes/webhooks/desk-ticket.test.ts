import { signHmac } from '../../../src/inbound/signatures/hmac.ts';
import { OPERATOR, SECRET, type Test, test, testApp } from '../../harness.ts';

const PATHS = ['/webhook/zoho-desk', '/api/v1/events/desk/ticket'];
const [URL] = PATHS as [string];
const ID = '198709000044517001';
const UPDATE = {
  payload: { id: ID, status: 'Open' },
  eventTime: '1769335199000',
  eventType: 'Ticket_Update',
  orgId: '54983163',
};

async function setUp(t: Test, changes: Record<string, string> = {}) {
  const { app, lines } = await testApp(t, changes);
  const post = (payload: unknown, headers: Record<string, string> = {}, url = URL) =>
    app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', ...headers },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });
  const total = async () => (await app.reading.stats({})).total_events;
  const detail = async (id: number) =>
    (await app.inject({ url: `/api/v1/events/${id}`, headers: OPERATOR })).json();
  return { app, lines, post, total, detail };
}

for (const url of PATHS) {
  test(`${url} takes an event of Zoho and answers at once`, async (t) => {
    const { post, detail } = await setUp(t);
    const answer = await post([UPDATE], {}, url);
    t.equal(answer.statusCode, 200);
    t.match(answer.json(), {
      success: true,
      message: 'Event accepted for processing',
      event_id: /^derived-/,
      status: 'queued',
      ticket_id: ID,
    });
    t.match(await detail(1), {
      source: 'zoho_desk',
      module: 'tickets',
      event_type: 'Ticket_Update',
      record_id: ID,
      occurred_at: '2026-01-25T09:59:59.000Z',
    });
  });

  test(`${url} answers Zoho's check of the address without a proof, and stores nothing`, async (t) => {
    const { app, post, total } = await setUp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
    t.equal((await app.inject({ url })).statusCode, 200);
    const head = await app.inject({ method: 'HEAD', url });
    t.same([head.statusCode, head.body], [200, '']);
    for (const body of ['', ' ', '{}', '{ }', '[]', '[ ]\n', 'null', '"hello"', '7', 'true']) {
      const answer = await post(body, {}, url);
      t.same([answer.statusCode, answer.json().success], [200, true], body);
    }
    t.equal(await total(), 0);
  });
}

test('the check is answered whatever type its body claims, and without a body at all', async (t) => {
  const { app, post } = await setUp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'nonsense'])
    t.equal((await post('{}', { 'content-type': type })).statusCode, 200);
  t.equal((await app.inject({ method: 'POST', url: URL })).statusCode, 200);
});

test('with a secret set everything else needs it', async (t) => {
  const { post, total } = await setUp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  for (const body of [{ ticket_id: ID }, [{}], [1], 'not json', `{}${' '.repeat(200)}`])
    t.equal((await post(body)).json().code, 'MISSING_SIGNATURE');
  t.equal((await post({ ticket_id: ID }, { 'x-webhook-secret': 'wrong' })).json().code, 'INVALID_SIGNATURE');
  t.equal(await total(), 0);
  t.equal((await post({ ticket_id: ID }, { 'x-webhook-secret': SECRET })).statusCode, 200);
  const body = Buffer.from(JSON.stringify([UPDATE]));
  const signature = signHmac({ body, timestamp: undefined, nonce: undefined }, SECRET);
  t.equal((await post([UPDATE], { 'x-zoho-signature': signature })).statusCode, 200);
});

test('a token of Zoho without the settings to check it says what is missing in the log', async (t) => {
  const { post, lines } = await setUp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  t.equal((await post([UPDATE], { 'x-zdesk-jwt': 'a.b.c' })).statusCode, 401);
  t.ok(lines.some((line) => line.includes('jwt without ZOHO_DESK_WEBHOOK_ID')));
});

test('a repeat is a duplicate, and several events of a delivery are listed', async (t) => {
  const { post } = await setUp(t);
  const first = (await post([UPDATE])).json();
  const other = { ...UPDATE, eventTime: '1769335199001' };
  const second = (await post([UPDATE, other])).json();
  t.match(second, { status: 'duplicate', event_id: first.event_id, ticket_id: ID });
  t.match(second.events, [{ status: 'duplicate' }, { status: 'queued' }]);
});

for (const body of [
  [{}],
  [1, 2, 3],
  [{ payload: null }],
  [{ payload: {} }],
  [{ payload: { ticketId: null } }],
  [{ payload: { ticketId: '' } }],
  { subject: 'no id' },
]) {
  test(`${JSON.stringify(body)} has no ticket and leaves no row`, async (t) => {
    const { post, total } = await setUp(t);
    const answer = await post(body);
    t.equal(answer.statusCode, 400);
    t.match(answer.json(), { error: /^No ticket ID found in payload: it is /, code: 'NO_TICKET_ID' });
    t.equal(await total(), 0);
  });
}

test('an id above 2^53 that is no text keeps its digits', async (t) => {
  const { post } = await setUp(t);
  const answer = await post('[{"payload":{"ticketId":31138000011972149,"direction":"out"}}]');
  t.equal(answer.json().ticket_id, '31138000011972149');
});

test('what cannot be read is kept as a failed event, and a picture is refused', async (t) => {
  const { post, detail } = await setUp(t);
  const answer = await post('{"ticket_id": "198709000044517001", "subject": "say "hello""}');
  t.same([answer.statusCode, answer.json().code], [400, 'INVALID_JSON']);
  t.match(await detail(1), {
    source: 'zoho_desk',
    status: 'failed',
    error_message: /^Invalid JSON payload: .* mend the function/,
  });
  const picture = await post(Buffer.from([0xff, 0xd8]).toString('latin1'), { 'content-type': 'image/png' });
  t.equal(picture.statusCode, 400, 'valid text of a picture is looked at');
});

test('a form that names nothing has no ticket', async (t) => {
  const { post } = await setUp(t);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  t.equal((await post('a=1', form)).json().code, 'NO_TICKET_ID');
});

test('bytes that are no text are refused by their type', async (t) => {
  const { app } = await setUp(t);
  const headers = { 'content-type': 'image/png' };
  const answer = await app.inject({
    method: 'POST',
    url: URL,
    headers,
    payload: Buffer.from([0xff, 0xd8, 0xff]),
  });
  t.equal(answer.json().code, 'UNSUPPORTED_MEDIA');
});

test('a body of spaces only, too long for a check, has no ticket', async (t) => {
  const { post } = await setUp(t);
  t.equal((await post(' '.repeat(200))).json().code, 'NO_TICKET_ID');
});

test('Prefer: wait holds the answer until the event has ended', async (t) => {
  const { post } = await setUp(t);
  const answer = await post({ ticket_id: ID }, { prefer: 'wait=5' });
  t.match(answer.json(), { ticket_id: ID, outcome: { status: /completed|failed/ } });
});

test('the same event twice in one delivery is one event, and one repeat of it', async (t) => {
  const { post } = await setUp(t);
  t.match((await post([UPDATE, UPDATE])).json().events, [{ status: 'queued' }, { status: 'duplicate' }]);
});

test('an event of a subscription that is about no record is taken, because Zoho counts a refusal as a failure', async (t) => {
  const { post, total } = await setUp(t);
  const presence = { eventType: 'Agent_Presence_Update', payload: { status: 'ONLINE' }, orgId: '1' };
  t.equal((await post([presence])).statusCode, 200);
  t.equal(await total(), 0);
});
