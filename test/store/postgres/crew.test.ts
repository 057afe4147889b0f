import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { studentBody, type Test, temporaryFolder, test, until } from '../../harness.ts';
import { filesIn, runToEnd, startService } from '../../service.ts';
import { emptyDatabase, NO_SERVER } from './server.ts';

const TWO = { WEB_CONCURRENCY: '2', OPERATOR_TOKEN: 'a-test-operator-token' };

async function crew(t: Test, settings: Record<string, string> = {}) {
  const folder = temporaryFolder(t);
  const service = await startService(t, folder, [], {
    ...TWO,
    DATABASE_URL: await emptyDatabase(),
    ...settings,
  });
  const pid = () => Number(/"place":2,"pid":(\d+)/.exec(service.output())?.[1]);
  await until(async () => (await ask(service.url)) === 200 && pid() > 0);
  return { ...service, folder, pid };
}

/** Over a connection of its own: whichever process takes it. */
function ask(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const asking = request(`${url}/ready`, { agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asking.on('error', () => resolve(undefined)).end();
  });
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Whose parent is gone is nobody's to bury, on a machine without an init.
    return !existsSync(`/proc/${pid}/stat`) || !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

test('several processes share a port, each with a log file of its own, and one speaks for all', {
  skip: NO_SERVER,
}, async (t) => {
  const { output, folder, stop, pid } = await crew(t, { LOG_LEVEL: 'info' });
  t.match(output(), /Role +all: receives and works; 2 processes on this port\n/);
  t.equal(output().match(/Zoho Event Hub \d/g)?.length, 1);
  const other = pid();
  t.equal(await stop('SIGTERM'), 0);
  t.notOk(lives(other), 'both ended');
  for (const file of ['app.log', 'app-2.log']) t.ok(existsSync(join(folder, 'logs', file)), file);
});

test('a process that is killed is replaced, and the port answers all the while', {
  skip: NO_SERVER,
}, async (t) => {
  const { url, output, stop, pid } = await crew(t);
  const first = pid();
  process.kill(first, 'SIGINT');
  process.kill(first, 'SIGKILL');
  await until(() => /"place":2,"code":null,"signal":"SIGKILL".*is started again/.test(output()));
  for (let turn = 0; turn < 5; turn++) t.equal(await ask(url), 200);
  await until(
    async () => (await ask(url)) === 200 && (output().match(/"place":2,"pid"/g)?.length ?? 0) === 2,
  );
  t.equal(await stop('SIGINT'), 0);
});

test('the numbers of each process add up, whichever of them answers', { skip: NO_SERVER }, async (t) => {
  const { url } = await crew(t, { RATE_LIMIT_READS: '100000' });
  for (let index = 0; index < 10; index++) {
    const body = JSON.stringify({ ...studentBody(), notification_id: `event-${index}` });
    const answer = await fetch(`${url}/api/v1/events/zoho/student`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body,
    });
    t.equal(answer.status, 200);
  }
  const accepted = new Map<string, number>();
  await until(async () => {
    const text = await (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text();
    const own = /events_accepted_total\{source="zoho",process="(\d)"\} (\d+)/.exec(text);
    accepted.set(String(own?.[1]), Number(own?.[2]));
    return accepted.size === 2;
  });
  t.equal(
    [...accepted.values()].reduce((sum, count) => sum + count, 0),
    10,
    'each counts what it received itself',
  );
});

test('a second signal ends every process at once', { skip: NO_SERVER }, async (t) => {
  const { url, output, stop, pid } = await crew(t, { LOG_FILE: '' });
  // A reader of the live stream does not hold it up, but a webhook whose body never ends does.
  const stuck = request(`${url}/api/v1/events/zoho/student`, {
    method: 'POST',
    agent: false,
    headers: { 'content-length': '100' },
  });
  stuck.on('error', () => {}).write('{');
  const other = pid();
  const ended = stop('SIGTERM');
  await until(async () => output().includes('every process finishes') && (await ask(url)) === undefined);
  void stop('SIGTERM');
  t.equal(await ended, 1);
  await until(() => !lives(other));
  t.pass('no process is left');
});

test('what keeps the processes from starting is said once', async (t) => {
  const { code, output } = await runToEnd(t, {
    ...filesIn(temporaryFolder(t)),
    ...TWO,
    LOG_FILE: '',
    DATABASE_URL: 'postgres://127.0.0.1:1/hub',
  });
  t.equal(code, 1);
  t.match(output, /^The database 127\.0\.0\.1:1\/hub cannot be used .*\n$/);
});

test('a process that is told to stop while it still starts ends at once', { skip: NO_SERVER }, async (t) => {
  const settings = { ...TWO, LOG_FILE: '', DATABASE_URL: await emptyDatabase() };
  const service = await startService(t, temporaryFolder(t), [], settings);
  t.notMatch(service.output(), '"place":2', 'the second one has not listened yet');
  t.equal(await service.stop('SIGTERM'), 0);
});
