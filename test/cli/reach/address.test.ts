import { nothingAnswers, serviceAddress } from '../../../src/cli/reach/address.ts';
import { test, testSettings } from '../../harness.ts';

test('without --url the service is on this machine, at the port of the settings', async (t) => {
  const context = { settings: await testSettings({ WEBHOOK_PORT: '9001' }) };
  t.equal(serviceAddress({}, context).href, 'http://localhost:9001/');
  t.equal(serviceAddress({ url: 'https://hub.example.edu' }, context).href, 'https://hub.example.edu/');
  for (const url of ['hub', 'ftp://hub'])
    t.throws(() => serviceAddress({ url }, context), { message: /--url must be an address/ });
});

test('a person is told where nothing answers', async (t) => {
  t.match(nothingAnswers(new URL('http://localhost:9001/x')), /^Nothing answers at http:\/\/localhost:9001:/);
});
