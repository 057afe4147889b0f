import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openDatabase } from '../../../src/store/sqlite/connect.ts';
import { drizzle, migrate } from '../../../src/store/sqlite/drizzle.ts';
import { type Test, temporaryFolder, test } from '../../harness.ts';
import { ROOT } from '../../service.ts';

const DELETED = '2026-01-20T00:00:00.000Z';

/** A database as version 0.1.0 left it, with these students, brought up to date. */
function upgraded(t: Test, students: readonly [zohoId: string, userId: string | null, deletedAt?: string][]) {
  const folder = temporaryFolder(t);
  const migrations = join(folder, 'migrations');
  cpSync(join(ROOT, 'migrations/sqlite'), migrations, { recursive: true });
  const journalFile = join(migrations, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(journalFile, 'utf8'));
  writeFileSync(journalFile, JSON.stringify({ ...journal, entries: journal.entries.slice(0, 6) }));
  const file = join(folder, 'events.db');
  const old = new Database(file);
  migrate(drizzle(old), { migrationsFolder: migrations });
  const insert = old.prepare(
    `INSERT INTO students (zoho_id, moodle_user_id, deleted_at, applied_times, created_at, updated_at, last_event)
     VALUES (?, ?, ?, '{}', ?, '', 1)`,
  );
  for (const [index, [zohoId, userId, deletedAt]] of students.entries())
    insert.run(zohoId, userId, deletedAt ?? null, `2026-01-0${index + 1}T00:00:00.000Z`);
  old.close();
  const connection = openDatabase(file);
  t.teardown(() => connection.close());
  const links = Object.fromEntries(
    connection
      .prepare<[], [string, string | null]>(`SELECT zoho_id, moodle_user_id FROM students`)
      .raw()
      .all(),
  );
  const actions = connection.prepare(`SELECT operator, action, target, detail FROM operator_actions`).all();
  return { connection, links, actions };
}

test('of two living students with one Moodle user the first keeps it, and operators find the other', async (t) => {
  const { links, actions, connection } = upgraded(t, [
    ['1', '42', DELETED],
    ['2', '42'],
    ['3', '42'],
    ['4', '43'],
    ['5', null],
    ['6', '42.0'],
  ]);
  t.same(links, { 1: '42', 2: '42', 3: null, 4: '43', 5: null, 6: null });
  const detail = '{"moodle_user_id":"42","kept_by":"2"}';
  t.same(actions, [
    { operator: 'upgrade', action: 'release', target: 'record 3', detail },
    { operator: 'upgrade', action: 'release', target: 'record 6', detail },
  ]);
  const link = connection.prepare(`UPDATE students SET moodle_user_id = '42' WHERE zoho_id = '3'`);
  t.throws(() => link.run(), { code: 'SQLITE_CONSTRAINT_UNIQUE' });
});

test('ids as tables write them are put right, and what stands for none is none', async (t) => {
  const { links, actions } = upgraded(t, [
    ['1', '910407.0'],
    ['2', '0'],
    ['3', '-'],
    ['4', '0.0'],
    ['5', 'M-7'],
    ['6', '1.5.0'],
  ]);
  t.same(links, { 1: '910407', 2: null, 3: null, 4: null, 5: 'M-7', 6: '1.5.0' });
  t.same(actions, []);
});
