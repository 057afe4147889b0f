import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import closeWithGrace from 'close-with-grace';
import { buildApp } from './app.ts';
import { systemClock } from './clock.ts';
import type { Stores } from './log/stores.ts';
import { banner } from './service/banner.ts';
import { cautions } from './service/cautions.ts';
import { ANSWERED_BY_LEADER } from './service/crew/processes.ts';
import { dutiesOf } from './service/duties.ts';
import { createLogger } from './service/logger.ts';
import { openRoutes } from './service/open-routes.ts';
import { loadOperatorToken, newToken } from './service/operator-token.ts';
import { wantsTracing } from './service/tracing/wanted.ts';
import type { Settings } from './settings.ts';
import { dataFolder, sharedSecret } from './store/open.ts';

/**
 * Connections that wait to be taken. Where a flood fills Node's own 511, Linux drops the next one, and a sender tries again
 * only a second later, then after two more. The system's limit (net.core.somaxconn, mostly 4096) counts too.
 */
const BACKLOG = 4_096;

export type Place = {
  /** Among the processes that share its port; null where it is alone. */
  place: number | null;
  /** A shutdown that takes longer is cut off, in ms. */
  shutdownMs: number;
  /** Takes what closes this process in good order; null where no leader does. */
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
  // One of them speaks for all.
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

/** The address as a browser on this machine takes it. */
function localAddress(listening: string): string {
  return listening.replace(/\/\/(0\.0\.0\.0|\[::\]):/, '//localhost:');
}

/** In the settings, beside the database, or in it where several instances share one. */
async function operatorTokenOf({ OPERATOR_TOKEN, DATABASE_URL }: Settings): Promise<string> {
  const shared =
    OPERATOR_TOKEN.trim() === '' ? await sharedSecret(DATABASE_URL, 'operator.token', newToken) : null;
  return shared ?? loadOperatorToken(OPERATOR_TOKEN, join(dataFolder(DATABASE_URL) ?? '.', 'operator-token'));
}
