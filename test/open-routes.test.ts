import { openRoutes, refusalToStart } from '../src/open-routes.ts';
import { SECRET, test, testSettings } from './harness.ts';

const STUDENT = '/api/v1/events/zoho/student';
const open = { ZOHO_WEBHOOK_SECRET: '', NODE_ENV: 'production', ALLOW_UNSIGNED_WEBHOOKS: false };

test('without a secret the webhook route is open, with one it is not', (t) => {
  t.same(openRoutes({ ZOHO_WEBHOOK_SECRET: '' }), [STUDENT]);
  t.same(openRoutes({ ZOHO_WEBHOOK_SECRET: SECRET }), []);
  t.end();
});

test('commas and spaces are no secret', (t) => {
  t.same(openRoutes({ ZOHO_WEBHOOK_SECRET: ' , ,' }), [STUDENT]);
  t.end();
});

test('production refuses to start while a route is open, and says what to do', (t) => {
  const refusal = refusalToStart(open) ?? '';
  for (const word of [STUDENT, 'ZOHO_WEBHOOK_SECRET', 'ALLOW_UNSIGNED_WEBHOOKS=true']) {
    t.ok(refusal.includes(word), word);
  }
  t.notMatch(refusal, '\n');
  t.end();
});

test('production starts with a secret, or when open routes are wanted', (t) => {
  t.equal(refusalToStart({ ...open, ZOHO_WEBHOOK_SECRET: SECRET }), null);
  t.equal(refusalToStart({ ...open, ALLOW_UNSIGNED_WEBHOOKS: true }), null);
  t.end();
});

test('outside production a first test needs no secret', (t) => {
  t.equal(refusalToStart({ ...open, NODE_ENV: 'development' }), null);
  t.end();
});

test('a space after NODE_ENV, as a Windows prompt leaves it, does not open production', async (t) => {
  const settings = await testSettings({ NODE_ENV: 'Production ' });
  t.match(refusalToStart(settings), 'In production every webhook route must be verified');
});
