import fc from 'fast-check';
import { newEvent, type Test, TestClock, test } from '../../harness.ts';
import { operations, perform } from '../contract/operations.ts';
import { completed, endNext, OPERATOR_ACTION } from '../contract/support.ts';
import { openMemory } from '../memory.ts';

function open(t: Test) {
  const clock = new TestClock();
  const { events: store, connection } = openMemory(clock);
  t.teardown(() => store.close());
  return { clock, store, connection };
}

test('after whatever happened the counters equal a GROUP BY over the table', async (t) => {
  await fc.assert(
    fc.asyncProperty(operations, async (plan) => {
      const { store, clock, connection } = open(t);
      await perform(store, clock, plan);
      const kept = connection.prepare(
        `SELECT source, module, status, payload_differs, count FROM event_counters WHERE count <> 0 ORDER BY 1, 2, 3, 4`,
      );
      const counted = connection.prepare(
        `SELECT source, module, status, payload_differs, count(*) AS count FROM integration_events_log GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
      );
      t.same(kept.all(), counted.all());
    }),
    { seed: 20260128, numRuns: 80 },
  );
});

test('after whatever happened the oldest unfinished event of each record, or one in work, heads its lane', async (t) => {
  await fc.assert(
    fc.asyncProperty(operations, async (plan) => {
      const { store, clock, connection } = open(t);
      await perform(store, clock, plan);
      const lanes = connection.prepare(`
        SELECT source, record_id FROM integration_events_log WHERE processed_at IS NULL
        GROUP BY source, record_id HAVING sum(lane_head) <> 1`);
      t.same(lanes.all(), []);
      const ended = connection.prepare(`
        SELECT id FROM integration_events_log WHERE processed_at IS NOT NULL AND (lane_head = 1 OR next_attempt_at IS NOT NULL)`);
      t.same(ended.all(), []);
      const working = connection.prepare(`
        SELECT id FROM integration_events_log WHERE status = 'processing' AND (lane_head = 0 OR lease_token IS NULL)`);
      t.same(working.all(), []);
    }),
    { seed: 20260129, numRuns: 80 },
  );
});

test('after whatever happened a status and the end of an event agree', async (t) => {
  await fc.assert(
    fc.asyncProperty(operations, async (plan) => {
      const { store, clock, connection } = open(t);
      await perform(store, clock, plan);
      const odd = connection.prepare(`
        SELECT id, status FROM integration_events_log
        WHERE (status IN ('pending', 'processing')) <> (processed_at IS NULL)`);
      t.same(odd.all(), []);
    }),
    { seed: 20260130, numRuns: 80 },
  );
});

test('a replay is written to the list of what operators did, a refused one is not', async (t) => {
  const { store, connection } = open(t);
  await store.append([newEvent()]);
  await endNext(store, completed());
  const action = { ...OPERATOR_ACTION, detail: { filter: { status: 'failed' } } };
  await store.replay(1, action);
  await store.replay(1, action);
  t.same(connection.prepare('SELECT * FROM operator_actions').all(), [
    {
      id: 1,
      at: '2026-01-25T10:00:00.000Z',
      operator: 'operator',
      action: 'replay',
      target: '1',
      detail: '{"filter":{"status":"failed"}}',
    },
  ]);
});

test('a heartbeat rewrites its one row', async (t) => {
  const { store, clock, connection } = open(t);
  await store.heartbeat();
  clock.advance(1_000);
  await store.heartbeat();
  t.same(connection.prepare('SELECT * FROM heartbeat').all(), [{ id: 1, at: '2026-01-25T10:00:01.000Z' }]);
});

test('the events of one delivery point at its first, which holds the bytes', async (t) => {
  const { store, connection } = open(t);
  const rawBody = Buffer.from('[{},{}]');
  await store.append([
    newEvent({ eventId: 'a', rawBody }),
    newEvent({ eventId: 'b' }),
    newEvent({ eventId: 'b' }),
  ]);
  t.same(connection.prepare('SELECT id, delivery_of, raw_body FROM integration_events_log').all(), [
    { id: 1, delivery_of: null, raw_body: rawBody },
    { id: 2, delivery_of: 1, raw_body: null },
    { id: 3, delivery_of: 1, raw_body: null },
  ]);
});

test('the recent events of a module are sought among the newest fifty thousand rows', async (t) => {
  const { store, connection } = open(t);
  await store.append([newEvent({ eventId: 'rare', module: 'Rare' })]);
  connection.exec(`
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n <= 50001)
    INSERT INTO integration_events_log
      (event_id, source, module, event_type, record_id, status, created_at, processed_at, payload_sha256, verified_by, payload)
    SELECT 'bulk-' || n, 'zoho', 'Contacts', 'update', n, 'completed', '2026-01-25T10:00:00.000Z', '2026-01-25T10:00:00.000Z', '', 'none', ''
    FROM numbers`);
  const stats = await store.stats({ module: 'Rare' });
  t.match(stats, { total_events: 1, recent_events: [] });
  t.same(stats.recent_events, []);
});

test('repeats leave no gap in the ids, because a gap looks like a lost event', async (t) => {
  const { store } = open(t);
  await store.append([newEvent(), newEvent(), newEvent({ eventId: 'b' })]);
  t.match(await store.append([newEvent({ eventId: 'c' })]), [{ id: 4, status: 'queued' }]);
});
