import { dirname, join } from 'node:path';
import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { databaseFile } from '../src/events/sqlite/database.ts';
import { OutsideApi } from '../src/outside/api.ts';
import { BadSettings, type Settings } from '../src/settings.ts';
import { ZohoCrm } from '../src/zoho/crm.ts';
import { ZohoDesk } from '../src/zoho/desk.ts';
import { zohoHosts } from '../src/zoho/hosts.ts';
import { type ZohoCredentials, ZohoTokens } from '../src/zoho/oauth.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Zoho CRM, or null when no credentials are set. */
    crm: ZohoCrm | null;
    /** Zoho Desk, or null when no credentials or no organisation is set. */
    desk: ZohoDesk | null;
  }
}

/** Calls at the same time. Zoho allows the smallest paid edition ten, for everything that uses the account. */
const CRM_CONCURRENCY = 5;
const DESK_CONCURRENCY = 5;

/** The way to Zoho: one token for the process, kept beside the database. */
export default fp<{ clock: Clock; random: () => number; fetch: typeof fetch }>(
  async (app, outside) => {
    const credentials = readCredentials(app.config);
    const hosts = zohoHosts(app.config);
    if (credentials === null) {
      app.decorate('crm', null);
      app.decorate('desk', null);
      return;
    }
    const common = { ...outside, log: app.log };
    const tokens = new ZohoTokens({
      api: new OutsideApi({ ...common, system: 'Zoho Accounts', concurrency: 1 }),
      accounts: hosts.accounts,
      credentials,
      file: join(dirname(databaseFile(app.config.DATABASE_URL)), 'zoho-token.json'),
      clock: outside.clock,
    });
    const api = new OutsideApi({ ...common, system: 'Zoho CRM', concurrency: CRM_CONCURRENCY });
    app.decorate('crm', new ZohoCrm(api, tokens, hosts.crm));
    const { ZOHO_DESK_ORG_ID: orgId, ZOHO_DESK_SPACING_MS: spacingMs } = app.config;
    const deskApi = new OutsideApi({
      ...common,
      system: 'Zoho Desk',
      concurrency: DESK_CONCURRENCY,
      spacingMs,
    });
    const { clock } = outside;
    app.decorate(
      'desk',
      orgId === '' ? null : new ZohoDesk({ api: deskApi, tokens, base: hosts.desk, orgId, clock }),
    );
  },
  { name: 'zoho' },
);

/** All three or none: one that is missing would fail much later, at the first webhook. */
function readCredentials(settings: Settings): ZohoCredentials | null {
  const { ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET, ZOHO_REFRESH_TOKEN } = settings;
  const missing = Object.entries({ ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET, ZOHO_REFRESH_TOKEN })
    .filter(([, value]) => value.trim() === '')
    .map(([key]) => key);
  if (missing.length === 3) return null;
  if (missing.length > 0)
    throw new BadSettings(`${missing.join(' and ')} must be set too: the three belong together.`);
  return { clientId: ZOHO_CLIENT_ID, clientSecret: ZOHO_CLIENT_SECRET, refreshToken: ZOHO_REFRESH_TOKEN };
}
