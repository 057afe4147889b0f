import { test } from '../../harness.ts';
import { readEvent, readEvents } from './read-events.ts';

const ID = '4554000000012345678';
const OTHER_ID = '4554000000012345679';
const DATA = { Academic_Email: 'sara.ali@example.edu', Name: 'Sara Ali' };
const REFUSED = 'One part of a delivery was refused, the others were kept:';

test('a bad envelope in a list takes no good one along, and is kept with its reason', async (t) => {
  const sent = [{ record_id: ID, data: DATA }, { module: 'BTEC_Students' }, 5];
  t.match(await readEvents(sent), [
    { recordId: ID, kind: { is: 'content' } },
    {
      eventType: 'unreadable',
      payload: '{"module":"BTEC_Students"}',
      rawBody: Buffer.from('{"module":"BTEC_Students"}'),
      kind: {
        is: 'unreadable',
        reason: `${REFUSED} No student record found in the payload: it is the keys module. Send record_id, zoho_id, ids or data.`,
      },
    },
    { payload: '5', kind: { is: 'unreadable' } },
  ]);
});

test('a bad part that comes first holds the bytes of the delivery', async (t) => {
  const sent = [{ record_id: {} }, { record_id: ID, data: DATA }];
  const [bad, good] = await readEvents(sent);
  t.match(bad, { kind: { is: 'unreadable', reason: /record_id must be text/ } });
  t.equal(bad?.rawBody?.toString(), JSON.stringify(sent));
  t.equal(good?.rawBody, null);
});

test('of a list of records and of a list of ids the bad ones are kept beside the good ones', async (t) => {
  const records = [{ id: ID, ...DATA }, 'x', null, [], { id: '9'.repeat(256) }];
  t.match(await readEvents({ data: records }), [
    { recordId: ID },
    { kind: { reason: /a bare string/ } },
    { kind: { reason: /it is null/ } },
    { kind: { reason: /a list/ } },
    { kind: { reason: /at most 255 characters/ } },
  ]);
  const ids = [ID, { id: OTHER_ID }, '', `zcrm_${ID}`, OTHER_ID];
  t.match(await readEvents({ ids }), [
    { recordId: ID },
    { kind: { reason: /ids must be a list of record ids/ } },
    { kind: { reason: /ids must be/ } },
    { recordId: OTHER_ID },
  ]);
});

test('an id that cannot be one is kept under its own text, so that its failure can name it', async (t) => {
  t.match(await readEvents({ ids: [ID, '{{record.id}}'] }), [
    { recordId: ID },
    { recordId: '{{record.id}}' },
  ]);
});

test('the same bad part again is a repeat', async (t) => {
  const sent = [{ record_id: ID, data: DATA }, {}];
  const [, first] = await readEvents(sent);
  const [, second] = await readEvents(sent);
  t.equal(first?.eventId, second?.eventId);
});

test('several envelopes of which one is too many still are refused as a whole', async (t) => {
  const ids = Array.from({ length: 999 }, (_, n) => String(n + 1));
  t.equal((await readEvents([{ ids }, { record_id: ID }])).length, 1000);
  await t.rejects(readEvents([{ ids }, { record_id: ID }, {}]), { code: 'TOO_MANY_RECORDS' });
});

test('broken JSON inside a text is told from a text that is none', async (t) => {
  const broken = '{"Name":"Sara\nAli"}';
  await t.rejects(readEvents({ record_id: ID, data: broken }), {
    message: 'the text of data is not valid JSON',
  });
  await t.rejects(readEvents({ JSONString: broken }), {
    message: 'the text of JSONString is not valid JSON',
  });
  t.match(
    await readEvents([
      { record_id: ID, data: broken },
      { record_id: ID, data: DATA },
    ]),
    [
      { kind: { is: 'unreadable', reason: `${REFUSED} the text of data is not valid JSON` } },
      { recordId: ID },
    ],
  );
});

test('an envelope that stands as text in a key is read, and its bytes are kept', async (t) => {
  const envelope = { record_id: ID, data: DATA };
  const form = `JSONString=${encodeURIComponent(JSON.stringify(envelope))}`;
  for (const [sent, contentType] of [
    [form, 'application/x-www-form-urlencoded'],
    [`${form}&x=1`, 'application/x-www-form-urlencoded'],
    [JSON.stringify({ payload: JSON.stringify(envelope) }), 'application/json'],
  ] as const) {
    const event = await readEvent(sent, { contentType });
    t.match(event, { recordId: ID, payload: JSON.stringify(envelope), kind: { is: 'content' } });
    t.equal(event.rawBody?.toString(), sent);
  }
});

test('JSON that was posted as the only key of a form is read', async (t) => {
  const envelope = { record_id: ID, data: DATA };
  const sent = `${encodeURIComponent(JSON.stringify(envelope))}=`;
  t.match(await readEvent(sent, { contentType: 'application/x-www-form-urlencoded' }), { recordId: ID });
  const broken = `${encodeURIComponent('{"record_id":')}=`;
  await t.rejects(readEvents(broken, { contentType: 'application/x-www-form-urlencoded' }), {
    message: 'the body is unreadable',
  });
});

test('an object under a key that nobody knows is refused by the name of the key', async (t) => {
  await t.rejects(readEvents({ payload: { record_id: ID } }), { message: /it is the keys payload\./ });
  await t.rejects(readEvents({ payload: 'x', '{"Name":"Sara"}': '' }), {
    message: /payload, \(a key of 15 characters\)/,
  });
});

test('the labels of fields and other spellings of keys are understood', async (t) => {
  const sent = `id=${ID}&Academic+Email=sara.ali%40example.edu&Student+ID+Number=SW-1`;
  t.match(await readEvent(sent, { contentType: 'application/x-www-form-urlencoded' }), {
    recordId: ID,
    kind: { is: 'content' },
  });
  t.match(await readEvent({ 'Record Id': ID, Module: 'BTEC Students', Operation: 'Delete' }), {
    recordId: ID,
    module: 'BTEC_Students',
    eventType: 'delete',
  });
  t.match(await readEvent({ recordId: ID, 'Modified Time': '2026-01-25T10:00:00Z', city: 'Amman' }), {
    recordId: ID,
    occurred: { at: '2026-01-25T10:00:00.000Z', clock: 'record' },
  });
});

test('a status of the delivery is no field of the student', async (t) => {
  t.match(await readEvent({ zoho_id: ID, status: 'success' }), { kind: { is: 'signal', sameBody: true } });
});

test('a body that names its record and says nothing of it is a signal, whatever else it is made of', async (t) => {
  for (const more of [
    { data: {} },
    { data: [{ id: ID }] },
    { data: '' },
    { Modified_Time: '' },
    { data: { City: '{{city}}' } },
  ])
    t.match(await readEvent({ record_id: ID, ...more }), { kind: { is: 'signal' } }, JSON.stringify(more));
});

test('what we do not know in a body tells it from another one, and it is read all the same', async (t) => {
  const event = await readEvent({ zoho_id: ID, Nationality: 'Jordanian' });
  t.match(event, { eventId: 'id-1', kind: { is: 'signal', sameBody: true } });
});

test('in a module that is only logged the content decides', async (t) => {
  const grade = { module: 'BTEC_Grades', record_id: ID, Score: 5 };
  t.match(await readEvent(grade), { kind: { is: 'content' } });
  t.match(await readEvent({ ...grade, Score: undefined }), { kind: { is: 'signal' } });
});

test('an insert, and what names no record, is known by what it says wherever it comes up again', async (t) => {
  t.match(await readEvent({ record_id: ID, operation: 'insert', data: DATA }), { kind: { is: 'event' } });
  t.match(await readEvent({ record_id: '-None-', data: DATA }), { recordId: '', kind: { is: 'event' } });
});

test('a time to the minute tells no two edits within it apart', async (t) => {
  const at = (timestamp: string) => readEvent({ record_id: ID, timestamp, data: DATA });
  t.match(await at('2026-01-25T10:00+00:00'), { kind: { is: 'content' } });
  t.match(await at('2026-01-25T10:00:00+00:00'), { kind: { is: 'event' } });
});

test('a word for nothing in the place of the id is kept, an empty one is refused', async (t) => {
  t.match(await readEvent({ record_id: '-None-' }), { recordId: '', kind: { is: 'signal' } });
  await t.rejects(readEvents({ record_id: '' }), { code: 'NO_RECORD' });
});

test('a list with one id that is none is refused', async (t) => {
  await t.rejects(readEvents({ ids: [{ id: ID }] }), { message: 'ids must be a list of record ids' });
});

for (const literal of [`${ID}.0`, '4.554000000012345678E18', `${ID}.00`]) {
  test(`a bare number keeps its digits in the notation ${literal}`, async (t) => {
    t.equal((await readEvent(`{"record_id":${literal}}`)).recordId, ID);
  });
}

test('ids of deliveries do not meet by rounding, and what lost its digits is no id', async (t) => {
  const idOf = async (literal: string) =>
    (await readEvent(`{"notification_id":${literal},"record_id":"${ID}","data":{"City":"Amman"}}`)).eventId;
  t.not(await idOf('9007199254740993.0'), await idOf('9007199254740992.0'));
  t.match(await idOf('"4.554E+18"'), /^derived-/);
  t.match(await idOf('"$CRMID-1"'), /^derived-/);
  t.match(await idOf('"{{record.id}}-1"'), /^derived-/);
});

test('a callback keeps the good ids beside a bad one', async (t) => {
  const { readNotification } = await import('../../../src/students/receive/notification.ts');
  const body = {
    channel_id: '1',
    module: 'btec students',
    operation: 'Deleted',
    server_time: 1_769_335_200_000,
  };
  const events = readNotification({ ...body, ids: [ID, null, `zcrm_${ID}`] }, 'notification-token:1', 0);
  t.match(events, [
    { recordId: ID, module: 'BTEC_Students', eventType: 'delete' },
    { kind: { is: 'unreadable', reason: `${REFUSED} ids must be a list of one or more record ids` } },
  ]);
});
