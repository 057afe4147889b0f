import { SECRET, type Test, test } from '../../../harness.ts';
import { message, TICKET, ticketApp } from '../../../tickets/setup.ts';
import { cli } from '../../terminal.ts';

async function listening(t: Test, secret = '') {
  const service = await ticketApp(t, { ZOHO_WEBHOOK_SECRET: secret });
  message(service.simulator, 'Bonjour');
  const url = await service.app.listen({ host: '127.0.0.1', port: 0 });
  return { ...service, url };
}

test('test runs all tests and sums up', async (t) => {
  const { url, written } = await listening(t, SECRET);
  const { code, printed } = await cli(['test', '--url', url, '--ticket-id', TICKET, '--secret', SECRET]);
  t.match(printed, [
    /^PASS {2}health +200 .*healthy/,
    /^PASS {2}stats +200 .*auto_dispatch/,
    /^PASS {2}simple +200 .*"recommended_department":"DOC"/,
    /^PASS {2}signature +200 /,
    /^PASS {2}real +200 .*"action_taken":"workflow"/,
    /^PASS {2}invalid +each of four/,
    /^Total: 6\/6 tests passed$/,
  ]);
  t.equal(code, 0);
  t.same(written(), []);
});

test('what cannot be made is skipped, and is no failure', async (t) => {
  const { url } = await listening(t);
  const { code, printed } = await cli(['test', '--url', url]);
  t.equal(code, 0);
  t.same(
    printed.map((line) => line.slice(0, 15).trim()),
    [
      'PASS  health',
      'PASS  stats',
      'SKIP  simple',
      'SKIP  signature',
      'SKIP  real',
      'PASS  invalid',
      'Total: 3/3 test',
    ],
  );
});

test('a failure ends with 1 and shows the answer', async (t) => {
  const { url } = await listening(t);
  const run = (...more: string[]) => cli(['test', '--url', url, '--ticket-id', '12345', ...more]);
  t.match(await run('--test', 'simple'), { code: 1, text: /FAIL {2}simple +404 .*has no ticket 12345/ });
  t.match(await run('--test', 'signature', '--secret', 'x'), { code: 1, text: /FAIL {2}signature +200 / });
  const secured = await listening(t, SECRET);
  t.match(await cli(['test', '--url', secured.url, '--test', 'invalid']), { code: 1, text: /FAIL .*401/ });
});

test('one test that was not made is no success', async (t) => {
  t.match(await cli(['test', '--test', 'signature']), { code: 1, text: /SKIP .*give --secret/ });
});

test('test --json prints one object a test', async (t) => {
  const { url } = await listening(t);
  const { printed } = await cli(['test', '--url', url, '--test', 'health', '--json']);
  t.match(
    printed.map((line) => JSON.parse(line)),
    [{ test: 'health', passed: true }],
  );
});

test('where nothing listens it says how to start the service', async (t) => {
  const { app, url } = await listening(t);
  await app.close();
  t.match(await cli(['test', '--url', url, '--test', 'health']), {
    code: 1,
    text: /is the service running\?/,
  });
});

test('an unknown test is wrong usage', async (t) => {
  t.match(await cli(['test', '--test', 'everything']), {
    code: 2,
    text: /--test must be one of health, stats/,
  });
});
