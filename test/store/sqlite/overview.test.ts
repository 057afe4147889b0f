import { TestClock, test } from '../../harness.ts';
import { openMemory } from '../memory.ts';

test('of many failures the newest ten thousand are read, and the answer says so', async (t) => {
  const { events: store, connection } = openMemory(new TestClock());
  t.teardown(() => store.close());
  connection.exec(`
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n <= 10500)
    INSERT INTO integration_events_log
      (event_id, source, module, event_type, record_id, status, created_at, processed_at, payload_sha256, verified_by, payload, error_message)
    SELECT 'bulk-' || n, 'zoho', 'Contacts', 'update', n, 'failed', '2026-01-25T10:00:00.000Z', '2026-01-25T10:00:00.000Z', '', 'none', '', 'no'
    FROM numbers`);
  t.match(await store.failures(), {
    isCapped: true,
    causes: [{ cause: 'no', count: 10_000, newest_id: 10_501 }],
  });
});
