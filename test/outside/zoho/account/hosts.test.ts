import { crmWeb, zohoHosts } from '../../../../src/outside/zoho/account/hosts.ts';
import { tell } from '../../../../src/sentences/tell.ts';
import { BadSettings } from '../../../../src/settings.ts';
import { test, testSettings } from '../../../harness.ts';

test('the hosts follow from the data centre', async (t) => {
  const hosts = zohoHosts(await testSettings({ ZOHO_DATACENTER: 'com.au' }));
  t.equal(hosts.accounts.href, 'https://accounts.zoho.com.au/');
  t.equal(hosts.crm.href, 'https://www.zohoapis.com.au/');
  t.equal(hosts.desk.href, 'https://desk.zoho.com.au/');
});

for (const url of [
  'https://accounts.zohocloud.ca',
  'https://zoho.eu',
  'http://127.0.0.1:8002',
  'https://localhost',
  'http://[::1]:1',
]) {
  test(`${url} may get the token`, async (t) => {
    t.equal(zohoHosts(await testSettings({ ZOHO_ACCOUNTS_URL: url })).accounts.href, new URL(url).href);
  });
}

for (const url of [
  'http://accounts.zoho.com',
  'https://accounts.zoho.com.evil.example',
  'https://evilzoho.com',
  'https://zoho.com@evil.example',
  'ftp://localhost',
  'accounts.zoho.com',
]) {
  test(`${url} never gets the token`, async (t) => {
    const settings = await testSettings({ ZOHO_CRM_URL: url });
    t.throws(
      () => zohoHosts(settings),
      new BadSettings(tell('ZOHO_ADDRESS_UNSAFE', { setting: 'ZOHO_CRM_URL' })),
    );
  });
}

test('people see their CRM in the domain of their data centre, which in Canada is another one', async (t) => {
  t.equal(crmWeb('eu'), 'https://crm.zoho.eu');
  t.equal(crmWeb('ca'), 'https://crm.zohocloud.ca');
});
