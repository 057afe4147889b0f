import { PassThrough, Writable } from 'node:stream';
import type { Context } from '../../src/cli/command.ts';
import { type Given, runCli } from '../../src/cli/run.ts';
import { countingIds, TestClock, testSettings } from '../harness.ts';

/** Runs the command line without a process and collects what it prints; `text` is that and the complaints. */
export async function cli(
  argv: readonly string[],
  settings: Record<string, string> = {},
  terminal: Context['terminal'] = new PassThrough(),
  clock = new TestClock(),
  env: NodeJS.ProcessEnv = {},
  confirm: Given['confirm'] = async () => false,
  columns?: number,
) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const code = await runCli(
    argv,
    {
      print: (line) => void printed.push(line),
      printError: (line) => void complaints.push(line),
      env,
      version: '1.2.3',
      columns,
    },
    async () => ({
      settings: await testSettings(settings),
      cautions: async () => [],
      clock,
      newId: countingIds(),
      rest: () => new Promise((resolve) => setImmediate(resolve)),
      outside: { clock, random: () => 0, fetch },
      confirm,
      terminal,
      colours: false,
    }),
  );
  return { code, printed, complaints, text: [...printed, ...complaints].join('\n') };
}

/** A terminal that keeps what is drawn on it. */
export function fakeTerminal() {
  const drawn: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      drawn.push(String(chunk));
      done();
    },
  });
  return { drawn, terminal: Object.assign(stream, { isTTY: true, columns: 80 }) };
}
