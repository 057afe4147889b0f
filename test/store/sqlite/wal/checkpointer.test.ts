import { once } from 'node:events';
import { closeSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { openDatabase } from '../../../../src/store/sqlite/connect.ts';
import { Checkpointer } from '../../../../src/store/sqlite/wal/checkpointer.ts';
import { type Test, TestClock, temporaryFolder, test } from '../../../harness.ts';

const MARK = 'this text is in the database file';

/** A database whose only write so far, `MARK`, is in the write-ahead log. */
function open(t: Test) {
  const file = join(temporaryFolder(t), 'events.db');
  const db = openDatabase(file);
  t.teardown(() => db.close());
  db.exec(`INSERT INTO heartbeat (id, at) VALUES (1, '${MARK}')`);
  const clock = new TestClock();
  return { db, clock, isCopied: (text = MARK) => readFileSync(file).includes(text) };
}

/** What a database file begins with is read by each new connection. Answers what was there. */
function overwriteHeader(file: string, header: Buffer): Buffer {
  const descriptor = openSync(file, 'r+');
  const earlier = Buffer.alloc(header.length);
  readSync(descriptor, earlier, 0, header.length, 0);
  writeSync(descriptor, header, 0, header.length, 0);
  closeSync(descriptor);
  return earlier;
}

/** More than is copied without the thread. */
const MUCH = `INSERT OR REPLACE INTO heartbeat (id, at) VALUES (9, hex(zeroblob(200000)))`;

/** The thread starts with the first checkpoint of much. */
async function startWith(db: ReturnType<typeof openDatabase>, clock: TestClock) {
  const started = once(process, 'worker');
  const checkpointer = new Checkpointer(db, clock);
  checkpointer.committed();
  clock.advance(100);
  const [worker]: Worker[] = await started;
  if (worker === undefined) throw new Error('no thread was started');
  return { checkpointer, worker };
}

test('a tenth of a second after a commit the log is copied into the database file, without a thread where it is little', async (t) => {
  const { db, clock, isCopied } = open(t);
  const checkpointer = new Checkpointer(db, clock);
  checkpointer.committed();
  clock.advance(100);
  t.equal(isCopied(), true);
  await checkpointer.close();
});

test('much is copied by a thread', async (t) => {
  const { db, clock, isCopied } = open(t);
  db.exec(MUCH);
  const checkpointer = new Checkpointer(db, clock);
  checkpointer.committed();
  clock.advance(100);
  t.equal(isCopied(), false);
  await checkpointer.close();
  t.equal(isCopied(), true);
});

test('earlier than that nothing is copied, and a close plans nothing more', async (t) => {
  const { db, clock, isCopied } = open(t);
  const checkpointer = new Checkpointer(db, clock);
  checkpointer.committed();
  clock.advance(99);
  await checkpointer.close();
  t.equal(isCopied(), false);
  t.equal(clock.nextInMs, null);
});

test('commits that follow each other share one checkpoint', async (t) => {
  const { db, clock } = open(t);
  const checkpointer = new Checkpointer(db, clock);
  t.equal(clock.nextInMs, null, 'nothing is planned at rest');
  checkpointer.committed();
  clock.advance(50);
  checkpointer.committed();
  t.equal(clock.nextInMs, 50);
  clock.advance(50);
  t.equal(clock.nextInMs, null);
  await checkpointer.close();
});

test('the first commit after a checkpoint plans the next one', async (t) => {
  const { db, clock } = open(t);
  db.exec(MUCH);
  const { checkpointer, worker } = await startWith(db, clock);
  const copied = once(worker, 'message');
  // The thread alone does not keep the process alive.
  worker.ref();
  await copied;
  checkpointer.committed();
  t.equal(clock.nextInMs, 100);
  await checkpointer.close();
});

test('a database in memory starts no thread and plans nothing', async (t) => {
  const db = openDatabase(':memory:');
  t.teardown(() => db.close());
  const clock = new TestClock();
  const checkpointer = new Checkpointer(db, clock);
  checkpointer.committed();
  t.equal(clock.nextInMs, null);
  await t.resolves(checkpointer.close());
});

test('a checkpoint without the thread that fails is told once, too, and the next one copies the log', async (t) => {
  const { db, clock, isCopied } = open(t);
  const warnings: string[] = [];
  const note = ({ message }: Error) => void warnings.push(message);
  process.on('warning', note);
  t.teardown(() => process.off('warning', note));
  const checkpointer = new Checkpointer(db, clock);
  const again = () => {
    checkpointer.committed();
    clock.advance(100);
  };
  db.exec('BEGIN IMMEDIATE');
  again();
  again();
  db.exec('ROLLBACK');
  t.equal(isCopied(), false);
  again();
  t.equal(isCopied(), true);
  await new Promise(setImmediate);
  t.same(warnings, ['A checkpoint failed: database table is locked']);
  await checkpointer.close();
});

test('a checkpoint that fails is told once, and the next one copies the log all the same', async (t) => {
  const { db, clock, isCopied } = open(t);
  db.exec(MUCH);
  db.pragma('wal_checkpoint(PASSIVE)');
  const header = overwriteHeader(db.name, Buffer.alloc(16));
  const warnings: string[] = [];
  const note = ({ message }: Error) => void warnings.push(message);
  process.on('warning', note);
  t.teardown(() => process.off('warning', note));
  const { checkpointer, worker } = await startWith(db, clock);
  worker.ref();
  const again = async () => {
    checkpointer.committed();
    clock.advance(100);
    await once(worker, 'message');
  };
  await once(worker, 'message');
  await again();
  overwriteHeader(db.name, header);
  db.exec(`INSERT INTO heartbeat (id, at) VALUES (2, '${MARK} again')`);
  await again();
  t.equal(isCopied(`${MARK} again`), true);
  t.same(warnings, ['A checkpoint failed: file is not a database']);
  await checkpointer.close();
});

test('when the thread breaks a person is told, the service goes on and can be closed', async (t) => {
  const folder = join(temporaryFolder(t), 'gone');
  const db = openDatabase(join(folder, 'events.db'));
  t.teardown(() => db.close());
  rmSync(folder, { recursive: true });
  const warned = once(process, 'warning');
  const { checkpointer, worker } = await startWith(db, new TestClock());
  worker.ref();
  t.match(await warned, [{ message: /^The checkpoint thread ended: / }]);
  checkpointer.committed();
  await t.resolves(checkpointer.close());
});
