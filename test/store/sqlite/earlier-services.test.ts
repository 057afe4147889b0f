import { newEvent, type Test, TestClock, test } from '../../harness.ts';
import { completed, endNext, FAILED } from '../contract/support.ts';
import { openMemory } from '../memory.ts';

/** Six events a second apart: all but the last two have ended, the even ones badly. */
async function openSeeded(t: Test) {
  const clock = new TestClock();
  const { events: store, connection } = openMemory(clock);
  t.teardown(() => store.close());
  for (let index = 1; index <= 6; index++) {
    await store.append([newEvent({ eventId: `e${index}`, recordId: `${index}` })]);
    if (index < 5) await endNext(store, index % 2 === 0 ? FAILED : completed());
    clock.advance(1_000);
  }
  return connection;
}

test("the earlier services' list of recent events still works", async (t) => {
  const connection = await openSeeded(t);
  const rows = connection
    .prepare(
      `SELECT id, event_id, module, event_type, status, created_at FROM integration_events_log ORDER BY created_at DESC LIMIT 5`,
    )
    .all();
  t.equal(rows.length, 5);
  t.same(rows[0], {
    id: 6,
    event_id: 'e6',
    module: 'BTEC_Students',
    event_type: 'update',
    status: 'pending',
    created_at: '2026-01-25T10:00:05.000Z',
  });
  t.match(rows, [{ id: 6 }, { id: 5 }, { id: 4 }, { id: 3 }, { id: 2 }]);
});

test("the earlier services' list of failures still works", async (t) => {
  const connection = await openSeeded(t);
  const rows = connection
    .prepare(
      `SELECT event_id, error_message FROM integration_events_log WHERE status='failed' ORDER BY created_at DESC LIMIT 3`,
    )
    .all();
  t.same(rows, [
    { event_id: 'e4', error_message: 'Academic_Email is missing.' },
    { event_id: 'e2', error_message: 'Academic_Email is missing.' },
  ]);
});
