import { TicketGone } from '../../../src/tickets/run/unknown-ticket.ts';
import { test } from '../../harness.ts';
import { ALL_ON, message, startTickets, TICKET } from '../setup.ts';

for (const [what, change] of [
  ['the customer writes', { write: true }],
  ['a person closes the ticket', { status: 'Closed', statusType: 'Closed' }],
  ['a person moves the ticket', { departmentId: '198709000000006910' }],
  ['a person links the ticket', { cf: { cf_opportunite: 'voir Sara' } }],
] as const) {
  test(`when ${what} while it is thought about, nothing is written`, async (t) => {
    const { simulator, connections, run, written } = await startTickets(t, { flags: ALL_ON });
    message(simulator, 'Bonjour');
    const getDepartments = connections.desk.organisation.listDepartments.bind(connections.desk.organisation);
    t.capture(connections.desk.organisation, 'listDepartments', (signal: AbortSignal) => {
      if ('write' in change) message(simulator, 'Encore moi');
      else Object.assign(simulator.ticket(TICKET) ?? {}, change);
      return getDepartments(signal);
    });
    const { result } = await run();
    t.same(written(), []);
    t.match(result.steps.link, { status: 'skipped', code: 'stale', reason: /^Dropped: .* since/ });
    t.equal(result.success, true);
  });
}

test('when the ticket is deleted while it is thought about, nothing is written and the run ends', async (t) => {
  const { simulator, connections, run, written } = await startTickets(t, { flags: ALL_ON });
  message(simulator, 'Bonjour');
  const getDepartments = connections.desk.organisation.listDepartments.bind(connections.desk.organisation);
  t.capture(connections.desk.organisation, 'listDepartments', (signal: AbortSignal) => {
    Object.assign(simulator.ticket(TICKET) ?? {}, { isDeleted: 'true' });
    return getDepartments(signal);
  });
  const ended: unknown = await run().catch((error: unknown) => error);
  t.ok(ended instanceof TicketGone);
  t.same(written(), []);
});
