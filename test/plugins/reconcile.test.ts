import { test, testApp, until } from '../harness.ts';
import { connectedApp } from '../zoho/setup.ts';

const ID = '4554000000012345678';
const SARA = { Name: 'A01B0001C', Academic_Email: 'sara.ali@example.edu' };

test('without CRM credentials, or with RECONCILE_MINUTES=0, nothing is compared', async (t) => {
  t.equal((await testApp(t)).app.reconciliation, null);
  t.equal((await connectedApp(t, { RECONCILE_MINUTES: '0' })).app.reconciliation, null);
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
  await until(() => app.warnings.list().length === 1);
  t.match(app.warnings.list(), [{ code: 'RECONCILIATION', message: /ZOHO_REFRESH_TOKEN/ }]);
  t.ok(lines.some((line) => line.includes('"code":"RECONCILIATION"') && line.includes('"level":50')));
  clock.advance(15 * 60_000);
  await until(() => app.warnings.list().length === 0);
  await app.reconciliation?.stop();
});
