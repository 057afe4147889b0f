import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';
import pg from 'pg';
import { systemClock } from '../../../src/clock.ts';
import { StoreUnavailable } from '../../../src/log/ports.ts';
import { LOCKS, NAMES } from '../../../src/store/postgres/connect.ts';
import { openPostgresStores } from '../../../src/store/postgres/open.ts';
import { newEvent, type Test, test } from '../../harness.ts';
import { emptiedDatabase, NO_SERVER } from './server.ts';

/** ReadyForQuery, inside a transaction: https://www.postgresql.org/docs/current/protocol-message-formats.html */
const INSIDE = Buffer.from('5a0000000554', 'hex');
/** The tag of CommandComplete. */
const COMMITTED = Buffer.from('COMMIT\0');

/** Both ends of one connection that goes through the proxy. */
type Line = { near: Socket; far: Socket };
/** What happens to a piece on its way; whoever answers true has dealt with it. */
type Trouble = {
  said?: (line: Line, bytes: Buffer) => boolean;
  answered?: (line: Line, bytes: Buffer) => boolean;
};

/** The log behind a proxy that can do something between the two messages of a transaction. */
async function logOnALine(t: Test) {
  const url = await emptiedDatabase();
  let trouble: Trouble = {};
  const open = new Set<Socket>();
  const proxy = createServer((near) => {
    const line = { near, far: dial(Number(new URL(url).port), '127.0.0.1') };
    for (const socket of [line.near, line.far]) {
      open.add(socket);
      socket.on('error', () => {});
    }
    near.on('data', (bytes) => void (trouble.said?.(line, bytes) || line.far.write(bytes)));
    line.far.on('data', (bytes) => void (trouble.answered?.(line, bytes) || near.write(bytes)));
    near.on('close', () => line.far.destroy());
    line.far.on('close', () => near.end());
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  t.teardown(() => {
    for (const socket of open) socket.destroy();
    proxy.close();
  });
  const address = proxy.address();
  const way = new URL(url);
  way.port = String(typeof address === 'object' && address?.port);
  const { events } = await openPostgresStores(way.href, systemClock);
  t.teardown(() => events.close());
  await events.append([newEvent({ eventId: 'before' })]);
  const meet = (next: Trouble) => {
    trouble = next;
  };
  return { events, url, meet };
}

async function ask(url: string, question: string) {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(question);
  await client.end();
  return rows;
}

/** What a transaction that was left half open would still hold. */
const HALF_OPEN = `
  SELECT (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%')
       + (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory') AS half`;

type Log = Awaited<ReturnType<typeof logOnALine>>;

/** Nothing of it was kept, nothing is held, and whoever comes back is served. */
async function assertRejectedWhole(t: Test, { events, url }: Log): Promise<void> {
  t.match(await events.stats({}), { total_events: 1 });
  t.match(await ask(url, HALF_OPEN), [{ half: '0' }]);
  t.match(await events.append([newEvent({ eventId: 'b' })]), [{ status: 'queued' }]);
  t.match(await events.stats({}), { total_events: 2 });
}

/** The connections that nobody uses. */
function cutIdle(url: string) {
  return ask(
    url,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND state = 'idle' AND application_name = '${NAMES.service}'`,
  );
}

function cut({ near, far }: Line): true {
  far.destroy();
  near.destroy();
  return true;
}

test('a connection that is cut before the first answer arrives is replaced, and the commit made over another', {
  skip: NO_SERVER,
}, async (t) => {
  const log = await logOnALine(t);
  let cuts = 0;
  log.meet({ answered: (line, bytes) => bytes.includes(INSIDE) && cuts++ === 0 && cut(line) });
  t.match(await log.events.append([newEvent({ eventId: 'b' })]), [{ status: 'queued' }]);
  t.equal(cuts, 2);
  t.match(await log.events.stats({}), { total_events: 2 });
  t.match(await ask(log.url, HALF_OPEN), [{ half: '0' }]);
});

test('a connection that is cut between the two messages takes its own commit with it, whole', {
  skip: NO_SERVER,
}, async (t) => {
  const log = await logOnALine(t);
  const inside = new WeakSet<Line>();
  log.meet({
    answered(line, bytes) {
      if (bytes.includes(INSIDE)) inside.add(line);
      return false;
    },
    said: (line) => inside.has(line) && cut(line),
  });
  await t.rejects(log.events.append([newEvent({ eventId: 'b' })]), StoreUnavailable);
  log.meet({});
  await assertRejectedWhole(t, log);
});

test('a connection that is cut before the answer to the commit leaves a repeat to find it was kept', {
  skip: NO_SERVER,
}, async (t) => {
  const log = await logOnALine(t);
  log.meet({ answered: (line, bytes) => bytes.includes(COMMITTED) && cut(line) });
  await t.rejects(log.events.append([newEvent({ eventId: 'b' })]), StoreUnavailable);
  log.meet({});
  t.match(await log.events.append([newEvent({ eventId: 'b' })]), [{ status: 'duplicate', duplicateOf: 2 }]);
  t.match(await ask(log.url, HALF_OPEN), [{ half: '0' }]);
});

test('a server that ends the session between the two messages, before anybody listens again, loses that commit alone', {
  skip: NO_SERVER,
}, async (t) => {
  const log = await logOnALine(t);
  log.meet({
    answered({ near, far }, bytes) {
      if (!bytes.includes(INSIDE)) return false;
      // A process that was frozen reads the answer and the farewell in one go.
      const held = [bytes];
      far.removeAllListeners('data');
      far.on('data', (more) => held.push(more));
      far.once('end', () => near.end(Buffer.concat(held)));
      ask(
        log.url,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'idle in transaction'`,
      ).catch((error: Error) => t.fail(error.message));
      return true;
    },
  });
  await t.rejects(log.events.append([newEvent({ eventId: 'b' })]), StoreUnavailable);
  log.meet({});
  await assertRejectedWhole(t, log);
});

test('a second message that is five seconds late finds the lock given to others and its transaction gone', {
  skip: NO_SERVER,
}, async (t) => {
  const log = await logOnALine(t);
  const inside = new WeakSet<Line>();
  log.meet({
    answered(line, bytes) {
      if (bytes.includes(INSIDE)) inside.add(line);
      return false;
    },
    // It waits on its way, until the server has given up.
    said: (line) => inside.has(line),
  });
  await t.rejects(log.events.append([newEvent({ eventId: 'b' })]), { message: /25P03/ });
  log.meet({});
  await assertRejectedWhole(t, log);
});

test('a time limit of the server that ends the first message fails that commit alone', {
  skip: NO_SERVER,
}, async (t) => {
  const log = await logOnALine(t);
  const { pathname } = new URL(log.url);
  const other = new pg.Client(log.url);
  await other.connect();
  await other.query(`ALTER DATABASE ${pathname.slice(1)} SET statement_timeout = '200ms'`);
  // Whoever connects from now on lives under it.
  await cutIdle(log.url);
  await other.query(`BEGIN; SELECT pg_advisory_xact_lock(${LOCKS.write})`);
  await t.rejects(log.events.append([newEvent({ eventId: 'b' })]), { message: /57014.*timeout/ });
  await other.query('ROLLBACK');
  await other.query(`ALTER DATABASE ${pathname.slice(1)} RESET statement_timeout`);
  await other.end();
  await assertRejectedWhole(t, log);
});

test('a statement of the second message that is ended fails that commit alone', {
  skip: NO_SERVER,
}, async (t) => {
  const log = await logOnALine(t);
  await ask(
    log.url,
    `CREATE OR REPLACE FUNCTION cancelled() RETURNS trigger LANGUAGE plpgsql
       AS $$ BEGIN PERFORM pg_cancel_backend(pg_backend_pid()), pg_sleep(10); RETURN NEW; END $$;
     CREATE TRIGGER cancelled AFTER INSERT ON integration_events_log FOR EACH ROW EXECUTE FUNCTION cancelled()`,
  );
  await t.rejects(log.events.append([newEvent({ eventId: 'b' })]), { message: /57014/ });
  await ask(log.url, 'DROP TRIGGER cancelled ON integration_events_log');
  await assertRejectedWhole(t, log);
});

test('a table that is locked by somebody else fails the commit that waits for it in its second message', {
  skip: NO_SERVER,
}, async (t) => {
  const log = await logOnALine(t);
  const other = new pg.Client(log.url);
  await other.connect();
  // Whoever reads gets through, so that the question is answered.
  await other.query('BEGIN; LOCK TABLE integration_events_log IN SHARE MODE');
  await t.rejects(log.events.append([newEvent({ eventId: 'b' })]), { message: /55P03/ });
  await other.end();
  await assertRejectedWhole(t, log);
});

test('a commit that fails at a constraint in its second message leaves the one beside it untouched', {
  skip: NO_SERVER,
}, async (t) => {
  const log = await logOnALine(t);
  await ask(
    log.url,
    `ALTER TABLE integration_events_log ADD CONSTRAINT not_this CHECK (event_id IS DISTINCT FROM 'refused')`,
  );
  t.teardown(() => ask(log.url, 'ALTER TABLE integration_events_log DROP CONSTRAINT not_this'));
  const refused = log.events.append([newEvent({ eventId: 'refused' })]);
  // The next turn of the event loop, so that it is a transaction of its own.
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const beside = log.events.append([newEvent({ eventId: 'beside', recordId: '2' })]);
  await t.rejects(refused, { code: '23514' });
  t.match(await beside, [{ status: 'queued' }]);
  t.match(await log.events.stats({}), { total_events: 2 });
  t.match(await ask(log.url, HALF_OPEN), [{ half: '0' }]);
});
