import { reconcileTickets, type TicketReconcileOptions } from '../../../src/tickets/receive/reconcile.ts';
import { OPERATOR, START_MS, type Test, test, until } from '../../harness.ts';
import { TICKET, ticketApp } from '../setup.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const PATH = '/api/v1/events/desk/ticket';

/** A service that has looked once, before anything happened. */
async function setUp(t: Test, changes: Record<string, string> = {}) {
  const { app, simulator, clock, written } = await ticketApp(t, changes);
  const { desk, intake, reading, state } = app;
  if (desk === null) throw new Error('the app is not connected');
  const run = (more: Partial<TicketReconcileOptions> = {}) =>
    reconcileTickets({ desk, intake, reading, state, clock, ...more }, new AbortController().signal);
  const processed = async () => {
    await until(async () => {
      const { by_status } = await reading.stats({});
      return (by_status.pending ?? 0) + (by_status.processing ?? 0) === 0;
    });
  };
  const events = async () => (await app.inject({ url: '/api/v1/events', headers: OPERATOR })).json().events;
  const webhook = (id = TICKET, at = clock.now()) =>
    app.inject({
      method: 'POST',
      url: PATH,
      payload: [{ eventType: 'Ticket_Update', eventTime: String(at), payload: { id } }],
    });
  await run();
  return { app, simulator, clock, run, processed, events, webhook, written };
}
/** Changes the ticket of the test, now. */
const change = ({ simulator }: Pick<Awaited<ReturnType<typeof setUp>>, 'simulator'>, id = TICKET) =>
  simulator.putTicket({ id });

test('the first run looks at nothing: what happened before the service began was not lost', async (t) => {
  const { run, simulator } = await setUp(t);
  t.notOk(simulator.requests.some((request) => request.includes('/search')));
  t.same(
    await run({ sinceMs: START_MS - DAY_MS }),
    { changed: 0, missing: 0 },
    'and leaves this minute alone',
  );
});

test('a ticket whose webhook was never sent is found and worked on, once', async (t) => {
  const all = await setUp(t);
  const { clock, run, processed, events, app } = all;
  clock.advance(MINUTE_MS);
  change(all);
  clock.advance(10 * MINUTE_MS);
  t.same(await run(), { changed: 1, missing: 1 });
  await processed();
  t.match(await events(), [
    {
      source: 'zoho_desk',
      event_type: 'Ticket_Update',
      record_id: TICKET,
      status: 'completed',
      verified_by: 'reconcile',
      occurred_at: '2026-01-25T10:01:00.000Z',
    },
  ]);
  const [{ id }] = await events();
  const detail = (await app.inject({ url: `/api/v1/events/${id}`, headers: OPERATOR })).json();
  t.match(detail.event?.result ?? detail.result, { action_taken: 'workflow' });

  clock.advance(MINUTE_MS);
  t.same(await run(), { changed: 1, missing: 0 }, 'the overlap sees it again');
  t.same(await run({ sinceMs: START_MS }), { changed: 1, missing: 0 });
  t.equal((await events()).length, 1);
});

test('a change that a webhook brought is no event, one after it is', async (t) => {
  const all = await setUp(t);
  const { clock, run, processed, webhook } = all;
  change(all);
  clock.advance(1000);
  await webhook();
  await processed();
  clock.advance(6 * MINUTE_MS);
  t.same(await run(), { changed: 1, missing: 0 });
  change(all);
  clock.advance(6 * MINUTE_MS);
  t.same(await run(), { changed: 1, missing: 1 });
});

test('a repeat of an earlier webhook does not hide a later change', async (t) => {
  const all = await setUp(t);
  const { clock, run, processed, webhook, events } = all;
  await webhook(TICKET, START_MS);
  await processed();
  clock.advance(MINUTE_MS);
  change(all);
  clock.advance(MINUTE_MS);
  t.equal((await webhook(TICKET, START_MS)).json().status, 'duplicate');
  clock.advance(6 * MINUTE_MS);
  t.same(await run(), { changed: 1, missing: 1 });
  t.equal((await events()).length, 3);
});

test('what the workflow itself changes is looked at once more at the most', async (t) => {
  const all = await setUp(t, { WEBHOOK_AUTO_DISPATCH: 'true', WEBHOOK_AUTO_LINK: 'true' });
  const { clock, run, processed, webhook, written } = all;
  await webhook();
  await processed();
  t.not(written().length, 0, 'our own changes are in Zoho Desk');
  const missing: number[] = [];
  for (let turn = 0; turn < 4; turn++) {
    clock.advance(6 * MINUTE_MS);
    missing.push((await run()).missing);
    await processed();
  }
  t.ok(Number(missing[0]) <= 1);
  t.same(missing.slice(1), [0, 0, 0]);
});

test('a change that the index shows late is found by a later run', async (t) => {
  const all = await setUp(t);
  const { clock, run, simulator } = all;
  simulator.indexLagMs = 12 * MINUTE_MS;
  change(all);
  clock.advance(10 * MINUTE_MS);
  t.same(await run(), { changed: 0, missing: 0 });
  clock.advance(10 * MINUTE_MS);
  t.same(await run(), { changed: 1, missing: 1 });
});

test('a dry run counts and changes nothing', async (t) => {
  const all = await setUp(t);
  const { app, clock, run, events } = all;
  const mark = await app.state.read('reconcile.tickets');
  change(all);
  clock.advance(10 * MINUTE_MS);
  t.same(await run({ isDryRun: true }), { changed: 1, missing: 1 });
  t.same(await events(), []);
  t.equal(await app.state.read('reconcile.tickets'), mark);
});

test('many changes are told in steps', async (t) => {
  const all = await setUp(t);
  for (let n = 0; n < 150; n++) change(all, String(198709000044518000n + BigInt(n)));
  all.clock.advance(10 * MINUTE_MS);
  const progress: object[] = [];
  const report = await all.run({ isDryRun: true, onProgress: (soFar) => void progress.push(soFar) });
  t.same(progress, [{ changed: 100, missing: 100 }, report]);
  t.same(report, { changed: 151, missing: 151 });
});

test('a run that breaks leaves the mark, so that the next one covers it', async (t) => {
  const all = await setUp(t);
  const { clock, run, simulator } = all;
  change(all);
  clock.advance(DAY_MS);
  simulator.fail('search', { status: 403, json: { errorCode: 'SCOPE_MISMATCH' } });
  await t.rejects(run(), /Desk\.search\.READ/);
  clock.advance(10 * MINUTE_MS);
  t.same(await run(), { changed: 1, missing: 1 });
});
