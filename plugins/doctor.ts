import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import type { Findings } from '../src/doctor/finding.ts';
import { tell } from '../src/sentences/tell.ts';
import { Repeating } from '../src/service/duties/repeating.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** What the last look at the outside systems found; null before the first one has ended, and without any system. */
    readonly findings: Findings | null;
  }
}

/** From one look to the next, in ms: a look costs about fifteen calls, which Zoho counts. */
const EVERY_MS = 30 * 60_000;

/** Looks at the outside systems after the start and again and again, and warns of what has to be mended there. */
export default fp<{ clock: Clock; random: () => number; fetch: typeof fetch }>(
  async (app, outside) => {
    const { config: settings, crm, crmChannels, desk, zohoTokens, moodle, channels, log, warnings } = app;
    if (zohoTokens === null && moodle === null && settings.ZOHO_DESK_WEBHOOK_ID === '') {
      app.decorate('findings', null);
      return;
    }
    const { SelfCheck } = await import('../src/doctor/self-check.ts');
    const { clock } = outside;
    const zoho = { crm, crmChannels, desk, zohoTokens };
    const systems = { settings, outside: { ...outside, log }, zoho, moodle, channels };
    const selfCheck = new SelfCheck({ systems, clock, warnings, log });
    app.decorate('findings', { getter: () => selfCheck.last });
    const looks = new Repeating({
      code: 'SELF_CHECK',
      complaint: (problem) => tell('OUTSIDE_NOT_CHECKED', { problem }),
      everyMs: EVERY_MS,
      run: (signal) => selfCheck.run(signal),
      clock,
      log,
      warnings,
    });
    // Its findings are for the pages of this instance.
    if (app.duties.receives) app.addHook('onListen', () => looks.start());
    app.addHook('preClose', () => looks.stop());
  },
  { name: 'doctor', dependencies: ['duties', 'warnings', 'zoho', 'zoho-channels', 'moodle'] },
);
