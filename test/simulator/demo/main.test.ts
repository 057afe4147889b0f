import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Test, test } from '../../harness.ts';
import { inherited } from '../../inherited.ts';
import { ROOT } from '../../service.ts';

/** How long the whole play may take on a crowded machine, in ms; it takes ten seconds on a quiet one. */
const LIMIT_MS = 90_000;

function launch(t: Test, program: string, args: string[]) {
  const child = spawn(program, args, { cwd: ROOT, env: inherited(), timeout: LIMIT_MS });
  t.teardown(() => child.kill('SIGKILL'));
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  const exited = once(child, 'close').then(([code]) => code as number | null);
  return { child, output: () => text, exited };
}

test('npm run demo plays everything, finds what it foretold, and ends well without a terminal', async (t) => {
  const { output, exited } = launch(t, 'npm', ['run', 'demo', '--', '--fast', '--exit', '--clean']);
  t.equal(await exited, 0, output());
  t.match(output(), 'All went as foretold');
  for (const [status, count] of [
    ['completed', 31],
    ['failed', 5],
    ['duplicate', 11],
  ])
    t.match(output(), new RegExp(`✓ ${status} events in the log +${count} +${count}\n`));
  for (const sentence of [
    /Academic_Email is missing/,
    /Academic_Email is malformed/,
    /Student_ID_Number \S+ is already used/,
    /Moodle_User_ID not found in Moodle/,
  ])
    t.match(output(), sentence);
  t.match(output(), 'Both programs have stopped. The data is deleted.');
});

test('Ctrl+C at any time ends both programs', async (t) => {
  const { child, output, exited } = launch(t, process.execPath, ['simulator/demo/main.ts', '--clean']);
  while (!output().includes('\n1. ')) await once(child.stdout, 'data');
  child.kill('SIGINT');
  t.equal(await exited, 130);
  t.match(output(), 'Both programs have stopped.');
  await t.rejects(fetch(String(/Counts +(\S+)/.exec(output())?.[1])), 'the service is gone');
});

test('an unknown option is refused in one line', async (t) => {
  const { output, exited } = launch(t, process.execPath, ['simulator/demo/main.ts', '--quick']);
  t.equal(await exited, 1);
  t.match(output(), /^Unknown option '--quick'/);
});
