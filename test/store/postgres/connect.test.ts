import { connect, migrateUnderLock } from '../../../src/store/postgres/connect.ts';
import { type Test, test } from '../../harness.ts';
import { emptyDatabase, NO_SERVER } from './server.ts';

async function pool(t: Test, url: string) {
  const opened = connect(url, 4);
  t.teardown(() => opened.end());
  return opened;
}

test('ten instances that start at once bring the tables up to date once', { skip: NO_SERVER }, async (t) => {
  const url = await emptyDatabase();
  const first = await pool(t, url);
  const others = await Promise.all(Array.from({ length: 9 }, () => pool(t, url)));
  await Promise.all([first, ...others].map(migrateUnderLock));
  const { rows } = await first.query(
    'SELECT count(*) AS applied, count(DISTINCT hash) AS different FROM drizzle.__drizzle_migrations',
  );
  t.equal(rows[0].applied, rows[0].different);
  t.equal((await first.query('SELECT * FROM integration_events_log')).rowCount, 0);
});

test('a database that a newer version made is refused', { skip: NO_SERVER }, async (t) => {
  const opened = await pool(t, await emptyDatabase());
  await migrateUnderLock(opened);
  await opened.query(
    `INSERT INTO drizzle.__drizzle_migrations (hash, created_at) SELECT 'x', 1 FROM generate_series(1, 9)`,
  );
  await t.rejects(migrateUnderLock(opened), { code: 'NEWER_DATABASE' });
});

test('row numbers come as numbers, bytes as bytes', { skip: NO_SERVER }, async (t) => {
  const opened = await pool(t, await emptyDatabase());
  const { rows } = await opened.query(`SELECT 9007199254740991::bigint AS id, '\\x00ff'::bytea AS bytes`);
  t.same(rows, [{ id: Number.MAX_SAFE_INTEGER, bytes: Buffer.from([0, 255]) }]);
});

test('a server that is not there is told within seconds', async (t) => {
  const opened = await pool(t, 'postgres://127.0.0.1:1/hub');
  await t.rejects(opened.query('SELECT 1'), { code: 'ECONNREFUSED' });
});

test('an address that cannot be read, or that names several hosts, is refused with a sentence', async (t) => {
  for (const url of ['postgres://one,two:5433/hub', 'postgres://u:p@127.0.0.1:a/hub'])
    t.throws(() => connect(url, 1), { code: 'UNREADABLE_ADDRESS', message: /names one server/ });
});
