import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Outcome } from '../../../src/log/ports.ts';
import { compactIfSmall } from '../../../src/store/sqlite/file/old-pages.ts';
import { openSqliteStores, type SqliteStores } from '../../../src/store/sqlite/open.ts';
import type { Student } from '../../../src/students/student.ts';
import { newEvent, type Test, TestClock, temporaryFolder, test, until } from '../../harness.ts';
import { claimAll, completed, student } from '../contract/support.ts';

const BY = { operator: 'cli', action: 'erase', target: 'an e-mail address', detail: {} };
const EMAIL = 'canary@example.edu';

/** A name that stands in the files as it is; `n` makes it unique, `length` sends it to pages of its own. */
const canary = (n: number, length = 0) => `Canary-${n}-${'x'.repeat(length)}-Canary`;

function open(t: Test) {
  const file = join(temporaryFolder(t), 'events.db');
  const clock = new TestClock();
  const stores = openSqliteStores(file, clock);
  t.teardown(() => stores.events.close());
  return { file, clock, stores };
}

/** What of a person the files hold, byte by byte. */
function traces(file: string): string[] {
  return ['', '-wal', '-shm']
    .filter((end) => existsSync(file + end))
    .flatMap((end) => (/Canary|canary@/.test(readFileSync(file + end, 'latin1')) ? [`events.db${end}`] : []));
}

/** A moment for the thread that empties the log, which goes by no clock of ours. */
const aThread = () => new Promise((resolve) => setTimeout(resolve, 2));

function named(n: number, recordId: string) {
  if (recordId === 'other') return { name: `Somebody ${n}`, email: 'other@example.edu' };
  return { name: canary(n, (n % 5) * 3_000), email: EMAIL };
}

function endOf(n: number, name: string, saved: Student): Outcome {
  if (n % 4 === 1) return { status: 'retry', error: `Again: ${name}`, retryAt: 0 };
  if (n % 4 === 2) return { status: 'failed', error: `Wrong: ${name}`, result: { name } };
  return completed(saved);
}

/** A life of a person in the log: in every table and every kind of page, changed again and again, among others. */
async function live({ events, suggestions, connection }: SqliteStores, rounds = 30): Promise<void> {
  for (let n = 0; n < rounds; n++) {
    const recordId = n % 3 === 0 ? 'other' : 'person';
    const payload = JSON.stringify(named(n, recordId));
    const rawBody = Buffer.from(`${payload} `);
    await events.append([newEvent({ eventId: `e${n}`, recordId, payload, rawBody })]);
    for (const event of await claimAll(events)) {
      const { name, email } = named(n, event.recordId);
      const changes = { displayName: name, academicEmail: email, studentNumber: event.recordId };
      await events.settle(event, endOf(n, name, student({ zohoId: event.recordId, ...changes })));
    }
    // A checkpoint now and then, as the service makes them: each leaves a version of the pages in the file.
    if (n % 4 === 0) connection.pragma('wal_checkpoint(PASSIVE)');
  }
  const proposal = { to: EMAIL, text: canary(0) };
  const waiting = [
    { eventRow: null, ticketId: 'ticket', step: 'reply' as const, key: 'k', proposal, guard: {} },
  ];
  await suggestions.replaceWaiting({ ticketId: 'ticket', waiting });
  await events.replayMatching({ q: EMAIL }, { ...BY, action: 'replay', detail: { filter: { q: EMAIL } } });
}

test('after an erasure no byte of the person is in any file, whatever was written over before', async (t) => {
  const { file, stores } = open(t);
  await live(stores);
  t.not(traces(file).length, 0, 'before it there was');
  const { left_in } = await stores.events.erase({ recordId: 'person', email: EMAIL }, BY);
  t.same(left_in, []);
  t.same(traces(file), []);
  t.equal((await stores.students.find('other'))?.displayName?.startsWith('Somebody'), true, 'others stay');
});

test('after a pruning no byte of what was deleted is in any file', async (t) => {
  const { file, clock, stores } = open(t);
  for (let n = 0; n < 100; n++) {
    await stores.events.append([
      newEvent({
        eventId: `e${n}`,
        recordId: `${n}`,
        payload: JSON.stringify({ n: canary(n, (n % 7) * 900) }),
      }),
    ]);
    for (const event of await claimAll(stores.events)) await stores.events.settle(event, completed());
  }
  clock.advance(2 * 86_400_000);
  await stores.events.append([newEvent({ eventId: 'newest' })]);
  await stores.events.prune(new Date(clock.now() - 86_400_000).toISOString(), BY);
  t.same(traces(file), []);
});

test('while somebody reads an older state the answer says so, and the log is emptied once they end', async (t) => {
  const { file, clock, stores } = open(t);
  await live(stores, 3);
  const reader = new Database(file);
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM students').get();
  const erasing = stores.events.erase({ recordId: 'person', email: EMAIL }, BY);
  let erased: Awaited<typeof erasing> | null = null;
  void erasing.then((answer) => {
    erased = answer;
  });
  await until(async () => {
    clock.advance(250);
    await aThread();
    return erased !== null;
  });
  t.match(await erasing, { left_in: ['journal'] });
  t.match(traces(file), ['events.db']);
  reader.close();
  await until(async () => {
    clock.advance(5_000);
    await aThread();
    return traces(file).length === 0;
  });
});

test('a database of an earlier version says that it may hold old bytes, until it is written anew', async (t) => {
  const { file, stores } = open(t);
  await live(stores, 6);
  const { connection, events } = stores;
  connection.exec(`DELETE FROM service_state WHERE key = 'file.clean'`);
  connection.pragma('secure_delete = OFF');
  t.match(await events.erase({ recordId: 'person', email: EMAIL }, BY), { left_in: ['old_pages'] });
  t.match(await events.condition(), [{ code: 'OLD_PAGES', message: /prune --compact/ }]);
  t.same(traces(file), ['events.db']);
  compactIfSmall(connection, file);
  t.same(traces(file), []);
  t.same(await events.condition(), []);
  t.match(await events.erase({ recordId: 'person', email: EMAIL }, BY), { left_in: [] });
});
