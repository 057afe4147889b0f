import { PermanentFailure, TemporaryFailure } from '../../../src/log/failures.ts';
import { tell } from '../../../src/sentences/tell.ts';
import { Warnings } from '../../../src/service/sight/warnings.ts';
import type { Ending } from '../../../src/tickets/steps/apply.ts';
import { Departures } from '../../../src/tickets/suggestions/departures.ts';
import type { Suggestion } from '../../../src/tickets/suggestions/suggestion.ts';
import { type Test, TestClock, test, until } from '../../harness.ts';
import { openMemory } from '../../store/memory.ts';

const BY = { operator: '127.0.0.1', action: 'apply suggestion', target: 'suggestion 1', detail: {} };

async function setUp(t: Test, apply: (suggestion: Suggestion) => Promise<void> = async () => {}) {
  const clock = new TestClock();
  const { suggestions, events } = openMemory(clock);
  t.teardown(() => events.close());
  const waiting = {
    eventRow: null,
    ticketId: '1',
    step: 'note' as const,
    key: 'a',
    proposal: { title: 'x' },
    guard: {},
  };
  await suggestions.replaceWaiting({ ticketId: '1', waiting: [waiting] });
  const sent: number[] = [];
  const errors: string[] = [];
  const warnings = new Warnings(clock);
  const clerk = {
    async depart({ id }: Suggestion) {
      const suggestion = await suggestions.depart(id);
      if (suggestion === null) return null;
      await apply(suggestion);
      sent.push(id);
      await suggestions.finish(id, 'applied', {});
      return { is: 'applied' as const, written: [], reason: '' };
    },
  };
  const log = { error: (_fields: object, message: string) => void errors.push(message) };
  const create = () => new Departures({ suggestions, clerk, clock, warnings, log });
  const planAt = (applyAt: string) => suggestions.plan(1, BY, { applyAt, words: null });
  return { clock, suggestions, sent, errors, warnings, create, planAt };
}

test('what was decided leaves at its time and not before', async (t) => {
  const { clock, suggestions, sent, create, planAt } = await setUp(t);
  const departures = create();
  departures.wake();
  await until(() => clock.nextInMs === 10_000);
  await planAt('2026-01-25T10:00:04.000Z');
  departures.wake();
  await until(() => clock.nextInMs === 4_000);
  t.same(sent, []);
  clock.advance(4_000);
  await until(async () => (await suggestions.get(1))?.status === 'applied');
  t.same(sent, [1]);
  await departures.stop();
  departures.wake();
  t.equal(clock.nextInMs, null, 'a service that stops looks no more');
});

test('what was planned before a restart leaves after it, once', async (t) => {
  const { clock, suggestions, sent, create, planAt } = await setUp(t);
  await planAt('2026-01-25T10:00:04.000Z');
  clock.advance(60_000);
  const departures = [create(), create()];
  for (const each of departures) each.wake();
  await until(async () => (await suggestions.get(1))?.status === 'applied');
  await Promise.all(departures.map((each) => each.stop()));
  t.same(sent, [1]);
});

for (const [name, error, trouble, logged, minutes] of [
  [
    'a system that is away for too long',
    new TemporaryFailure('Zoho Desk cannot be reached.'),
    'Zoho Desk cannot be reached.',
    0,
    60,
  ],
  ['a refusal', new PermanentFailure('Zoho Desk refused.'), 'Zoho Desk refused.', 0, 0],
  [
    'a defect',
    new Error('undefined is no function'),
    'Something went wrong in this service; its log has the details.',
    1,
    0,
  ],
] as const) {
  test(`after ${name} it waits for a person again, with the reason`, async (t) => {
    const { clock, suggestions, errors, warnings, create, planAt } = await setUp(t, async () => {
      throw error;
    });
    await planAt('2026-01-25T10:00:00.000Z');
    clock.advance(minutes * 60_000);
    const departures = create();
    departures.wake();
    await until(async () => (await suggestions.get(1))?.trouble !== null);
    await departures.stop();
    t.match(await suggestions.get(1), { status: 'waiting', trouble: { reason: trouble } });
    t.match(warnings.list(), [
      { message: `What a person decided about a ticket (suggestion 1) was not done: ${trouble}` },
    ]);
    t.equal(errors.length, logged);
  });
}

test('a warning about a decision that did not leave is over when the next one has left', async (t) => {
  let reason: Ending | null = { is: 'stale', reason: tell('THE_TICKET_IS_GONE') };
  const { clock, suggestions, warnings, planAt } = await setUp(t);
  const clerk = {
    async depart({ id }: Suggestion) {
      await suggestions.depart(id);
      await suggestions.giveBack(id);
      return reason;
    },
  };
  const log = { error: () => {} };
  const departures = new Departures({ suggestions, clerk, clock, warnings, log });
  const leave = async () => {
    await planAt('2026-01-25T10:00:00.000Z');
    departures.wake();
    await until(async () => (await suggestions.get(1))?.status === 'waiting');
    await until(() => clock.nextInMs !== null);
  };
  await leave();
  t.match(warnings.list(), [{ code: 'NOT_LEFT', message: /was not done: the ticket is gone$/ }]);
  reason = null;
  await leave();
  t.equal(warnings.list().length, 1, 'one that was taken back says nothing');
  reason = { is: 'applied', written: [], reason: tell('ANSWER_SENT') };
  await leave();
  t.same(warnings.list(), []);
  await departures.stop();
});

test('a store that cannot be asked is asked again', async (t) => {
  const { clock, suggestions, sent, errors, create, planAt } = await setUp(t);
  await planAt('2026-01-25T10:00:00.000Z');
  const broken = t.intercept(suggestions, 'due', { value: async () => Promise.reject(new Error('locked')) });
  const departures = create();
  departures.wake();
  await until(() => errors.length === 1);
  await until(() => clock.nextInMs !== null);
  broken.restore();
  clock.advance(10_000);
  await until(() => sent.length === 1);
  await departures.stop();
  t.same(sent, [1]);
});
