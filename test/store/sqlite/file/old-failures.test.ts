import { join } from 'node:path';
import { openSqliteStores } from '../../../../src/store/sqlite/open.ts';
import { newEvent, type Test, TestClock, temporaryFolder, test } from '../../../harness.ts';
import { completed, endNext, FAILED } from '../../contract/support.ts';

const ALL = { limit: 50, offset: 0 };

/** A file as version 0.1.0 left it: failures that nobody entered among the problems. */
async function oldFile(t: Test): Promise<string> {
  const file = join(temporaryFolder(t), 'events.db');
  const { events: store, connection } = openSqliteStores(file, new TestClock());
  for (const [eventId, recordId, outcome] of [
    ['a', '1', FAILED],
    ['b', '1', { status: 'completed', result: { action_taken: 'superseded' }, write: null }],
    ['c', '1', completed()],
    ['d', '2', FAILED],
    ['e', '', FAILED],
    ['f', '', completed()],
    ['g', '3', { status: 'failed', error: 'STU001 is used.' }],
    ['h', '3', completed()],
    ['i', '4', { status: 'failed', error: 'STU002 is used.' }],
    ['j', '4', completed()],
  ] as const) {
    await store.append([newEvent({ eventId, recordId })]);
    await endNext(store, outcome);
  }
  connection.exec(`DELETE FROM problems; DELETE FROM problem_events;
    DELETE FROM service_state WHERE key = 'problems.entered'`);
  await store.close();
  return file;
}

test('failures of an earlier version become problems at the next start, once', async (t) => {
  const file = await oldFile(t);
  for (const start of ['first', 'second']) {
    const { problems, upkeep } = openSqliteStores(file, new TestClock());
    t.match(
      (await problems.list({}, ALL)).problems.map(({ error_message, state, open_events, events }) => ({
        error_message,
        state,
        open_events,
        events,
      })),
      [
        { error_message: 'STU002 is used.', state: 'mended', open_events: 0, events: 2 },
        { error_message: 'Academic_Email is missing.', state: 'open', open_events: 2, events: 3 },
      ],
      start,
    );
    t.match(await problems.ofEvents([1, 4, 5, 7]), [
      { event_id: 1, state: 'mended', mended_by: 3 },
      { event_id: 4, state: 'open' },
      { event_id: 5, state: 'open', mended_by: null },
      { event_id: 7, state: 'mended', mended_by: 8 },
    ]);
    await upkeep.close();
  }
});

test('of two processes that open the file at once, one enters the failures', async (t) => {
  const file = await oldFile(t);
  const first = openSqliteStores(file, new TestClock());
  const second = openSqliteStores(file, new TestClock());
  t.match(await second.problems.counts(), { open: 1, mended: 1 });
  await first.upkeep.close();
  await second.upkeep.close();
});
