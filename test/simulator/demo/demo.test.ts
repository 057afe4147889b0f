import { existsSync, rmSync } from 'node:fs';
import { runDemo } from '../../../simulator/demo/demo.ts';
import { type Test, test } from '../../harness.ts';

type Played = { settings?: Record<string, string>; isTerminal?: boolean; abortAt?: string };

/** Runs the demo in this process, with the service in its own; `abortAt` is the line after which Ctrl+C comes. */
async function play(t: Test, argv: string[], { settings = {}, isTerminal = false, abortAt }: Played = {}) {
  const interruption = new AbortController();
  const lines: string[] = [];
  const print = (line: string) => {
    lines.push(line);
    if (abortAt !== undefined && line.includes(abortAt)) setImmediate(() => interruption.abort());
  };
  t.teardown(() => {
    const folder = /kept in (.+)\.$/m.exec(lines.join('\n'))?.[1];
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });
  const code = await runDemo(argv, { print, isTerminal, signal: interruption.signal, settings });
  return { code, lines, text: lines.join('\n') };
}

test('what came otherwise is marked; on a terminal in colour, and both programs run on until Ctrl+C', async (t) => {
  const settings = { CRM_WRITE_BACK: 'false' };
  const { code, lines, text } = await play(t, ['--fast'], {
    settings,
    isTerminal: true,
    abortAt: 'press Ctrl+C',
  });
  t.equal(code, 1);
  t.match(text, /\n1 of \d+ went otherwise than foretold:/);
  t.ok(lines.some((line) => /^ {2}\S+✗\S+ the Moodle id in Zoho CRM +\d+ +null$/.test(line)));
  t.match(text, '\u001b[32m✓\u001b[0m');
  const folder = String(/kept in (.+)\.$/m.exec(text)?.[1]);
  t.ok(existsSync(`${folder}/data/events.db`), 'the data is kept and named');
  await t.rejects(fetch(String(/Dashboard {2}(\S+)/.exec(text)?.[1])), 'the service is gone');
});

test('Ctrl+C in the middle ends it at once, and --clean leaves nothing behind', async (t) => {
  const { code, text } = await play(t, ['--fast', '--clean'], { abortAt: '2. Two students' });
  t.equal(code, 130);
  t.notMatch(text, '4. A student marries');
  t.match(text, 'Both programs have stopped. The data is deleted.');
  t.notOk(existsSync(String(/Log +(\S+)/.exec(text)?.[1])));
});

test('a service that answers otherwise than it should breaks the demo, and both programs stop', async (t) => {
  const { code, text } = await play(t, ['--fast'], { settings: { RATE_LIMIT_READS: '1' } });
  t.equal(code, 1);
  t.match(text, 'The demo broke: ');
  t.match(text, 'Both programs have stopped.');
});

test('a service that does not start is told with its own words', async (t) => {
  const settings = { MAX_ATTEMPTS: 'many' };
  await t.rejects(play(t, [], { settings }), { message: /did not start:\nMAX_ATTEMPTS must be/ });
});

test('--help explains it without starting anything', async (t) => {
  const { code, text } = await play(t, ['--help']);
  t.equal(code, 0);
  t.match(text, '--clean');
});
