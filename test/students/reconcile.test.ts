import { CRM_REFUSALS } from '../../simulator/crm/crm.ts';
import { type ReconcileOptions, reconcileStudents } from '../../src/students/reconcile.ts';
import { OPERATOR, START_MS, studentBody, type Test, test, until } from '../harness.ts';
import { connectedApp } from '../outside/zoho/setup.ts';

const MODULE = 'BTEC_Students';
const ID = '4554000000012345678';
const SARA = { Name: 'A01B0001C', First_Name: 'Sara', Academic_Email: 'sara.ali@example.edu' };
const MINUTE_MS = 60_000;

async function setUp(t: Test) {
  const { app, zoho, clock } = await connectedApp(t);
  const { crm, intake, reading, students, state } = app;
  if (crm === null) throw new Error('the app is not connected');
  const signal = new AbortController().signal;
  const run = (changes: Partial<ReconcileOptions> = {}) =>
    reconcileStudents({ crm, intake, reading, students, state, clock, ...changes }, signal);
  const processed = async () => {
    await until(async () => {
      const { by_status } = await reading.stats({});
      return (by_status.pending ?? 0) + (by_status.processing ?? 0) === 0;
    });
  };
  return { app, zoho, clock, run, processed, records: zoho.crm.records };
}

const total = async (app: Awaited<ReturnType<typeof setUp>>['app']) =>
  (await app.reading.stats({})).total_events;

test('a student whose webhook was never sent is found, read and stored, once', async (t) => {
  const { app, clock, run, processed, records, zoho } = await setUp(t);
  records.edit(MODULE, ID, SARA);
  clock.advance(5 * MINUTE_MS);
  t.same(await run(), { changed: 1, deleted: 0, missing: 1 });
  await processed();
  t.match(await app.students.find(ID), { academicEmail: 'sara.ali@example.edu', studentNumber: 'A01B0001C' });
  const { events } = (await app.inject({ url: '/api/v1/events', headers: OPERATOR })).json();
  t.match(events, [
    {
      event_type: 'update',
      status: 'completed',
      verified_by: 'reconcile',
      occurred_at: '2026-01-25T10:00:00.000Z',
    },
  ]);

  clock.advance(MINUTE_MS);
  t.same(await run(), { changed: 1, deleted: 0, missing: 0 }, 'the overlap sees it again');
  t.equal(await total(app), 1);
  t.same(zoho.writes, []);
});

test('a deletion whose webhook was lost marks the student; of strangers it says nothing', async (t) => {
  const { app, clock, run, processed, records } = await setUp(t);
  records.edit(MODULE, ID, SARA);
  clock.advance(5 * MINUTE_MS);
  await run();
  await processed();
  records.remove(MODULE, ID);
  records.remove(MODULE, 'stranger');
  clock.advance(5 * MINUTE_MS);
  t.same(await run(), { changed: 0, deleted: 2, missing: 1 });
  await processed();
  t.not((await app.students.find(ID))?.deletedAt, null);
  t.same(await run(), { changed: 0, deleted: 2, missing: 0 });
});

test('a student that was restored after a deletion is not deleted again', async (t) => {
  const { app, clock, run, processed, records } = await setUp(t);
  records.edit(MODULE, ID, SARA);
  records.remove(MODULE, ID);
  clock.advance(2000);
  records.edit(MODULE, ID, SARA);
  clock.advance(5 * MINUTE_MS);
  await run();
  await processed();
  t.equal((await app.students.find(ID))?.deletedAt, null);
  t.same(await run(), { changed: 1, deleted: 1, missing: 0 });
});

test('a student that came back from the recycle bin with its old time is found, once', async (t) => {
  const { app, clock, run, processed, records } = await setUp(t);
  records.edit(MODULE, ID, SARA);
  const before = records.get(MODULE, ID);
  clock.advance(5 * MINUTE_MS);
  await run();
  await processed();
  const body = { zoho_id: ID, module: MODULE, operation: 'delete' };
  await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload: body });
  await processed();
  t.not((await app.students.find(ID))?.deletedAt, null);
  t.same(records.get(MODULE, ID), before, 'Zoho has it, as it was');
  clock.advance(60 * MINUTE_MS);
  t.same(await run({ sinceMs: START_MS - MINUTE_MS }), { changed: 2, deleted: 0, missing: 1 });
  await processed();
  t.equal((await app.students.find(ID))?.deletedAt, null);
  t.same(await run({ sinceMs: START_MS - MINUTE_MS }), { changed: 1, deleted: 0, missing: 0 });
});

test('a change that a webhook brought already, with its time, is no event', async (t) => {
  const { app, clock, run, processed, records } = await setUp(t);
  records.edit(MODULE, ID, SARA);
  const data = records.get(MODULE, ID);
  await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload: studentBody({ data }) });
  await processed();
  clock.advance(5 * MINUTE_MS);
  t.same(await run(), { changed: 1, deleted: 0, missing: 0 });
});

test('a change that a webhook brought without its time is read once more, and then known', async (t) => {
  const { app, clock, run, processed, records } = await setUp(t);
  records.edit(MODULE, ID, SARA);
  await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload: studentBody() });
  await processed();
  clock.advance(2 * MINUTE_MS);
  t.same(await run(), { changed: 1, deleted: 0, missing: 1 });
  await processed();
  clock.advance(MINUTE_MS);
  t.same(await run(), { changed: 1, deleted: 0, missing: 0 });
});

test('an event that failed is not appended again by each run', async (t) => {
  const { app, clock, run, processed, records } = await setUp(t);
  records.edit(MODULE, ID, { Name: 'A01B0001C', Academic_Email: null });
  clock.advance(2 * MINUTE_MS);
  await run();
  await processed();
  clock.advance(MINUTE_MS);
  t.same(await run(), { changed: 1, deleted: 0, missing: 0 });
  t.match(await app.reading.stats({}), { total_events: 1, by_status: { failed: 1 } });
});

test('a change of this minute is left to its webhook, and seen by the next run', async (t) => {
  const { clock, run, records } = await setUp(t);
  records.edit(MODULE, ID, SARA);
  clock.advance(30_000);
  t.same(await run(), { changed: 0, deleted: 0, missing: 0 });
  clock.advance(15 * MINUTE_MS);
  t.same(await run(), { changed: 1, deleted: 0, missing: 1 });
});

test('the first run looks back a day, later ones to their mark, and an operator as far as they like', async (t) => {
  const { clock, run, records } = await setUp(t);
  records.edit(MODULE, ID, SARA);
  clock.advance(26 * 60 * MINUTE_MS);
  t.same(await run(), { changed: 0, deleted: 0, missing: 0 });
  t.same(await run({ sinceMs: START_MS - MINUTE_MS }), { changed: 1, deleted: 0, missing: 1 });
});

test('a dry run counts what is missing and changes nothing', async (t) => {
  const { app, clock, run, records } = await setUp(t);
  records.edit(MODULE, ID, SARA);
  clock.advance(5 * MINUTE_MS);
  t.same(await run({ isDryRun: true }), { changed: 1, deleted: 0, missing: 1 });
  t.equal(await total(app), 0);
  t.equal(await app.state.read('reconcile.students'), null);
});

test('many changes come page by page, also when hundreds share a second', async (t) => {
  const { app, clock, run, records } = await setUp(t);
  // What each of them does is shown above; here only that each is found, once.
  await app.processor.stop();
  for (let n = 0; n < 450; n++) {
    if (n % 300 === 250) clock.advance(1000);
    records.edit(MODULE, String(4554000000000000000n + BigInt(n)), {
      Academic_Email: `sara.${n}@example.edu`,
    });
  }
  clock.advance(5 * MINUTE_MS);
  const progress: object[] = [];
  const report = await run({ onProgress: (soFar) => void progress.push(soFar) });
  t.same(report, { changed: 450, deleted: 0, missing: 450 });
  t.ok(progress.length > 3, `progress was told ${progress.length} times`);
  t.same((await app.reading.stats({})).by_status, { pending: 450 });
});

test('a run that breaks off leaves its mark, and the next one covers the gap', async (t) => {
  const { app, clock, run, records, zoho } = await setUp(t);
  await run();
  const mark = await app.state.read('reconcile.students');
  records.edit(MODULE, ID, SARA);
  clock.advance(60 * MINUTE_MS);
  zoho.failCrm(CRM_REFUSALS.OAUTH_SCOPE_MISMATCH);
  await t.rejects(run(), { name: 'CredentialsFailure', message: /ZohoCRM\.coql\.READ/ });
  t.equal(await app.state.read('reconcile.students'), mark);
  clock.advance(10 * MINUTE_MS);
  t.same(await run(), { changed: 1, deleted: 0, missing: 1 });
});

test('an answer that never ends is given up', async (t) => {
  const { run, zoho } = await setUp(t);
  zoho.failCrm({ status: 200, json: { data: [], info: { more_records: true } } });
  t.same(await run(), { changed: 0, deleted: 0, missing: 0 });
});

test('hundreds that were deleted here are asked for a hundred at a time', async (t) => {
  const { app, clock, run, processed, records, zoho } = await setUp(t);
  const ids = Array.from({ length: 150 }, (_, n) => String(4554000000000000000n + BigInt(n)));
  const send = (operation: string) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/events/zoho/student',
      payload: ids.map((id) => ({
        record_id: id,
        module: MODULE,
        operation,
        data: { Academic_Email: `${id}@example.edu` },
      })),
    });
  await send('insert');
  await processed();
  await send('delete');
  await processed();
  records.put(MODULE, { id: String(ids[140]), ...SARA, Modified_Time: '2026-01-01T00:00:00+00:00' });
  clock.advance(5 * MINUTE_MS);
  const before = zoho.requests.length;
  t.same(await run(), { changed: 1, deleted: 0, missing: 1 });
  t.equal(zoho.requests.slice(before).filter((request) => request.includes('?ids=')).length, 2);
  await processed();
  t.equal((await app.students.find(String(ids[140])))?.deletedAt, null);
});
