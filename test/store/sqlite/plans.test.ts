import type { EventFilter } from '../../../src/log/readings.ts';
import { OverviewQueries } from '../../../src/store/common/reading/overview.ts';
import { EventQueries } from '../../../src/store/common/reading/queries.ts';
import { Queries } from '../../../src/store/sqlite/commit/run-step.ts';
import { SqliteStudentTable } from '../../../src/store/sqlite/commit/student-table.ts';
import { type Connection, openDatabase } from '../../../src/store/sqlite/connect.ts';
import { SQLITE } from '../../../src/store/sqlite/dialect.ts';
import { SqliteEventStore } from '../../../src/store/sqlite/event-store.ts';
import { prepareStatements } from '../../../src/store/sqlite/statements/prepare.ts';
import { newEvent, type Test, TestClock, test } from '../../harness.ts';
import { completed, endNext, FAILED } from '../contract/support.ts';

/** Reads the whole log, with or without the help of an index; an index of what is unfinished is short. */
const SCAN =
  /SCAN (integration_events_log|log)\b(?! USING (INDEX events_lane|COVERING INDEX events_unverified)\b)/;

async function open(t: Test): Promise<Connection> {
  const connection = openDatabase(':memory:');
  const tables = {
    students: new SqliteStudentTable(connection),
    suggestions: { replaceWaiting() {} },
  };
  const store = new SqliteEventStore(connection, tables, new TestClock());
  t.teardown(() => store.close());
  await store.append([newEvent(), newEvent()]);
  await endNext(store, completed());
  await store.append([newEvent({ eventId: 'failed' })]);
  await endNext(store, FAILED);
  await store.append([newEvent({ eventId: 'waiting' })]);
  return connection;
}

/** How SQLite would run the statement, one step a line. */
function planOf(connection: Connection, source: string): string {
  const named = Object.fromEntries([...source.matchAll(/@(\w+)/g)].map(([, name]) => [name, 1]));
  const positional = Array.from(source.matchAll(/\?/g), () => 1);
  const statement = connection.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${source}`);
  const steps = positional.length > 0 ? statement.all(...positional) : statement.all(named);
  return steps.map(({ detail }) => detail).join('\n');
}

/** The plans of every statement that is prepared while `work` runs. */
async function plansDuring(t: Test, connection: Connection, work: () => unknown): Promise<string[]> {
  const prepared = t.capture(connection, 'prepare', connection.prepare);
  await work();
  const sources = prepared.calls.map(({ args }) => String(args[0]));
  prepared.restore();
  return sources.map((source) => planOf(connection, source));
}

for (const [statement, index] of [
  ['insertEvent', 'INDEX events_lane (source=? AND record_id=?)'],
  ['findOriginal', 'INDEX events_identity (source=? AND event_id=?)'],
  ['findNewest', 'INDEX events_record (record_id=?)'],
  ['findSignal', 'INDEX events_signal (signal_key=?)'],
  ['claim', 'INDEX events_due (source=? AND next_attempt_at<?)'],
  ['findLease', 'INTEGER PRIMARY KEY (rowid=?)'],
  ['finish', 'INTEGER PRIMARY KEY (rowid=?)'],
  ['postpone', 'INTEGER PRIMARY KEY (rowid=?)'],
  ['newerWaiting', 'INDEX events_lane (source=? AND record_id=? AND id>?)'],
  ['promote', 'INDEX events_lane (source=? AND record_id=?)'],
  ['reopen', 'INDEX events_lane (source=? AND record_id=?)'],
  ['renew', 'INTEGER PRIMARY KEY (rowid=?)'],
  ['findExpired', 'INDEX events_due (source=? AND next_attempt_at<?)'],
  ['nextDue', 'INDEX events_due (source=?)'],
  ['pullDue', 'INDEX events_due (source=? AND next_attempt_at>?)'],
  ['lastCreatedAt', 'INTEGER PRIMARY KEY'],
  ['planned', 'INDEX events_due'],
  ['pullPlanned', 'INDEX events_due'],
] as const) {
  test(`the statement ${statement} uses ${index}`, async (t) => {
    const connection = await open(t);
    const plan = planOf(connection, prepareStatements(connection)[statement].source);
    t.ok(plan.includes(index), plan);
    t.notMatch(plan, SCAN);
  });
}

test('a claim takes due events in the order of the index, without sorting them', async (t) => {
  const connection = await open(t);
  t.notMatch(planOf(connection, prepareStatements(connection).claim.source), /TEMP B-TREE/);
});

test('no statement of the hot path reads the whole log', async (t) => {
  const connection = await open(t);
  for (const { source } of Object.values(prepareStatements(connection))) {
    t.notMatch(planOf(connection, source), SCAN, source);
  }
});

for (const [what, filter] of [
  ['everything', {}],
  ['a source', { source: 'zoho' }],
  ['a module', { module: 'BTEC_Students' }],
  ['a span', { since: '2026-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' }],
] as const) {
  test(`the stats of ${what} never scan the log`, async (t) => {
    const connection = await open(t);
    const plans = await plansDuring(t, connection, () =>
      new EventQueries(new Queries(connection), SQLITE).stats(filter),
    );
    t.not(plans.length, 0);
    for (const plan of plans) t.notMatch(plan, SCAN);
  });
}

const LISTS: readonly (readonly [string, EventFilter, string])[] = [
  ['everything', {}, 'INTEGER PRIMARY KEY'],
  ['completed events', { status: 'completed' }, 'INTEGER PRIMARY KEY'],
  [
    'waiting events',
    { status: 'pending' },
    'INDEX events_lane\nUNION ALL\nSCAN integration_events_log USING COVERING INDEX events_unverified',
  ],
  ['failed events', { status: 'failed' }, 'INDEX events_attention (status=?'],
  ['duplicates', { status: 'duplicate' }, 'INDEX events_attention (status=?'],
  ['one record', { record_id: '4554000000012345678' }, 'INDEX events_record (record_id=?'],
  ['one event id', { event_id: 'event_1' }, 'INDEX events_identity'],
  ['a text', { q: 'Sara' }, 'INTEGER PRIMARY KEY'],
  ['a span', { since: '2026-01-01T00:00:00.000Z' }, 'INDEX events_created'],
];
for (const [what, filter, index] of LISTS) {
  test(`the list of ${what} uses ${index} and never scans the log`, async (t) => {
    const connection = await open(t);
    const list = () =>
      new EventQueries(new Queries(connection), SQLITE).list(filter, { limit: 50, before: null });
    const plans = await plansDuring(t, connection, list);
    t.ok(plans.join('\n').includes(index), plans.join('\n'));
    for (const plan of plans) t.notMatch(plan, SCAN);
  });
}

test('the duplicates and attempts of an event are found by their indexes', async (t) => {
  const connection = await open(t);
  const plans = await plansDuring(t, connection, () =>
    new EventQueries(new Queries(connection), SQLITE).get(1),
  );
  t.match(plans.join('\n'), /INDEX events_duplicates/);
  t.match(plans.join('\n'), /INDEX attempts_of_event/);
  for (const plan of plans) t.notMatch(plan, /SCAN/);
});

test('what the overview asks is found by indexes', async (t) => {
  const connection = await open(t);
  const plans = await plansDuring(t, connection, async () => {
    const overview = new OverviewQueries(new Queries(connection));
    await overview.oldestWaiting();
    await overview.failures();
  });
  t.match(plans.join('\n'), /INDEX events_due[\s\S]*INDEX events_attention \(status=\? AND id<\?\)/);
  for (const plan of plans)
    t.notMatch(
      plan,
      /SCAN (?!integration_events_log USING INDEX events_(due|unverified)|(due|unproven|waiting)\b)/,
    );
});
