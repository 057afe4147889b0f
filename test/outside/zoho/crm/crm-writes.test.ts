import { CRM_REFUSALS } from '../../../../simulator/crm/crm.ts';
import { type Test, test } from '../../../harness.ts';
import { startClients } from '../setup.ts';

const ID = '4554000000012345678';

async function setUp(t: Test) {
  const clients = await startClients(t);
  clients.zoho.put('BTEC_Students', { id: ID, Name: 'A01B0001C', Student_Moodle_ID: null });
  clients.zoho.put('Deals', { id: '5' });
  const changes: object[] = [];
  clients.zoho.crm.records.listeners.push((change) => void changes.push(change));
  return { ...clients, changes };
}

test('an update writes its fields, leaves the others, and runs no workflow', async (t) => {
  const { crm, zoho, changes, signal } = await setUp(t);
  await crm.update('BTEC_Students', ID, { Student_Moodle_ID: '123' }, signal);
  t.match(zoho.crm.records.get('BTEC_Students', ID), { Name: 'A01B0001C', Student_Moodle_ID: '123' });
  t.same(changes, []);
  t.same(zoho.writes, [`PUT /crm/v8/BTEC_Students/${ID}`]);
});

test('a person or another program that edits a record does run workflows', async (t) => {
  const { zoho, url, tokens, changes } = await setUp(t);
  zoho.crm.records.edit('BTEC_Students', ID, { Name: 'A01B0002C' });
  const authorization = `Zoho-oauthtoken ${await tokens.get()}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const body = JSON.stringify({ data: [{ Name: 'A01B0003C' }] });
  await fetch(new URL(`/crm/v8/BTEC_Students/${ID}`, url), { method: 'PUT', headers, body });
  const change = { module: 'BTEC_Students', operation: 'update', id: ID };
  t.same(changes, [change, change]);
});

test('the code of the record is the truth, also with a status that looks well', async (t) => {
  const { crm, zoho, signal } = await setUp(t);
  const row = { code: 'INVALID_DATA', details: { api_name: 'Student_Moodle_ID' }, status: 'error' };
  zoho.failCrm({ status: 202, json: { data: [row] } });
  await t.rejects(crm.update('BTEC_Students', ID, { Student_Moodle_ID: {} }, signal), {
    name: 'PermanentFailure',
    message: 'Zoho CRM refused to update a record: INVALID_DATA, field Student_Moodle_ID (status 202).',
  });
  zoho.failCrm({ status: 200 });
  await t.rejects(crm.update('BTEC_Students', ID, {}, signal), {
    name: 'TemporaryFailure',
    message: 'Zoho CRM did not answer as usual (status 200).',
  });
  await t.rejects(crm.update('BTEC_Students', '999', {}, signal), { message: /INVALID_DATA, field id/ });
});

test('a locked record and a busy Zoho are tried later', async (t) => {
  const { crm, zoho, signal } = await setUp(t);
  zoho.failCrm(CRM_REFUSALS.RECORD_LOCKED);
  await t.rejects(crm.update('BTEC_Students', ID, {}, signal), {
    name: 'TemporaryFailure',
    message: /locked/,
    retryAfterMs: 60_000,
  });
  zoho.failCrm({ ...CRM_REFUSALS.TOO_MANY_REQUESTS, status: 400 });
  await t.rejects(crm.update('BTEC_Students', ID, {}, signal), {
    name: 'SystemAway',
    message: 'Zoho CRM asks us to slow down.',
  });
  zoho.failCrm({ ...CRM_REFUSALS.TOO_MANY_REQUESTS, headers: { 'retry-after': '30' } });
  await t.rejects(crm.update('BTEC_Students', ID, {}, signal), {
    name: 'SystemAway',
    message: /slow down/,
    retryAfterMs: 30_000,
  });
});

test('an upsert makes a record once and writes it the next time', async (t) => {
  const { crm, zoho, changes, signal } = await setUp(t);
  const fields = { Academic_Email: 'sara.ali@example.edu', City: 'Amman' };
  const first = await crm.upsert('BTEC_Students', fields, ['Academic_Email'], signal);
  t.equal(first.action, 'insert');
  const second = await crm.upsert('BTEC_Students', { ...fields, City: 'Irbid' }, ['Academic_Email'], signal);
  t.same(second, { id: first.id, action: 'update' });
  t.match(zoho.crm.records.get('BTEC_Students', first.id), { City: 'Irbid' });
  t.same(changes, []);
  zoho.failCrm({ status: 200, json: { data: [{ code: 'SUCCESS' }] } });
  t.same(await crm.upsert('BTEC_Students', fields, [], signal), { id: '', action: 'update' });
});

const NOTE = { title: 'Ticket 101', content: 'Customer asked for a date.', marker: 'hub:ticket-101' };

test('a note is added once, whoever asks again', async (t) => {
  const { crm, zoho, signal } = await setUp(t);
  const first = await crm.addNote('Deals', '5', NOTE, signal);
  t.equal(first.already, false);
  t.same(await crm.addNote('Deals', '5', NOTE, signal), { id: first.id, already: true });
  t.same(await crm.listNotes('Deals', '5', signal), [
    { id: first.id, title: 'Ticket 101', content: 'Customer asked for a date.\n\nhub:ticket-101' },
  ]);
  t.same(zoho.writes, ['POST /crm/v8/Deals/5/Notes']);
});

test('a note whose answer was lost is found and not posted again', async (t) => {
  const { crm, zoho, signal } = await setUp(t);
  await crm.listNotes('Deals', '5', signal);
  zoho.failCrm({ status: 204 }, { drops: true, isDone: true });
  await t.rejects(crm.addNote('Deals', '5', NOTE, signal), { name: 'SystemAway' });
  t.equal((await crm.addNote('Deals', '5', NOTE, signal)).already, true);
  t.equal((await crm.listNotes('Deals', '5', signal)).length, 1);
});

test('a note without a title or a text, of another program, is no obstacle', async (t) => {
  const { crm, zoho, signal } = await setUp(t);
  zoho.put('Notes', { id: '9', Parent_Id: { id: '5' }, Note_Title: null, Note_Content: null });
  t.same(await crm.listNotes('Deals', '5', signal), [{ id: '9', title: '', content: '' }]);
  t.equal((await crm.addNote('Deals', '5', NOTE, signal)).already, false);
});

test('a note for a record that is gone fails with a sentence', async (t) => {
  const { crm, signal } = await setUp(t);
  await t.rejects(crm.addNote('Deals', '999', NOTE, signal), {
    name: 'PermanentFailure',
    message: /refused to add a note: INVALID_DATA/,
  });
});

test('an answer to a write that tells of no record is none', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  zoho.failCrm({ status: 200, json: { data: [] } });
  await t.rejects(crm.update('BTEC_Students', ID, {}, signal), {
    name: 'TemporaryFailure',
    message: 'Zoho CRM did not answer as usual (status 200).',
  });
});
