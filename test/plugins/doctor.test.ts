import { CRM_REFUSALS } from '../../simulator/crm/crm.ts';
import type { SimulatedWorld } from '../../simulator/world.ts';
import { type Test, temporaryFolder, test, testApp, until } from '../harness.ts';
import { startWorld } from '../simulator/setup.ts';
import { rulesFile } from '../tickets/setup.ts';

const MINUTE_MS = 60_000;

/** A listening service whose first look at the world has ended. */
async function checked(
  t: Test,
  breaks: (world: SimulatedWorld) => void,
  changes: Record<string, string> = {},
) {
  const { world, clock } = await startWorld(t);
  breaks(world);
  const settings = {
    ...world.settings,
    DATABASE_URL: `file:${temporaryFolder(t)}/events.db`,
    RECONCILE_MINUTES: '0',
    ...changes,
  };
  const { app, lines } = await testApp(t, settings, clock);
  t.equal(app.findings, null, 'nothing is asked before it listens');
  await app.listen({ host: '127.0.0.1', port: 0 });
  await until(() => app.findings !== null);
  return { app, world, clock, lines };
}

test('a service without credentials asks nobody', async (t) => {
  const { app, clock } = await testApp(t);
  await app.listen({ host: '127.0.0.1', port: 0 });
  clock.advance(60 * MINUTE_MS);
  t.equal(app.findings, null);
  t.same(app.outside.all(), []);
});

test('where everything works nothing is warned of, and what was found is kept with its time', async (t) => {
  const { app, world } = await checked(t, () => {});
  t.equal(app.findings?.checkedAt, '2026-01-25T10:00:00.000Z');
  t.same(
    app.findings?.findings.filter(({ state }) => state === 'problem'),
    [],
  );
  t.match(app.findings?.findings.find(({ code }) => code === 'MOODLE_RIGHTS')?.state, 'well');
  t.same(app.warnings.list(), []);
  t.same([...world.zoho.writes, ...world.desk.writes, ...world.moodle.writes], []);
});

const BROKEN: [what: string, breaks: (world: SimulatedWorld) => void, code: string, message: RegExp][] = [
  [
    'a function is missing in Moodle',
    ({ moodle }) => moodle.functions.delete('core_user_get_users_by_field'),
    'CHECK_MOODLE',
    /lacks core_user_get_users_by_field/,
  ],
  [
    'a scope is missing',
    ({ zoho }) => zoho.failCrm(CRM_REFUSALS.OAUTH_SCOPE_MISMATCH),
    'CHECK_CRM_STUDENTS',
    /ZohoCRM\.modules\.custom\.READ/,
  ],
  [
    'the keys of Zoho Desk are away',
    ({ desk }) => {
      desk.areKeysDown = true;
    },
    'CHECK_DESK_KEYS',
    /keys of Zoho Desk answered 503/,
  ],
];
for (const [what, breaks, code, message] of BROKEN) {
  test(`where ${what}, this is warned of and logged, once, and the service runs`, async (t) => {
    const { app, lines } = await checked(t, breaks);
    t.match(app.warnings.list(), [{ code, message }]);
    t.equal(app.warnings.list().length, 1);
    const logged = lines.map((line) => JSON.parse(line)).filter((line) => line.code === code);
    t.match(logged, [{ level: 40, reason: message }]);
    t.equal(logged.length, 1);
    t.equal((await app.inject('/ready')).statusCode, 200);
  });
}

test('a department that the rules name and Zoho lacks is warned of', async (t) => {
  const rules = rulesFile(
    t,
    (json) => void (json.departments?.[0] && Object.assign(json.departments[0], { name: 'Nowhere' })),
  );
  const { app } = await checked(t, () => {}, { TICKET_RULES_FILE: rules });
  t.match(app.warnings.list(), [{ code: 'CHECK_TICKET_RULES', message: /Nowhere/ }]);
});

test('what was mended is no longer warned of after the next look', async (t) => {
  const { app, world, clock } = await checked(t, ({ desk }) => {
    desk.areKeysDown = true;
  });
  world.desk.areKeysDown = false;
  await until(() => clock.nextInMs !== null);
  clock.advance(30 * MINUTE_MS);
  await until(() => app.findings?.checkedAt === '2026-01-25T10:30:00.000Z');
  t.same(app.warnings.list(), []);
});

test('a channel of Zoho CRM is looked for when its token is set', async (t) => {
  const { app } = await checked(t, () => {}, { ZOHO_NOTIFICATION_TOKEN: 'a-test-notification-token' });
  t.match(app.warnings.list(), [{ code: 'CHECK_CRM_CHANNELS', message: /zoho subscribe/ }]);
});

test('a service that stops during a look does not wait for it', async (t) => {
  const { world, clock } = await startWorld(t);
  world.moodle.fail({ hangs: true });
  const settings = { ...world.settings, DATABASE_URL: `file:${temporaryFolder(t)}/events.db` };
  const { app, lines } = await testApp(t, settings, clock);
  await app.listen({ host: '127.0.0.1', port: 0 });
  await until(() => world.moodle.requests.length > 0);
  await app.close();
  t.equal(app.findings, null);
  t.notOk(lines.some((line) => line.includes('SELF_CHECK')));
});
