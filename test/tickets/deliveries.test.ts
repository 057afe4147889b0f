import { type Test, test } from '../harness.ts';
import { ALL_FLAGS, message, TICKET, ticketApp } from './setup.ts';

/** Bodies as the functions of schools and Zoho Desk post them, through the whole service to the simulated Zoho Desk. */

const RIGHT = '198709000000400099';
/** What a double makes of it. */
const ROUNDED = '198709000000400100';

async function setUp(t: Test, settings: Record<string, string> = {}) {
  const desk = await ticketApp(t, settings);
  const post = async (body: string) => {
    const headers = { 'content-type': 'application/json', prefer: 'wait=20' };
    const answer = await desk.app.inject({
      method: 'POST',
      url: '/webhook/zoho-desk',
      headers,
      payload: body,
    });
    return { http: answer.statusCode, ...answer.json() };
  };
  return { ...desk, post };
}

for (const id of [
  `${RIGHT}.0`,
  RIGHT,
  `"${RIGHT}.0"`,
  `"${RIGHT}\u200b"`,
  '1.98709000000400099E17',
  '"1.98709E17"',
  '"198,709,000,000,400,099"',
]) {
  test(`the ticket id ${JSON.stringify(id)} is that ticket or none, never the one beside it`, async (t) => {
    const { simulator, post } = await setUp(t, ALL_FLAGS);
    for (const ticket of [RIGHT, ROUNDED]) {
      simulator.putTicket({ id: ticket });
      message(simulator, 'Bonjour, je voudrais ma facture.', {}, ticket);
    }
    const answer = await post(`{"ticket_id": ${id}}`);
    if (answer.http === 200) t.equal(answer.ticket_id, RIGHT);
    else t.match(answer, { http: 400, error: /ticket_id/ });
    t.notOk(simulator.writes.some(({ ticketId }) => ticketId === ROUNDED));
    t.equal(simulator.writes.length > 0, answer.http === 200, 'its own ticket is worked on');
  });
}

test('an id longer than any of Zoho is refused with the key that is wrong', async (t) => {
  const { post, simulator } = await setUp(t);
  t.match(await post(`{"ticket_id":"${'1'.repeat(32)}"}`), { http: 400, error: /ticket_id/ });
  t.same(simulator.requests, []);
});

test('of two ids under one name the last one counts, as in every JSON reader', async (t) => {
  const { post } = await setUp(t);
  t.match(await post(`{"ticket_id":"${ROUNDED}","ticket_id":"${TICKET}"}`), { ticket_id: TICKET });
});

for (const body of [
  `{"ticket_id":"${TICKET}"}`,
  `{"ticket_id":"${TICKET}","timestamp":null}`,
  `{"ticket_id":"${TICKET}","event_time":"25/01/2026 10:00"}`,
  `{"ticket_id":"${TICKET}","timestamp":""}`,
  `{"ticket_id":"${TICKET}","timestamp":"\${Cases.Modified Time}"}`,
  `{"ticket_id":"${TICKET}","timestamp":"-"}`,
  `{"ticket_id":"${TICKET}","timestamp":"25/01/2026 10:00 AM"}`,
  `{"ticket_id":"${TICKET}","timestamp":"2026-01-25 10:00"}`,
  `{"ticket_id":"${TICKET}","timestamp":"2026-01-25"}`,
  `{"ticket_id":"${TICKET}","timestamp":"25 Jan 2026"}`,
  `[{"eventType":"Ticket_Update","payload":{"id":"${TICKET}"}}]`,
  `{"ticket_id":"${TICKET}","event_type":"ticket_created"}`,
  `{"ticket_id":"${TICKET}","event_type":"Ticket Created"}`,
  `{"ticket_id":"${TICKET}","event_type":"thread.add"}`,
  `{"ticket_id":"${TICKET}","event_type":"update"}`,
]) {
  test(`${body} is looked at, and looked at again after an edit`, async (t) => {
    const { simulator, post } = await setUp(t);
    message(simulator, 'Bonjour');
    t.match(await post(body), { status: 'queued', outcome: { result: { action_taken: 'workflow' } } });
    message(simulator, 'Je voudrais ma facture.');
    t.match(await post(body), { status: 'queued', outcome: { result: { action_taken: 'workflow' } } });
  });
}

test('an event of Zoho twice in one delivery leads to one look', async (t) => {
  const { simulator, post } = await setUp(t);
  message(simulator, 'Bonjour');
  const event = `{"eventType":"Ticket_Add","eventTime":"1769335199000","payload":{"id":"${TICKET}"},"orgId":"1"}`;
  t.match(await post(`[${event},${event}]`), { events: [{ status: 'queued' }, { status: 'duplicate' }] });
  t.equal(simulator.requests.filter((line) => line === `GET /api/v1/tickets/${TICKET}`).length, 1);
});

test('events about contacts, departments, agents and articles are logged as what they are, and nothing is read', async (t) => {
  const { app, simulator, post } = await setUp(t);
  const names = ['Contact_Update', 'Department_Add', 'Agent_Add', 'Article_Add'];
  for (const [index, eventType] of names.entries()) {
    const answer = await post(
      JSON.stringify([
        { eventType, eventTime: '1769335199000', payload: { id: `19870900000004203${index}` }, orgId: '1' },
      ]),
    );
    t.match(answer, { http: 200 });
    t.notOk(answer.ticket_id, eventType);
  }
  const { events } = await app.reading.list({}, { limit: 9, before: null });
  t.same(events.map(({ module }) => module).toSorted(), ['agents', 'articles', 'contacts', 'departments']);
  t.match(await post('[{"eventType":"Agent_Presence_Update","payload":{"status":"ONLINE"},"orgId":"1"}]'), {
    http: 200,
  });
  t.same(simulator.requests, []);
});
