import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';
import pg from 'pg';
import { systemClock } from '../../../src/clock.ts';
import { checkDatabase } from '../../../src/doctor/database.ts';
import { StoreUnavailable } from '../../../src/log/ports.ts';
import { sql } from '../../../src/store/common/drizzle.ts';
import { rows } from '../../../src/store/common/step.ts';
import { openPostgresStores } from '../../../src/store/postgres/open.ts';
import { newEvent, type Test, test } from '../../harness.ts';
import { emptiedDatabase, NO_SERVER } from './server.ts';

async function open(t: Test, url: string) {
  const { events } = await openPostgresStores(url, systemClock);
  t.teardown(() => events.close());
  return events;
}

async function ask(url: string, question: string) {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(question);
  await client.end();
  return rows;
}

/** A way to the server that can go silent, as a firewall does that forgot the connection: nobody is told. */
async function silentWay(t: Test, url: string) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let isSilent = false;
  const proxy = createServer((near) => {
    const far = dial(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => {});
      from.on('close', () => to.destroy());
      from.on('data', (bytes) => void (isSilent || to.write(bytes)));
    }
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  const address = proxy.address();
  const way = new URL(url);
  way.port = String(typeof address === 'object' && address?.port);
  const hush = (silent: boolean) => {
    isSilent = silent;
  };
  return { url: way.href, hush };
}

test('a server that says no more is not waited for longer than a sender waits', {
  skip: NO_SERVER,
}, async (t) => {
  const way = await silentWay(t, await emptiedDatabase());
  const events = await open(t, way.url);
  await events.append([newEvent()]);
  way.hush(true);
  const began = performance.now();
  await t.rejects(events.append([newEvent({ eventId: 'b' })]), StoreUnavailable);
  t.ok(performance.now() - began < 5_000);
  way.hush(false);
  t.match(await events.append([newEvent({ eventId: 'b' })]), [{ id: 2, status: 'queued' }]);
});

test('a server without room refuses what comes, and takes it again when there is room', {
  skip: NO_SERVER,
}, async (t) => {
  const url = await emptiedDatabase();
  const events = await open(t, url);
  await ask(
    url,
    `CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql
       AS $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$;
     CREATE TRIGGER no_room BEFORE INSERT ON integration_events_log FOR EACH STATEMENT EXECUTE FUNCTION no_room()`,
  );
  const refused = events.append([newEvent()]);
  await t.rejects(refused, { name: 'StoreUnavailable', message: /53100 \(No space left on device\)/ });
  await ask(url, 'DROP TRIGGER no_room ON integration_events_log');
  t.match(await events.append([newEvent()]), [{ id: 1, status: 'queued' }]);
  t.match(await events.stats({}), { total_events: 1 });
});

test('a pooler that forgets names is asked in full from then on', { skip: NO_SERVER }, async (t) => {
  const url = await emptiedDatabase();
  const events = await open(t, url);
  await events.append([newEvent()]);
  // What PgBouncer before 1.21 does: the next transaction has another connection, which knows no name.
  const { Connection } = pg;
  const { bind } = Connection.prototype;
  let refusals = 0;
  t.teardown(() => Object.assign(Connection.prototype, { bind }));
  Object.assign(Connection.prototype, {
    bind(this: pg.Connection, config: pg.BindConfig, more: boolean) {
      if (config.statement) refusals += 1;
      const statement = config.statement ? `${config.statement}_of_another` : '';
      return Reflect.apply(bind, this, [{ ...config, statement }, more]);
    },
  });
  t.match(await events.append([newEvent({ eventId: 'b' })]), [{ id: 2, status: 'queued' }]);
  const before = refusals;
  t.match(await events.append([newEvent({ eventId: 'c' })]), [{ id: 3, status: 'queued' }]);
  t.equal(refusals, before);
  const troubles = await events.condition();
  t.match(troubles.at(-1), { code: 'POOLER_FORGETS', message: /PgBouncer 1\.21 or newer/ });
});

test('a server that would lose what it committed is told, to the operator and by the doctor', {
  skip: NO_SERVER,
}, async (t) => {
  const url = await emptiedDatabase();
  const events = await open(t, url);
  // The server of the tests runs so.
  t.match(await events.condition(), [
    { code: 'SERVER_FORGETS', isGrave: true, message: /with fsync switched off/ },
  ]);
  t.match(await checkDatabase(url, systemClock, () => {}), {
    state: 'problem',
    message: /with fsync switched off/,
  });
});

test('a server that answers before it writes is overruled in each of our transactions', {
  skip: NO_SERVER,
}, async (t) => {
  const url = await emptiedDatabase();
  const events = await open(t, url);
  t.match(await ask(url, 'SHOW synchronous_commit'), [{ synchronous_commit: 'off' }]);
  const [inside] = await events.write(() =>
    rows<{ kept: string }>(sql`SELECT current_setting('synchronous_commit') AS kept`),
  );
  t.equal(inside?.kept, 'on');
});
