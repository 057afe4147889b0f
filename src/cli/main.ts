import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { patientClock, systemClock } from '../clock.ts';
import { confirm } from './input/confirm.ts';
import { wantsColours } from './output/colours.ts';
import { runCli } from './run.ts';

/**
 * About twice as long as a write of a long work holds the lock, in ms: with half of it, two commands at once left the
 * service no turn for a second, and it refused every tenth of 200 webhooks a second.
 */
const REST_MS = 60;

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

// The next program may have read enough, as `head` does.
process.stdout.once('error', () => process.exit());

process.exitCode = await runCli(
  process.argv.slice(2),
  {
    print,
    printError: (line) => void process.stderr.write(`${line}\n`),
    env: process.env,
    version,
    columns: process.stdout.columns,
  },
  async () => {
    // What judges settings is half of what a call loads, and help needs none of it.
    const { readSettings } = await import('../../plugins/config.ts');
    const settings = await readSettings(process.env);
    return {
      settings,
      cautions: async () => (await import('../service/starting/cautions.ts')).cautions(settings, process.env),
      clock: systemClock,
      newId: randomUUID,
      rest: () => setTimeout(REST_MS),
      outside: { clock: patientClock, random: Math.random, fetch },
      confirm: (question, yes) => confirm(question, yes, process.stdin, process.stderr),
      terminal: process.stderr,
      colours: wantsColours(process.stdout, process.env),
    };
  },
);

async function print(line: string): Promise<void> {
  await new Promise((written) => process.stdout.write(`${line}\n`, written));
}
