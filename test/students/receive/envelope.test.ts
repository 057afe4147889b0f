import { findRecord } from '../../../src/students/receive/envelope.ts';
import { START_MS, studentBody, test } from '../../harness.ts';
import { readEvent, readEvents, unfilled } from './read-events.ts';

const ID = '4554000000012345678';
const OTHER_ID = '4554000000012345679';
const DATA = { Academic_Email: 'sara.ali@example.edu', Name: 'سارة علي' };
const FORM = { contentType: 'application/x-www-form-urlencoded' };

test('the filled-in update of the guide is one event, word for word', async (t) => {
  const text = JSON.stringify(studentBody(), null, 1);
  t.strictSame(await readEvents(text), [
    {
      source: 'zoho',
      module: 'BTEC_Students',
      eventType: 'update',
      recordId: ID,
      occurred: { at: '2026-01-25T10:00:00.000Z', clock: 'sender' },
      said: { academicEmail: 'sara.ali@example.edu', studentNumber: 'STU001', displayName: 'Sara Ali' },
      eventId: 'event_12345',
      kind: { is: 'event' },
      payload: text,
      rawBody: null,
      verifiedBy: 'hmac:1',
    },
  ]);
});

test('the template of the guide, with nothing filled in, is kept as it came', async (t) => {
  const template = {
    notification_id: `${unfilled('CRMID')}_${unfilled('TIMESTAMP')}`,
    timestamp: unfilled('CURRENT_TIME'),
    module: 'BTEC_Students',
    operation: unfilled('OPERATION'),
    record_id: unfilled('CRMID'),
    data: { Name: unfilled('BTEC_Students.Name') },
  };
  const { eventId, ...event } = await readEvent(template);
  t.equal(eventId, 'id-1');
  t.match(event, { recordId: unfilled('CRMID'), eventType: 'update', payload: JSON.stringify(template) });
});

test('the second documented envelope, with its own names, is one event', async (t) => {
  const event = await readEvent({
    event_id: 'evt_1234567890_uuid',
    event_type: 'created',
    module: 'BTEC_Students',
    record_id: ID,
    changed_fields: ['First_Name', 'Academic_Email'],
    timestamp: '2026-01-25T10:00:30Z',
  });
  t.match(event, {
    eventId: 'evt_1234567890_uuid',
    eventType: 'insert',
    recordId: ID,
    kind: { is: 'event' },
  });
});

test('a bare reference is a signal to read the record again', async (t) => {
  const event = await readEvent({ zoho_id: 'TEST123456789', module: 'BTEC_Students' });
  t.match(event, {
    eventId: 'id-1',
    recordId: 'TEST123456789',
    kind: { is: 'signal' },
    occurred: { at: null },
  });
});

test('a bare reference that Zoho did not fill in is kept, so that its failure can name the merge field', async (t) => {
  const event = await readEvent({ zoho_id: unfilled('!BTEC_Students.Id'), module: 'BTEC_Students' });
  t.match(event, { recordId: unfilled('!BTEC_Students.Id'), kind: { is: 'signal' } });
});

test('the form of the default mode is the record itself', async (t) => {
  const sent = `id=${ID}&Name=Test+Student&Academic_Email=test%40example.com&Modified_Time=2026-01-25T10%3A30%3A00`;
  const event = await readEvent(sent, FORM);
  t.match(event, { recordId: ID, eventType: 'update', kind: { is: 'content' } });
  t.strictSame(event.occurred, { at: '2026-01-25T10:30:00', clock: null });
  t.match(event.eventId, /^derived-/);
  t.strictSame(JSON.parse(event.payload), {
    id: ID,
    Name: 'Test Student',
    Academic_Email: 'test@example.com',
    Modified_Time: '2026-01-25T10:30:00',
  });
  t.equal(event.rawBody?.toString(), sent);
});

for (const key of ['data', 'record', 'records', 'student', 'students']) {
  test(`the record may stand under ${key}: as an object, as a list of one or as JSON text`, async (t) => {
    for (const wrapped of [DATA, [DATA], JSON.stringify(DATA), JSON.stringify([DATA])]) {
      t.match(await readEvent({ record_id: ID, [key]: wrapped }), { recordId: ID, kind: { is: 'content' } });
      t.strictSame(findRecord({ record_id: ID, [key]: wrapped }), DATA);
    }
  });
}

test('a wrapper that is null, empty or unfilled gives way to the next one', async (t) => {
  for (const data of [null, 'null', '', ' ', [], unfilled('data')]) {
    t.strictSame(findRecord({ data, record: DATA }), DATA);
  }
});

test('an envelope with the fields of a student is the record itself', async (t) => {
  const body = { id: ID, ...DATA };
  t.strictSame(findRecord(body), body);
  t.match(await readEvent(body), { recordId: ID, kind: { is: 'content' } });
  t.strictSame(findRecord({ id: ID, Modified_Time: '2026-01-25' }), { id: ID, Modified_Time: '2026-01-25' });
});

test('an envelope without any field of a student holds no record', async (t) => {
  t.equal(findRecord({ zoho_id: ID, module: 'BTEC_Students' }), null);
  for (const value of [null, [], 'x', 1]) t.equal(findRecord(value), null);
});

test('a list of ids is one signal for each different one', async (t) => {
  const events = await readEvents(`{"module":"BTEC_Students","ids":[${ID},"${OTHER_ID}","${ID}"]}`);
  t.match(events, [
    { recordId: ID, eventId: 'id-1', kind: { is: 'signal' } },
    { recordId: OTHER_ID, eventId: 'id-2', kind: { is: 'signal' } },
  ]);
  t.strictSame(
    events.map(({ payload }) => JSON.parse(payload)),
    [ID, OTHER_ID].map((id) => ({ module: 'BTEC_Students', zoho_id: id })),
  );
});

test('a list of records is one event each, and the bytes are kept once', async (t) => {
  const [first, second] = [
    { id: ID, ...DATA },
    { ID: OTHER_ID, ...DATA },
  ];
  const sent = { operation: 'insert', students: [first, second], module: 'BTEC_Students' };
  const events = await readEvents(sent);
  t.match(events, [
    { recordId: ID, eventType: 'insert' },
    { recordId: OTHER_ID, eventType: 'insert' },
  ]);
  t.strictSame(
    events.map(({ payload }) => JSON.parse(payload)),
    [first, second].map((data) => ({ operation: 'insert', module: 'BTEC_Students', data })),
  );
  t.strictSame(
    events.map(({ rawBody }) => rawBody?.toString()),
    [JSON.stringify(sent), undefined],
  );
});

test('a record in a list that names no id is kept, so that its failure is seen', async (t) => {
  t.match(await readEvents({ data: [DATA, { zoho_id: ID, ...DATA }] }), [{ recordId: '' }, { recordId: ID }]);
});

test('a list of envelopes is one event each, under their own ids', async (t) => {
  const sent = [studentBody(), studentBody({ notification_id: 'event_2', record_id: OTHER_ID })];
  t.match(await readEvents(sent), [
    { eventId: 'event_12345', recordId: ID },
    { eventId: 'event_2', recordId: OTHER_ID },
  ]);
});

test('a list of one envelope keeps the bytes beside the payload', async (t) => {
  const event = await readEvent([studentBody()]);
  t.equal(event.payload, JSON.stringify(studentBody()));
  t.equal(event.rawBody?.toString(), JSON.stringify([studentBody()]));
});

test('a number above 2^53 keeps its digits wherever an id stands', async (t) => {
  for (const text of [
    `{"record_id":${ID}}`,
    `{"zoho_id": ${ID}}`,
    `{"ids":[${ID}]}`,
    `{"data":{"id":${ID},"Name":"x"}}`,
    `{"data":"{\\"id\\":${ID},\\"Name\\":\\"x\\"}"}`,
    `[{"id":${ID}, "Name":"x"}]`,
  ]) {
    t.equal((await readEvent(text)).recordId, ID, text);
  }
  t.equal((await readEvent(`{"record_id":1,"notification_id":${ID}}`)).eventId, ID);
});

test('the record id is the first one that is filled in', async (t) => {
  const empty = unfilled('CRMID');
  const about = { queryId: 'query-1' };
  const record = { id: 'inner-1', ...DATA };
  for (const [sent, recordId] of [
    [{ record_id: 'record-1', zoho_id: 'zoho-1', data: record }, 'record-1'],
    [{ record_id: empty, zoho_id: ' zoho-1 ', data: record }, 'zoho-1'],
    [{ record_id: '', zoho_id: empty, data: record }, 'query-1'],
  ] as const) {
    t.equal((await readEvent(sent, about)).recordId, recordId);
  }
  t.equal((await readEvent({ record_id: null, data: record, id: 'outer-1' })).recordId, 'inner-1');
  t.equal((await readEvent({ data: { ID: 'capitals-1', ...DATA }, id: 'outer-1' })).recordId, 'capitals-1');
  t.equal((await readEvent({ data: DATA, id: 'outer-1' })).recordId, 'outer-1');
});

test('an id in the list of ids names the one record beside it', async (t) => {
  t.equal((await readEvent({ ids: [ID], data: DATA })).recordId, ID);
});

test('an id in the address is enough for an empty body, and is written into the payload', async (t) => {
  const event = await readEvent('', { queryId: ID });
  t.match(event, { recordId: ID, kind: { is: 'signal' }, payload: JSON.stringify({ zoho_id: ID }) });
});

test('an id in the address counts beside a form, but not over an id of the body', async (t) => {
  const recordId = async (sent: string) => (await readEvent(sent, { ...FORM, queryId: 'query-1' })).recordId;
  t.equal(await recordId('Name=Sara+Ali'), 'query-1');
  t.equal(await recordId('Name=Sara+Ali&zoho_id=body-1'), 'body-1');
  t.equal(await recordId('Name=Sara+Ali&record_id=body-1'), 'body-1');
});

test('two versions of one record in one delivery are two events', async (t) => {
  const data = [{ id: ID, City: 'Amman' }, { id: ID, City: 'Irbid' }, { City: 'Aqaba' }];
  const events = await readEvents({ notification_id: 'n9', data });
  t.strictSame(
    events.map(({ eventId }) => eventId),
    [`n9/${ID}`, `n9/${ID}#1`, 'n9/#2'],
  );
});

test('one id beside fields is that record, and the body is no mere signal', async (t) => {
  const event = await readEvent({ ids: [ID], ...DATA });
  t.match(event, { recordId: ID, kind: { is: 'content' } });
});

test('a delete without a time is no signal: merged, it would be undone by an update in between', async (t) => {
  t.match(await readEvent({ zoho_id: ID, operation: 'delete' }), { eventId: 'id-1', kind: { is: 'event' } });
});

test('each of many events keeps the short keys and its own record, however large the envelope is', async (t) => {
  const events = await readEvents({ ids: [ID, OTHER_ID], module: 'BTEC_Students', pad: 'x'.repeat(10_000) });
  t.ok(events.every(({ payload }) => payload.length < 200));
});

test('the time of the record decides before the clock of the sender', async (t) => {
  const timestamp = '2026-01-25T10:00:30Z';
  const occurred = async (modified: string | null, sent: string | null = timestamp) =>
    (await readEvent({ record_id: ID, timestamp: sent, data: { ...DATA, Modified_Time: modified } }))
      .occurred;
  t.strictSame(await occurred('2026-01-25T13:00:00+03:00'), {
    at: new Date(START_MS).toISOString(),
    clock: 'record',
  });
  t.strictSame(await occurred('2026-01-25T13:00:00'), { at: '2026-01-25T10:00:30.000Z', clock: 'sender' });
  t.strictSame(await occurred(null), { at: '2026-01-25T10:00:30.000Z', clock: 'sender' });
  t.strictSame(await occurred('yesterday', null), { at: 'yesterday', clock: null });
  t.strictSame(await occurred('yesterday', 'today'), { at: 'today', clock: null });
  t.strictSame(await occurred(null, null), { at: null, clock: null });
});

test('a bad timestamp does not cost the user the event', async (t) => {
  for (const timestamp of [12, -1, true, {}, [], '25.1.2026', unfilled('CURRENT_TIME')]) {
    const event = await readEvent(studentBody({ timestamp }));
    t.match(event, { eventId: 'event_12345', occurred: { clock: null } });
  }
});

test('the id of a record is found under its label too, beside the fields and inside data', async (t) => {
  for (const label of [
    'BTEC Students Id',
    'BTEC_Student_ID',
    'Record Id',
    'entityId',
    'CRM Record ID',
    'Id',
  ]) {
    t.match(
      await readEvent({ [label]: ID, ...DATA }),
      { recordId: ID, said: { displayName: DATA.Name } },
      label,
    );
    t.match(await readEvent({ data: { [label]: ID, ...DATA } }), { recordId: ID }, `${label} inside`);
    t.match(
      await readEvent({ data: { [label]: ID } }),
      { kind: { is: 'signal' }, recordId: ID },
      `only ${label}`,
    );
  }
  const form = `BTEC+Students+Id=${ID}&Academic+Email=sara.ali%40example.edu`;
  t.match(await readEvent(form, FORM), { recordId: ID, said: { academicEmail: 'sara.ali@example.edu' } });
  const several = await readEvents({
    data: [
      { Id: ID, ...DATA },
      { 'Record Id': OTHER_ID, ...DATA },
    ],
  });
  t.same(
    several.map(({ recordId }) => recordId),
    [ID, OTHER_ID],
  );
});

test('two students under one unfilled notification id stay two, in every notation of ids', async (t) => {
  for (const notation of ['{CRMID}', '#{id}', '__ID__', '$.id', '<id>', '[Record Id]', '{%id%}']) {
    const [one, other] = await readEvents(
      [ID, OTHER_ID].map((record_id) => ({ notification_id: `${notation}-1`, record_id, data: DATA })),
    );
    t.not(one?.eventId, other?.eventId, notation);
    t.match(
      await readEvent({ record_id: notation, data: DATA }),
      { recordId: notation },
      'kept, to be refused',
    );
  }
});
