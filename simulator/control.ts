import Fastify, { type FastifyInstance } from 'fastify';
import { CRM_REFUSALS } from './crm/crm.ts';
import type { Fault } from './faults.ts';
import { STANDING, type StandingTrouble } from './moodle/troubles.ts';
import type { SimulatedWorld } from './world.ts';

const APIS = ['accounts', 'crm', 'desk', 'moodle'] as const;
const KINDS = ['latency', '429', '500', 'drop', 'redirect', 'html', 'empty', 'expire-token'] as const;
/** Refusals of Zoho CRM by a code. */
const CRM_KINDS = ['authentication-failure', 'internal-error'] as const;
type Api = (typeof APIS)[number];
type Kind = (typeof KINDS)[number];
type CrmKind = (typeof CRM_KINDS)[number];
type Order =
  | { api: Api; kind: Kind; count: number }
  | { api: 'crm'; kind: CrmKind; count: number }
  /** Stays broken until everything is mended. */
  | { api: 'moodle'; kind: StandingTrouble; count: number };

/** How many entries of each list are shown. */
const SHOWN = 200;
/** How long a slow answer takes, in ms. */
const LATENCY_MS = 3_000;

/**
 * A small control API beside the simulated ones: it breaks them while they run, and shows what they were
 * asked.
 */
export function controlOf(world: SimulatedWorld): FastifyInstance {
  const app = Fastify({ forceCloseConnections: true });
  const body = {
    type: 'object',
    required: ['api', 'kind'],
    properties: {
      api: { enum: APIS },
      kind: { enum: [...KINDS, ...CRM_KINDS, ...STANDING] },
      count: { type: 'integer', minimum: 1, maximum: 1000, default: 1 },
    },
    // Moodle and Zoho CRM have failures of their own.
    allOf: [only(STANDING, 'moodle'), only(CRM_KINDS, 'crm')],
  };
  app.post<{ Body: Order }>('/_faults', { schema: { body } }, async ({ body: order }) => {
    breakNext(world, order);
    return { ok: true, ...order };
  });
  app.delete('/_faults', async () => {
    world.zoho.clearFaults();
    world.desk.clearFaults();
    world.moodle.mend();
    return { ok: true };
  });
  app.get('/_log', async () => ({
    requests: {
      zoho: world.zoho.requests.slice(-SHOWN),
      desk: world.desk.requests.slice(-SHOWN),
      moodle: world.moodle.requests.slice(-SHOWN),
    },
    writes: {
      zoho: world.zoho.writes.slice(-SHOWN),
      desk: world.desk.writes.slice(-SHOWN),
      moodle: world.moodle.writes.slice(-SHOWN),
    },
  }));
  return app;
}

function only(kinds: readonly string[], api: Api) {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: { properties: { kind: { enum: kinds } } }, then: { properties: { api: { const: api } } } };
}

function breakNext(world: SimulatedWorld, { api, kind, count }: Order): void {
  if (isStanding(kind)) world.moodle.break(kind);
  else if (kind === 'expire-token') EXPIRE[api](world, count);
  else BREAK[api](world, Array<Fault>(count).fill(FAULTS[kind]));
}

function isStanding(kind: Order['kind']): kind is StandingTrouble {
  return STANDING.some((trouble) => trouble === kind);
}

const BREAK: Record<Api, (world: SimulatedWorld, faults: Fault[]) => void> = {
  accounts: ({ zoho }, faults) => zoho.failToken(...faults),
  crm: ({ zoho }, faults) => zoho.failCrm(...faults),
  desk: ({ desk }, faults) => desk.failAny(...faults),
  moodle: ({ moodle }, faults) => moodle.fail(...faults),
};

/**
 * A Zoho token is refused until it is renewed. A Moodle token does not expire by itself: it is refused
 * `count` times.
 */
const EXPIRE: Record<Api, (world: SimulatedWorld, count: number) => void> = {
  accounts: ({ zoho }) => zoho.expireTokens(),
  crm: ({ zoho }) => zoho.expireTokens(),
  desk: ({ desk }) => desk.expireTokens(),
  moodle: ({ moodle }, count) => moodle.fail(...Array<Fault>(count).fill(MOODLE_REFUSAL)),
};

const FAULTS: Record<Exclude<Kind, 'expire-token'> | CrmKind, Fault> = {
  latency: { delayMs: LATENCY_MS },
  429: { status: 429, headers: { 'retry-after': '1' } },
  500: { status: 500 },
  drop: { drops: true },
  redirect: { status: 302, headers: { location: 'https://zoho.example.edu/signin' } },
  html: {
    status: 200,
    headers: { 'content-type': 'text/html' },
    json: '<!doctype html><title>Maintenance</title><p>We will be back soon.',
  },
  empty: { status: 200 },
  'authentication-failure': CRM_REFUSALS.AUTHENTICATION_FAILURE,
  'internal-error': CRM_REFUSALS.INTERNAL_ERROR,
};
const MOODLE_REFUSAL: Fault = {
  status: 200,
  json: {
    exception: 'core\\exception\\moodle_exception',
    errorcode: 'invalidtoken',
    message: 'Invalid token',
  },
};
