import { Counters } from '../../../src/store/common/counters.ts';
import { openDatabase } from '../../../src/store/sqlite/connect.ts';
import { prepareStatements } from '../../../src/store/sqlite/statements/prepare.ts';
import { START_MS, type Test, test } from '../../harness.ts';

const STUDENT = { source: 'zoho', module: 'BTEC_Students' };

function open(t: Test) {
  const connection = openDatabase(':memory:');
  t.teardown(() => connection.close());
  const statements = prepareStatements(connection);
  const rows = () =>
    connection
      .prepare<[], string>(
        `SELECT status || ' ' || payload_differs || ' ' || count FROM event_counters ORDER BY 1`,
      )
      .pluck()
      .all();
  const minutes = () => connection.prepare('SELECT * FROM minute_counts ORDER BY minute').all();
  return { statements, counters: new Counters(statements), rows, minutes };
}

test('many changes of one counter are written as one', async (t) => {
  const { counters, statements, rows } = open(t);
  const run = t.capture(statements.addToCounter, 'run', statements.addToCounter.run);
  for (let index = 0; index < 1_000; index++) counters.add(STUDENT, 'pending');
  counters.write(START_MS);
  t.equal(run.calls.length, 1);
  t.same(rows(), ['pending 0 1000']);
});

test('a change that was undone in the same transaction is not written', async (t) => {
  const { counters, rows } = open(t);
  counters.add(STUDENT, 'pending');
  counters.move(STUDENT, 'pending', 'processing');
  counters.write(START_MS);
  t.same(rows(), ['processing 0 1']);
});

test('what was written is not written again', async (t) => {
  const { counters, rows } = open(t);
  counters.add(STUDENT, 'pending');
  counters.write(START_MS);
  counters.write(START_MS);
  t.same(rows(), ['pending 0 1']);
});

test('what a rolled-back transaction counted is forgotten', async (t) => {
  const { counters, rows } = open(t);
  counters.add(STUDENT, 'pending');
  counters.reset();
  counters.write(START_MS);
  t.same(rows(), []);
});

test('repeats with another body are counted apart and leave their count when replayed', async (t) => {
  const { counters, rows } = open(t);
  counters.add(STUDENT, 'duplicate', 1);
  counters.add(STUDENT, 'duplicate');
  counters.move(STUDENT, 'duplicate', 'pending', 1);
  counters.write(START_MS);
  t.same(rows(), ['duplicate 0 1', 'pending 0 1']);
});

test('names with spaces cannot be taken for each other', async (t) => {
  const { counters, rows } = open(t);
  counters.add({ source: 'zoho', module: 'a b' }, 'pending');
  counters.add({ source: 'zoho', module: 'a' }, 'pending');
  counters.write(START_MS);
  t.same(rows(), ['pending 0 1', 'pending 0 1']);
});

test('what came in and what ended is counted by the minute', async (t) => {
  const { counters, minutes } = open(t);
  counters.add(STUDENT, 'pending');
  counters.add(STUDENT, 'duplicate');
  counters.write(START_MS);
  counters.move(STUDENT, 'pending', 'processing');
  counters.write(START_MS);
  counters.move(STUDENT, 'processing', 'completed');
  counters.write(START_MS + 59_999);
  counters.add(STUDENT, 'pending');
  counters.move(STUDENT, 'processing', 'failed');
  counters.write(START_MS + 60_000);
  t.same(minutes(), [
    { minute: '2026-01-25T10:00', accepted: 2, processed: 1 },
    { minute: '2026-01-25T10:01', accepted: 1, processed: 1 },
  ]);
});

test('minutes older than a day are forgotten', async (t) => {
  const { counters, minutes } = open(t);
  counters.add(STUDENT, 'pending');
  counters.write(START_MS);
  counters.add(STUDENT, 'pending');
  counters.write(START_MS + 86_400_000 + 60_000);
  t.same(minutes(), [{ minute: '2026-01-26T10:01', accepted: 1, processed: 0 }]);
});

test('totals only grow, by what was committed', async (t) => {
  const { counters } = open(t);
  counters.add(STUDENT, 'pending');
  counters.write(START_MS);
  counters.reset();
  t.same(counters.totals, { accepted: {}, completed: {}, failed: {} }, 'not by what was rolled back');
  counters.add(STUDENT, 'pending');
  counters.add({ ...STUDENT, source: 'zoho_desk' }, 'pending');
  counters.move(STUDENT, 'processing', 'completed');
  counters.write(START_MS);
  counters.committed();
  counters.remove(STUDENT, 'completed', 0);
  counters.move(STUDENT, 'failed', 'pending');
  counters.move(STUDENT, 'processing', 'failed');
  counters.write(START_MS);
  counters.committed();
  t.same(counters.totals, {
    accepted: { zoho: 1, zoho_desk: 1 },
    completed: { zoho: 1 },
    failed: { zoho: 1 },
  });
});
