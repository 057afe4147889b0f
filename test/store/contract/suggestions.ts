import type { ClaimedEvent } from '../../../src/log/event.ts';
import type { SuggestionStore } from '../../../src/log/stores.ts';
import { reasonOf, tell } from '../../../src/sentences/tell.ts';
import type { NewSuggestion, Step } from '../../../src/tickets/suggestions/suggestion.ts';
import { newEvent, test } from '../../harness.ts';
import { claimAll, claimOne, type Open } from './support.ts';

/** Where several processes share a store, one that says nothing for so long is dead, in ms. */
const DEAD_MS = 600_000;
const TICKET = '198709000000000001';
const BY = { operator: '127.0.0.1', action: 'apply', target: 'suggestion 1', detail: {} };
const EVERYTHING = { limit: 10, before: null };

function suggestion(step: Step, key: string, changes: Partial<NewSuggestion> = {}): NewSuggestion {
  return {
    eventRow: 1,
    ticketId: TICKET,
    step,
    key,
    proposal: { department: 'DOC' },
    guard: { status: 'Open' },
    ...changes,
  };
}

export function suggestionContract(name: string, open: Open): void {
  test(`${name}: the suggestions of a run are kept with the end of its event`, async (t) => {
    const { store, suggestions } = await open(t);
    await store.append([newEvent({ source: 'zoho_desk', recordId: TICKET })]);
    const waiting = [suggestion('link', 'a'), suggestion('dispatch', 'b')];
    const write = { is: 'suggestions' as const, ticketId: TICKET, waiting };
    const event = await claimOne(store);
    t.equal(
      await store.settle({ ...event, leaseToken: 'lost' }, { status: 'completed', result: {}, write }),
      'lost',
    );
    t.equal((await suggestions.list({}, EVERYTHING)).total, 0, 'whoever lost the lease writes nothing');
    t.equal(await store.settle(event, { status: 'completed', result: {}, write }), 'settled');
    t.strictSame(await suggestions.get(1), {
      ...suggestion('link', 'a'),
      id: 1,
      status: 'waiting',
      createdAt: '2026-01-25T10:00:00.000Z',
      decidedAt: null,
      decidedBy: null,
      result: null,
      applyAt: null,
      words: null,
      trouble: null,
    });
    t.equal(await suggestions.get(3), null);
  });

  test(`${name}: a new run takes the place of what still waits, and equal proposals stay`, async (t) => {
    const { suggestions } = await open(t);
    const replace = (...waiting: NewSuggestion[]) =>
      suggestions.replaceWaiting({ ticketId: TICKET, waiting });
    await suggestions.replaceWaiting({
      ticketId: 'other',
      waiting: [suggestion('link', 'a', { ticketId: 'other' })],
    });
    await replace(suggestion('link', 'a'), suggestion('dispatch', 'b'), suggestion('reply', 'c'));
    await replace(suggestion('link', 'a'), suggestion('dispatch', 'changed'));
    const { suggestions: rows } = await suggestions.list({ ticketId: TICKET }, EVERYTHING);
    t.same(
      rows.map(({ id, step, key, status }) => [id, step, key, status]),
      [
        [5, 'dispatch', 'changed', 'waiting'],
        [4, 'reply', 'c', 'stale'],
        [3, 'dispatch', 'b', 'stale'],
        [2, 'link', 'a', 'waiting'],
      ],
    );
    t.equal((await suggestions.list({ status: 'waiting' }, EVERYTHING)).total, 3);
  });

  test(`${name}: suggestions are listed newest first, page by page`, async (t) => {
    const { suggestions } = await open(t);
    await suggestions.replaceWaiting({
      ticketId: TICKET,
      waiting: [suggestion('link', 'a'), suggestion('note', 'b'), suggestion('deal', 'c')],
    });
    const first = await suggestions.list({}, { limit: 2, before: null });
    t.match(first, { suggestions: [{ id: 3 }, { id: 2 }], nextBefore: 2, total: 3 });
    const second = await suggestions.list({}, { limit: 2, before: first.nextBefore });
    t.match(second, { suggestions: [{ id: 1 }], nextBefore: null, total: 3 });
  });

  test(`${name}: a waiting suggestion is given out once`, async (t) => {
    const { suggestions } = await open(t);
    await suggestions.replaceWaiting({ ticketId: TICKET, waiting: [suggestion('link', 'a')] });
    const [first, second] = await Promise.all([suggestions.claim(1, BY), suggestions.claim(1, BY)]);
    t.match(first, { id: 1, status: 'applying', decidedBy: '127.0.0.1' });
    t.equal(second, null);
    t.notOk(await suggestions.dismiss(1, BY));
    await suggestions.finish(1, 'applied', { written: ['link'] });
    t.match(await suggestions.get(1), { status: 'applied', result: { written: ['link'] } });
    t.equal(await suggestions.claim(1, BY), null);
    t.equal(await suggestions.claim(99, BY), null);
  });

  test(`${name}: what was dismissed or applied is found again, what went stale is not`, async (t) => {
    const { suggestions } = await open(t);
    const waiting = [suggestion('link', 'a'), suggestion('reply', 'b')];
    await suggestions.replaceWaiting({ ticketId: TICKET, waiting });
    t.ok(await suggestions.dismiss(1, { ...BY, action: 'dismiss' }));
    t.match(await suggestions.findEarlier(TICKET, 'link', 'a'), { status: 'dismissed' });
    t.match(await suggestions.findEarlier(TICKET, 'reply', 'b'), { status: 'waiting' });
    await suggestions.replaceWaiting({ ticketId: TICKET, waiting: [] });
    t.equal(await suggestions.findEarlier(TICKET, 'reply', 'b'), null);
    t.equal(await suggestions.findEarlier(TICKET, 'link', 'other'), null);
  });

  test(`${name}: an unfinished change of a flag is taken up again, a finished one is not`, async (t) => {
    const { suggestions } = await open(t);
    const { id } = await suggestions.begin(suggestion('dispatch', 'a'));
    t.match(await suggestions.get(id), { status: 'applying', decidedBy: 'automation' });
    t.equal((await suggestions.begin(suggestion('dispatch', 'a'))).id, id);
    await suggestions.finish(id, 'applied', null);
    t.not((await suggestions.begin(suggestion('dispatch', 'a'))).id, id);
  });

  test(`${name}: a waiting one is taken up by a flag, as it is thought out now`, async (t) => {
    const { suggestions } = await open(t);
    await suggestions.replaceWaiting({ ticketId: TICKET, waiting: [suggestion('link', 'a')] });
    const taken = await suggestions.begin({
      ...suggestion('link', 'a'),
      proposal: { b: 2 },
      guard: { c: 3 },
    });
    t.match(taken, {
      id: 1,
      status: 'applying',
      proposal: { b: 2 },
      guard: { c: 3 },
      decidedBy: 'automation',
    });
    t.equal((await suggestions.list({}, { limit: 9, before: null })).total, 1);
  });

  test(`${name}: what is given back waits as if nobody had decided, with what was noted`, async (t) => {
    const { suggestions } = await open(t);
    await suggestions.replaceWaiting({ ticketId: TICKET, waiting: [suggestion('reply', 'a')] });
    await suggestions.claim(1, BY);
    t.match((await suggestions.get(1))?.result, { begun: 'apply' });
    await suggestions.note(1, { begun: 'send' });
    await suggestions.giveBack(1);
    const open1 = { status: 'waiting', decidedAt: null, decidedBy: null, result: { begun: 'send' } };
    t.match(await suggestions.get(1), open1);
    await suggestions.finish(1, 'stale', { begun: 'send' });
    t.match(await suggestions.findEarlier(TICKET, 'reply', 'a'), {
      status: 'stale',
      decidedBy: 'automation',
    });
    await suggestions.note(1, null);
    t.equal(await suggestions.findEarlier(TICKET, 'reply', 'a'), null);
  });

  test(`${name}: what a dead process was applying waits again`, async (t) => {
    const { suggestions, clock } = await open(t);
    await suggestions.replaceWaiting({ ticketId: TICKET, waiting: [suggestion('link', 'a')] });
    await suggestions.claim(1, BY);
    await suggestions.begin(suggestion('dispatch', 'a'));
    clock.advance(DEAD_MS);
    t.equal(await suggestions.recover(), 2);
    t.match(await suggestions.get(1), { status: 'waiting', decidedAt: null, decidedBy: null });
    t.match(await suggestions.get(2), { status: 'waiting', decidedAt: null, decidedBy: null });
  });

  test(`${name}: an event knows the types of those that wait behind it`, async (t) => {
    const { store } = await open(t);
    const about = { source: 'zoho_desk' as const, recordId: TICKET };
    await store.append([
      newEvent({ ...about, eventId: 'a', eventType: 'Ticket_Add' }),
      newEvent({ ...about, eventId: 'b', eventType: 'Ticket_Update' }),
      newEvent({ ...about, eventId: 'c', eventType: 'Ticket_Delete' }),
      newEvent({ eventId: 'd', recordId: TICKET }),
    ]);
    const [event] = (await claimAll(store)) as [ClaimedEvent];
    t.same(await store.newerWaiting(event), ['Ticket_Update', 'Ticket_Delete']);
    await store.settle(event, { status: 'completed', result: {}, write: null });
    t.same(await store.newerWaiting({ ...event, id: 3 }), []);
  });

  test(`${name}: what a person decided leaves at its time, once, and can be taken back until then`, async (t) => {
    const { suggestions, clock } = await open(t);
    const ids = await withWaiting(suggestions, 'reply', 'note', 'link');
    const [reply = 0, note = 0] = ids;
    const applyAt = '2026-01-25T10:00:10.000Z';
    t.equal(await suggestions.nextDeparture(), null);
    t.equal(await suggestions.plan(reply, BY, { applyAt, words: 'Bonjour Jean' }), true);
    t.equal(await suggestions.plan(note, BY, { applyAt, words: null }), true);
    t.equal(await suggestions.plan(reply, BY, { applyAt, words: null }), false, 'it waits no more');
    t.match(await suggestions.get(reply), {
      status: 'planned',
      decidedBy: '127.0.0.1',
      applyAt,
      words: 'Bonjour Jean',
    });
    t.equal(await suggestions.dismiss(reply, BY), false);
    t.same(await suggestions.due('2026-01-25T10:00:09.999Z'), []);
    t.equal(await suggestions.depart(reply), null, 'nothing leaves before its time');
    t.equal(await suggestions.takeBack(note, BY), true);
    t.match(await suggestions.get(note), {
      status: 'waiting',
      decidedBy: null,
      decidedAt: null,
      applyAt: null,
    });
    t.equal(await suggestions.nextDeparture(), applyAt);
    clock.advance(10_000);
    t.match(await suggestions.due(applyAt), [{ id: reply, status: 'planned' }]);
    t.match(await suggestions.depart(reply), { id: reply, status: 'applying', words: 'Bonjour Jean' });
    t.equal(await suggestions.depart(reply), null, 'and never twice');
    t.equal(await suggestions.takeBack(reply, BY), false, 'what has left cannot be taken back');
    await suggestions.finish(reply, 'applied', {});
    t.match(await suggestions.get(reply), { status: 'applied', applyAt: null, words: null });
  });

  test(`${name}: what a dead process was about to send leaves after all, and only that`, async (t) => {
    const { suggestions, clock } = await open(t);
    const [planned = 0, claimed = 0] = await withWaiting(suggestions, 'reply', 'note');
    const applyAt = '2026-01-25T10:00:00.000Z';
    await suggestions.plan(planned, BY, { applyAt, words: 'Bonjour' });
    await suggestions.depart(planned);
    await suggestions.claim(claimed, BY);
    clock.advance(DEAD_MS);
    t.equal(await suggestions.recover(), 2);
    t.match(await suggestions.get(planned), {
      status: 'planned',
      applyAt,
      words: 'Bonjour',
      decidedBy: '127.0.0.1',
    });
    t.match(await suggestions.get(claimed), { status: 'waiting', decidedBy: null });
  });

  test(`${name}: one that could not be applied waits again and says why, until the next try`, async (t) => {
    const { suggestions } = await open(t);
    const [id = 0] = await withWaiting(suggestions, 'reply');
    await suggestions.plan(id, BY, { applyAt: '2026-01-25T10:00:00.000Z', words: 'Bonjour' });
    await suggestions.depart(id);
    await suggestions.giveBack(id, reasonOf(tell('UNREACHABLE', { system: 'Zoho Desk' })));
    t.match(await suggestions.get(id), {
      status: 'waiting',
      words: 'Bonjour',
      applyAt: null,
      trouble: {
        reason: 'Zoho Desk cannot be reached.',
        told: [{ code: 'UNREACHABLE', params: { system: 'Zoho Desk' } }],
      },
    });
    await suggestions.plan(id, BY, { applyAt: '2026-01-25T10:00:10.000Z', words: null });
    t.match(await suggestions.get(id), { trouble: null });
  });

  test(`${name}: what could not leave is planned again as it was, unless a letter may be out`, async (t) => {
    const { suggestions } = await open(t);
    const [id = 0] = await withWaiting(suggestions, 'reply');
    const applyAt = '2026-01-25T10:00:00.000Z';
    const again = '2026-01-25T10:00:15.000Z';
    const trouble = reasonOf(tell('UNREACHABLE', { system: 'Zoho Desk' }));
    await suggestions.plan(id, BY, { applyAt, words: 'Bonjour' });
    t.equal(await suggestions.planAgain(id, again, trouble), false, 'it has not left yet');
    await suggestions.depart(id);
    t.equal(await suggestions.planAgain(id, again, trouble), true);
    t.match(await suggestions.get(id), {
      status: 'planned',
      applyAt: again,
      words: 'Bonjour',
      decidedBy: '127.0.0.1',
      trouble,
    });
    await suggestions.takeBack(id, BY);
    t.match(await suggestions.get(id), { status: 'waiting', trouble: null });
    await suggestions.plan(id, BY, { applyAt, words: 'Bonjour' });
    await suggestions.depart(id);
    await suggestions.note(id, { begun: 'send' });
    t.equal(await suggestions.planAgain(id, again, trouble), false);
    t.match(await suggestions.get(id), { status: 'applying' }, 'the caller gives it back');
    await suggestions.giveBack(id, trouble);
    await suggestions.dismiss(id, BY);
    await suggestions.giveBack(id, trouble);
    t.match(await suggestions.get(id), { status: 'dismissed' }, 'what was decided meanwhile stays decided');
  });

  test(`${name}: what people decided and what did not leave is known until it is over`, async (t) => {
    const { suggestions, clock } = await open(t);
    const steps = ['reply', 'link', 'dispatch', 'note', 'deal', 'ticket'] as const;
    const ids = await withWaiting(suggestions, ...steps);
    const [back = 0, stale = 0, failed = 0, applied = 0, planned = 0] = ids;
    const since = new Date(clock.now()).toISOString();
    for (const id of ids.slice(0, 4)) await suggestions.claim(id, BY);
    await suggestions.giveBack(back, reasonOf('Away.'));
    await suggestions.finish(stale, 'stale', { reason: 'moved' });
    await suggestions.finish(failed, 'failed', { reason: 'refused' });
    await suggestions.finish(applied, 'applied', {});
    await suggestions.plan(planned, BY, { applyAt: since, words: null });
    t.same(idsOf(await suggestions.notLeft(since)), [back, stale, failed].sort(descending));
    clock.advance(1);
    t.same(
      idsOf(await suggestions.notLeft(new Date(clock.now()).toISOString())),
      [back],
      'what waits for a person is told of for as long as it waits',
    );
    const [ended = 0] = await withWaiting(suggestions, 'reply');
    t.equal((await suggestions.get(ended))?.status, 'waiting');
    await suggestions.replaceWaiting({ ticketId: TICKET, waiting: [] });
    t.same(
      idsOf(await suggestions.notLeft(since)).includes(ended),
      false,
      'what no person decided is not among them',
    );
  });

  test(`${name}: a new run ends what was planned for the ticket as it was`, async (t) => {
    const { suggestions } = await open(t);
    const [reply = 0, link = 0] = await withWaiting(suggestions, 'reply', 'link');
    for (const id of [reply, link])
      await suggestions.plan(id, BY, { applyAt: '2026-01-25T10:00:10.000Z', words: null });
    const waiting = [suggestion('reply', 'reply', { guard: { status: 'Closed' } })];
    await suggestions.replaceWaiting({ ticketId: TICKET, waiting });
    t.match(await suggestions.get(reply), { status: 'planned', guard: { status: 'Closed' } });
    t.match(await suggestions.get(link), { status: 'stale', applyAt: null });
    t.equal((await suggestions.list({ ticketId: TICKET }, EVERYTHING)).total, 2);
  });
}

const idsOf = (list: readonly { id: number }[]) => list.map(({ id }) => id);
const descending = (a: number, b: number) => b - a;

/** One of each step, keyed by it; answers their ids. */
async function withWaiting(suggestions: SuggestionStore, ...steps: Step[]): Promise<number[]> {
  const waiting = steps.map((step) => suggestion(step, step));
  await suggestions.replaceWaiting({ ticketId: TICKET, waiting });
  const list = await suggestions.list({ ticketId: TICKET }, EVERYTHING);
  return steps.map((step) => list.suggestions.find((each) => each.step === step)?.id ?? 0);
}
