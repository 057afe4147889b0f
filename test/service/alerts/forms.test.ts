import { tell } from '../../../src/sentences/tell.ts';
import { bodyOf, formatOf, letterOf, plainText } from '../../../src/service/alerts/forms.ts';
import { test } from '../../harness.ts';

const ALERT = {
  kind: 'disk',
  title: tell('ALERT_DISK', { free: 12 }),
  lines: [tell('ALERT_DISK_ADVICE')],
  path: '/dashboard/health',
} as const;
const letter = letterOf(ALERT, 'en', 'https://hub.example.edu');

test('an alert is a letter in the wished language, with a link where the address of the dashboard is known', (t) => {
  t.same(letter, {
    title: 'The disk of the data is nearly full: 12 MiB are free',
    lines: ['Make room, or run "npm run cli -- prune": on a full disk no event can be accepted.'],
    link: 'https://hub.example.edu/dashboard/health',
  });
  t.match(letterOf(ALERT, 'fr', ''), { title: /presque plein/, link: null });
  t.equal(plainText({ title: 'A', lines: ['b'], link: null }), 'A\n• b');
  t.match(plainText(letter), /\nhttps:\/\/hub\.example\.edu\/dashboard\/health$/);
  t.end();
});

for (const [address, format] of [
  ['https://hooks.slack.com/services/T0/B0/x', 'slack'],
  ['https://school.webhook.office.com/webhookb2/x', 'teams'],
  ['https://prod-01.westeurope.logic.azure.com/workflows/x', 'teams'],
  ['https://default.environment.api.powerplatform.com/x', 'teams'],
  ['https://cliq.zoho.eu/api/v2/channelsbyname/hub/message', 'cliq'],
  ['https://example.edu/slack.com', 'json'],
  ['https://notslack.com/', 'json'],
] as const) {
  test(`${address} takes the form of ${format}`, (t) => {
    t.equal(formatOf(new URL(address)), format);
    t.end();
  });
}

test('each receiver gets the body that it takes', (t) => {
  const at = '2026-01-25T10:00:00.000Z';
  t.same(bodyOf('json', ALERT, letter, at), { service: 'zoho-event-hub', kind: 'disk', at, ...letter });
  t.same(bodyOf('slack', ALERT, letter, at), { text: plainText(letter) });
  t.same(bodyOf('cliq', ALERT, letter, at), { text: plainText(letter) });
  t.match(bodyOf('teams', ALERT, letter, at), {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          type: 'AdaptiveCard',
          body: [{ type: 'TextBlock', text: letter.title, weight: 'Bolder' }, { text: letter.lines[0] }],
          actions: [{ type: 'Action.OpenUrl', url: letter.link }],
        },
      },
    ],
  });
  t.notOk(JSON.stringify(bodyOf('teams', ALERT, { ...letter, link: null }, at)).includes('actions'));
  t.end();
});
