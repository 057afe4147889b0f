import { createHmac } from 'node:crypto';
import { SECRET, studentBody, type Test, temporaryFolder, test, until } from '../../harness.ts';
import { startService } from '../../service.ts';
import { emptyDatabase, NO_SERVER, testServer } from './server.ts';

const TOKEN = 'a-test-operator-token';

async function start(t: Test, url: string, settings: Record<string, string> = {}) {
  return startService(t, temporaryFolder(t), [], {
    DATABASE_URL: url,
    LOG_FILE: '',
    OPERATOR_TOKEN: TOKEN,
    ZOHO_WEBHOOK_SECRET: SECRET,
    ...settings,
  });
}

function send(url: string, changes: Record<string, unknown>) {
  const body = JSON.stringify(studentBody(changes));
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  return fetch(`${url}/api/v1/events/zoho/student`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-zoho-signature': signature },
    body,
  });
}

async function statsOf(url: string) {
  return (await fetch(`${url}/api/v1/events/stats`)).json();
}

test('two instances keep one log: what one received, the other knows', { skip: NO_SERVER }, async (t) => {
  const url = await emptyDatabase();
  const [one, other] = await Promise.all([start(t, url), start(t, url)]);
  t.match(await (await send(one.url, {})).json(), { status: 'queued' });
  t.match(await (await send(other.url, {})).json(), { status: 'duplicate' });
  t.match(await statsOf(one.url), { total_events: 2, by_status: { completed: 1, duplicate: 1 } });
  t.equal(await one.stop('SIGTERM'), 0);
  t.match(await (await send(other.url, { notification_id: 'event_2' })).json(), { status: 'queued' });
  t.equal(await other.stop('SIGTERM'), 0);
});

test('all instances take one operator token, which the first of them made', {
  skip: NO_SERVER,
}, async (t) => {
  const url = await emptyDatabase();
  const one = await start(t, url, { OPERATOR_TOKEN: '' });
  const other = await start(t, url, { OPERATOR_TOKEN: '' });
  const [, token] = /token=([\w-]+)/.exec(one.output()) ?? [];
  t.ok(token);
  t.match(other.output(), String(token));
  t.notMatch(one.output(), /postgres:\/\/postgres@/);
  await Promise.all([one.stop('SIGTERM'), other.stop('SIGTERM')]);
});

test('while the server is away a sender is asked to come back, and afterwards all goes on', {
  skip: NO_SERVER,
}, async (t) => {
  const url = await emptyDatabase();
  const service = await start(t, url);
  t.equal((await send(service.url, {})).status, 200);
  const server = await testServer();
  await server.kill();
  const refused = await send(service.url, { notification_id: 'away' });
  t.equal(refused.status, 503);
  t.ok(refused.headers.get('retry-after'));
  t.equal((await fetch(`${service.url}/ready`)).status, 503);
  t.equal((await fetch(`${service.url}/health`)).status, 200);
  await server.start();
  await until(async () => (await send(service.url, { notification_id: 'away' })).status === 200);
  await until(async () => (await fetch(`${service.url}/ready`)).status === 200);
  t.match(await statsOf(service.url), { by_status: { completed: 2 } });
  t.equal(await service.stop('SIGTERM'), 0);
});
