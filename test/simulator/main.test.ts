import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Test, test } from '../harness.ts';
import { inherited } from '../inherited.ts';
import { ROOT } from '../service.ts';

/** Starts the real program. */
function launch(t: Test, args: string[]) {
  const child = spawn(process.execPath, ['simulator/main.ts', ...args], { cwd: ROOT, env: inherited() });
  t.teardown(() => child.kill('SIGKILL'));
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const prints = async (pattern: RegExp) => {
    while (!pattern.test(text)) await once(child.stdout, 'data');
    return String(pattern.exec(text)?.[1]);
  };
  return { child, output: () => text, exited, prints };
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`the simulator prints the settings that lead to it, answers, and ends after ${signal}`, async (t) => {
    const { child, output, exited, prints } = launch(t, ['--port', '0']);
    const control = await prints(/(http:\S+)\/_log/);
    const moodle = await prints(/^MOODLE_BASE_URL=(\S+)$/m);
    for (const key of ['ZOHO_CLIENT_ID', 'ZOHO_ACCOUNTS_URL', 'ZOHO_DESK_WEBHOOK_ID', 'MOODLE_TOKEN'])
      t.match(output(), new RegExp(`^${key}=\\S+$`, 'm'));
    t.equal((await fetch(`${control}/_log`)).status, 200);
    t.equal((await fetch(`${moodle}/webservice/rest/server.php`)).status, 200);
    child.kill(signal);
    t.equal(await exited, 0);
  });
}

test('--port chooses the first of four ports in a row', async (t) => {
  const port = 20_000 + (process.pid % 20_000);
  const { child, output, exited, prints } = launch(t, ['--port', String(port)]);
  await prints(/(http:\S+)\/_log/);
  t.match(output(), `ZOHO_CRM_URL=http://127.0.0.1:${port + 1}\n`);
  t.match(output(), `ZOHO_DESK_URL=http://127.0.0.1:${port + 2}\n`);
  t.match(output(), `MOODLE_BASE_URL=http://127.0.0.1:${port + 3}\n`);
  child.kill('SIGTERM');
  await exited;
});

test('with --hub, what somebody saves in the simulated CRM is sent there', async (t) => {
  const { child, exited, prints } = launch(t, [
    '--port',
    '0',
    '--hub',
    'http://127.0.0.1:1',
    '--secret',
    'x',
  ]);
  const records = await prints(/(http:\S+BTEC_Students)/);
  const body = new URLSearchParams({ Academic_Email: 'sara.ali@example.edu' });
  await fetch(`${records}/4554000000000000005`, { method: 'POST', body });
  t.equal(await prints(/webhook of record (\d+) did not arrive/), '4554000000000000005');
  child.kill('SIGTERM');
  await exited;
});

test('--help explains it without starting anything', async (t) => {
  const { output, exited } = launch(t, ['--help']);
  t.equal(await exited, 0);
  t.match(output(), 'POST   /_faults');
});

test('a port that is none is wrong usage', async (t) => {
  const { output, exited } = launch(t, ['--port', 'eighty']);
  t.equal(await exited, 2);
  t.match(output(), '--port must be a number');
});
