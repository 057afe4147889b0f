import { test } from '../../harness.ts';
import { readEvents, unfilled } from './read-events.ts';

const refusal = (code: string, message: string) => ({ code, statusCode: 400, message });
const noRecord = (what: string) =>
  refusal(
    'NO_RECORD',
    `No student record found in the payload: it is ${what}. Send record_id, zoho_id, ids or data.`,
  );

for (const [sent, what] of [
  ['', 'an empty object'],
  ['{}', 'an empty object'],
  ['[]', 'an empty list'],
  ['null', 'null'],
  ['"x"', 'a bare string'],
  ['5', 'a bare number'],
  ['true', 'a bare boolean'],
  ['{"module":"BTEC_Students","foo":1}', 'the keys module, foo'],
  ['{"record_id":"","zoho_id":null,"data":null}', 'the keys record_id, zoho_id, data'],
  ['{"record_id":"null","id":" null "}', 'the keys record_id, id'],
  ['{"ids":[],"data":[]}', 'the keys ids, data'],
] as const) {
  test(`${sent || 'an empty body'} is refused as ${what}`, async (t) => {
    await t.rejects(readEvents(sent), noRecord(what));
  });
}

test('a refusal names at most twenty keys, and none of their values', async (t) => {
  const keys = Array.from({ length: 25 }, (_, index) => `key${index + 1}`);
  const sent = Object.fromEntries(keys.map((key) => [key, 'Sara Ali']));
  await t.rejects(readEvents(sent), noRecord(`the keys ${keys.slice(0, 20).join(', ')} and 5 more`));
});

test('a list without a single good envelope is refused for its first one', async (t) => {
  await t.rejects(readEvents([{}, { module: 'BTEC_Students' }]), noRecord('an empty object'));
});

const AN_ID = 'text or a number, at most 255 characters';
const A_WORD = 'text of at most 100 characters';
const A_RECORD = 'an object, a list of objects, or the JSON text of one';
const IDS = 'a list of record ids';

for (const [field, value, wanted] of [
  ['notification_id', 'x'.repeat(256), AN_ID],
  ['event_id', true, AN_ID],
  ['id', {}, AN_ID],
  ['record_id', ['1'], AN_ID],
  ['zoho_id', false, AN_ID],
  ['ids', '1,2', IDS],
  ['ids', [{ id: '1' }], IDS],
  ['ids', [null, {}], IDS],
  ['module', 1, A_WORD],
  ['operation', 'x'.repeat(101), A_WORD],
  ['event_type', [], A_WORD],
  ['data', 5, A_RECORD],
  ['record', true, A_RECORD],
  ['data', 'Sara Ali', A_RECORD],
  ['student', '[null]', A_RECORD],
  ['students', [null, 'x'], A_RECORD],
] as const) {
  test(`${field} with ${JSON.stringify(value).slice(0, 30)} is refused by its name`, async (t) => {
    const sent = { record_id: '1', [field]: value };
    await t.rejects(readEvents(sent), refusal('INVALID_FIELD', `${field} must be ${wanted}`));
  });
}

test('ids and words of just the allowed length are accepted', async (t) => {
  const sent = { record_id: '1'.repeat(255), module: 'm'.repeat(100), operation: 'o'.repeat(100) };
  t.match(await readEvents(sent), [
    { recordId: sent.record_id, module: sent.module, eventType: sent.operation },
  ]);
});

test('null stands for an absent key', async (t) => {
  const absent = { notification_id: null, event_type: null, module: null, data: null, timestamp: null };
  t.match(await readEvents({ record_id: '1', ...absent }), [{ recordId: '1', kind: { is: 'signal' } }]);
});

test('a list of ids may be null as well', async (t) => {
  t.match(await readEvents({ record_id: '1', ids: null }), [{ recordId: '1' }]);
});

test('keys that nobody documented do no harm', async (t) => {
  t.match(await readEvents({ record_id: '1', user_id: 5, org_id: {}, toString: 'x' }), [{ recordId: '1' }]);
});

test('a thousand events in one delivery are accepted and one more is refused', async (t) => {
  const ids = Array.from({ length: 1001 }, (_, index) => String(index));
  t.equal((await readEvents({ ids: ids.slice(1) })).length, 1000);
  const message = 'The delivery reports 1001 events; send at most 1000 at a time';
  await t.rejects(readEvents({ ids }), refusal('TOO_MANY_RECORDS', message));
  await t.rejects(readEvents(ids.map((record_id) => ({ record_id }))), refusal('TOO_MANY_RECORDS', message));
});

test('a body with nothing but merge fields is not refused: its row shows what Zoho left unfilled', async (t) => {
  const [event] = await readEvents({ record_id: unfilled('CRMID') });
  t.equal(event?.recordId, unfilled('CRMID'));
});

test('several ids beside fields are refused: the fields would be written to each of them', async (t) => {
  await t.rejects(
    readEvents({ ids: ['1', '2'], City: 'Amman' }),
    refusal('INVALID_FIELD', 'ids must be sent without fields, which would be written to each of them'),
  );
});

test('an id inside a record is as short as any other', async (t) => {
  await t.rejects(
    readEvents({ data: { id: '9'.repeat(256), City: 'Amman' } }),
    refusal('INVALID_FIELD', 'the record id must be at most 255 characters long'),
  );
});

test('a delivery of more than a thousand events is refused before any is built', async (t) => {
  const ids = Array.from({ length: 40_000 }, (_, index) => index + 1);
  await t.rejects(
    readEvents({ ids }),
    refusal('TOO_MANY_RECORDS', 'The delivery reports 40000 events; send at most 1000 at a time'),
  );
});
