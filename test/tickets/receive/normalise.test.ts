import { readBody } from '../../../src/inbound/body.ts';
import type { JsonValue } from '../../../src/log/event.ts';
import { readTicketEvents } from '../../../src/tickets/receive/normalise.ts';
import { START_MS, test } from '../../harness.ts';
import { unfilled } from '../../students/receive/read-events.ts';

const ID = '198709000044517001';
const UPDATE = {
  payload: { id: ID, status: 'Open', modifiedTime: '2026-01-25T09:59:58.000Z' },
  eventTime: String(START_MS - 1000),
  eventType: 'Ticket_Update',
  orgId: '54983163',
};

async function read(value: JsonValue | Buffer, contentType = 'application/json') {
  const raw = Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value));
  const body = await readBody(raw, contentType);
  if (body.is !== 'json' && body.is !== 'form') throw new Error('this body cannot be read');
  let made = 0;
  const about = { verifiedBy: 'jwt:k', nowMs: START_MS, newId: () => `signal-${++made}` };
  return readTicketEvents(body, raw, about);
}

test("an event of Zoho's own form is read, and the first one keeps the bytes of the delivery", async (t) => {
  const thread = { payload: { id: '31138000011972150', ticketId: ID }, eventType: 'Ticket_Thread_Add' };
  const delivery = [UPDATE, thread];
  const [first, second] = await read(delivery);
  t.match(first, {
    source: 'zoho_desk',
    module: 'tickets',
    eventType: 'Ticket_Update',
    recordId: ID,
    occurred: { at: '2026-01-25T09:59:59.000Z', clock: 'server' },
    payload: JSON.stringify(UPDATE),
    verifiedBy: 'jwt:k',
    kind: { is: 'event' },
  });
  t.equal(String(first?.rawBody), JSON.stringify(delivery));
  t.match(second, { eventType: 'Ticket_Thread_Add', recordId: ID, rawBody: null });
});

test('one bare object is its own payload, byte for byte', async (t) => {
  const raw = Buffer.from(`{ "ticket_id" : ${ID}9 , "timestamp": "2026-01-25T09:00:00Z" }`);
  const [event] = await read(raw);
  t.match(event, { recordId: `${ID}9`, payload: String(raw), rawBody: null });
  t.same(event?.occurred, { at: '2026-01-25T09:00:00.000Z', clock: 'sender' });
});

test('form fields are read as a flat body', async (t) => {
  const [event] = await read(Buffer.from(`ticket_id=${ID}`), 'application/x-www-form-urlencoded');
  t.match(event, { recordId: ID, payload: `{"ticket_id":"${ID}"}` });
  t.ok(event?.rawBody);
});

test('JSON that stood in a form keeps the bytes of the form', async (t) => {
  const form = Buffer.from(`payload=${encodeURIComponent(`{"ticket_id":"${ID}"}`)}`);
  const [event] = await read(form, 'application/x-www-form-urlencoded');
  t.match(event, { recordId: ID, payload: `{"ticket_id":"${ID}"}` });
  t.equal(String(event?.rawBody), String(form));
});

test('a repeat has the same id, whatever wraps it; another change has another', async (t) => {
  const [event] = await read([UPDATE]);
  const same = [UPDATE, { body: [UPDATE] }, [{ ...UPDATE, prevState: null }], [7, UPDATE]];
  for (const body of same) t.equal((await read(body))[0]?.eventId, event?.eventId);
  const other = [
    { ...UPDATE, orgId: '1' },
    { ...UPDATE, eventType: 'Ticket_Add' },
    { ...UPDATE, eventTime: String(START_MS) },
    { ...UPDATE, payload: { ...UPDATE.payload, status: 'Closed' } },
  ];
  const ids = await Promise.all(other.map(async (body) => (await read([body]))[0]?.eventId));
  t.equal(new Set([event?.eventId, ...ids]).size, 5);
});

for (const time of [
  undefined,
  '',
  '-',
  unfilled('ticket.time'),
  '25/01/2026 10:00 AM',
  '2026-01-25 10:00',
  '2026-01-25',
  '25 Jan 2026',
]) {
  test(`a time that says nothing makes no identity: ${time}`, async (t) => {
    const [first] = await read([{ ...UPDATE, eventTime: time as string }]);
    t.match(first, { kind: { is: 'content' }, occurred: { clock: null } });
    t.match(await read({ ticket_id: ID, timestamp: time as string }), [{ kind: { is: 'signal' } }]);
    const bare = { eventType: 'Ticket_Update', eventTime: time as string, payload: { id: ID } };
    t.match(await read([bare]), [{ kind: { is: 'signal' } }]);
  });
}

test('events about other things are logged as what they are, and those about nothing come to nothing', async (t) => {
  const contact = { eventType: 'Contact_Update', eventTime: String(START_MS), payload: { id: `${ID}7` } };
  t.match(await read([contact, UPDATE]), [
    { module: 'contacts', recordId: `${ID}7`, eventType: 'Contact_Update' },
    { module: 'tickets', recordId: ID },
  ]);
  t.same(await read([{ eventType: 'Agent_Presence_Update', payload: { status: 'ONLINE' } }]), []);
  t.match(await read({ body: [contact] }), [{ module: 'contacts' }]);
});

for (const [given, expected] of [
  ['ticket_created', 'Ticket_Add'],
  ['Ticket Created', 'Ticket_Add'],
  ['ticketUpdated', 'Ticket_Update'],
  ['ticket.add', 'Ticket_Add'],
  ['thread.add', 'Ticket_Thread_Add'],
  ['comment added', 'Ticket_Comment_Add'],
  ['update', 'Ticket_Update'],
  ['ticket.status_changed', 'ticket.status_changed'],
  ['something', 'something'],
] as const) {
  test(`the name of an event is known in any usual spelling: ${given}`, async (t) => {
    t.match(await read({ ticket_id: ID, event_type: given }), [{ eventType: expected }]);
  });
}

test('a flat body without a time is a signal, with one an event', async (t) => {
  t.match(await read({ ticket_id: ID }), [{ eventId: 'signal-1', kind: { is: 'signal' } }]);
  t.match(await read({ ticket_id: ID, subject: 'x' }), [{ kind: { is: 'signal' } }]);
  const [event] = await read({ ticket_id: ID, timestamp: '2026-01-25T09:00:00Z' });
  t.match(event, { eventId: /^derived-/, kind: { is: 'event' } });
  t.match(await read({ ticket_id: ID, timestamp: { odd: true } }), [{ kind: { is: 'signal' } }]);
});

test("the sender's own id of the event is kept", async (t) => {
  t.match(await read({ ticket_id: ID, event_id: 'evt-7' }), [{ eventId: 'evt-7', kind: { is: 'event' } }]);
  t.match(await read({ ticket_id: ID, notification_id: 'n-7', event_id: 'evt-7' }), [{ eventId: 'n-7' }]);
  t.match(await read({ ticket_id: ID, event_id: unfilled('event.id') }), [{ kind: { is: 'signal' } }]);
  t.match(await read({ ticket_id: ID, event_id: 'x'.repeat(300) }), [{ kind: { is: 'signal' } }]);
});

test('the tickets of one list keep what stands beside it, and an id there makes none a repeat of another', async (t) => {
  const data = [{ id: ID, a: 1 }, { id: ID, a: 2 }, { id: `${ID}9` }];
  const list = { event_type: 'ticket.updated', notification_id: 'n-7', note: 'x'.repeat(1000), data };
  const events = await read(list);
  t.equal(new Set(events.map(({ eventId }) => eventId)).size, 3);
  t.match(events, [
    { eventId: /^derived-/, eventType: 'Ticket_Update', kind: { is: 'event' }, recordId: ID },
    { payload: `{"event_type":"ticket.updated","delivery_id":"n-7","data":{"id":"${ID}","a":2}}` },
    { recordId: `${ID}9` },
  ]);
  t.equal(String(events[0]?.rawBody), JSON.stringify(list), 'nothing of the delivery is lost');
  t.same(
    (await read(list)).map(({ eventId }) => eventId),
    events.map(({ eventId }) => eventId),
  );
  t.match(await read({ ...list, data: [{ id: ID }] }), [{ eventId: 'n-7' }]);
});

test('a huge list beside a long text is read without a copy of the text for each element', async (t) => {
  const note = 'x'.repeat(500_000);
  const scalars = { note, data: Array.from({ length: 40_000 }, (_, index) => index) };
  await t.rejects(read(scalars), { code: 'NO_TICKET_ID' });
  const many = { note, eventType: note, data: Array.from({ length: 20_000 }, () => ({ id: ID })) };
  await t.rejects(read(many), { code: 'TOO_MANY_RECORDS' });
  const fine = await read({ ...many, data: many.data.slice(0, 1000) });
  t.equal(fine.length, 1000);
  t.ok(fine.every(({ payload }) => payload.length < 100));
});

for (const [body, keys] of [
  [{ subject: 'secret', b: 1 }, 'the keys subject, b'],
  [[{ payload: { ticketId: null } }], 'a list; its first element is the keys payload, payload.ticketId'],
  [[{}], 'a list; its first element is an empty object'],
  [[1, 2, 3], 'a list; its first element is a bare number'],
  [[null], 'a list; its first element is null'],
  [[[]], 'a list; its first element is a list'],
] as [JsonValue, string][]) {
  test(`without an id the refusal says what came: ${keys}`, async (t) => {
    await t.rejects(read(body), {
      code: 'NO_TICKET_ID',
      message: `No ticket ID found in payload: it is ${keys}. Send ticket_id, with 5 to 30 digits.`,
    });
  });
}

test('more than a thousand events are refused', async (t) => {
  const many = Array.from({ length: 1001 }, (_, i) => ({ id: `${10_000 + i}` }));
  await t.rejects(read(many), { code: 'TOO_MANY_RECORDS' });
  t.equal((await read(many.slice(1))).length, 1000);
});
