import { systemClock } from '../../../src/clock.ts';
import { openStoresHere } from '../../../src/store/open.ts';
import { HubLocks } from '../../../src/tickets/locks/hub-locks.ts';
import type { Flags } from '../../../src/tickets/run/workflow.ts';
import { Clerk } from '../../../src/tickets/suggestions/clerk.ts';
import { type Test, test } from '../../harness.ts';
import { autoSendRules, flags, message, startTickets, TICKET } from '../../tickets/setup.ts';
import { emptyDatabase, NO_SERVER } from './server.ts';

const BY = { operator: '127.0.0.1', action: 'apply suggestion', target: 'suggestion', detail: {} };
const OTHER_TICKET = '9999000000000000002';

/** Two instances on one database, before one desk and one CRM. */
async function hub(
  t: Test,
  { on = [flags(), flags()], lettersPerDay = 3 }: { on?: [Flags, Flags]; lettersPerDay?: number } = {},
) {
  const desk = await startTickets(t, { rules: autoSendRules(t) });
  const { connections, clock, signal } = desk;
  const url = await emptyDatabase();
  const instance = async (owner: string, mayDo: Flags) => {
    const stores = await openStoresHere(url, clock, { endsStudentsAtOnce: false });
    t.teardown(() => stores.upkeep.close());
    const { suggestions, people, state } = stores;
    const log = { error: (_fields: object, what: string) => t.fail(what) };
    const locks = new HubLocks({ state, owner, clock: systemClock, log });
    const clerk = new Clerk({ ...connections, suggestions, people, lettersPerDay }, mayDo, locks);
    const run = async (ticketId = TICKET) => {
      const done = await clerk.run(ticketId, { id: 1, createdAt: '2026-01-25T09:00:00.000Z' }, signal);
      if (done !== null) await suggestions.replaceWaiting(done.suggestions);
    };
    const apply = (id: number) => clerk.apply(id, BY, undefined, signal);
    const idOf = async (step: string) => {
      const { suggestions: waiting } = await suggestions.list({}, { limit: 20, before: null });
      return Number(waiting.find((each) => each.step === step)?.id);
    };
    return { clerk, suggestions, run, apply, idOf };
  };
  const written = (call: RegExp) => desk.written().filter((each) => call.test(each)).length;
  return { ...desk, written, one: await instance('one', on[0]), other: await instance('other', on[1]) };
}

test('what two operators apply in the same moment on two instances is written once', {
  skip: NO_SERVER,
}, async (t) => {
  const { simulator, written, one, other } = await hub(t);
  message(simulator, 'Je demande un remboursement');
  await one.run();
  const [letter, note] = [await one.idOf('reply'), await one.idOf('note')];
  const decisions = await Promise.all([letter, note].flatMap((id) => [one.apply(id), other.apply(id)]));
  t.same(decisions.map(({ is }) => is).sort(), ['applied', 'applied', 'not_waiting', 'not_waiting']);
  t.equal(written(/Reply$/), 1);
  t.equal(written(/Notes$/), 1);
});

test('a run on one instance does not write what an operator applies on the other', {
  skip: NO_SERVER,
}, async (t) => {
  const { simulator, written, one, other } = await hub(t, { on: [flags(), flags('reply', 'note')] });
  message(simulator, 'Je demande un remboursement');
  await one.run();
  await Promise.all([one.apply(await one.idOf('reply')), other.run(), one.apply(await one.idOf('note'))]);
  t.equal(written(/Reply$/), 1);
  t.equal(written(/Notes$/), 1);
});

test('what was decided on an instance that only receives leaves once, whoever of the others looks first', {
  skip: NO_SERVER,
}, async (t) => {
  const { simulator, written, clock, signal, one, other } = await hub(t);
  message(simulator, 'Je demande un remboursement');
  await one.run();
  const id = await one.idOf('reply');
  await one.suggestions.plan(id, BY, { applyAt: new Date(clock.now()).toISOString(), words: null });
  const [due] = await other.suggestions.due(new Date(clock.now()).toISOString());
  if (due === undefined) throw new Error('nothing is due');
  const left = await Promise.all([one, other].map(({ clerk }) => clerk.depart(due, signal)));
  t.equal(left.filter((ending) => ending?.is === 'applied').length, 1);
  t.equal(left.filter((ending) => ending === null).length, 1);
  t.equal(written(/Reply$/), 1);
});

test('what was dismissed on one instance leaves from none', { skip: NO_SERVER }, async (t) => {
  const { simulator, written, one, other } = await hub(t);
  message(simulator, 'Je demande un remboursement');
  await one.run();
  const id = await one.idOf('reply');
  await other.suggestions.dismiss(id, { ...BY, action: 'dismiss suggestion' });
  t.match(await one.apply(id), { is: 'not_waiting', suggestion: { status: 'dismissed' } });
  t.equal(written(/Reply$/), 0);
});

test('letters to one recipient are counted over all instances', { skip: NO_SERVER }, async (t) => {
  const { simulator, written, one, other } = await hub(t, {
    on: [flags('reply'), flags('reply')],
    lettersPerDay: 1,
  });
  simulator.putTicket({ id: OTHER_TICKET });
  message(simulator, 'Je demande un remboursement');
  message(simulator, 'Je demande un remboursement', {}, OTHER_TICKET);
  await Promise.all([one.run(), other.run(OTHER_TICKET)]);
  t.equal(written(/^sendReply$/), 1);
  const waiting = await one.suggestions.list({ status: 'waiting' }, { limit: 20, before: null });
  t.equal(
    waiting.suggestions.filter(({ step }) => step === 'reply').length,
    1,
    'the other waits for a person',
  );
});
