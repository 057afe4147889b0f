import { UsageError } from '../../../src/cli/command.ts';
import { serviceAddress } from '../../../src/cli/reach/address.ts';
import { test, testSettings } from '../../harness.ts';

test('without --url the service is on this machine, at the port of the settings', async (t) => {
  const context = { settings: await testSettings({ WEBHOOK_PORT: '9001' }) };
  t.equal(serviceAddress({}, context).href, 'http://localhost:9001/');
  t.equal(serviceAddress({ url: 'https://hub.example.edu' }, context).href, 'https://hub.example.edu/');
  for (const url of ['hub', 'ftp://hub']) t.throws(() => serviceAddress({ url }, context), UsageError);
});
