import { CRM_REFUSALS } from '../../../../simulator/crm/crm.ts';
import { Pauses } from '../../../../src/outside/zoho/account/pauses.ts';
import { TestClock, test, until } from '../../../harness.ts';
import { startDeskClient, TICKET } from '../desk/setup.ts';
import { connectedApp, startClients } from '../setup.ts';

const ID = '4554000000012345678';
const MINUTE_MS = 60_000;

test('a missing scope pauses what needs it, says which it is, and leaves the rest alone', async (t) => {
  const { crm, zoho, clock, signal, warnings } = await startClients(t);
  zoho.failCrm(CRM_REFUSALS.OAUTH_SCOPE_MISMATCH);
  const sentence = /lacks the scope ZohoCRM\.modules\.custom\.READ/;
  await t.rejects(crm.getRecord('BTEC_Students', ID, signal), { message: sentence });
  const asked = zoho.requests.length;
  clock.advance(4 * MINUTE_MS);
  await t.rejects(crm.getRecord('BTEC_Students', ID, signal), {
    name: 'CredentialsFailure',
    message: sentence,
    retryAfterMs: 6 * MINUTE_MS,
  });
  t.equal(zoho.requests.length, asked, 'nobody is asked meanwhile');
  t.equal(await crm.getRecord('Deals', ID, signal), null, 'deals have a scope of their own');
  t.match(warnings.list(), [{ message: sentence, since: '2026-01-25T10:00:00.000Z' }]);
  clock.advance(6 * MINUTE_MS);
  t.same(warnings.list(), []);
  t.equal(await crm.getRecord('BTEC_Students', ID, signal), null);
});

test('a call that was on its way and works ends the pause', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  simulator.fail('getTicket', { delayMs: 300 }, { status: 403, json: { errorCode: 'SCOPE_MISMATCH' } });
  const slow = desk.getTicket(TICKET, signal);
  await until(() => simulator.requests.length === 1);
  await t.rejects(desk.getTicket(TICKET, signal), { message: /Desk\.tickets\.READ/ });
  await slow;
  t.equal((await desk.getTicket(TICKET, signal))?.id, TICKET);
});

test('a right that a user lacks for one record pauses nothing', async (t) => {
  const { crm, zoho, signal, warnings } = await startClients(t);
  zoho.failCrm(CRM_REFUSALS.NO_PERMISSION);
  await t.rejects(crm.getRecord('BTEC_Students', ID, signal), { name: 'CredentialsFailure' });
  t.equal(await crm.getRecord('BTEC_Students', ID, signal), null);
  t.same(warnings.list(), []);
});

test('a hundred thin events with a bad refresh token ask for one token', async (t) => {
  const { app, zoho } = await connectedApp(t);
  zoho.failToken(...Array(100).fill({ status: 200, json: { error: 'invalid_code' } }));
  await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      app.inject({
        method: 'POST',
        url: '/api/v1/events/zoho/student',
        payload: { zoho_id: String(4554000000000000000n + BigInt(n)) },
      }),
    ),
  );
  const tried = async () =>
    (await app.reading.list({ status: 'pending' }, { limit: 200, before: null })).events.filter(
      ({ error_message }) => error_message !== null,
    ).length;
  await until(async () => (await tried()) === 100);
  t.equal(zoho.requests.filter((request) => request === 'POST /oauth/v2/token').length, 1);
  t.match(app.warnings.list(), [{ message: /ZOHO_REFRESH_TOKEN/ }]);
});

test('on the command line a pause stands nowhere but in the failure', async (t) => {
  const pauses = new Pauses({ clock: new TestClock() });
  t.equal(pauses.begin('a.scope', 'A scope is missing.').message, 'A scope is missing.');
  t.throws(() => pauses.check('a.scope'), { message: 'A scope is missing.' });
  pauses.end('a.scope');
  t.doesNotThrow(() => pauses.check('a.scope'));
});
