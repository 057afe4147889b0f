import { CRM_REFUSALS } from '../../../../simulator/crm/crm.ts';
import { test } from '../../../harness.ts';
import { startClients } from '../setup.ts';

const SINCE = '2026-01-25T09:00:00.000Z';

function student(n: number, fields: object = {}) {
  return { id: `45540000000000${10_000 + n}`, Modified_Time: '2026-01-25T12:30:00+03:00', ...fields };
}

test('a query reads every page, orders by time whatever the offset, and picks what was asked for', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  for (let n = 0; n < 450; n++)
    zoho.put('BTEC_Students', student(n, { Owner: { id: '9', name: 'Sara Ali' } }));
  zoho.put('BTEC_Students', student(900, { Modified_Time: '2026-01-25T08:59:00Z' }));
  zoho.put('BTEC_Students', student(901, { Modified_Time: '2026-01-25T10:00:00+01:00' }));
  const rows = await crm.query(
    `select Owner, Modified_Time from BTEC_Students where Modified_Time >= '${SINCE}' order by Modified_Time asc, id asc`,
    signal,
  );
  t.equal(rows.length, 451);
  t.same(rows[0], { id: student(901).id, Owner: null, Modified_Time: '2026-01-25T10:00:00+01:00' });
  t.same(rows[1]?.Owner, { id: '9' }, 'a lookup comes by its id only');
  t.equal(new Set(rows.map(({ id }) => id)).size, 451);
  t.same(zoho.writes, [], 'although it is posted');
});

test('a query without a match is empty, and one that Zoho cannot read says so', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  const where = (condition: string) => `select id from Deals where ${condition}`;
  t.same(await crm.query(where("Deal_Name = 'none'"), signal), []);
  zoho.put('Deals', { id: '1', Contact_Name: { id: '77', name: 'Sara Ali' } });
  for (const condition of [
    "Contact_Name.id = '77'",
    "Contact_Name.name = 'Sara Ali'",
    "Contact_Name = '77'",
  ]) {
    t.equal((await crm.query(where(condition), signal)).length, 1, condition);
  }
  t.same(await crm.query(where("((A = '1') and (B = '2')) and Contact_Name.id = '3'"), signal), []);
  await t.rejects(crm.query(where("A = '1' and B = '2' and C = '3'"), signal), {
    name: 'CredentialsFailure',
    message: 'Zoho CRM refused to query records: SYNTAX_ERROR (status 400).',
  });
  await t.rejects(crm.query('nonsense', signal), { name: 'CredentialsFailure' });
});

test('a list that does not end is refused, because half of it would look like all of it', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  const endless = { status: 200, json: { data: [{ id: '1' }], info: { more_records: true } } };
  zoho.failCrm(...Array.from({ length: 50 }, () => endless));
  await t.rejects(crm.query("select id from Deals where A = '1'", signal), {
    name: 'PermanentFailure',
    message: /more than 10000 rows to query records/,
  });
});

test('a search finds what is equal, although Zoho answers what contains it', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  zoho.put('Contacts', { id: '1', Last_Name: 'Ali', Email: 'sara.ali@example.edu', Second: null });
  zoho.put('Contacts', { id: '2', Last_Name: 'Alice', Email: 'x.sara.ali@example.edu' });
  const ids = async (where: Parameters<typeof crm.search>[1]) =>
    (await crm.search('Contacts', where, signal)).map(({ id }) => id);
  t.same(await ids([{ field: 'Last_Name', value: 'Ali' }]), ['1']);
  t.same(await ids([{ field: 'Last_Name', value: 'ali' }]), [], 'case counts in a name');
  t.same(await ids([{ field: 'Email', value: ' Sara.Ali@example.edu ' }]), [], 'Zoho finds no spaces');
  t.same(await ids([{ field: 'Email', value: 'Sara.Ali@EXAMPLE.edu' }]), ['1']);
  t.same(await ids({ email: 'SARA.ALI@example.edu' }), ['1']);
  t.same(
    await ids([
      { field: 'Last_Name', value: 'Ali' },
      { field: 'Email', value: 'sara.ali@example.edu' },
    ]),
    ['1'],
  );
  t.same(await ids([{ field: 'Unknown', value: 'Ali' }]), []);
});

test('a search by a lookup takes its id or its name', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  zoho.put('Deals', { id: '1', Contact_Name: { id: '77', name: 'Sara Ali' } });
  for (const value of ['77', 'Sara Ali']) {
    t.equal((await crm.search('Deals', [{ field: 'Contact_Name', value }], signal)).length, 1, value);
  }
  t.same(await crm.search('Deals', [{ field: 'Contact_Name', value: 'Sara' }], signal), []);
});

test('brackets, commas and backslashes of a value are part of the value', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  const value = 'a(b),c\\d';
  zoho.put('Deals', { id: '1', Deal_Name: value });
  t.equal((await crm.search('Deals', [{ field: 'Deal_Name', value }], signal)).length, 1);
  t.match(decodeURIComponent(String(zoho.requests.at(-1))), 'a\\(b\\)\\,c\\\\d');
});

test('a search reads every page and misses what the index has not seen yet', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  for (let n = 0; n < 201; n++) zoho.put('Deals', { id: String(n), Stage: 'Open' });
  zoho.crm.records.freezeIndex(true);
  zoho.put('Deals', { id: 'new', Stage: 'Open' });
  const open = [{ field: 'Stage', value: 'Open' }];
  t.equal((await crm.search('Deals', open, signal)).length, 201);
  zoho.crm.records.freezeIndex(false);
  t.equal((await crm.search('Deals', open, signal)).length, 202);
  t.same(await crm.search('Deals', [{ field: 'Stage', value: 'Lost' }], signal), [], '204 without a body');
});

test('a related list has the records that point back, with the fields that were asked for', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  for (let n = 0; n < 201; n++)
    zoho.put('Deals', {
      id: String(n),
      Contact_Name: { id: '77', name: 'Sara Ali' },
      Stage: 'Open',
      Amount: 1,
    });
  zoho.put('Deals', { id: 'other', Contact_Name: { id: '78', name: 'Jean Exemple' } });
  const deals = await crm.related('Contacts', '77', 'Deals', ['Stage'], signal);
  t.equal(deals.length, 201);
  t.same(deals[0], { id: '0', Stage: 'Open' });
  t.same(await crm.related('Contacts', '79', 'Deals', ['Stage'], signal), []);
  await t.rejects(crm.related('Contacts', '77', 'Deals', [], signal), { message: /REQUIRED_PARAM_MISSING/ });
});

test('deleted records come with the time of their deletion, from a given time on', async (t) => {
  const { crm, zoho, clock, signal } = await startClients(t);
  zoho.put('BTEC_Students', student(1));
  zoho.crm.records.remove('BTEC_Students', 'early');
  clock.advance(60_000);
  zoho.crm.records.remove('BTEC_Students', student(1).id);
  zoho.crm.records.remove('Deals', '5');
  t.same(await crm.deletedSince('BTEC_Students', '2026-01-25T10:00:30.000Z', signal), [
    { id: student(1).id, deletedTime: '2026-01-25T13:01:00+03:00' },
  ]);
  zoho.failCrm({ status: 304 });
  t.same(await crm.deletedSince('BTEC_Students', SINCE, signal), [], 'nothing newer');
});

test('digits of a long number in an answer are not lost', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  zoho.failCrm({
    status: 200,
    headers: { 'content-type': 'application/json' },
    json: '{"data":[{"id":1105420521999070702}]}',
  });
  t.same(await crm.query("select id from Deals where A = '1'", signal), [{ id: '1105420521999070702' }]);
});

test('a missing scope is named by what the call needs', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  const calls: [() => Promise<unknown>, string][] = [
    [
      () => crm.query("select id from BTEC_Students where A = '1'", signal),
      'ZohoCRM.coql.READ, ZohoCRM.modules.custom.READ, ZohoCRM.settings.fields.READ',
    ],
    [
      () => crm.search('Contacts', { email: 'a@example.edu' }, signal),
      'ZohoCRM.modules.contacts.READ, ZohoSearch.securesearch.READ',
    ],
    [
      () => crm.related('Contacts', '1', 'Deals', ['id'], signal),
      'ZohoCRM.modules.contacts.READ, ZohoCRM.modules.deals.READ',
    ],
    [() => crm.listNotes('Deals', '1', signal), 'ZohoCRM.modules.deals.READ, ZohoCRM.modules.notes.READ'],
  ];
  for (const [call, scopes] of calls) {
    zoho.failCrm(CRM_REFUSALS.OAUTH_SCOPE_MISMATCH);
    await t.rejects(
      call(),
      { name: 'CredentialsFailure', message: `lacks one of the scopes ${scopes}.` },
      scopes,
    );
  }
  zoho.failCrm(CRM_REFUSALS.OAUTH_SCOPE_MISMATCH);
  await t.rejects(crm.deletedSince('BTEC_Students', SINCE, signal), {
    message:
      'To list deleted records the Zoho token lacks the scope ZohoCRM.modules.custom.READ. Make a refresh token that has it.',
  });
  t.equal(zoho.requests.filter((request) => request.startsWith('POST /oauth')).length, 1, 'no new token');
});

test('of many ids, those are told that Zoho has; a text that is no id spoils nothing', async (t) => {
  const { zoho, crm, signal } = await startClients(t);
  zoho.crm.records.put('BTEC_Students', { id: '4554000000000000001' });
  const ids = ['4554000000000000001', '4554000000000000002', 'stranger'];
  t.same([...(await crm.existing('BTEC_Students', ids, signal))], ['4554000000000000001']);
  t.same([...(await crm.existing('BTEC_Students', ['stranger'], signal))], []);
});
