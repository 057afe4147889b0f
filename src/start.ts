import { setFlagsFromString } from 'node:v8';
import { readSettings } from '../plugins/config.ts';
import { howToStore } from '../plugins/store.ts';
import type { Stores } from './log/stores.ts';
import { obeyLeader, placeInCrew } from './service/crew/processes.ts';
import { dutiesOf, refusedRole } from './service/duties/duties.ts';
import { refusalToStart } from './service/starting/open-routes.ts';
import { explainStart } from './service/starting/start-failure.ts';
import { BadSettings, type Settings } from './settings.ts';
import type { OpenStores } from './store/open.ts';

/** A shutdown that takes longer is cut off, in ms: the processor waits 10 s for handlers. */
const SHUTDOWN_MS = 20_000;

/** The factor by which V8 grows the young generation when many objects survive. */
const GROWTH = '--semi-space-growth-factor=';

/** Reads the settings, has the stores opened with them, and loads the rest of the service meanwhile. */
export async function start(openStores: OpenStores): Promise<void> {
  const place = placeInCrew(process.env);
  // Most of what is loaded survives: V8 would grow the young generation to 48 MiB in both threads, and keep
  // it while the service is idle.
  setFlagsFromString(`${GROWTH}1`);
  const closeWhenTold = place === null ? null : obeyLeader();
  let settings: Settings | undefined;
  let stores: Promise<Stores> | undefined;
  try {
    settings = await readSettings(process.env);
    // An instance that takes no webhooks leaves no route open.
    const refusal = refusedRole(settings) ?? (dutiesOf(settings).receives ? refusalToStart(settings) : null);
    if (refusal !== null) throw new BadSettings(refusal);
    if (settings.WEB_CONCURRENCY > 1 && place === null) {
      const { leadCrew } = await import('./service/crew/lead.ts');
      return await leadCrew(settings, SHUTDOWN_MS);
    }
    stores = openStores(settings.DATABASE_URL, howToStore(settings));
    // Whoever awaits the stores sees the error; until then nobody does, and it would end the process with a
    // stack trace.
    stores.catch(() => {});
    const { serve } = await import('./serve.ts');
    await serve(settings, stores, { place, shutdownMs: SHUTDOWN_MS, closeWhenTold });
    // V8's default: from now on it grows with the work.
    setFlagsFromString(`${GROWTH}2`);
  } catch (error) {
    process.exitCode = 1;
    // The channel to its leader would keep a process of a crew alive.
    process.stderr.write(`${explainStart(error, settings)}\n`, () => place !== null && process.exit());
    // So would open stores, which would also keep the file from the next start.
    await stores?.then(({ upkeep }) => upkeep.close()).catch(() => {});
  }
}
