import { randomUUID } from 'node:crypto';
import { readSettings } from '../../plugins/config.ts';
import { patientClock, systemClock } from '../clock.ts';
import { wantsColours } from './colours.ts';
import { runCli } from './run.ts';

// The next program may have read enough, as `head` does.
process.stdout.once('error', () => process.exit());

process.exitCode = await runCli(
  process.argv.slice(2),
  { print, printError: (line) => void process.stderr.write(`${line}\n`), env: process.env },
  async () => ({
    settings: await readSettings(process.env),
    clock: systemClock,
    newId: randomUUID,
    outside: { clock: patientClock, random: Math.random, fetch },
    terminal: process.stderr,
    colours: wantsColours(process.stdout, process.env),
  }),
);

async function print(line: string): Promise<void> {
  await new Promise((written) => process.stdout.write(`${line}\n`, written));
}
