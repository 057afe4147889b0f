import { CRM_REFUSALS } from '../../simulator/crm/crm.ts';
import { cli } from '../cli/terminal.ts';
import { test, testApp, until } from '../harness.ts';
import { connectedApp } from '../outside/zoho/setup.ts';

const DAY_MS = 86_400_000;
const HALF_HOUR_MS = 1_800_000;
const SETTINGS = {
  PUBLIC_URL: 'https://hub.example.test',
  ZOHO_NOTIFICATION_TOKEN: 'a-notification-token',
  RECONCILE_MINUTES: '0',
};

test('without CRM credentials there is nothing to renew', async (t) => {
  t.equal((await testApp(t)).app.channelRenewal, null);
});

test('a listening service renews the channels that the command line made, and shouts when it cannot', async (t) => {
  const { app, zoho, clock, lines, settings } = await connectedApp(t, SETTINGS);
  await app.listen({ host: '127.0.0.1', port: 0 });
  await cli(['zoho', 'subscribe'], settings, undefined, clock);
  const renewals = () => lines.filter((line) => line.includes('renewed the channels')).length;

  clock.advance(DAY_MS + 1);
  await until(() => renewals() === 1);

  zoho.failCrm(CRM_REFUSALS.OAUTH_SCOPE_MISMATCH);
  clock.advance(DAY_MS + HALF_HOUR_MS);
  const warning = (code: string) => app.warnings.list().find((each) => each.code === code);
  await until(() => warning('ZOHO_CHANNELS') !== undefined);
  t.match(
    warning('ZOHO_CHANNELS')?.message,
    /^The channels of Zoho CRM could not be renewed: .*ZohoCRM\.notifications\.ALL/,
  );
  t.ok(lines.some((line) => line.includes('"code":"ZOHO_CHANNELS"')));

  clock.advance(HALF_HOUR_MS);
  await until(() => renewals() === 2);
  await until(() => warning('ZOHO_CHANNELS') === undefined);
});
