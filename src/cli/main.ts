import { randomUUID } from 'node:crypto';
import { readSettings } from '../../plugins/config.ts';
import { patientClock, systemClock } from '../clock.ts';
import { BadSettings } from '../settings.ts';
import { runCli } from './run.ts';

try {
  process.exitCode = await runCli(process.argv.slice(2), print, async () => ({
    settings: await readSettings(process.env),
    clock: systemClock,
    newId: randomUUID,
    outside: { clock: patientClock, random: Math.random, fetch },
    terminal: process.stderr,
  }));
} catch (error) {
  process.stderr.write(`${error instanceof BadSettings ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
