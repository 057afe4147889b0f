import { NO_MESSAGE } from '../../../src/tickets/conversation/conversation.ts';
import { OwnWrites } from '../../../src/tickets/echo.ts';
import { OpenTicket } from '../../../src/tickets/run/open-ticket.ts';
import { draftOf } from '../../../src/tickets/steps/reply/drafts.ts';
import { refusalsOfGate } from '../../../src/tickets/steps/reply/gate.ts';
import { reply } from '../../../src/tickets/steps/reply/reply.ts';
import { test } from '../../harness.ts';
import { autoSendRules, message, startTickets, TICKET } from '../setup.ts';

const OURS = { direction: 'out', author: { type: 'AGENT' } };

test('a ticket on which no customer wrote has no question, and an answer is neither thought of nor sent', async (t) => {
  const { simulator, connections, signal } = await startTickets(t, { rules: autoSendRules(t) });
  message(simulator, 'Votre examen est demain', OURS);
  message(simulator, 'Demain', { ...OURS, status: 'DRAFT' });
  const ticket = await OpenTicket.open(connections, TICKET, signal);
  t.equal(ticket.question, null);
  t.equal(ticket.occasion, NO_MESSAGE);
  t.match(await reply.propose(ticket), { is: 'skipped' });
  t.same(await draftOf(ticket), { is: 'current' }, 'whoever is writing is writing now');
  const proposal = {
    intents: ['refund'],
    confidence: 1,
    source: 'template',
    to: 'a@example.test',
    text: 'x',
  };
  t.ok((await refusalsOfGate(ticket, proposal as never)).length > 0);
});

test('a ticket that goes away right after a write of ours is gone, and what was written stays known', async (t) => {
  const { simulator, connections, signal } = await startTickets(t);
  message(simulator, 'Bonjour');
  const ticket = await OpenTicket.open(connections, TICKET, signal);
  simulator.removeTicket(TICKET);
  const before = ticket.snapshot;
  await ticket.settle({});
  t.equal(ticket.isGone, true);
  t.equal(ticket.snapshot, before);
});

test('a system that is away while a ticket is read is no ticket that is gone', async (t) => {
  const { simulator, connections, signal } = await startTickets(t);
  simulator.fail('listThreads', { status: 503, headers: { 'retry-after': '100' } });
  await t.rejects(OpenTicket.open(connections, TICKET, signal), { name: 'SystemAway' });
});

test('a ticket that somebody changed under our hands is not remembered as we left it', async (t) => {
  const { simulator, connections, signal } = await startTickets(t);
  message(simulator, 'Bonjour');
  const ticket = await OpenTicket.open(connections, TICKET, signal);
  const own = new OwnWrites();
  ticket.isOurs = false;
  own.remember(ticket, 0);
  t.equal(own.isEcho(ticket, '2026-01-25T10:00:00.000Z'), false);
  ticket.isOurs = true;
  own.remember(ticket, 0);
  t.equal(own.isEcho(ticket, '2026-01-25T10:00:00.000Z'), true);
});

test('what is not planned any more does not leave', async (t) => {
  const { simulator, run, tickets, stores, signal, written } = await startTickets(t);
  message(simulator, 'Bonjour');
  await run();
  const { suggestions } = await stores.suggestions.list({ ticketId: TICKET }, { limit: 1, before: null });
  const [suggestion] = suggestions;
  t.ok(suggestion);
  if (suggestion !== undefined) t.equal(await tickets.depart(suggestion, signal), null);
  t.same(written(), []);
});
