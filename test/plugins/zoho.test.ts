import { join } from 'node:path';
import { DeskSimulator } from '../../simulator/desk/desk.ts';
import { tell } from '../../src/sentences/tell.ts';
import { BadSettings } from '../../src/settings.ts';
import { studentBody, temporaryFolder, test, testApp } from '../harness.ts';
import { startDesk, TICKET } from '../outside/zoho/desk/setup.ts';
import { startSimulator } from '../outside/zoho/setup.ts';

const URL_PATH = '/api/v1/events/zoho/student';
const ID = '4554000000012345678';
const KEYS = { ZOHO_CLIENT_ID: '1000.CLIENT', ZOHO_CLIENT_SECRET: 'secret', ZOHO_REFRESH_TOKEN: 'refresh' };

test('without credentials Zoho is not connected', async (t) => {
  const { app } = await testApp(t);
  t.equal(app.crm, null);
  t.equal(app.desk, null);
});

test('Zoho Desk is connected once an organisation is set beside the credentials', async (t) => {
  const { simulator, url: deskUrl } = await startDesk(t);
  const { url } = await startSimulator(t);
  simulator.putTicket({ id: TICKET });
  const settings = {
    ...KEYS,
    ZOHO_ACCOUNTS_URL: url.href,
    ZOHO_DESK_URL: deskUrl.href,
    DATABASE_URL: `file:${join(temporaryFolder(t), 'events.db')}`,
  };
  t.equal((await testApp(t, settings)).app.desk, null);
  const { app } = await testApp(t, { ...settings, ZOHO_DESK_ORG_ID: DeskSimulator.orgId });
  t.match(await app.desk?.getTicket(TICKET, new AbortController().signal), { id: TICKET });
});

test('one credential without the others stops the start and names what is missing', async (t) => {
  await t.rejects(
    testApp(t, { ZOHO_CLIENT_ID: '1000.CLIENT', ZOHO_REFRESH_TOKEN: 'refresh' }),
    new BadSettings(tell('ZOHO_SETTINGS_BELONG_TOGETHER', { settings: 'ZOHO_CLIENT_SECRET' })),
  );
});

test('a webhook that carries only the id is completed from CRM, whose time then counts', async (t) => {
  const { zoho, url } = await startSimulator(t);
  zoho.put('BTEC_Students', {
    id: ID,
    Name: 'A01B0001C',
    First_Name: 'سارة',
    Last_Name: 'علي',
    Academic_Email: 'Sara.Ali@example.edu',
    Modified_Time: '2026-01-25T12:30:00+03:00',
  });
  const { app } = await testApp(t, {
    ...KEYS,
    ZOHO_ACCOUNTS_URL: url.href,
    ZOHO_CRM_URL: url.href,
    DATABASE_URL: `file:${join(temporaryFolder(t), 'events.db')}`,
  });
  const headers = { prefer: 'wait=5' };
  const thin = { zoho_id: ID, module: 'BTEC_Students' };
  const first = await app.inject({ method: 'POST', url: URL_PATH, headers, payload: thin });
  t.match(first.json(), { outcome: { status: 'completed', result: { action_taken: 'created' } } });
  t.match(await app.students.find(ID), {
    studentNumber: 'A01B0001C',
    displayName: 'سارة علي',
    academicEmail: 'Sara.Ali@example.edu',
    appliedTimes: { record: '2026-01-25T09:30:00.000Z' },
  });
  const older = studentBody({
    notification_id: 'late',
    data: { Academic_Email: 'old@example.edu', Modified_Time: '2026-01-25T09:00:00Z' },
  });
  const late = await app.inject({ method: 'POST', url: URL_PATH, headers, payload: older });
  t.match(late.json(), { outcome: { result: { action_taken: 'superseded' } } });

  const unknown = await app.inject({ method: 'POST', url: URL_PATH, headers, payload: { zoho_id: '999' } });
  t.match(unknown.json(), { outcome: { status: 'failed', error_message: /Zoho CRM has no record 999/ } });
  t.same(
    zoho.requests.filter((request) => !request.startsWith('GET')),
    ['POST /oauth/v2/token'],
    'Zoho was only read',
  );
});
