import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { studentBody, temporaryFolder, test } from '../harness.ts';
import { filesIn, runToEnd, startService } from '../service.ts';

const PATH = '/api/v1/events/zoho/student';

test('the first start makes its folders, prints where it is and a sign-in link, and serves', async (t) => {
  const folder = temporaryFolder(t);
  const service = await startService(t, folder);
  const token = readFileSync(join(folder, 'data/operator-token'), 'utf8').trim();
  t.equal(
    statSync(join(folder, 'data/operator-token')).mode & 0o777,
    0o600,
    'the token is for its owner only',
  );
  t.ok(existsSync(join(folder, 'data/events.db')));
  t.match(service.output(), `  ${service.url}/dashboard/sign-in?token=${token}`);
  t.match(service.output(), /Verification +OFF/);
  const answer = await fetch(service.url + PATH, { method: 'POST', body: JSON.stringify(studentBody()) });
  t.equal(answer.status, 200);
  t.equal(await service.stop('SIGTERM'), 0, 'it ends in good order');
  const log = readFileSync(join(folder, 'logs/app.log'), 'utf8');
  t.match(log, `"path":"${PATH}","status":200`);
  t.match(log, '"msg":"stopped"', 'the last line reaches the file');
  t.notMatch(log, token, 'the operator token is never logged');
});

test('a second start uses the same token and the same log', async (t) => {
  const folder = temporaryFolder(t);
  const first = await startService(t, folder);
  const headers = { prefer: 'wait=10' };
  await fetch(first.url + PATH, { method: 'POST', headers, body: JSON.stringify(studentBody()) });
  await first.stop('SIGINT');
  const token = readFileSync(join(folder, 'data/operator-token'), 'utf8');
  const second = await startService(t, folder);
  const stats = await fetch(`${second.url}/api/v1/events/stats`).then((answer) => answer.json());
  t.match(stats, { total_events: 1, by_status: { completed: 1 } });
  t.equal(readFileSync(join(folder, 'data/operator-token'), 'utf8'), token);
});

test('a service that is refused after its file was opened ends, and leaves the file to the next start', async (t) => {
  const folder = temporaryFolder(t);
  const rules = join(folder, 'none.json');
  const { code, output } = await runToEnd(t, { ...filesIn(folder), TICKET_RULES_FILE: rules });
  t.equal(code, 1);
  t.equal(output, `The rules file ${rules} cannot be read: check TICKET_RULES_FILE.\n`);
  t.ok(existsSync(join(folder, 'data/events.db')), 'it was opened');
  t.notOk(existsSync(join(folder, 'data/events.db-lock.txt')), 'and closed');
});

test('a second service on the same file is refused in a sentence that names the first; a death frees the file', async (t) => {
  const folder = temporaryFolder(t);
  const first = await startService(t, folder, [], { WEBHOOK_PORT: '0' });
  const other = join(folder, 'data', '..', 'data', 'other.db');
  symlinkSync('events.db', other);
  const { code, output } = await runToEnd(t, { ...filesIn(folder), DATABASE_URL: `file:${other}` });
  t.equal(code, 1);
  t.match(
    output,
    /^Another service keeps the database \S+ \(process \d+ on \S+, port 0, since 20\S+Z\)\. Stop it first, .*\n$/,
  );
  const answer = await fetch(first.url + PATH, { method: 'POST', body: JSON.stringify(studentBody()) });
  t.equal(answer.status, 200, 'the first one works on');
  await first.stop('SIGKILL');
  const next = await startService(t, folder);
  t.match(next.output(), 'Listening');
});

test('a defect that nothing caught is logged, and the service closes in order with exit code 1', async (t) => {
  const folder = temporaryFolder(t);
  const defect = `data:text/javascript,process.on('SIGWINCH',()=>{throw new Error('broken on purpose')})`;
  const service = await startService(t, folder, ['--import', defect]);
  t.equal(await service.stop('SIGWINCH'), 1);
  const log = readFileSync(join(folder, 'logs/app.log'), 'utf8');
  t.match(log, /"level":60.*broken on purpose.*the service broke and stops/);
  t.match(log, '"msg":"stopped"');
});

test('the service goes on, and stops in good order, when nobody reads what it prints any more', async (t) => {
  const folder = temporaryFolder(t);
  const service = await startService(t, folder);
  service.hangUp();
  for (const id of ['event_1', 'event_2']) {
    const body = JSON.stringify(studentBody({ notification_id: id }));
    const answer = await fetch(service.url + PATH, { method: 'POST', body });
    t.equal(answer.status, 200);
  }
  t.equal(await service.stop('SIGTERM'), 0);
  t.match(readFileSync(join(folder, 'logs/app.log'), 'utf8'), '"msg":"stopped"');
});

test('a bad setting stops the start with one line that names the key', async (t) => {
  const { code, output } = await runToEnd(t, { ...filesIn(temporaryFolder(t)), MAX_ATTEMPTS: 'many' });
  t.equal(code, 1);
  t.match(output, /^MAX_ATTEMPTS must be a whole number from 1 to 100\..*\n$/);
});

test('production does not start while a webhook route is open', async (t) => {
  const { code, output } = await runToEnd(t, { ...filesIn(temporaryFolder(t)), NODE_ENV: 'production' });
  t.equal(code, 1);
  t.match(
    output,
    /these are open: \/api\/v1\/events\/zoho\/student, .*\/webhook\/test\. Set ZOHO_WEBHOOK_SECRET/,
  );
});

test('a misspelled setting and a short secret are said when the service starts', async (t) => {
  const service = await startService(t, temporaryFolder(t), [], { WEBHOOK_AUTOLINK: 'true' });
  t.match(
    service.output(),
    /Attention +WEBHOOK_AUTOLINK is not a setting and is ignored\. Did you mean WEBHOOK_AUTO_LINK\?/,
  );
  const { code, output } = await runToEnd(t, {
    ...filesIn(temporaryFolder(t)),
    ZOHO_WEBHOOK_SECRET: 'short',
  });
  t.equal(code, 1);
  t.match(output, /^ZOHO_WEBHOOK_SECRET has 5 characters; .*\n$/);
});

test('a port that is in use is named in a sentence', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  t.teardown(() => other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const env = { ...filesIn(temporaryFolder(t)), WEBHOOK_HOST: '127.0.0.1', WEBHOOK_PORT: port };
  const { code, output } = await runToEnd(t, env);
  t.equal(code, 1);
  t.match(
    output,
    new RegExp(`^Another program listens on 127\\.0\\.0\\.1, port ${port}: .*WEBHOOK_PORT`, 'm'),
  );
});

test('a database that cannot be opened stops the start with its reason', async (t) => {
  const { code, output } = await runToEnd(t, {
    DATABASE_URL: 'file:/dev/null/events.db',
    OPERATOR_TOKEN: 'x',
    LOG_FILE: '',
  });
  t.equal(code, 1);
  t.match(output, /cannot be used .*DATABASE_URL/);
});

test('a database that is none stops the start with its name and what to look at', async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'events.db');
  writeFileSync(file, 'this is no database');
  const env = { DATABASE_URL: `file:${file}`, OPERATOR_TOKEN: 'x', LOG_FILE: '' };
  const { code, output } = await runToEnd(t, env);
  t.equal(code, 1);
  t.match(output, /^The database .*events\.db cannot be used \(file is not a database\): check .*\n$/);
});

test('a proxy that is no address is shown with its stack, because only a developer can mend what is unforeseen', async (t) => {
  const { code, output } = await runToEnd(t, { ...filesIn(temporaryFolder(t)), TRUST_PROXY: '999.1.1.1' });
  t.equal(code, 1);
  t.match(output, /invalid IP address.*\n\s+at /s);
});

for (const version of ['20.20.2', '22.17.1']) {
  test(`Node ${version} is told in one sentence what is needed`, async (t) => {
    const pretend = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'${version}'}})`;
    const { code, output } = await runToEnd(t, {}, ['--import', pretend]);
    t.equal(code, 1);
    t.match(output, /^Zoho Event Hub needs Node 22\.18 or newer.*\n$/);
  });
}

test('Node 22.18 is new enough', async (t) => {
  const pretend = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'22.18.0'}})`;
  const { output } = await runToEnd(t, { MAX_ATTEMPTS: '0' }, ['--import', pretend]);
  t.match(output, /^MAX_ATTEMPTS/);
});
