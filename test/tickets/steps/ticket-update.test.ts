import { tell } from '../../../src/sentences/tell.ts';
import { OpenTicket } from '../../../src/tickets/run/open-ticket.ts';
import { ticketUpdate } from '../../../src/tickets/steps/ticket-update.ts';
import { test } from '../../harness.ts';
import { startTickets, TICKET } from '../setup.ts';

for (const [what, proposal, isDone] of [
  ['a note that is there', { status: null, note: 'x', marker: '[hub 1]' }, true],
  ['a note that is not', { status: null, note: 'x', marker: '[hub 2]' }, false],
  ['a status that is so, without a note', { status: 'On Hold', note: '', marker: '[hub 2]' }, true],
  ['a status that is another', { status: 'Open', note: '', marker: '[hub 2]' }, false],
  ['both', { status: 'On Hold', note: 'x', marker: '[hub 1]' }, true],
] as const) {
  test(`what a cut-off attempt has written is known: ${what}`, async (t) => {
    const { connections, simulator, signal } = await startTickets(t);
    simulator.putTicket({ id: TICKET, status: 'On Hold' });
    simulator.putComment(TICKET, { content: 'x\n[hub 1]' });
    const ticket = await OpenTicket.open(connections, TICKET, signal);
    const traced = await ticketUpdate.trace?.({ proposal, result: null }, ticket);
    if (!isDone) t.equal(traced, null);
    else t.match(traced, { written: [], reason: tell('NOTE_AND_STATUS') });
  });
}
