import { inEnglish, tell } from '../../../src/sentences/tell.ts';
import { openRoutes, refusalToStart } from '../../../src/service/starting/open-routes.ts';
import { SECRET, test, testSettings } from '../../harness.ts';

const STUDENT = '/api/v1/events/zoho/student';
const DESK = ['/api/v1/events/desk/ticket', '/webhook/zoho-desk'];
const TEST = '/webhook/test';
const proofs = { ZOHO_WEBHOOK_SECRET: '', ZOHO_DESK_ORG_ID: '', ZOHO_DESK_WEBHOOK_ID: '' };
const open = { ...proofs, NODE_ENV: 'production', ALLOW_UNSIGNED_WEBHOOKS: false };

test('without a secret the webhook routes are open, with one they are not', (t) => {
  t.same(openRoutes(proofs), [STUDENT, ...DESK, TEST]);
  t.same(openRoutes({ ...proofs, ZOHO_WEBHOOK_SECRET: SECRET }), []);
  t.end();
});

test('the signature of Zoho Desk protects its own routes only', (t) => {
  const desk = { ...proofs, ZOHO_DESK_ORG_ID: '54983163', ZOHO_DESK_WEBHOOK_ID: '198709000000077001' };
  t.same(openRoutes(desk), [STUDENT, TEST]);
  t.same(
    openRoutes({ ...desk, ZOHO_DESK_ORG_ID: '' }),
    [STUDENT, ...DESK, TEST],
    'half of it proves nothing',
  );
  t.same(refusalToStart({ ...open, ...desk }), tell('ROUTES_OPEN', { routes: `${STUDENT}, ${TEST}` }));
  t.end();
});

test('commas and spaces are no secret', (t) => {
  t.same(openRoutes({ ...proofs, ZOHO_WEBHOOK_SECRET: ' , ,' }), [STUDENT, ...DESK, TEST]);
  t.end();
});

test('production refuses to start while a route is open, and says what to do', (t) => {
  const refusal = inEnglish(refusalToStart(open) ?? '');
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
  t.match(refusalToStart(settings), { code: 'ROUTES_OPEN' });
});

test('a mode that nobody knows counts as production', (t) => {
  for (const NODE_ENV of ['prod', 'staging', 'live', 'Production'])
    t.match(refusalToStart({ ...open, NODE_ENV }), { code: 'ROUTES_OPEN' }, NODE_ENV);
  for (const NODE_ENV of ['', 'development', 'Test'])
    t.equal(refusalToStart({ ...open, NODE_ENV }), null, NODE_ENV);
  t.end();
});

test('a short secret stops the start in every mode', (t) => {
  t.same(
    refusalToStart({ ...open, NODE_ENV: 'development', ZOHO_WEBHOOK_SECRET: 'short' }),
    tell('SECRET_TOO_SHORT', { count: 5, least: 16 }),
  );
  t.end();
});
