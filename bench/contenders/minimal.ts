import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import Fastify from 'fastify';

/**
 * The minimum that stores an event durably once: one table, a unique id, a counter, `synchronous=FULL`.
 * `group` commits a turn of the event loop together, `each` commits every request alone. Nothing is
 * processed.
 */
const [how, secret = '', folder = ''] = process.argv.slice(2);
const db = new Database(join(folder, 'events.db'));
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(`
  CREATE TABLE integration_events_log (id INTEGER PRIMARY KEY, event_id TEXT NOT NULL UNIQUE, record_id TEXT,
    status TEXT NOT NULL, created_at TEXT NOT NULL, payload_sha256 TEXT NOT NULL, payload TEXT NOT NULL);
  CREATE TABLE counters (status TEXT PRIMARY KEY, count INTEGER NOT NULL)`);
const insert = db.prepare(
  `INSERT INTO integration_events_log (event_id, record_id, status, created_at, payload_sha256, payload)
   VALUES (?, ?, 'pending', ?, ?, ?) ON CONFLICT DO NOTHING`,
);
const count = db.prepare(
  `INSERT INTO counters VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count`,
);

type Write = { values: string[]; resolve: (isNew: boolean) => void };
let waiting: Write[] = [];
const commit = db.transaction((writes: readonly Write[]) => {
  const results = writes.map(({ values }) => insert.run(...values).changes === 1);
  const fresh = results.filter(Boolean).length;
  if (fresh > 0) count.run('pending', fresh);
  if (fresh < results.length) count.run('duplicate', results.length - fresh);
  return results;
});

function append(values: string[]): Promise<boolean> {
  if (how === 'each') return Promise.resolve(commit.immediate([{ values, resolve: () => {} }])[0] === true);
  return new Promise((resolve) => {
    if (waiting.length === 0)
      setImmediate(() => {
        const writes = waiting;
        waiting = [];
        const results = commit.immediate(writes);
        for (const [index, write] of writes.entries()) write.resolve(results[index] === true);
      });
    waiting.push({ values, resolve });
  });
}

const server = Fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
server.post('/api/v1/events/zoho/student', async (request, reply) => {
  const body = request.body as Buffer;
  const given = Buffer.from(String(request.headers['x-zoho-signature']), 'hex');
  if (!timingSafeEqual(createHmac('sha256', secret).update(body).digest(), given))
    return reply.code(401).send();
  const text = body.toString();
  const { notification_id, record_id } = JSON.parse(text);
  const row = [notification_id, record_id, new Date().toISOString(), hash('sha256', body), text];
  const isNew = await append(row);
  return { success: true, event_id: notification_id, status: isNew ? 'queued' : 'duplicate' };
});
process.stdout.write(`Listening ${await server.listen({ port: 0, host: '127.0.0.1' })}\n`);
