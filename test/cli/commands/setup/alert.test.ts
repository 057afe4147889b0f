import { test } from '../../../harness.ts';
import { mailServer, webhookReceiver } from '../../../service/alerts/receivers.ts';
import { cli } from '../../terminal.ts';

test('a test goes over each way, and each says how it went', async (t) => {
  const { url, posted } = await webhookReceiver(t);
  const { wrong } = await mailServer(t);
  const settings = { ALERT_WEBHOOK_URL: url, SMTP_URL: wrong, ALERT_MAIL_TO: 'desk@example.edu' };
  const { code, printed } = await cli(['alert', 'test'], settings);
  t.equal(code, 1);
  t.match(printed, [
    'webhook: sent.',
    /^mail: The mail server of SMTP_URL did not take the message \(EAUTH\)/,
  ]);
  t.match(posted, [{ body: { kind: 'test' } }]);
  const json = await cli(['alert', 'test', '--json'], { ALERT_WEBHOOK_URL: url });
  t.equal(json.code, 0);
  t.same(json.printed, ['{"way":"webhook","problem":null}']);
});

test('without a way, or without a word, the command says what to do', async (t) => {
  t.match(await cli(['alert', 'test']), {
    code: 1,
    text: /^No way for alerts is set up: set ALERT_WEBHOOK_URL/,
  });
  t.match(await cli(['alert']), { code: 2, text: /^What to do with alerts\?/ });
});
