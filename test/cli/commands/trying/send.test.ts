import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SECRET, studentBody, type Test, temporaryFolder, test, testApp, until } from '../../../harness.ts';
import { cli, fakeTerminal } from '../../terminal.ts';

async function listeningApp(t: Test, secret = '') {
  const settings = { ZOHO_WEBHOOK_SECRET: secret };
  const { app, clock } = await testApp(t, settings);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, clock, url, settings };
}

test('send posts an invented student and shows the answer', async (t) => {
  const { app, url } = await listeningApp(t);
  const { code, printed } = await cli(['send', '--url', url]);
  t.equal(code, 0);
  t.equal(printed.length, 1);
  t.match(printed[0], /^200 \{"success":true,.*"event_id":"sample-id-1","status":"queued"\}$/);
  t.match(await app.reading.get(1), {
    verified_by: 'none',
    event_type: 'insert',
    occurred_at: '2026-01-25T10:00:00.000Z',
  });
});

test('send signs with the first secret of the settings', async (t) => {
  const { app, url, settings } = await listeningApp(t, `${SECRET},another`);
  t.equal((await cli(['send', '--url', url], settings)).code, 0);
  t.equal((await app.reading.get(1))?.verified_by, 'hmac:1');
});

test('--secret counts instead of the settings', async (t) => {
  const { app, url } = await listeningApp(t, `${SECRET},another`);
  t.equal((await cli(['send', '--url', url, '--secret', 'another'])).code, 0);
  t.equal((await app.reading.get(1))?.verified_by, 'hmac:2');
});

test('a refusal is shown and ends with 1', async (t) => {
  const { app, url } = await listeningApp(t, SECRET);
  const unsigned = await cli(['send', '--url', url]);
  t.equal(unsigned.code, 1);
  t.match(unsigned.text, /^401 .*"Missing signature"/);
  const wrong = await cli(['send', '--url', url, '--secret', 'wrong']);
  t.equal(wrong.code, 1);
  t.match(wrong.text, /^401 .*"Invalid signature"/);
  t.equal((await app.reading.stats({})).total_events, 0);
});

test('send --wait shows how the event ended', async (t) => {
  const { url } = await listeningApp(t);
  const { code, text } = await cli(['send', '--url', url, '--wait', '5']);
  t.equal(code, 0);
  t.match(text, '"outcome":{"status":"completed"');
});

test('send --repeat sends the same body again, which is a duplicate', async (t) => {
  const { url } = await listeningApp(t);
  const { code, printed } = await cli(['send', '--url', url, '--repeat', '3']);
  t.equal(code, 0);
  t.match(printed, [/"queued"/, /"duplicate"/, /"duplicate"/]);
});

test('send FILE sends the bytes of the file', async (t) => {
  const { app, url, settings } = await listeningApp(t, SECRET);
  const file = join(temporaryFolder(t), 'body.json');
  const body = `${JSON.stringify(studentBody({ data: { Name: 'سارة علي' } }), null, 2)}\r\n`;
  writeFileSync(file, body);
  t.equal((await cli(['send', file, '--url', url], settings)).code, 0);
  t.equal((await app.reading.get(1))?.payload, body);
});

test('send --json prints the status and the answer as one object', async (t) => {
  const { url } = await listeningApp(t);
  const { printed } = await cli(['send', '--url', url, '--json']);
  const { status, answer } = JSON.parse(printed[0] ?? '');
  t.equal(status, 200);
  t.match(answer, { success: true, status: 'queued' });
});

test('send --count sends different students, draws its progress and sums up', async (t) => {
  const { app, url } = await listeningApp(t);
  const { drawn, terminal } = fakeTerminal();
  const { code, printed } = await cli(['send', '--url', url, '--count', '3', '--repeat', '2'], {}, terminal);
  t.equal(code, 0);
  t.same(printed, ['6 sent, 0 refused.']);
  t.match(drawn.join(''), '3/3 sent');
  await until(async () => (await app.reading.stats({})).by_status.completed === 3);
  t.equal((await app.students.list({ deleted: false }, { limit: 10, after: null })).total, 3);
});

test('without a terminal nothing is drawn, and --json sums up as an object', async (t) => {
  const { url } = await listeningApp(t, SECRET);
  const { code, printed } = await cli(['send', '--url', url, '--count', '2', '--json']);
  t.equal(code, 1);
  t.same(
    printed.map((line) => JSON.parse(line)),
    [{ sent: 2, refused: 2 }],
  );
});

test('one student needs no progress bar', async (t) => {
  const { url } = await listeningApp(t);
  const { drawn, terminal } = fakeTerminal();
  await cli(['send', '--url', url], {}, terminal);
  t.same(drawn, []);
});

test('where nothing listens send says how to start the service', async (t) => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const url = `http://127.0.0.1:${port}`;
  const { code, text } = await cli(['send', '--url', url]);
  t.equal(code, 1);
  t.equal(text, `Nothing answers at ${url}: is the service running? Start it with "npm start".`);
  const asJson = await cli(['send', '--url', url, '--json']);
  t.match(JSON.parse(asJson.text), { status: 0, answer: /Nothing answers/ });
});

test('without --url the service of the settings on this machine is meant', async (t) => {
  const { app, url } = await listeningApp(t);
  const { code } = await cli(['send'], { WEBHOOK_PORT: new URL(url).port });
  t.equal(code, 0);
  t.equal((await app.reading.stats({})).total_events, 1);
});

const WRONG: [argv: string[], message: RegExp][] = [
  [['--url', 'not an address'], /--url must be an address such as http:\/\/localhost:8001/],
  [['--url', 'localhost:8001'], /--url must be an address such as http:\/\/localhost:8001/],
  [['--url', 'ftp://localhost'], /--url must be an address such as http:\/\/localhost:8001/],
  [['--wait', '0'], /--wait must be a whole number from 1 to 30/],
  [['--wait', '31'], /--wait must be a whole number from 1 to 30/],
  [['--count', '100001'], /--count must be a whole number from 1 to 100000/],
  [['--repeat', '1001'], /--repeat must be a whole number from 1 to 1000/],
  [['/nonexistent/body.json'], /The file \/nonexistent\/body\.json cannot be read/],
];
for (const [argv, message] of WRONG) {
  test(`send ${argv.join(' ')} is wrong usage`, async (t) => {
    const { code, text } = await cli(['send', ...argv]);
    t.equal(code, 2);
    t.match(text, message);
  });
}

test('a file and --count contradict each other', async (t) => {
  const { code, text } = await cli(['send', 'body.json', '--count', '3']);
  t.equal(code, 2);
  t.match(text, '--count is for samples');
});
