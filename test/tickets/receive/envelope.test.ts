import type { JsonValue } from '../../../src/log/event.ts';
import { readReports } from '../../../src/tickets/receive/envelope.ts';
import { test } from '../../harness.ts';
import { unfilled } from '../../students/receive/read-events.ts';

const ID = '198709000044517001';
const OTHER = '198709000044517002';
const ids = (value: JsonValue) => readReports(value).map(({ ticketId }) => ticketId);

const PLACES: [name: string, body: JsonValue][] = [
  ['ticket.id', { ticket: { id: ID } }],
  ['id', { id: ID }],
  ['entityId', { entityId: ID }],
  ['ticket_id', { ticket_id: ID }],
  ['ticketId', { ticketId: ID }],
  ['ticket as text', { ticket: ID }],
  ['ticket as JSON text', { ticket: `{"id":"${ID}"}` }],
  ['data.ticket.id', { data: { ticket: { id: ID } } }],
  ['data.id', { data: { id: ID } }],
  ['data.entityId', { data: { entityId: ID } }],
  ['data.ticket_id', { data: { ticket_id: ID } }],
  ['data as JSON text', { data: `{"id":"${ID}"}` }],
  ['data as a list', { data: [{ id: ID }] }],
  ['payload.id', { payload: { id: ID }, eventType: 'Ticket_Add' }],
  ['payload.ticketId', { payload: { id: OTHER, ticketId: ID }, eventType: 'Ticket_Thread_Add' }],
  ['payload.ticketId of any event', { payload: { id: OTHER, ticketId: ID }, eventType: 'TimeEntry_Add' }],
  ['a list of Zoho', [{ payload: { id: ID }, eventType: 'Ticket_Add' }]],
  ['a wrapped list', { body: [{ payload: { id: ID }, eventType: 'Ticket_Add' }] }],
  ['a wrapped object', { body: { ticket_id: ID } }],
  ['a wrapped text', { body: `[{"payload":{"id":"${ID}"}}]` }],
  ['a ticket without an id beside one', { ticket: { subject: 'x' }, id: ID }],
  ['an id that is empty beside one', { id: '', ticket_id: ID }],
  ['an id that is null beside one', { id: null, entityId: ID }],
  ['an id of something else beside one', { id: 'evt-9', ticket_id: ID }],
  ['a placeholder beside one', { id: unfilled('ticket.id'), ticket_id: ID }],
  ['an empty wrapper beside one', { body: {}, id: ID }],
  ['an empty list beside one', { data: [], id: ID }],
  ['a list without ids beside one', { data: [{ a: 1 }, { b: 2 }], id: ID }],
  ['spaces around it', { id: ` ${ID} ` }],
];
for (const [name, body] of PLACES) {
  test(`the ticket is found: ${name}`, (t) => {
    t.same(ids(body), [ID]);
    t.end();
  });
}

test('an id may be a number', (t) => {
  t.same(ids({ id: 12345 }), ['12345']);
  t.end();
});

const NOWHERE: [name: string, body: JsonValue][] = [
  ['an id that is no number', { id: 'invalid_id' }],
  ['too few digits', { id: '1234' }],
  ['too many digits', { id: '1'.repeat(31) }],
  ['an exponent', { id: 1e30 }],
  ['an empty object', {}],
  ['an empty element', [{}]],
  ['no payload', [{ payload: null }]],
  ['an empty payload', [{ payload: {} }]],
  ['no id of the ticket', [{ payload: { ticketId: null } }]],
  ['an empty id of the ticket', [{ payload: { ticketId: '' } }]],
  ['only the id of a thread', [{ payload: { id: ID }, eventType: 'ticket_thread_add' }]],
  ['only the id of a comment', [{ payload: { id: ID }, eventType: 'Ticket_Comment_Update' }]],
];
for (const [name, body] of NOWHERE) {
  test(`no ticket is found: ${name}`, (t) => {
    t.ok(ids(body).every((id) => id === null));
    t.end();
  });
}

test('what is no object reports nothing', (t) => {
  for (const body of [null, 'hello', 7, true, [], [1, 2, 3]]) t.same(readReports(body), []);
  t.end();
});

test('each object of a list is a report, and what is none is passed over', (t) => {
  t.same(ids([{ id: ID }, 7, null, { payload: { id: OTHER } }]), [ID, OTHER]);
  t.same(ids({ data: [{ id: ID }, { id: OTHER }], event_type: 'Ticket_Update' }), [ID, OTHER]);
  t.end();
});

for (const [given, expected] of [
  [{ eventType: 'TICKET_UPDATE' }, 'Ticket_Update'],
  [{ event_type: 'ticket_thread_add' }, 'Ticket_Thread_Add'],
  [{ eventType: ' Ticket_Delete ' }, 'Ticket_Delete'],
  [{ eventType: 'Contact_Add' }, 'Contact_Add'],
  [{ event_type: 'ticket.created' }, 'Ticket_Add'],
  [{ eventType: '', event_type: 'Ticket_Add' }, 'Ticket_Add'],
  [{ eventType: unfilled('event.type') }, 'ticket_event'],
  [{ eventType: 'x'.repeat(300) }, 'x'.repeat(100)],
  [{ eventType: 7 }, 'ticket_event'],
  [{}, 'ticket_event'],
  [{ payload: { id: ID } }, 'unknown'],
] as [Record<string, JsonValue>, string][]) {
  test(`${JSON.stringify(given).slice(0, 40)} is an event ${expected.slice(0, 40)}`, (t) => {
    t.equal(readReports({ id: ID, ...given })[0]?.eventType, expected);
    t.end();
  });
}
