import { STUDENTS } from '../../simulator/seed.ts';
import { type Test, test } from '../harness.ts';
import { startWorld } from './setup.ts';

const ORDER = { grant_type: 'refresh_token', refresh_token: 'refresh' };

async function setUp(t: Test) {
  const { world } = await startWorld(t);
  const { ZOHO_CRM_URL } = world.settings;
  const mint = async (query: string, init: RequestInit = {}) =>
    (await fetch(`${ZOHO_CRM_URL}/oauth/v2/token${query}`, { method: 'POST', ...init })).json();
  const { access_token } = (await mint('', { body: new URLSearchParams(ORDER) })) as { access_token: string };
  const headers = { authorization: `Zoho-oauthtoken ${access_token}`, 'content-type': 'application/json' };
  const ask = async (path: string, body?: object) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(`${ZOHO_CRM_URL}/crm/v8${path}`, { headers, ...init });
    const text = await answer.text();
    return { status: answer.status, json: text === '' ? null : JSON.parse(text) };
  };
  return { world, mint, ask };
}

test('a token is given for a form, JSON, a form of several parts, or what stands in the address', async (t) => {
  const { world, mint } = await setUp(t);
  const parts = new FormData();
  for (const [name, value] of Object.entries(ORDER)) parts.set(name, value);
  const json = { body: JSON.stringify(ORDER), headers: { 'content-type': 'application/json' } };
  t.match(await mint('', json), { access_token: 'token-2' });
  t.match(await mint('', { body: parts }), { access_token: 'token-3' });
  t.match(await mint(`?${new URLSearchParams(ORDER)}`), { access_token: 'token-4' });
  t.same(await mint(''), { error: 'invalid_code' });
  t.same(world.zoho.writes, [], 'a token changes nothing');
});

test('a search without a word about pages answers the first two hundred', async (t) => {
  const { world, ask } = await setUp(t);
  for (let n = 0; n < 201; n++) world.zoho.put('Leads', { id: String(n), Email: 'jean@example.edu' });
  const { json } = await ask('/Leads/search?email=jean@example.edu');
  t.equal(json.data.length, 200);
  t.same(json.info, { count: 200, more_records: true });
  t.match((await ask('/Leads/search?email=jean@example.edu&page=2&per_page=200')).json, {
    info: { count: 1 },
  });
});

test('the lists that the SDKs of Zoho ask for first', async (t) => {
  const { ask } = await setUp(t);
  const modules = (await ask('/settings/modules')).json.modules;
  const ours = modules.find(({ api_name }: { api_name: string }) => api_name === 'BTEC_Students');
  t.match(ours, { plural_label: 'BTEC Students', generated_type: 'custom', api_supported: true });
  t.match(
    modules.find(({ api_name }: { api_name: string }) => api_name === 'Deals'),
    { generated_type: 'default' },
  );
  const { fields } = (await ask('/settings/fields?module=BTEC_Students')).json;
  const typeOf = (name: string) =>
    fields.find(({ api_name }: { api_name: string }) => api_name === name).data_type;
  t.same(['id', 'Modified_Time', 'Academic_Email'].map(typeOf), ['bigint', 'datetime', 'text']);
  t.match(await ask('/settings/fields'), { status: 400, json: { code: 'REQUIRED_PARAM_MISSING' } });
  t.match(await ask('/settings/fields?module=Fax'), { status: 400, json: { code: 'INVALID_MODULE' } });
  t.match((await ask('/org')).json, { org: [{ company_name: 'École Exemple' }] });
  t.match((await ask('/users')).json, { users: [{ full_name: 'Sara Ali' }], info: { count: 1 } });
  t.equal((await ask('/users?type=CurrentUser')).json.users.length, 1);
  t.match(await ask('/users?type=Nobody'), { status: 400, json: { code: 'INVALID_REQUEST' } });
});

test('fields of a module have the type of what they hold', async (t) => {
  const { world, ask } = await setUp(t);
  world.zoho.put('Leads', { id: '1', Owner: { id: '2' }, Age: 19, Email: null });
  const { fields } = (await ask('/settings/fields?module=Leads')).json;
  t.match(fields, [
    { api_name: 'id', data_type: 'bigint' },
    { api_name: 'Owner', data_type: 'lookup' },
    { api_name: 'Age', data_type: 'integer' },
    { api_name: 'Email', data_type: 'text' },
  ]);
});

test('a note is added under its record or says itself whose it is, and needs a content', async (t) => {
  const { world, ask } = await setUp(t);
  const { id } = STUDENTS.marie;
  const note = (content: string, parent = id) => ({
    data: [{ Note_Content: content, Parent_Id: { module: { api_name: 'BTEC_Students' }, id: parent } }],
  });
  t.equal((await ask('/Notes', note('first'))).status, 201);
  t.equal((await ask(`/BTEC_Students/${id}/Notes`, note('second'))).status, 201);
  const { json } = await ask(`/BTEC_Students/${id}/Notes?fields=Note_Content`);
  t.match(json.data, [{ Note_Content: 'first' }, { Note_Content: 'second' }]);
  t.match(await ask('/Notes', note('')), { status: 400, json: { data: [{ code: 'MANDATORY_NOT_FOUND' }] } });
  t.match(await ask('/Notes', note('third', '1')), {
    status: 400,
    json: { data: [{ code: 'INVALID_DATA' }] },
  });
  t.match(await ask('/Notes', { data: [{ Note_Content: 'x' }] }), { status: 400 });
  t.equal(world.zoho.crm.records.all('Notes').length, 2);
});
