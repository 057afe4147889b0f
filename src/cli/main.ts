import { randomUUID } from 'node:crypto';
import { BadSettings, readSettings } from '../../plugins/config.ts';
import { systemClock } from '../clock.ts';
import { runCli } from './run.ts';

try {
  process.exitCode = await runCli(process.argv.slice(2), async () => ({
    settings: await readSettings(process.env),
    clock: systemClock,
    newId: randomUUID,
    print: (line) => process.stdout.write(`${line}\n`),
    terminal: process.stderr.isTTY ? process.stderr : null,
  }));
} catch (error) {
  process.stderr.write(`${error instanceof BadSettings ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
