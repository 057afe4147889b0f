import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import closeWithGrace from 'close-with-grace';
import { buildApp } from './app.ts';
import { systemClock } from './clock.ts';
import type { Stores } from './log/stores.ts';
import { ANSWERED_BY_LEADER } from './service/crew/processes.ts';
import { dutiesOf } from './service/duties/duties.ts';
import { createLogger } from './service/sight/logger.ts';
import { banner } from './service/starting/banner.ts';
import { cautions } from './service/starting/cautions.ts';
import { openRoutes } from './service/starting/open-routes.ts';
import { loadOperatorToken, newToken } from './service/starting/operator-token.ts';
import { wantsTracing } from './service/tracing/wanted.ts';
import type { Settings } from './settings.ts';
import { dataFolder, sharedSecret } from './store/open.ts';

/**
 * Connections that wait to be accepted. When a flood fills Node's own 511, Linux drops the next one, and a
 * sender retries only a second later, then after two more. The system's limit (net.core.somaxconn, usually
 * 4096) applies too.
 */
const BACKLOG = 4_096;

export type Place = {
  /** This process's place among those that share its port; null when it runs alone. */
  place: number | null;
  /** A shutdown that takes longer is cut off, in ms. */
  shutdownMs: number;
  /** Receives the function that closes this process in good order; null when there is no leader. */
  closeWhenTold: ((close: () => void) => void) | null;
};

/** The service as a process: it listens, says where, and closes in good order. */
export async function serve(
  settings: Settings,
  stores: Promise<Stores>,
  { place, shutdownMs, closeWhenTold }: Place,
): Promise<void> {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const operatorToken = await operatorTokenOf(settings);
  const { logger, close } = createLogger(settings, process.stdout);
  const tracing = wantsTracing(process.env)
    ? new (await import('./service/tracing/tracing.ts')).Tracing(version)
    : null;
  const app = await buildApp({
    settings,
    logger,
    operatorToken,
    version,
    clock: systemClock,
    newId: randomUUID,
    random: Math.random,
    fetch,
    openStores: () => stores,
    tracing,
    place,
  });
  const toMend = cautions(settings, process.env);
  for (const [index, caution] of toMend.entries()) app.warnings.raise(`SETTINGS_${index}`, caution);
  const address = { host: settings.WEBHOOK_HOST, port: settings.WEBHOOK_PORT };
  const listening = await app.listen({ ...address, backlog: BACKLOG }).catch(async (error) => {
    await app.close();
    throw error;
  });
  const skip = place === null ? [] : [...ANSWERED_BY_LEADER];
  const closing = closeWithGrace({ delay: shutdownMs, logger, skip }, async ({ err, signal }) => {
    if (err) logger.fatal({ err }, 'the service broke and stops');
    else logger.info({ signal }, 'stopping: events in work are finished first');
    await app.windDown();
    await app.close();
    await tracing?.close();
    logger.info('stopped');
    await close();
  });
  closeWhenTold?.(() => void closing.close());
  // One process speaks for all.
  if (place !== null && place > 1) return;
  process.stdout.write(
    banner({
      settings,
      version,
      address: localAddress(listening),
      openRoutes: dutiesOf(settings).receives ? openRoutes(settings) : [],
      readsCrm: app.crm !== null,
      readsDesk: app.tickets !== null,
      operatorToken,
      cautions: toMend,
    }),
  );
}

/** The address as a browser on this machine can open it. */
function localAddress(listening: string): string {
  return listening.replace(/\/\/(0\.0\.0\.0|\[::\]):/, '//localhost:');
}

/**
 * From the settings, from a file beside the database, or from the database itself when several instances
 * share it.
 */
async function operatorTokenOf({ OPERATOR_TOKEN, DATABASE_URL }: Settings): Promise<string> {
  const shared =
    OPERATOR_TOKEN.trim() === '' ? await sharedSecret(DATABASE_URL, 'operator.token', newToken) : null;
  return shared ?? loadOperatorToken(OPERATOR_TOKEN, join(dataFolder(DATABASE_URL) ?? '.', 'operator-token'));
}
