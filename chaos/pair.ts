import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { type PostgresServer, startPostgres } from '../test/postgres-server.ts';
import { DISASTERS, type Disaster } from './disasters.ts';
import { Hub, type Orders } from './hub.ts';
import { type Kept, QUESTIONS, type Row, type Tally } from './verdict.ts';

type Settings = Readonly<Record<string, string>>;
/** Longer than the server lets anybody hold its lock, in ms. */
const FROZEN_MS = 7_000;

/** Two instances of the service on one PostgreSQL. */
export class Pair {
  readonly hubs: readonly [Hub, Hub];
  readonly server: PostgresServer;
  readonly #url: string;

  private constructor(hubs: readonly [Hub, Hub], server: PostgresServer, url: string) {
    this.hubs = hubs;
    this.server = server;
    this.#url = url;
  }

  /** Each start takes the settings in turn, so that both instances meet the disasters in all of them. */
  static async start(folder: string, settings: Settings, change: Settings): Promise<Pair> {
    const server = await startPostgres();
    const url = await server.createDatabase();
    const whole = { ...settings, DATABASE_URL: url, OPERATOR_TOKEN: 'a-token-of-the-chaos', LOG_FILE: '' };
    const hub = (name: string) => {
      mkdirSync(join(folder, name));
      return Hub.create(join(folder, name), [whole, { ...whole, ...change }]);
    };
    const pair = new Pair([await hub('one'), await hub('other')], server, url);
    await Promise.all(pair.hubs.map((each) => each.start()));
    return pair;
  }

  order(change: Partial<Orders>): void {
    for (const hub of this.hubs) hub.order(change);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    await Promise.all(this.hubs.map((hub) => hub.end(signal)));
  }

  async close(): Promise<void> {
    await this.end('SIGKILL');
    await this.server.stop();
  }

  /** As a failover cuts them, or whoever runs the server. */
  async cutConnections(): Promise<void> {
    await this.#ask(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
  }

  async kept(): Promise<Kept & { endedAsKept: number }> {
    const [{ count } = { count: 0 }] = await this.#ask<{ count: number }>(QUESTIONS.endedAsKept);
    const cities = await this.#ask<{ zoho_id: string; city: string | null }>(QUESTIONS.cities);
    return {
      rows: await this.#ask<Row>(QUESTIONS.rows),
      cities: new Map(cities.map(({ zoho_id, city }) => [zoho_id, city])),
      counted: await this.#ask<Tally>(QUESTIONS.counted),
      recounted: await this.#ask<Tally>(QUESTIONS.recounted),
      endedAsKept: Number(count),
    };
  }

  async #ask<Found>(question: string): Promise<Found[]> {
    const client = new pg.Client(this.#url);
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query(question);
    await client.end();
    return rows;
  }
}

/** What may happen to two instances and their server; and what may happen outside, as to one. */
export function disastersOf(pair: Pair): Readonly<Record<string, Disaster>> {
  const [one, other] = pair.hubs;
  const outside = Object.entries(DISASTERS).filter(([name]) => name.includes('outside systems'));
  return {
    'one killed'() {
      return restart(one, 'SIGKILL');
    },
    'the other killed'() {
      return restart(other, 'SIGKILL');
    },
    async 'both killed'() {
      await Promise.all([restart(one, 'SIGKILL'), restart(other, 'SIGKILL')]);
    },
    async 'both rolled, one after the other'() {
      await restart(one, 'SIGTERM');
      await restart(other, 'SIGTERM');
    },
    async 'server restarted'({ random }) {
      await pair.server.kill();
      await setTimeout(random.between(200, 2_000));
      await pair.server.start();
    },
    async 'connections cut'() {
      await pair.cutConnections();
    },
    async 'one frozen, perhaps with the lock'() {
      one.pause();
      await setTimeout(FROZEN_MS);
      one.resume();
    },
    ...Object.fromEntries(outside),
  };
}

async function restart(hub: Hub, signal: NodeJS.Signals): Promise<void> {
  await hub.end(signal);
  await hub.start();
}
