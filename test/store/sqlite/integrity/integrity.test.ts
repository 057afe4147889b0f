import { closeSync, copyFileSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inEnglish } from '../../../../src/sentences/tell.ts';
import { DAMAGED as TOLD } from '../../../../src/store/sqlite/integrity/damaged.ts';
import { lookThrough } from '../../../../src/store/sqlite/integrity/integrity.ts';
import { openSqliteStores } from '../../../../src/store/sqlite/open.ts';
import { openThreadedStores } from '../../../../src/store/sqlite/thread/threaded-stores.ts';
import { newEvent, TestClock, temporaryFolder, test } from '../../../harness.ts';
import { startService } from '../../../service.ts';
import { OPERATOR_ACTION } from '../../contract/support.ts';
import { damagedFile, EVENTS, wholeFile } from './damaged-file.ts';

/** In ms; enough for any machine. */
const LONG = 120_000;
const DAMAGED = inEnglish(TOLD);
const REFUSED = { name: 'StoreUnavailable', message: DAMAGED };

test('a file is whole until something is written over its middle', async (t) => {
  t.same(await lookThrough(await wholeFile(t), LONG), { is: 'whole' });
  for (const fill of [0, 0xa5]) {
    const found = await lookThrough(await damagedFile(t, fill), LONG);
    t.match(found, { is: 'damaged', fault: /\S/ }, `filled with ${fill}`);
  }
});

test('a file whose first page is damaged is not taken for one that could not be looked at', async (t) => {
  const file = await damagedFile(t);
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(3_000, 0xa5), 0, 3_000, 100);
  closeSync(descriptor);
  t.match(await lookThrough(file, LONG), { is: 'damaged' });
  t.throws(() => openSqliteStores(file, new TestClock()), { code: 'DAMAGED_DATABASE', message: DAMAGED });
});

test('what stands in the write-ahead log of a process that was killed is looked at too, and left there', async (t) => {
  const file = await wholeFile(t);
  const { events } = openSqliteStores(file, new TestClock());
  t.teardown(() => events.close());
  await events.append([newEvent({ eventId: 'in the log' })]);
  const left = join(temporaryFolder(t), 'events.db');
  for (const end of ['', '-wal']) copyFileSync(file + end, left + end);
  const bytes = statSync(`${left}-wal`).size;
  t.ok(bytes > 0);
  t.same(await lookThrough(left, LONG), { is: 'whole' });
  t.equal(statSync(`${left}-wal`).size, bytes);
});

test('what is not there yet, or in memory, is whole; what took too long is unknown', async (t) => {
  t.same(await lookThrough(join(temporaryFolder(t), 'events.db'), LONG), { is: 'whole' });
  t.same(await lookThrough(':memory:', LONG), { is: 'whole' });
  t.same(await lookThrough(await wholeFile(t), 1), { is: 'unknown' });
});

test('the service takes nothing into a damaged file, and says what to do', async (t) => {
  const { intake, upkeep } = await openThreadedStores(await damagedFile(t), {
    port: 8001,
    endsStudentsAtOnce: false,
  });
  t.teardown(() => upkeep.close());
  const isFound = async () => (await upkeep.condition()).some(({ code }) => code === 'DAMAGED');
  // On a slow machine the look ends after the start.
  while (!(await isFound())) await new Promise((resolve) => setImmediate(resolve));
  await t.rejects(upkeep.heartbeat(), { message: DAMAGED });
  await t.rejects(intake.append([newEvent()]), { message: DAMAGED });
  t.match(await upkeep.condition(), [{ code: 'DAMAGED', message: DAMAGED, told: [TOLD] }]);
});

test('damage that a commit meets first is noted too', async (t) => {
  const { events } = openSqliteStores(await damagedFile(t), new TestClock());
  t.teardown(() => events.close());
  t.same(await events.condition(), []);
  const replays = await Promise.allSettled(
    Array.from({ length: EVENTS }, (_, index) => events.replay(index + 1, OPERATOR_ACTION)),
  );
  t.ok(replays.some(({ status }) => status === 'rejected'));
  t.match(await events.condition(), [{ code: 'DAMAGED' }]);
  await t.rejects(events.heartbeat(), REFUSED);
});

test('a look that ends well, or does not end, refuses nothing', async (t) => {
  for (const is of ['whole', 'unknown'] as const) {
    const file = join(temporaryFolder(t), 'events.db');
    const { events } = openSqliteStores(file, new TestClock(), { integrity: Promise.resolve({ is }) });
    await t.resolves(events.heartbeat());
    await events.close();
  }
});

test('a service that was started on a damaged file is alive and never ready, and says what to do', async (t) => {
  const file = await damagedFile(t);
  const service = await startService(t, dirname(file), [], { DATABASE_URL: `file:${file}` });
  const { status, body } = await untilNotReady(service.url);
  t.equal(status, 503);
  t.same(body, { status: 'not_ready', reason: `the store does not take a write: ${DAMAGED}` });
  t.equal((await fetch(`${service.url}/health`)).status, 200);
  t.equal(await service.stop('SIGTERM'), 0);
});

/** On a slow machine the look ends after the start. */
async function untilNotReady(url: string) {
  for (;;) {
    const answer = await fetch(`${url}/ready`);
    const body = (await answer.json()) as { status: string };
    if (body.status === 'not_ready') return { status: answer.status, body };
  }
}
