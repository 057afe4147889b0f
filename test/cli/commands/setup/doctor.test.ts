import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CRM_REFUSALS } from '../../../../simulator/crm/crm.ts';
import type { SimulatedWorld } from '../../../../simulator/world.ts';
import { runCli } from '../../../../src/cli/run.ts';
import { SECRET, type Test, TestClock, temporaryFolder, test, testSettings } from '../../../harness.ts';
import { startAll, startWorld } from '../../../simulator/setup.ts';
import { wholeFile } from '../../../store/sqlite/integrity/damaged-file.ts';
import { rulesFile } from '../../../tickets/setup.ts';
import { cli } from '../../terminal.ts';

type Finding = { code: string; state: string; message: string };
const AWAY = { status: 503, headers: { 'retry-after': '3600' } };

/** What the doctor finds, as it prints it for programs. */
async function examine(
  settings: Record<string, string>,
  url = 'http://127.0.0.1:9',
  clock = new TestClock(),
) {
  const { code, printed } = await cli(['doctor', '--json', '--url', url], settings, undefined, clock);
  const findings = printed.map((line) => JSON.parse(line) as Finding);
  const of = (name: string) => findings.find((finding) => finding.code === name);
  const problems = findings.filter(({ state }) => state === 'problem').map((finding) => finding.code);
  return { code, findings, of, problems };
}

test('where everything works each check says so, and the command ends well', async (t) => {
  const { url, sender, settings, clock } = await startAll(t, {
    MOODLE_CREATE_USERS: 'true',
    MOODLE_UPDATE_USERS: 'true',
  });
  await sender.send(
    { path: '/webhook/zoho-desk', headers: {}, body: '{"ticket_id":"198709000044517001"}' },
    'secret',
  );
  clock.advance(1000);
  const all = { ...settings, PUBLIC_URL: `${url}/`, RECONCILE_MINUTES: '15', ZOHO_NOTIFICATION_TOKEN: '' };
  const { code, problems, of } = await examine(all, url, clock);
  t.same(problems, []);
  t.equal(code, 0);
  for (const name of [
    'NODE',
    'SETTINGS',
    'DATA_FOLDER',
    'DISK',
    'DATABASE',
    'SERVICE',
    'WEBHOOK_SECRET',
    'PUBLIC_URL',
  ])
    t.equal(of(name)?.state, 'well', name);
  for (const name of [
    'ZOHO_TOKEN',
    'CRM_STUDENTS',
    'CRM_QUERY',
    'CRM_SEARCH',
    'CRM_DEALS',
    'DESK_DEPARTMENTS',
    'TICKET_RULES',
  ])
    t.equal(of(name)?.state, 'well', name);
  for (const name of [
    'DESK_REPLY_ADDRESSES',
    'DESK_SEARCH',
    'DESK_TICKETS',
    'DESK_KEYS',
    'MOODLE',
    'MOODLE_RIGHTS',
  ])
    t.equal(of(name)?.state, 'well', name);
  t.match(of('LAST_EVENT_ZOHO_DESK')?.message, /came at 2026-01-25T10:00:00/);
  t.match(of('OWN_ADDRESSES'), {
    state: 'off',
    message: /^Colleagues who write from @example\.edu count as customers: add it to "own"/,
  });
  t.match(of('LAST_EVENT_ZOHO'), { state: 'off', message: /npm run cli -- send/ });
});

test('on a fresh machine it says what to do first, with marks a person reads', async (t) => {
  const settings = { DATABASE_URL: `file:${temporaryFolder(t)}/data/events.db` };
  const printed: string[] = [];
  const run = (colours: boolean) =>
    runCli(
      ['doctor', '--url', 'http://127.0.0.1:9'],
      {
        print: (line) => void printed.push(line),
        printError: () => {},
        env: {},
        version: '',
        columns: undefined,
      },
      async () => {
        const clock = new TestClock();
        const outside = { clock, random: () => 0, fetch };
        return {
          settings: await testSettings(settings),
          cautions: async () => [],
          language: 'en',
          clock,
          outside,
          newId: () => '',
          rest: async () => {},
          confirm: async () => false,
          terminal: process.stderr,
          colours,
        };
      },
    );
  t.equal(await run(false), 1);
  const text = printed.join('\n');
  t.match(text, /^✓ Node /m);
  t.match(
    text,
    /^✗ Nothing of ours answers at http:\/\/127\.0\.0\.1:9: start the service with "npm start"\.$/m,
  );
  t.match(text, /^✗ Anyone may send to .*ZOHO_WEBHOOK_SECRET/m);
  for (const line of [
    /^– There is no database yet/m,
    /^– PUBLIC_URL is empty/m,
    /^– Zoho is not connected/m,
    /^– Moodle is not connected/m,
  ])
    t.match(text, line);
  t.match(text, /checks, 2 to mend\.$/);
  await run(true);
  t.match(printed.join('\n'), '\u001b[31m✗\u001b[39m Anyone');
});

async function connected(t: Test, changes: Record<string, string> = {}) {
  const { world, clock } = await startWorld(t);
  const settings = {
    ...world.settings,
    DATABASE_URL: `file:${temporaryFolder(t)}/events.db`,
    ZOHO_WEBHOOK_SECRET: SECRET,
    ...changes,
  };
  return { world, look: () => examine(settings, undefined, clock), settings };
}

const BROKEN: [what: string, breaks: (world: SimulatedWorld) => void, code: string, message: RegExp][] = [
  [
    'the refresh token was revoked',
    ({ zoho }) => zoho.failToken({ status: 200, json: { error: 'invalid_code' } }),
    'ZOHO_TOKEN',
    /ZOHO_REFRESH_TOKEN/,
  ],
  [
    'the scope of records is missing',
    ({ zoho }) => zoho.failCrm(CRM_REFUSALS.OAUTH_SCOPE_MISMATCH),
    'CRM_STUDENTS',
    /custom\.READ/,
  ],
  [
    'the search of tickets is not allowed',
    ({ desk }) => desk.fail('search', { status: 403, json: { errorCode: 'SCOPE_MISMATCH' } }),
    'DESK_SEARCH',
    /Desk\.search\.READ/,
  ],
  [
    'departments may not be read',
    ({ desk }) => desk.fail('listDepartments', { status: 403, json: { errorCode: 'SCOPE_MISMATCH' } }),
    'DESK_DEPARTMENTS',
    /Desk\.basic\.READ/,
  ],
  [
    'a function is missing in Moodle',
    ({ moodle }) => moodle.functions.delete('core_user_get_users_by_field'),
    'MOODLE',
    /lacks core_user_get_users_by_field/,
  ],
  ['Moodle is away', ({ moodle }) => moodle.fail(AWAY), 'MOODLE', /Try again in a while/],
  [
    'the keys are away',
    ({ desk }) => {
      desk.areKeysDown = true;
    },
    'DESK_KEYS',
    /keys of Zoho Desk answered 503/,
  ],
];
for (const [what, breaks, code, message] of BROKEN) {
  test(`where ${what}, this is the one thing to mend beside the service that does not run`, async (t) => {
    const { world, look } = await connected(t);
    breaks(world);
    const { code: exit, problems, of } = await look();
    t.same(problems, ['SERVICE', code]);
    t.match(of(code)?.message, message);
    t.equal(exit, 1);
  });
}

test('a wrong organisation, departments that are not there and a place without keys are named', async (t) => {
  const wrong = await connected(t, { ZOHO_DESK_ORG_ID: '1' });
  t.match((await wrong.look()).of('DESK_DEPARTMENTS')?.message, 'ZOHO_DESK_ORG_ID');
  const rules = rulesFile(
    t,
    (json) => void (json.departments?.[0] && Object.assign(json.departments[0], { name: 'Nowhere' })),
  );
  const renamed = await connected(t, { TICKET_RULES_FILE: rules });
  t.match((await renamed.look()).of('TICKET_RULES'), { state: 'problem', message: /Nowhere/ });
  const keyless = await connected(t);
  const { ZOHO_CRM_URL: elsewhere } = keyless.settings as Record<string, string>;
  const { of } = await examine({ ...keyless.settings, ZOHO_DESK_URL: String(elsewhere) });
  t.match(of('DESK_KEYS')?.message, 'No keys are published');
});

test('what is not used is neither well nor wrong', async (t) => {
  const { look } = await connected(t, {
    ZOHO_DESK_ORG_ID: '',
    ZOHO_DESK_WEBHOOK_ID: '',
    RECONCILE_MINUTES: '0',
    ZOHO_WEBHOOK_SECRET: '',
    ALLOW_UNSIGNED_WEBHOOKS: 'true',
    MOODLE_SUSPEND_USERS: 'true',
  });
  const { of, problems } = await look();
  t.same(problems, ['SERVICE']);
  for (const code of ['DESK', 'DESK_KEYS', 'CRM_QUERY', 'CRM_CHANNELS', 'WEBHOOK_SECRET'])
    t.equal(of(code)?.state, 'off', code);
});

test('a channel is missed until it is subscribed, and before it ends', async (t) => {
  const { settings, url, clock } = await startAll(t, { ZOHO_DESK_ORG_ID: '', ZOHO_DESK_WEBHOOK_ID: '' });
  const all = { ...settings, PUBLIC_URL: 'https://hub.example.edu' };
  const channel = async () => (await examine(all, url, clock)).of('CRM_CHANNELS');
  t.match(await channel(), { state: 'problem', message: /zoho subscribe/ });
  t.equal((await cli(['zoho', 'subscribe'], all, undefined, clock)).code, 0);
  t.match(await channel(), { state: 'well' });
});

test('a channel that cannot be asked for is told in the words of Zoho', async (t) => {
  const { settings, url, clock, world } = await startAll(t, {
    ZOHO_DESK_ORG_ID: '',
    ZOHO_DESK_WEBHOOK_ID: '',
  });
  const seen = { status: 200, json: { data: [{ id: '1' }] } };
  world.zoho.failCrm(seen, CRM_REFUSALS.OAUTH_SCOPE_MISMATCH);
  t.match((await examine(settings, url, clock)).of('CRM_CHANNELS')?.message, /notifications/);
});

test('settings that stop the start are named, and nothing outside is asked', async (t) => {
  const { world, settings } = await connected(t, {
    MOODLE_TOKEN: '',
    NODE_ENV: 'production',
    ZOHO_WEBHOOK_SECRET: '',
  });
  const { findings } = await examine(settings);
  const sentences = findings.filter(({ code }) => code === 'SETTINGS').map(({ message }) => message);
  t.match(sentences, [/In production/, /MOODLE_TOKEN must be set too/]);
  t.same(world.zoho.requests, []);
});

test('a service that is not ready, and an address that leads elsewhere, are told apart', async (t) => {
  const { world, settings } = await connected(t);
  const clock = new TestClock();
  const server = createServer((_request, answer) =>
    answer.writeHead(503).end('{"status":"not_ready","reason":"the processor does not run"}'),
  );
  t.teardown(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const elsewhere = String(world.settings.ZOHO_CRM_URL);
  const { of } = await examine({ ...settings, PUBLIC_URL: elsewhere }, url, clock);
  t.match(of('SERVICE'), { state: 'problem', message: /is not ready: the processor does not run/ });
  t.match(of('PUBLIC_URL'), { state: 'problem', message: /does not lead to this service/ });
  const page = await examine({ ...settings, PUBLIC_URL: String(world.settings.MOODLE_BASE_URL) }, url, clock);
  t.equal(page.of('PUBLIC_URL')?.state, 'problem');
  const none = await examine({ ...settings, PUBLIC_URL: 'hub' }, url, clock);
  t.match(none.of('PUBLIC_URL')?.message, 'is no address');
});

test('a database that is none, and a secret that others may read, are told', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'data'));
  writeFileSync(
    join(folder, 'data/events.db'),
    'this is no database at all, and long enough to be looked at'.repeat(40),
  );
  writeFileSync(join(folder, 'data/operator-token'), 'token');
  chmodSync(join(folder, 'data/operator-token'), 0o644);
  const { of } = await examine({
    DATABASE_URL: `file:${folder}/data/events.db`,
    ZOHO_WEBHOOK_SECRET: SECRET,
  });
  t.match(of('DATABASE'), { state: 'problem', message: /cannot be used \(file is not a database\)/ });
  t.match(of('DATA_FOLDER'), { state: 'problem', message: /chmod 600/ });
});

/** Every pause is over at once, as where a look takes long. */
class HastyClock extends TestClock {
  override after(_ms: number, action: () => void): () => void {
    action();
    return () => {};
  }
}

test('a person who waits for a large file is told why, a program gets findings only', async (t) => {
  const settings = { DATABASE_URL: `file:${await wholeFile(t)}` };
  const run = (...options: string[]) =>
    cli(['doctor', '--url', 'http://127.0.0.1:9', ...options], settings, undefined, new HastyClock());
  t.match((await run()).printed[0], /^Looking through the database file/);
  t.notMatch((await run('--json')).text, /Looking through/);
});
