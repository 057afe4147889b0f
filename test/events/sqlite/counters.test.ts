import { Counters } from '../../../src/events/sqlite/counters.ts';
import { openDatabase } from '../../../src/events/sqlite/database.ts';
import { prepareStatements } from '../../../src/events/sqlite/statements.ts';
import { type Test, test } from '../../harness.ts';

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
  return { statements, counters: new Counters(statements), rows };
}

test('many changes of one counter are written as one', async (t) => {
  const { counters, statements, rows } = open(t);
  const run = t.capture(statements.addToCounter, 'run', statements.addToCounter.run);
  for (let index = 0; index < 1_000; index++) counters.add(STUDENT, 'pending');
  counters.write();
  t.equal(run.calls.length, 1);
  t.same(rows(), ['pending 0 1000']);
});

test('a change that was undone in the same transaction is not written', async (t) => {
  const { counters, rows } = open(t);
  counters.add(STUDENT, 'pending');
  counters.move(STUDENT, 'pending', 'processing');
  counters.write();
  t.same(rows(), ['processing 0 1']);
});

test('what was written is not written again', async (t) => {
  const { counters, rows } = open(t);
  counters.add(STUDENT, 'pending');
  counters.write();
  counters.write();
  t.same(rows(), ['pending 0 1']);
});

test('what a rolled-back transaction counted is forgotten', async (t) => {
  const { counters, rows } = open(t);
  counters.add(STUDENT, 'pending');
  counters.reset();
  counters.write();
  t.same(rows(), []);
});

test('repeats with another body are counted apart and leave their count when replayed', async (t) => {
  const { counters, rows } = open(t);
  counters.add(STUDENT, 'duplicate', 1);
  counters.add(STUDENT, 'duplicate');
  counters.move(STUDENT, 'duplicate', 'pending', 1);
  counters.write();
  t.same(rows(), ['duplicate 0 1', 'pending 0 1']);
});

test('names with spaces cannot be taken for each other', async (t) => {
  const { counters, rows } = open(t);
  counters.add({ source: 'zoho', module: 'a b' }, 'pending');
  counters.add({ source: 'zoho', module: 'a' }, 'pending');
  counters.write();
  t.same(rows(), ['pending 0 1', 'pending 0 1']);
});
