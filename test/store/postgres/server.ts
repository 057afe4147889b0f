import pg from 'pg';
import tap from 'tap';
import { missingPostgres, type PostgresServer, startPostgres } from '../../postgres-server.ts';

/** Why nothing of PostgreSQL is tested here, for `skip`: it is printed with every test that it keeps from running. */
export const NO_SERVER: string | false = missingPostgres() ?? false;

let starting: Promise<PostgresServer> | null = null;

/**
 * One server for the tests of a file, started with the first that needs it. Nothing of it has to outlive the machine; it
 * answers before it writes, where nobody asks it for more.
 */
export function testServer(): Promise<PostgresServer> {
  starting ??= startPostgres(['fsync=off', 'synchronous_commit=off']).then((server) => {
    tap.teardown(() => server.stop());
    return server;
  });
  return starting;
}

/** The address of an empty database of its own. */
export async function emptyDatabase(): Promise<string> {
  return (await testServer()).createDatabase();
}

let shared: Promise<string> | null = null;

/** The same, a few milliseconds after the first: one database, emptied. For tests that run one after the other. */
export async function emptiedDatabase(): Promise<string> {
  shared ??= emptyDatabase();
  const client = new pg.Client(await shared);
  await client.connect();
  const { rows } = await client.query(
    `SELECT string_agg(quote_ident(tablename), ', ') AS tables FROM pg_tables WHERE schemaname = 'public'`,
  );
  if (rows[0].tables !== null) await client.query(`TRUNCATE ${rows[0].tables} RESTART IDENTITY`);
  await client.end();
  return shared;
}
