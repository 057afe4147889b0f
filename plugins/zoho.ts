import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { NO_ZOHO, type Zoho, zohoAccess } from '../src/outside/zoho/account/access.ts';
import { isOnServer } from '../src/store/open.ts';

declare module 'fastify' {
  interface FastifyInstance extends Zoho {}
}

/** The way to Zoho. */
export default fp<{ clock: Clock; random: () => number; fetch: typeof fetch }>(
  async (app, outside) => {
    const { crm, crmChannels, desk, zohoTokens } =
      zohoAccess(app.config) === null ? NO_ZOHO : await connect();
    app.decorate('crm', crm);
    app.decorate('crmChannels', crmChannels);
    app.decorate('desk', desk);
    app.decorate('zohoTokens', zohoTokens);

    async function connect(): Promise<Zoho> {
      const { connectZoho } = await import('../src/outside/zoho/connect.ts');
      return connectZoho(app.config, {
        ...outside,
        log: app.log,
        health: app.outside,
        warnings: app.warnings,
        notes: app.notes,
        shared: isOnServer(app.config.DATABASE_URL) ? app.state : null,
      });
    }
  },
  { name: 'zoho', dependencies: ['outside', 'store', 'warnings'] },
);
