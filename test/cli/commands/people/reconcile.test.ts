import { CRM_REFUSALS } from '../../../../simulator/crm/crm.ts';
import { DeskSimulator } from '../../../../simulator/desk/desk.ts';
import { OPERATOR, type Test, test, testApp, until } from '../../../harness.ts';
import { startDesk, TICKET } from '../../../outside/zoho/desk/setup.ts';
import { connection, startSimulator } from '../../../outside/zoho/setup.ts';
import { cli, fakeTerminal } from '../../terminal.ts';

const ID = '4554000000012345678';
const SARA = { First_Name: 'Sara', Last_Name: 'Ali', Academic_Email: 'sara.ali@example.edu' };

async function setUp(t: Test, changes: Record<string, string> = {}) {
  const { zoho, url, clock } = await startSimulator(t);
  const settings = { ...connection(t, url), ...changes };
  const { app } = await testApp(t, settings, clock);
  zoho.crm.records.edit('BTEC_Students', ID, SARA);
  clock.advance(2 * 3_600_000);
  const { drawn, terminal } = fakeTerminal();
  const run = (...argv: string[]) => cli(['reconcile', ...argv], settings, terminal, clock);
  return { app, zoho, clock, settings, run, drawn };
}

test('a lost webhook is found by hand, with its progress drawn', async (t) => {
  const { app, run, drawn } = await setUp(t);
  t.match(await run('--dry-run'), {
    code: 0,
    text: '1 changed and 0 deleted students compared; 1 that the log had not seen would get an event.',
  });
  t.match(await run('--json'), { code: 0, text: '{"students":{"changed":1,"deleted":0,"missing":1}}' });
  t.match((await run()).text, '0 that the log had not seen got an event.');
  t.match(drawn.join(''), '1 records compared');
  app.processor.wake();
  await until(async () => (await app.students.find(ID))?.academicEmail === SARA.Academic_Email);
  const { events } = (await app.inject({ url: '/api/v1/events', headers: OPERATOR })).json();
  t.equal(events.length, 1);
});

test('--since takes a time and a span', async (t) => {
  const { run } = await setUp(t);
  const missing = async (since: string) =>
    JSON.parse((await run('--dry-run', '--json', '--since', since)).text).students.missing;
  t.equal(await missing('60m'), 0);
  t.equal(await missing('3h'), 1);
  t.equal(await missing('7d'), 1);
  t.equal(await missing('2026-01-25T11:00:00Z'), 0);
  t.equal(await missing('2026-01-25T13:00:00+03:00'), 1);
  t.match(await run('--since', 'yesterday'), { code: 2, text: /--since must be a time/ });
});

test('without credentials, and when Zoho refuses, it says what to mend', async (t) => {
  const { run, settings, zoho } = await setUp(t);
  zoho.failToken({ status: 200, json: { error: 'invalid_code' } });
  t.match(await run(), { code: 1, text: /ZOHO_REFRESH_TOKEN/ });
  const nobody = { ZOHO_CLIENT_ID: '', ZOHO_CLIENT_SECRET: '', ZOHO_REFRESH_TOKEN: '' };
  t.match(await cli(['reconcile'], { ...settings, ...nobody }), { code: 1, text: /Zoho is not connected/ });
});

/** Zoho Desk beside it, with a ticket that was changed two hours ago. */
async function withDesk(t: Test, changes: Record<string, string> = {}) {
  const { simulator, url: deskUrl } = await startDesk(t);
  simulator.putTicket({ id: TICKET });
  const setup = await setUp(t, {
    ZOHO_DESK_ORG_ID: DeskSimulator.orgId,
    ZOHO_DESK_URL: deskUrl.href,
    ...changes,
  });
  return { ...setup, simulator };
}

test('with an organisation of Zoho Desk its tickets are compared too, in the same count', async (t) => {
  const { app, run, drawn } = await withDesk(t);
  t.match(await run('--dry-run', '--since', '3h', '--json'), {
    code: 0,
    text: '{"students":{"changed":1,"deleted":0,"missing":1},"tickets":{"changed":1,"missing":1}}',
  });
  t.same(await total(app), 0, 'a dry run writes nothing');
  t.match((await run('--since', '3h')).printed, [
    '1 changed and 0 deleted students compared; 1 that the log had not seen got an event.',
    '1 changed tickets compared; 1 that the log had not seen got an event.',
  ]);
  t.match(drawn.join(''), '2 records compared');
  t.match((await run('--since', '3h')).printed[1], '1 changed tickets compared; 0 that');
  t.same(await total(app), 2);
});

test('with RECONCILE_TICKETS=false tickets are left to the rule that chooses them', async (t) => {
  const { run } = await withDesk(t, { RECONCILE_TICKETS: 'false' });
  t.match((await run('--since', '3h')).printed, [/^1 changed and 0 deleted students compared/]);
});

test('what is refused in one product leaves the other one alone', async (t) => {
  const { app, run, simulator } = await withDesk(t);
  simulator.fail('search', { status: 403, json: { errorCode: 'SCOPE_MISMATCH' } });
  const { code, printed, complaints } = await run('--since', '3h');
  t.equal(code, 1);
  t.match(printed, [/^1 changed and 0 deleted students compared; 1/]);
  t.match(complaints, [/Desk\.search\.READ/]);
  t.same(await total(app), 1);
});

test('what is refused in Zoho CRM leaves the tickets alone', async (t) => {
  const { run, zoho } = await withDesk(t);
  zoho.failCrm(CRM_REFUSALS.OAUTH_SCOPE_MISMATCH);
  const { code, printed, complaints } = await run('--since', '3h');
  t.equal(code, 1);
  t.match(printed, [/^1 changed tickets compared; 1/]);
  t.match(complaints, [/ZohoCRM\.coql\.READ/]);
});

test('what both refuse is said of each, and once where it is the same', async (t) => {
  const { run, zoho, simulator } = await withDesk(t);
  zoho.failCrm(CRM_REFUSALS.OAUTH_SCOPE_MISMATCH);
  simulator.fail('search', { status: 403, json: { errorCode: 'SCOPE_MISMATCH' } });
  const { code, complaints } = await run('--since', '3h');
  t.equal(code, 1);
  t.match(complaints, [/ZohoCRM\.coql\.READ/, /Desk\.search\.READ/]);

  const revoked = await withDesk(t);
  revoked.zoho.failToken({ status: 200, json: { error: 'invalid_code' } });
  const { complaints: shared } = await revoked.run('--since', '3h');
  t.match(shared, [/ZOHO_REFRESH_TOKEN/]);
  t.equal(shared.length, 1);
});

const total = async (app: Awaited<ReturnType<typeof setUp>>['app']) =>
  (await app.reading.stats({})).total_events;
