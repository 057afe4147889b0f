import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import closeWithGrace from 'close-with-grace';
import { readSettings } from '../plugins/config.ts';
import { buildApp } from './app.ts';
import { systemClock } from './clock.ts';
import { banner } from './service/banner.ts';
import { cautions } from './service/cautions.ts';
import { ANSWERED_BY_LEADER, obeyLeader, placeInCrew } from './service/crew/processes.ts';
import { dutiesOf, refusedRole } from './service/duties.ts';
import { createLogger } from './service/logger.ts';
import { openRoutes, refusalToStart } from './service/open-routes.ts';
import { loadOperatorToken, newToken } from './service/operator-token.ts';
import { explainStart } from './service/start-failure.ts';
import { wantsTracing } from './service/tracing/wanted.ts';
import { BadSettings, type Settings } from './settings.ts';
import { dataFolder, openStores, sharedSecret } from './store/open.ts';

/** A shutdown that takes longer is cut off, in ms: the processor waits 10 s for handlers. */
const SHUTDOWN_MS = 20_000;
/**
 * Connections that wait to be taken. Where a flood fills Node's own 511, Linux drops the next one, and a sender tries again
 * only a second later, then after two more. The system's limit (net.core.somaxconn, mostly 4096) counts too.
 */
const BACKLOG = 4_096;

/** Where this process stands among those that share its port; null where it is alone, or leads them. */
const PLACE = placeInCrew(process.env);
const closeWhenTold = PLACE === null ? null : obeyLeader();

// Whoever read what we print may be gone, as after a restart of the journal: the service and its log file go on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

try {
  const settings = await readSettings(process.env);
  const { receives } = dutiesOf(settings);
  // Who takes no webhooks leaves no route open.
  const refusal = refusedRole(settings) ?? (receives ? refusalToStart(settings) : null);
  if (refusal !== null) throw new BadSettings(refusal);
  if (settings.WEB_CONCURRENCY > 1 && PLACE === null) {
    const { leadCrew } = await import('./service/crew/lead.ts');
    await leadCrew(settings, SHUTDOWN_MS);
  } else await start(settings, receives).catch((error) => refuse(explainStart(error, settings)));
} catch (error) {
  refuse(explainStart(error));
}

function refuse(reason: string): void {
  process.exitCode = 1;
  // The channel to its leader would keep a process of a crew alive.
  process.stderr.write(`${reason}\n`, () => PLACE !== null && process.exit());
}

async function start(settings: Settings, receives: boolean): Promise<void> {
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
    openStores,
    tracing,
    place: PLACE,
  });
  const toMend = cautions(settings, process.env);
  for (const [index, caution] of toMend.entries()) app.warnings.raise(`SETTINGS_${index}`, caution);
  const address = { host: settings.WEBHOOK_HOST, port: settings.WEBHOOK_PORT };
  const listening = await app.listen({ ...address, backlog: BACKLOG }).catch(async (error) => {
    await app.close();
    throw error;
  });
  const skip = PLACE === null ? [] : [...ANSWERED_BY_LEADER];
  const closing = closeWithGrace({ delay: SHUTDOWN_MS, logger, skip }, async ({ err, signal }) => {
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
  if (PLACE !== null && PLACE > 1) return;
  process.stdout.write(
    banner({
      settings,
      version,
      address: localAddress(listening),
      openRoutes: receives ? openRoutes(settings) : [],
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
