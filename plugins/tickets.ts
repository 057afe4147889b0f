import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { lateHandler } from '../src/log/late-handler.ts';
import type { Worker } from '../src/log/processor.ts';
import { crmWeb } from '../src/outside/zoho/account/hosts.ts';
import { Recovery } from '../src/service/duties/recovery.ts';
import { isOnServer } from '../src/store/open.ts';
import type { Advice } from '../src/tickets/assistant.ts';
import { missingForTickets } from '../src/tickets/credentials.ts';
import { flagsOf } from '../src/tickets/flags.ts';
import { Recent } from '../src/tickets/recent.ts';
import { loadRules } from '../src/tickets/rules/rules.ts';
import type { Clerk } from '../src/tickets/suggestions/clerk.ts';
import { Departures } from '../src/tickets/suggestions/departures.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Null while credentials of Zoho Desk are missing. */
    tickets: Clerk | null;
    ticketWorker: Worker;
    /** Applies what people decided, once they can no longer take it back; null as above. */
    departures: Pick<Departures, 'wake'> | null;
  }
}

/** Events in work at the same time. A run makes up to thirty calls to Zoho Desk, which are 300 ms apart. */
const TICKETS_AT_ONCE = 2;
/** Paid advice that is kept in memory until the run behind it has kept it with its reply. */
const RECENT_ADVICES = 1_000;

/** The ticket workflow, with its rules checked before anything starts; its code is loaded when there is a Desk, or a ticket. */
export default fp<{ clock: Clock; fetch: typeof fetch; newId: () => string }>(
  async (app, { clock, fetch, newId }) => {
    const { config, desk, crm, suggestions, people } = app;
    const rules = loadRules(config.TICKET_RULES_FILE);
    const recovery = new Recovery({ run: recover, clock, log: app.log });
    app.atWork(() => recovery.start());
    app.addHook('preClose', async () => recovery.stop());
    const tickets = await connect();
    app.decorate('tickets', tickets);
    const departures =
      tickets === null
        ? null
        : new Departures({ suggestions, clerk: tickets, clock, warnings: app.warnings, log: app.log });
    // An instance that only receives leaves it to one that works, which looks every few seconds.
    const left: Pick<Departures, 'wake'> = { wake() {} };
    app.decorate('departures', departures !== null && !app.duties.works ? left : departures);
    app.atWork(() => departures?.wake());
    app.addHook('preClose', async () => departures?.stop());
    const handle = lateHandler(async () => {
      const { createTicketHandler } = await import('../src/tickets/handler.ts');
      return createTicketHandler(app, tickets, missingForTickets(config));
    });
    const concurrency = Math.min(TICKETS_AT_ONCE, config.PROCESSOR_CONCURRENCY);
    app.decorate('ticketWorker', { handle, concurrency });

    async function recover(): Promise<void> {
      const recovered = await suggestions.recover();
      if (recovered > 0)
        app.log.warn({ recovered }, 'suggestions were being applied when the service stopped');
      app.departures?.wake();
    }

    async function connect(): Promise<Clerk | null> {
      if (desk === null || crm === null) return null;
      const { Clerk } = await import('../src/tickets/suggestions/clerk.ts');
      const connections = {
        desk,
        crm,
        rules,
        suggestions,
        people,
        assistant: await assistant(),
        crmWeb: crmWeb(config.ZOHO_DATACENTER),
        advices: new Recent<Advice>(RECENT_ADVICES),
        now: () => clock.now(),
        lettersPerDay: config.LETTERS_PER_DAY,
        staffLanguage: config.STAFF_LANGUAGE,
        today: () => new Date(clock.now()).toISOString().slice(0, 10),
      };
      return new Clerk(connections, flagsOf(config), await locks());
    }

    /** Undefined where this process is the only one. */
    async function locks() {
      if (!isOnServer(config.DATABASE_URL)) return undefined;
      const { HubLocks } = await import('../src/tickets/locks/hub-locks.ts');
      return new HubLocks({ state: app.state, owner: newId(), clock, log: app.log });
    }

    async function assistant() {
      const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseUrl, AGENT_MODEL: model } = config;
      if (apiKey === '') return null;
      const { createAssistant } = await import('../src/tickets/assistant.ts');
      return createAssistant({ apiKey, baseUrl, model, fetch });
    }
  },
  { name: 'tickets', dependencies: ['duties', 'store', 'warnings', 'zoho'] },
);
