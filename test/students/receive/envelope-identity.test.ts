import { START_MS, studentBody, test } from '../../harness.ts';
import { readEvent, readEvents, unfilled } from './read-events.ts';

const ID = '4554000000012345678';
const DATA = { Academic_Email: 'sara.ali@example.edu', Name: 'Sara Ali' };
const anonymous = (changes: Record<string, unknown> = {}) =>
  studentBody({ notification_id: undefined, ...changes });
const eventId = async (sent: unknown) => (await readEvent(sent)).eventId;

test('no module, an empty one and an unfilled one mean BTEC_Students', async (t) => {
  for (const module of [undefined, null, 'null', '', unfilled('MODULE')]) {
    t.equal((await readEvent(studentBody({ module }))).module, 'BTEC_Students');
  }
});

test('another module is logged under its own name', async (t) => {
  t.equal((await readEvent(studentBody({ module: 'BTEC_Grades' }))).module, 'BTEC_Grades');
});

for (const [eventType, words] of [
  ['insert', ['insert', 'create', 'created', 'CREATE']],
  ['update', ['update', 'updated', 'edit', 'Edited', undefined, null, ' ', unfilled('OPERATION')]],
  ['delete', ['delete', 'Deleted', ' deleted ']],
] as const) {
  test(`the operations ${words.map((word) => JSON.stringify(word) ?? 'nothing').join(', ')} are logged as ${eventType}`, async (t) => {
    for (const operation of words)
      t.equal((await readEvent(studentBody({ operation }))).eventType, eventType);
  });
}

test('event_type counts where there is no operation', async (t) => {
  const body = { event_type: 'deleted', record_id: ID };
  t.equal((await readEvent(body)).eventType, 'delete');
  t.equal((await readEvent({ ...body, operation: 'edit' })).eventType, 'update');
  t.equal((await readEvent({ ...body, operation: unfilled('OPERATION') })).eventType, 'delete');
});

test('an unknown operation is logged as it was given, whatever the word', async (t) => {
  for (const operation of ['Approve', 'constructor', '__proto__', 'موافقة']) {
    t.equal((await readEvent(studentBody({ operation }))).eventType, operation);
  }
});

test("the sender's notification_id comes before its event_id", async (t) => {
  t.equal(await eventId(studentBody({ event_id: 'evt_1' })), 'event_12345');
  for (const notification_id of [null, 'null', '', unfilled('CRMID'), `${ID}_${unfilled('TIMESTAMP')}`]) {
    t.equal(await eventId(studentBody({ notification_id, event_id: 'evt_1' })), 'evt_1');
  }
});

test('a numeric notification_id is text', async (t) => {
  t.equal(await eventId(studentBody({ notification_id: 12345 })), '12345');
});

test('a bare id is the id of the event only beside another record id', async (t) => {
  t.equal(await eventId({ id: 'evt_1', record_id: ID, data: DATA }), 'evt_1');
  t.match(await eventId({ id: ID, record_id: ID, data: DATA }), /^derived-/);
  t.match(await eventId({ id: ID, data: DATA }), /^derived-/);
  t.match(await eventId({ id: unfilled('CRMID'), record_id: ID, data: DATA }), /^derived-/);
});

test('an event id alone is enough for a row in the log', async (t) => {
  t.match(await readEvent({ notification_id: 'event_1' }), { eventId: 'event_1', recordId: '' });
});

test('one id for several records becomes an id for each', async (t) => {
  const sent = { notification_id: 'event_1', ids: ['1', '2'] };
  t.match(await readEvents(sent), [{ eventId: 'event_1/1' }, { eventId: 'event_1/2' }]);
  const records = {
    notification_id: 'event_1',
    data: [
      { id: '1', ...DATA },
      { id: '2', ...DATA },
    ],
  };
  t.match(await readEvents(records), [{ eventId: 'event_1/1' }, { eventId: 'event_1/2' }]);
});

test('one id for one record in a list stays as it is', async (t) => {
  t.equal(await eventId({ notification_id: 'event_1', ids: ['1'] }), 'event_1');
  t.equal(await eventId({ notification_id: 'event_1', data: [{ id: '1', ...DATA }] }), 'event_1');
});

test('without an id the same body sent again has the same derived id', async (t) => {
  t.match(await eventId(anonymous()), /^derived-/);
  t.equal(await eventId(anonymous()), await eventId(anonymous()));
});

test('without an id every distinct edit has an id of its own', async (t) => {
  const edits = [
    anonymous(),
    anonymous({ record_id: '1' }),
    anonymous({ module: 'BTEC_Grades' }),
    anonymous({ operation: 'insert' }),
    anonymous({ timestamp: '2026-01-25T10:00:01Z' }),
    anonymous({ data: { ...DATA, City: 'Amman' } }),
  ];
  t.equal(new Set(await Promise.all(edits.map(eventId))).size, edits.length);
});

test('a repeat has the same derived id although a time ahead of our clock has become credible', async (t) => {
  const ahead = anonymous({ timestamp: '2026-01-25T10:15:00+00:00' });
  const first = await readEvent(ahead, { nowMs: START_MS });
  const repeat = await readEvent(ahead, { nowMs: START_MS + 600_000 });
  t.equal(first.occurred.clock, null);
  t.equal(repeat.occurred.clock, 'sender');
  t.equal(repeat.eventId, first.eventId);
});

test('two edits sent as forms are distinct, and the same form again is a repeat', async (t) => {
  const form = (time: string) => `id=${ID}&Name=Sara+Ali&Modified_Time=${time}`;
  const first = await eventId(form('2026-01-25T10:30:00'));
  t.equal(await eventId(form('2026-01-25T10:30:00')), first);
  t.not(await eventId(form('2026-01-25T10:30:01')), first);
});

test('a thin body is a new signal each time', async (t) => {
  const thin = { zoho_id: ID, module: 'BTEC_Students' };
  const events = await readEvents([thin, thin]);
  t.match(events, [
    { eventId: 'id-1', kind: { is: 'signal' } },
    { eventId: 'id-2', kind: { is: 'signal' } },
  ]);
});

test('a thin body with a time that decides, or with an id, is an event', async (t) => {
  const thin = { zoho_id: ID, module: 'BTEC_Students' };
  t.match(await readEvent({ ...thin, timestamp: '2026-01-25T10:00:00Z' }), { kind: { is: 'event' } });
  t.match(await readEvent({ ...thin, event_id: 'evt_1' }), { kind: { is: 'event' }, eventId: 'evt_1' });
});

test('a thin body whose time decides nothing says no more than one without a time', async (t) => {
  for (const timestamp of [null, '', '  ', unfilled('CURRENT_TIME'), '2026-01-25T10:00:00', 'yesterday']) {
    t.match(await readEvent({ zoho_id: ID, timestamp }), { kind: { is: 'signal' } }, String(timestamp));
  }
});
