import { existsSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { lockFile } from '../../../../src/store/sqlite/file/file-lock.ts';
import { temporaryFolder, test } from '../../../harness.ts';

const KEEPER = { pid: 4711, port: 8001, since: '2026-01-25T10:00:00.000Z' };

test('one keeper has a file at a time, whatever it is called by, and the other is told who', async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'data', 'events.db');
  const lock = lockFile(file, KEEPER);
  symlinkSync(file, join(folder, 'link.db'));
  symlinkSync(join(folder, 'data'), join(folder, 'other'));
  for (const name of [join(folder, 'link.db'), join(folder, 'other', 'events.db'), relative('.', file)])
    t.throws(() => lockFile(name, { ...KEEPER, pid: 2 }, 0), {
      name: 'PermanentFailure',
      code: 'DATABASE_IN_USE',
      message:
        /^Another service keeps .* \(process 4711 on \S+, port 8001, since 2026-01-25T10:00:00\.000Z\)\. Stop it/,
    });
  lock.release();
  t.notOk(existsSync(`${file}-lock.txt`));
  lockFile(file, KEEPER).release();
});

test('a command that keeps a file is named without a port', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  const lock = lockFile(file, { ...KEEPER, port: null });
  t.throws(() => lockFile(file, KEEPER, 0), { message: /\(process 4711 on \S+, since/ });
  lock.release();
});

test('a file that cannot be made is refused with the reason of the system', async (t) => {
  const file = join(temporaryFolder(t), 'x'.repeat(300));
  t.throws(() => lockFile(file, KEEPER), { code: 'ENAMETOOLONG' });
});

test('a keeper that left no note is refused to others all the same', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  const lock = lockFile(file, KEEPER);
  t.teardown(() => lock.release());
  rmSync(`${file}-lock.txt`);
  t.throws(() => lockFile(file, KEEPER), {
    message: `Another service keeps the database ${file}. Stop it first, or set DATABASE_URL to another file.`,
  });
});

test('the lock and its note are for their owner only', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  const lock = lockFile(file, KEEPER);
  t.teardown(() => lock.release());
  for (const path of [`${file}-lock`, `${file}-lock.txt`]) t.equal(statSync(path).mode & 0o777, 0o600);
});

test('a lock that is no file of ours is not taken for a keeper', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  writeFileSync(
    `${file}-lock`,
    'something else, longer than a header of a hundred bytes would be'.repeat(99),
  );
  t.throws(() => lockFile(file, KEEPER), { code: 'SQLITE_NOTADB' });
});

test('a log in memory has no file to lock', async (t) => {
  lockFile(':memory:', KEEPER).release();
  t.notOk(existsSync(':memory:'));
});
