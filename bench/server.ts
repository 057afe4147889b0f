import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Fastify from 'fastify';
import { readSettings } from '../plugins/config.ts';
import rateLimit from '../plugins/rate-limit.ts';
import webhooks from '../plugins/webhooks.ts';
import { buildApp } from '../src/app.ts';
import { systemClock } from '../src/clock.ts';
import { readBody } from '../src/inbound/body.ts';
import { createLogger } from '../src/service/logger.ts';
import { openStores } from '../src/store/open.ts';
import { openDatabase } from '../src/store/sqlite/connect.ts';
import { readStudentEvents } from '../src/students/receive/normalise.ts';

/** What is compared. The first two store nothing; `each` commits each request on its own; the last two are the service. */
export type Kind = 'plain' | 'batched' | 'each' | 'accept' | 'process';

const [kind, folder, secret] = process.argv.slice(2) as [Kind, string, string];
const settings = await readSettings(
  {
    ZOHO_WEBHOOK_SECRET: secret,
    DATABASE_URL: `file:${join(folder, 'events.db')}`,
    LOG_FILE: join(folder, 'app.log'),
    OPERATOR_TOKEN: 'bench',
    // The load asks for the counts to know when all is processed.
    RATE_LIMIT_READS: '1000000',
  },
  join(folder, 'none'),
);
const app = kind === 'accept' || kind === 'process' ? await service() : await ceiling(kind);
const address = await app.listen({ port: 0, host: '127.0.0.1' });
if (kind === 'accept' && 'processor' in app) {
  // It begins a moment after the port is open; stopped before that it would begin all the same.
  while (!app.processor.isRunning) await setTimeout(1);
  await app.processor.stop();
}
process.send?.(new URL(address).port);
process.once('disconnect', () => process.exit(0));

/** The whole service with its default settings: logging to a terminal and a file, FULL, counters, all indexes. */
function service() {
  const { logger } = createLogger(settings, { write: () => {} });
  const ids = { newId: randomUUID, random: Math.random, fetch };
  return buildApp({
    settings,
    logger,
    operatorToken: 'bench',
    version: 'bench',
    clock: systemClock,
    openStores,
    ...ids,
  });
}

/** Fastify with the service's own verification and parsing, and nothing behind it. */
async function ceiling(kind: 'plain' | 'batched' | 'each') {
  const server = Fastify();
  server.decorate('config', settings);
  await server.register(rateLimit);
  await server.register(webhooks, { clock: systemClock });
  const finish = { plain: () => undefined, batched: createTurn(), each: createEach() }[kind];
  server.post('/api/v1/events/zoho/student', async (request) => {
    const raw = request.rawBody;
    const body = await readBody(raw, String(request.headers['content-type']));
    if (body.is !== 'json') throw new Error('the load sends JSON only');
    const about = {
      queryId: undefined,
      verifiedBy: request.verifiedBy,
      nowMs: Date.now(),
      newId: randomUUID,
    };
    const [event] = readStudentEvents(body, raw, about);
    await finish(body.text);
    return {
      success: true,
      message: 'Event accepted for processing',
      event_id: event?.eventId,
      status: 'queued',
    };
  });
  return server;
}

/** Resolves all requests of one turn of the event loop together, as a group commit does. */
function createTurn(): () => Promise<void> {
  let turn: Promise<void> | null = null;
  return () => {
    turn ??= new Promise<void>((resolve) => setImmediate(resolve)).finally(() => {
      turn = null;
    });
    return turn;
  };
}

/** One insert, one fsync, for each request. */
function createEach(): (text: string) => void {
  const db = openDatabase(join(folder, 'each.db'));
  db.exec('CREATE TABLE each_log (id INTEGER PRIMARY KEY, payload TEXT)');
  const insert = db.prepare('INSERT INTO each_log (payload) VALUES (?)');
  return (text) => void insert.run(text);
}
