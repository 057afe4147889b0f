import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { checkDatabase } from '../../src/doctor/database.ts';
import { inEnglish } from '../../src/sentences/tell.ts';
import { TestClock, temporaryFolder, test } from '../harness.ts';
import { damagedFile, wholeFile } from '../store/sqlite/integrity/damaged-file.ts';

function nobody(): void {}

test('a database whose file is damaged is a problem, with what to do and what was found', async (t) => {
  const finding = await checkDatabase(`file:${await damagedFile(t)}`, new TestClock(), nobody);
  t.match(finding, { code: 'DATABASE', state: 'problem' });
  t.match(finding.message, /is damaged.* put the latest backup in its place.* \(It was found as: .+\)$/);
});

test('a database that is whole is well; one that could not be looked through says so', async (t) => {
  const url = `file:${await wholeFile(t)}`;
  t.match(await checkDatabase(url, new TestClock(), nobody), { state: 'well', message: /file is whole/ });
  const hurried = await checkDatabase(url, new TestClock(), nobody, 1);
  t.match(hurried, { state: 'well', message: /could not be found out in time/ });
});

test('whoever waits for a large file is told why', async (t) => {
  const clock = new TestClock();
  const said: string[] = [];
  const looking = checkDatabase(
    `file:${await wholeFile(t)}`,
    clock,
    (progress) => void said.push(inEnglish(progress)),
  );
  while (clock.nextInMs === null) await new Promise((resolve) => setImmediate(resolve));
  clock.advance(1_000);
  await looking;
  t.match(said, [/^Looking through the database file/]);
});

test('a database that the system does not let this user look at is a problem, and not one that is absent', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  symlinkSync(file, file);
  const finding = await checkDatabase(`file:${file}`, new TestClock(), nobody);
  t.match(finding, { state: 'problem', told: [{ code: 'DATABASE_UNUSABLE' }] });
});
