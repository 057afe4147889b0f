import { tell } from '../../../src/sentences/tell.ts';
import { waysOf } from '../../../src/service/alerts/ways.ts';
import { test, testSettings } from '../../harness.ts';
import { mailServer, webhookReceiver } from './receivers.ts';

const AT = '2026-01-25T10:00:00.000Z';
const ALERT = {
  kind: 'test',
  title: tell('ALERT_TEST'),
  lines: [tell('ALERT_TEST_LINE')],
  path: '/dashboard',
} as const;

async function ways(changes: Record<string, string>) {
  return waysOf(await testSettings(changes), fetch);
}

test('nothing is told where no way is set up, or half of one', async (t) => {
  t.same(await ways({}), []);
  t.same(await ways({ SMTP_URL: 'smtp://127.0.0.1:1' }), []);
});

test('a program of your own gets JSON', async (t) => {
  const { url, posted } = await webhookReceiver(t);
  const [webhook] = await ways({ ALERT_WEBHOOK_URL: url, PUBLIC_URL: 'https://hub.example.edu' });
  await webhook?.send(ALERT, AT);
  t.same(posted, [
    {
      type: 'application/json',
      body: {
        service: 'zoho-event-hub',
        kind: 'test',
        at: AT,
        title: 'A test of the alerts of this service',
        lines: ['Whoever reads this will be told of new problems.'],
        link: 'https://hub.example.edu/dashboard',
      },
    },
  ]);
});

test('the form can be said where the address does not tell it, and the language', async (t) => {
  const { url, posted } = await webhookReceiver(t);
  const [webhook] = await ways({
    ALERT_WEBHOOK_URL: url,
    ALERT_WEBHOOK_FORMAT: 'slack',
    ALERT_LANGUAGE: 'fr',
  });
  await webhook?.send(ALERT, AT);
  t.same(posted[0]?.body, {
    text: 'Un essai des alertes de ce service\n• Qui lit ceci sera averti des nouveaux problèmes.',
  });
});

test('a receiver that refuses, or that is not there, is said with what to check', async (t) => {
  const { url } = await webhookReceiver(t, 404);
  const [refusing] = await ways({ ALERT_WEBHOOK_URL: url });
  await t.rejects(refusing?.send(ALERT, AT) ?? Promise.resolve(), {
    message: 'ALERT_WEBHOOK_URL answered 404. Check the address and ALERT_WEBHOOK_FORMAT.',
  });
  const [nobody] = await ways({ ALERT_WEBHOOK_URL: 'http://127.0.0.1:1/' });
  await t.rejects(nobody?.send(ALERT, AT) ?? Promise.resolve(), { message: /^Nothing answers at/ });
});

test('a mail arrives at everybody, in text, and no machine answers it', async (t) => {
  const { url, mails } = await mailServer(t);
  const [mail] = await ways({
    SMTP_URL: url,
    ALERT_MAIL_TO: 'desk@example.edu, head@example.edu',
    ALERT_MAIL_FROM: 'hub@example.edu',
  });
  await mail?.send(ALERT, AT);
  t.match(mails, [{ from: 'hub@example.edu', to: ['desk@example.edu', 'head@example.edu'] }]);
  t.match(mails[0]?.text, /^Subject: Zoho Event Hub: A test of the alerts of this service\r$/m);
  t.match(mails[0]?.text, /^Auto-Submitted: auto-generated\r$/m);
  t.match(mails[0]?.text, /Whoever reads/);
});

test('without a sender the first receiver is it', async (t) => {
  const { url, mails } = await mailServer(t);
  const [mail] = await ways({ SMTP_URL: url, ALERT_MAIL_TO: 'desk@example.edu,head@example.edu' });
  await mail?.send(ALERT, AT);
  t.equal(mails[0]?.from, 'desk@example.edu');
});

test('a mail server that refuses, or that is not there, is said with its code', async (t) => {
  const { wrong } = await mailServer(t);
  for (const [SMTP_URL, code] of [
    [wrong, 'EAUTH'],
    ['smtp://127.0.0.1:1', 'ESOCKET'],
  ] as const) {
    const [mail] = await ways({ SMTP_URL, ALERT_MAIL_TO: 'desk@example.edu' });
    await t.rejects(mail?.send(ALERT, AT) ?? Promise.resolve(), { message: new RegExp(`\\(${code}\\)`) });
  }
});
