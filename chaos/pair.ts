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
/** Longer than a lease lasts without being renewed, in ms: others took over what the frozen one still believes to hold. */
const FORGOTTEN_MS = 70_000;
/** A trigger says what a server says that has no room left (SQLSTATE 53100). */
const FILL = `
  CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
  CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON integration_events_log FOR EACH STATEMENT EXECUTE FUNCTION no_room()`;
const CLEAR = 'DROP TRIGGER no_room ON integration_events_log';
const CANCEL = `
  SELECT pg_cancel_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`;

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

  /** As statements end that run into a timeout; again and again for a moment. */
  async cancelStatements(): Promise<void> {
    for (let round = 0; round < 20; round++) {
      await this.#ask(CANCEL);
      await setTimeout(50);
    }
  }

  async fillDisk(ms: number): Promise<void> {
    await this.#ask(FILL);
    await setTimeout(ms);
    await this.#ask(CLEAR);
  }

  /** As whoever alters the table, or writes it anew. */
  async lockTable(ms: number): Promise<void> {
    await this.#ask(
      `BEGIN; LOCK TABLE integration_events_log IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(${ms / 1000}); COMMIT`,
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
    async 'one frozen for longer than its leases'() {
      one.pause();
      await setTimeout(FORGOTTEN_MS);
      one.resume();
    },
    async 'statements cut short'() {
      await pair.cancelStatements();
    },
    async 'disk of the server full'({ random }) {
      await pair.fillDisk(random.between(500, 4_000));
    },
    async 'table locked by somebody else'({ random }) {
      await pair.lockTable(random.between(500, 5_000));
    },
    ...Object.fromEntries(outside),
  };
}

async function restart(hub: Hub, signal: NodeJS.Signals): Promise<void> {
  await hub.end(signal);
  await hub.start();
}
