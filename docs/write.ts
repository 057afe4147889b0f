import { readFileSync, writeFileSync } from 'node:fs';
import pino from 'pino';
import apiDocument from '../plugins/api-document.ts';
import { readSettings } from '../plugins/config.ts';
import { buildApp } from '../src/app.ts';
import { cliReference } from '../src/cli/help/reference.ts';
import { systemClock } from '../src/clock.ts';
import { openStoresHere } from '../src/store/open.ts';
import { type Lockfile, licencePage } from './licences.ts';

/** Writes the reference pages that follow from the code; tests compare them. */
write('cli.md', await cliReference());
write('licences.md', licencePage(lockfile()));
write('openapi.json', await openApi());

async function openApi(): Promise<string> {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const app = await buildApp({
    settings: await readSettings({ DATABASE_URL: 'file::memory:', LOG_FILE: '' }, 'none'),
    logger: pino({ level: 'silent' }),
    operatorToken: 'none',
    version,
    clock: systemClock,
    newId: () => 'none',
    random: () => 0,
    fetch,
    openStores: (url, how) => openStoresHere(url, systemClock, how),
    beforeRoutes: async (app) => void (await app.register(apiDocument, { version })),
  });
  await app.ready();
  const document = app.swagger();
  await app.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}

function lockfile(): Lockfile {
  return JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
}

function write(name: string, text: string): void {
  writeFileSync(new URL(`reference/${name}`, import.meta.url), text);
}
