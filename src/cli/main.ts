import { randomUUID } from 'node:crypto';
import { readSettings } from '../../plugins/config.ts';
import { patientClock, systemClock } from '../clock.ts';
import { BadSettings } from '../settings.ts';
import { wantsColours } from './colours.ts';
import { runCli } from './run.ts';

// The next program may have read enough, as `head` does.
process.stdout.once('error', () => process.exit());

try {
  process.exitCode = await runCli(process.argv.slice(2), print, async () => ({
    settings: await readSettings(process.env),
    clock: systemClock,
    newId: randomUUID,
    outside: { clock: patientClock, random: Math.random, fetch },
    terminal: process.stderr,
    colours: wantsColours(process.stdout, process.env),
  }));
} catch (error) {
  process.stderr.write(`${error instanceof BadSettings ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}

async function print(line: string): Promise<void> {
  await new Promise((written) => process.stdout.write(`${line}\n`, written));
}
