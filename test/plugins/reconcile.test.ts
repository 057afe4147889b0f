import { test, testApp, until } from '../harness.ts';
import { connectedApp } from '../outside/zoho/setup.ts';
import { TICKET, ticketApp } from '../tickets/setup.ts';

const MINUTE_MS = 60_000;
const ID = '4554000000012345678';
const SARA = { Name: 'A01B0001C', Academic_Email: 'sara.ali@example.edu' };

test('without CRM credentials, or with RECONCILE_MINUTES=0, nothing is compared', async (t) => {
  t.equal((await testApp(t)).app.reconciliation, null);
  t.equal((await connectedApp(t, { RECONCILE_MINUTES: '0' })).app.reconciliation, null);
  const { app } = await ticketApp(t, { RECONCILE_MINUTES: '0' });
  t.equal(app.ticketReconciliation, null);
  t.equal((await ticketApp(t, { RECONCILE_TICKETS: 'false' })).app.ticketReconciliation, null);
  t.equal((await connectedApp(t)).app.ticketReconciliation, null, 'nor tickets without an organisation');
});

test('a listening service repairs a lost webhook by itself, and stops in peace', async (t) => {
  const { app, zoho, clock } = await connectedApp(t);
  await app.listen({ host: '127.0.0.1', port: 0 });
  await until(async () => (await app.state.read('reconcile.students')) !== null);
  zoho.crm.records.edit('BTEC_Students', ID, SARA);
  clock.advance(15 * 60_000);
  await until(async () => (await app.students.find(ID))?.academicEmail === 'sara.ali@example.edu');
  t.same(zoho.writes, []);
});

test('a comparison that fails stands as a warning until one ends well', async (t) => {
  const { app, zoho, clock, lines } = await connectedApp(t);
  zoho.failToken({ status: 200, json: { error: 'invalid_code' } });
  app.reconciliation?.start();
  const warned = () => app.warnings.list().map(({ code }) => code);
  await until(() => warned().includes('RECONCILIATION'));
  t.match(app.warnings.list(), [
    { code: 'PAUSED ZOHO_TOKEN', message: /ZOHO_REFRESH_TOKEN/ },
    { code: 'RECONCILIATION', message: /ZOHO_REFRESH_TOKEN/ },
  ]);
  t.ok(lines.some((line) => line.includes('"code":"RECONCILIATION"') && line.includes('"level":50')));
  clock.advance(15 * 60_000);
  await until(() => app.warnings.list().length === 0);
  await app.reconciliation?.stop();
});

test('a listening service repairs a lost webhook of a ticket by itself', async (t) => {
  const { app, simulator, clock, written, lines } = await ticketApp(t);
  await app.listen({ host: '127.0.0.1', port: 0 });
  await until(() => lines.some((line) => line.includes('compared the tickets')));
  await until(() => app.findings !== null);
  clock.advance(MINUTE_MS);
  simulator.putTicket({ id: TICKET });
  clock.advance(15 * MINUTE_MS);
  const logged = () => app.reading.list({ record_id: TICKET }, { limit: 2, before: null });
  await until(async () => (await logged()).events[0]?.status === 'completed');
  t.match((await logged()).events, [{ verified_by: 'reconcile' }]);
  t.same(written(), []);
});

test('a missing scope for tickets stands as a warning of its own, and students are compared all the same', async (t) => {
  const { app, simulator, clock, lines } = await ticketApp(t);
  await app.state.write('reconcile.tickets', new Date(clock.now() - 60 * MINUTE_MS).toISOString());
  simulator.fail('search', { status: 403, json: { errorCode: 'SCOPE_MISMATCH' } });
  app.ticketReconciliation?.start();
  app.reconciliation?.start();
  await until(() => lines.some((line) => line.includes('compared the students')));
  await until(() => app.warnings.list().length === 2);
  t.match(app.warnings.list(), [
    { code: 'PAUSED Desk.search.READ', message: /Desk\.search\.READ/ },
    { code: 'RECONCILIATION_TICKETS', message: /Desk\.search\.READ/ },
  ]);
  await app.ticketReconciliation?.stop();
  await app.reconciliation?.stop();
});
