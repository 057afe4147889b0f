import { statfs } from 'node:fs/promises';
import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { tell } from '../src/sentences/tell.ts';
import { waysOf } from '../src/service/alerts/ways.ts';
import { Repeating } from '../src/service/duties/repeating.ts';
import { turnOfHub } from '../src/service/duties/turn-of-hub.ts';
import { dataFolder, isOnServer } from '../src/store/open.ts';

/** From one look to the next, in ms. */
const EVERY_MS = 60_000;

/** Tells people outside the dashboard what needs them, where the settings say over which way. */
export default fp<{ clock: Clock; fetch: typeof fetch }>(
  async (app, { clock, fetch }) => {
    const { config, reading, problems, suggestions, state, warnings, log } = app;
    const ways = waysOf(config, fetch);
    if (ways.length === 0) return;
    const { AlertWatch } = await import('../src/service/alerts/watch.ts');
    const folder = dataFolder(config.DATABASE_URL);
    const freeBytes = async () => {
      if (folder === null) return null;
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    };
    const rules = {
      suggestionHours: config.ALERT_SUGGESTION_HOURS,
      silenceHours: config.ALERT_SILENCE_HOURS,
      digestAt: config.ALERT_DIGEST_AT === '' ? null : config.ALERT_DIGEST_AT,
    };
    const from = { reading, problems, suggestions, state, warnings };
    const watch = new AlertWatch({ ...from, ways, rules, freeBytes, clock, log });
    const looks = new Repeating({
      code: 'ALERTS',
      complaint: (problem) => tell('ALERTS_NOT_SENT', { problem }),
      everyMs: EVERY_MS,
      // Of several instances one looks, or each would tell.
      isOurs: turnOfHub({ state, isShared: isOnServer(config.DATABASE_URL) }, 'ALERTS', EVERY_MS),
      run: (signal) => watch.run(signal),
      clock,
      log,
      warnings,
    });
    app.atWork(() => looks.start());
    app.addHook('preClose', () => looks.stop());
  },
  { name: 'alerts', dependencies: ['duties', 'store', 'warnings'] },
);
