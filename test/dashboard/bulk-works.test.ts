import { BulkWorks } from '../../src/dashboard/bulk-works.ts';
import { workPage } from '../../src/dashboard/pages/work.ts';
import { toReader } from '../../src/dashboard/reader.ts';
import type { BulkReplay } from '../../src/log/upkeep.ts';
import { test } from '../harness.ts';

const reader = toReader('en', {}, { path: '/', name: '', nowMs: 0, mayAct: true });
const replay = (changes: Partial<BulkReplay> = {}): BulkReplay => ({
  matched: 3,
  replayed: 3,
  skipped: { unfinished: 0, duplicate: 0, unreadable: 0, erased: 0 },
  interrupted: false,
  ...changes,
});
const nobody = () => {};

test('a work tells how far it is, and then how it ended', async (t) => {
  const works = new BulkWorks();
  const { promise, resolve } = Promise.withResolvers<BulkReplay>();
  let tell: (n: number) => void = nobody;
  const run = (onProgress: (n: number) => void) => {
    tell = onProgress;
    return promise;
  };
  const id = works.start({ planned: 3, events: [1, 2, 3] }, run, nobody);
  tell(2);
  const page = (statuses: Parameters<typeof workPage>[2]) => workPage(reader, works.get(id), statuses);
  t.match(
    page(['pending', 'failed', 'failed']),
    /3 events are put back to work\.<\/p><p>2 so far\.[\s\S]*value="2"/,
  );
  resolve(replay());
  await promise;
  await null;
  t.match(
    page(['completed', 'processing', 'failed']),
    /1 went well\.<\/p><p>1 failed again\.<\/p><p>1 still waits\./,
  );
  t.match(
    page(['completed', 'processing', 'failed']),
    'hx-get="/dashboard/work/1"',
    'it is followed to its end',
  );
});

test('what was cut off, stopped or more than can be followed is said', async (t) => {
  const works = new BulkWorks();
  const errors: unknown[] = [];
  const broken = works.start(
    { planned: 3, events: [] },
    async () => Promise.reject(new Error('x')),
    (error) => errors.push(error),
  );
  const stopped = works.start(
    { planned: 9, events: [1] },
    async () => replay({ replayed: 4, interrupted: true }),
    nobody,
  );
  const none = works.start({ planned: 0, events: [] }, async () => replay({ replayed: 0 }), nobody);
  await new Promise((resolve) => setImmediate(resolve));
  t.equal(errors.length, 1);
  t.match(workPage(reader, works.get(broken), []), /It broke off/);
  t.match(
    workPage(reader, works.get(stopped), ['completed']),
    /Told of the newest one\.[\s\S]*The service stopped meanwhile/,
  );
  t.match(workPage(reader, works.get(none), []), 'No event was replayed.');
});

test('the works of long ago are forgotten', (t) => {
  const works = new BulkWorks();
  for (let i = 0; i < 51; i++) works.start({ planned: 0, events: [] }, async () => replay(), nobody);
  t.equal(works.get(1), null);
  t.ok(works.get(2));
  t.end();
});
