import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readSettings } from '../../plugins/config.ts';
import { patientClock, systemClock } from '../clock.ts';
import { BadSettings } from '../settings.ts';
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
    colours: process.stdout.isTTY === true && !process.env.NO_COLOR,
  }));
} catch (error) {
  process.stderr.write(`${error instanceof BadSettings ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}

async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}
