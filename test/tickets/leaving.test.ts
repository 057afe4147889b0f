import type { DeskThread } from '../../src/outside/zoho/desk/ticket.ts';
import { Warnings } from '../../src/service/sight/warnings.ts';
import { Departures } from '../../src/tickets/suggestions/departures.ts';
import type { Suggestion } from '../../src/tickets/suggestions/suggestion.ts';
import { type Test, test, until } from '../harness.ts';
import { message, startTickets, TICKET } from './setup.ts';

const BY = { operator: 'Sara Ali', action: 'apply suggestion', target: 'suggestion 1', detail: {} };
const BUSY = { status: 429, json: {} };
const LOST = { drops: true } as const;
const WORDS = 'Bonjour Jean, je vous appelle demain.';

/** An answer that Sara decided to send, in her words, with Zoho Desk beside it. */
async function decided(t: Test) {
  const service = await startTickets(t);
  const { clock, simulator, stores, tickets } = service;
  const { suggestions } = stores;
  message(simulator, 'Je demande un remboursement');
  await service.run();
  const list = await suggestions.list({ status: 'waiting' }, { limit: 20, before: null });
  const { id } = list.suggestions.find(({ step }) => step === 'reply') as Suggestion;
  const warnings = new Warnings(clock);
  const departures = new Departures({
    suggestions,
    clerk: tickets,
    clock,
    warnings,
    log: { error: (fault) => t.fail('', fault) },
  });
  t.teardown(() => departures.stop());
  const answer = async () => (await suggestions.get(id)) as Suggestion;
  /** As a person does it now. */
  const decide = async () =>
    suggestions.plan(id, BY, { applyAt: new Date(clock.now() + 10_000).toISOString(), words: WORDS });
  /** Until the decision waits, is planned or has ended, its time having come. */
  const leave = async () => {
    const applyMs = Date.parse(String((await answer()).applyAt));
    clock.advance(Math.max(0, applyMs - clock.now()));
    departures.wake();
    await until(async () => {
      const { status, applyAt } = await answer();
      return status !== 'applying' && (applyAt === null || Date.parse(applyAt) > applyMs);
    });
    return answer();
  };
  const letters = () => simulator.writes.filter(({ call }) => call === 'sendReply');
  await decide();
  return { ...service, id, suggestions, warnings, answer, decide, leave, letters };
}

test('a letter that Zoho Desk turned away is tried again by itself, in the same words, and goes out once', async (t) => {
  const { simulator, leave, letters, warnings } = await decided(t);
  simulator.fail('sendReply', BUSY, BUSY);
  t.match(await leave(), {
    status: 'planned',
    decidedBy: 'Sara Ali',
    applyAt: '2026-01-25T10:00:25.000Z',
    trouble: { reason: 'Zoho Desk asks us to slow down.' },
  });
  t.match(warnings.list(), [{ code: 'NOT_LEFT', message: /could not be done yet and is tried again/ }]);
  t.match(await leave(), { status: 'planned', applyAt: '2026-01-25T10:00:50.000Z' });
  t.match(await leave(), { status: 'applied', decidedBy: 'Sara Ali', result: { mode: 'sent' } });
  t.match(letters(), [{ body: { content: /je vous appelle demain/ } }]);
  await until(() => warnings.list().length === 0);
});

test('a letter that is tried again can be taken back until then', async (t) => {
  const { simulator, id, suggestions, clock, leave, letters, answer } = await decided(t);
  simulator.fail('sendReply', BUSY);
  await leave();
  t.equal(await suggestions.takeBack(id, BY), true);
  t.match(await answer(), { status: 'waiting', trouble: null, decidedBy: null, words: WORDS });
  clock.advance(3_600_000);
  t.same(await suggestions.due(new Date(clock.now()).toISOString()), []);
  t.same(letters(), []);
});

test('a letter is tried again for half an hour, then it waits for a person and says why', async (t) => {
  const { simulator, clock, leave, letters, warnings } = await decided(t);
  let tries = 0;
  let last: Suggestion;
  do {
    simulator.fail('sendReply', BUSY);
    last = await leave();
    tries += 1;
  } while (last.status === 'planned' && tries < 20);
  t.match(last, {
    status: 'waiting',
    decidedBy: null,
    trouble: { reason: 'Zoho Desk asks us to slow down.' },
    words: WORDS,
  });
  t.ok(tries < 10, `${tries} tries`);
  t.ok(clock.now() < Date.parse('2026-01-25T10:30:01.000Z'));
  t.match(warnings.list(), [
    { code: 'NOT_LEFT', message: /was not done: Zoho Desk asks us to slow down\.$/ },
  ]);
  t.same(letters(), []);
});

test('a letter is tried again where Zoho Desk cannot even be asked for the ticket', async (t) => {
  const { simulator, leave, letters } = await decided(t);
  simulator.failAny({ ...BUSY, headers: { 'retry-after': '20' } });
  t.match(await leave(), { status: 'planned', trouble: { reason: /asks us to slow down/ } });
  t.match(await leave(), { status: 'applied' });
  t.equal(letters().length, 1);
});

test('a pause that Zoho Desk asks for is kept', async (t) => {
  const { simulator, leave } = await decided(t);
  simulator.fail('sendReply', { ...BUSY, headers: { 'retry-after': '600' } });
  t.match(await leave(), { status: 'planned', applyAt: '2026-01-25T10:10:10.000Z' });
});

for (const [what, fault] of [
  ['a dropped connection', LOST],
  ['a 503', { status: 503, json: {} }],
  ['a 500', { status: 500, json: {} }],
] as const) {
  test(`after ${what} nobody knows whether the letter is out, so nothing tries again but a person`, async (t) => {
    const { simulator, suggestions, clock, leave, letters } = await decided(t);
    simulator.fail('sendReply', { ...fault, isDone: true });
    t.match(await leave(), {
      status: 'waiting',
      result: { begun: 'send' },
      trouble: { reason: /not known whether the reply was sent/ },
    });
    clock.advance(3_600_000);
    t.same(await suggestions.due(new Date(clock.now()).toISOString()), []);
    t.equal(letters().length, 1);
  });
}

test('a person who tries again what was perhaps sent finds the letter, and sends none', async (t) => {
  const { simulator, decide, leave, letters } = await decided(t);
  simulator.fail('sendReply', { ...LOST, isDone: true });
  await leave();
  await decide();
  t.match(await leave(), { status: 'applied', result: { mode: 'sent' } });
  t.equal(letters().length, 1);
});

test('what was perhaps sent stays a draft, however often the draft fails too', async (t) => {
  const { simulator, connections, decide, leave, letters } = await decided(t);
  simulator.fail('sendReply', { ...LOST, isDone: true });
  await leave();
  // The list of Zoho Desk is behind: the letter is out and not to be seen.
  const listThreads = connections.desk.listThreads.bind(connections.desk);
  t.capture(connections.desk, 'listThreads', async (...about: Parameters<typeof listThreads>) =>
    (await listThreads(...about)).filter(
      ({ direction, status }: DeskThread) => direction === 'in' || status === 'DRAFT',
    ),
  );
  for (const fault of [LOST, BUSY]) {
    await decide();
    simulator.fail('draftReply', fault);
    t.match(await leave(), { status: 'waiting', result: { begun: 'send' } });
  }
  await decide();
  t.match(await leave(), {
    status: 'applied',
    result: { mode: 'draft', not_sent_because: ['perhaps_sent_already'] },
  });
  t.equal(letters().length, 1);
});

test('a letter is not tried again once the customer has written again', async (t) => {
  const { simulator, leave, letters } = await decided(t);
  simulator.fail('sendReply', BUSY);
  await leave();
  message(simulator, 'Oubliez ma question');
  t.match(await leave(), { status: 'stale', decidedBy: 'Sara Ali' });
  t.same(letters(), []);
});

test('whoever tries again what could not leave sends the words of the person', async (t) => {
  const { tickets, simulator, id, suggestions, leave, letters, signal } = await decided(t);
  simulator.fail('sendReply', { status: 403, json: { errorCode: 'FORBIDDEN' } });
  await leave();
  await suggestions.takeBack(id, BY);
  t.match(await tickets.apply(id, BY, undefined, signal), { is: 'applied' });
  t.match(letters(), [{ body: { content: /je vous appelle demain/ } }]);
  t.equal(simulator.ticket(TICKET)?.status, 'Open');
});
