import pg from 'pg';
import { systemClock } from '../../../src/clock.ts';
import type { SQL } from '../../../src/store/common/drizzle.ts';
import { EventQueries } from '../../../src/store/common/reading/queries.ts';
import { Fixed } from '../../../src/store/postgres/asking/fixed.ts';
import { BY_INDEX } from '../../../src/store/postgres/commit/commits.ts';
import { readKnown } from '../../../src/store/postgres/commit/known.ts';
import { POSTGRES } from '../../../src/store/postgres/dialect.ts';
import { PgDialect } from '../../../src/store/postgres/drizzle.ts';
import { openPostgresStores } from '../../../src/store/postgres/open.ts';
import { newEvent, type Test, test } from '../../harness.ts';
import { emptiedDatabase, NO_SERVER } from './server.ts';

/** The plan of what every transaction reads first, whatever the statistics say. */
async function planOf(t: Test, prepare: (client: pg.Client) => Promise<unknown>): Promise<string> {
  const url = await emptiedDatabase();
  const { events } = await openPostgresStores(url, systemClock);
  t.teardown(() => events.close());
  const asked = readKnown({
    deliveries: [[newEvent({ kind: { is: 'content' } })]],
    endings: [],
    expiredBefore: null,
  }).next([]).value;
  if (!(asked instanceof Fixed)) throw new Error('the first question is not a fixed one');
  const client = new pg.Client(url);
  await client.connect();
  t.teardown(() => client.end());
  await prepare(client);
  await client.query(`BEGIN; SELECT ${BY_INDEX}; PREPARE known AS ${asked.text}`);
  const empty = asked.values.map(() => `'{}'`).join(', ');
  const { rows } = await client.query(`EXPLAIN (COSTS OFF) EXECUTE known(${empty})`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

const fill = (client: pg.Client) =>
  client.query(`
    INSERT INTO integration_events_log
      (id, event_id, source, module, event_type, record_id, status, created_at, processed_at, payload_sha256, verified_by, payload)
    SELECT i, i, 'zoho', 'BTEC_Students', 'update', i, 'completed', '2026', '2026', '', 'hmac', ''
    FROM generate_series(1, 20000) AS i`);
const WAYS: Record<string, (client: pg.Client) => Promise<unknown>> = {
  'while the log is empty': async () => {},
  'that grew since anybody looked': fill,
  'of one source, by its statistics': async (client) => {
    await fill(client);
    await client.query('ANALYZE');
  },
  'by statistics of a short log': async (client) => {
    await client.query('ANALYZE');
    await fill(client);
  },
};

for (const [way, prepare] of Object.entries(WAYS)) {
  test(`what a transaction has to know is found by its own index in a log ${way}`, {
    skip: NO_SERVER,
  }, async (t) => {
    const plan = await planOf(t, prepare);
    t.match(plan, /Index Scan Backward using events_record on integration_events_log/);
    t.match(
      plan,
      /using events_identity on integration_events_log \S+\s+Index Cond: \(\(source = \S+ AND \(event_id =/,
    );
    // What of a record is unfinished: by its lane, or by all that came of the record, as long as that is next to nothing.
    t.match(plan, /Index (?:Only )?Scan using events_(?:lane|record) on integration_events_log/);
    t.notMatch(plan, /Seq Scan|Bitmap|Hash Join|Merge Join/);
  });
}

/** What opening one event reads, as the server would read it. */
async function plansOfOpening(t: Test, prepare: (client: pg.Client) => Promise<unknown>): Promise<string[]> {
  const url = await emptiedDatabase();
  const client = new pg.Client(url);
  await client.connect();
  t.teardown(() => client.end());
  await prepare(client);
  const plans: string[] = [];
  const queries = new EventQueries(
    {
      async all<Row>(query: SQL): Promise<Row[]> {
        const { sql: text, params } = new PgDialect().sqlToQuery(query);
        const { rows } = await client.query(`EXPLAIN (COSTS OFF) ${text}`, params);
        plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
        return (await client.query(text, params)).rows;
      },
    },
    POSTGRES,
  );
  await queries.get(7);
  return plans;
}

const OPENED: typeof WAYS = {
  ...WAYS,
  'of a million rows that nobody has looked at': async (client) => {
    await fill(client);
    // As wide as real ones, and as the server would guess their number.
    await client.query(`UPDATE integration_events_log SET payload = repeat('x', 1000)`);
    await client.query(`
      UPDATE pg_class SET reltuples = 1e6, relpages = pg_relation_size(oid) / current_setting('block_size')::int
      WHERE relname = 'integration_events_log'`);
  },
};

for (const [way, prepare] of Object.entries(OPENED)) {
  test(`the repeats of an event are found by their own index in a log ${way}`, {
    skip: NO_SERVER,
  }, async (t) => {
    const plans = await plansOfOpening(t, async (client) => {
      await prepare(client);
      await client.query(`
        INSERT INTO integration_events_log
          (id, event_id, source, module, event_type, record_id, status, created_at, processed_at, payload_sha256, verified_by, payload)
        VALUES (7, '7', 'zoho', 'BTEC_Students', 'update', '7', 'completed', '2026', '2026', '', 'hmac', '')
        ON CONFLICT DO NOTHING`);
    });
    t.match(plans.at(-1), /events_duplicates/);
    t.notMatch(plans.join('\n'), /Seq Scan on integration_events_log|Backward/);
  });
}
