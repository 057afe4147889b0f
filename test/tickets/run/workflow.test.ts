import { test } from '../../harness.ts';
import { ALL_ON, DEAL_ID, DOC, flags, LINK, message, startTickets, TICKET } from '../setup.ts';

test('the worked example: a ticket in Contact with one won 20 € deal belongs to DOC', async (t) => {
  const { simulator, run, written } = await startTickets(t);
  message(simulator, 'Bonjour, je vous remercie pour votre appel.');
  const { result, waiting, failure } = await run();
  t.match(result, {
    success: true,
    ticket_id: TICKET,
    dispatcher: true,
    deal_linking: true,
    desk_agent: true,
    crm_agent: true,
    summary: {
      current_department: 'Contact',
      recommended_department: 'DOC',
      deal_found: true,
      deal_name: 'BFS NP Jean Exemple',
    },
    steps: { dispatch: { status: 'suggested', confidence: 0.98, written: [] } },
  });
  t.equal(failure, null);
  t.same(
    waiting.map(({ step }) => step),
    ['link', 'dispatch', 'reply', 'ticket', 'note'],
  );
  t.same(written(), [], 'with every flag off nothing is written');
});

const LEVELS = [
  [flags('dispatch', 'link'), ['updateTicket', 'moveTicket']],
  [flags('dispatch', 'link', 'reply', 'ticket'), ['updateTicket', 'moveTicket', 'draftReply', 'addComment']],
  [ALL_ON, ['updateTicket', 'moveTicket', 'draftReply', 'addComment', 'PUT Deals/ID', 'POST Deals/ID/Notes']],
] as const;
for (const [level, writes] of LEVELS) {
  test(`with ${writes.length} kinds of change allowed exactly these are made, and a second run makes none`, async (t) => {
    const { simulator, zoho, run, written } = await startTickets(t, { flags: level });
    message(simulator, 'Bonjour, je voudrais un remboursement.');
    const { result } = await run();
    t.same(written(), writes);
    t.equal(result.success, true);
    t.equal(simulator.ticket(TICKET)?.departmentId, DOC);
    t.same(simulator.ticket(TICKET)?.cf, { cf_opportunite: LINK });
    if (level.deal)
      t.match(zoho.crm.records.get('Deals', DEAL_ID), { Next_Step: 'Demande de remboursement à traiter' });
    const again = await run();
    t.same(written(), writes, 'nothing is done twice');
    t.match(again.result, {
      success: true,
      summary: { current_department: 'DOC', recommended_department: 'DOC' },
      steps: { link: { status: 'unchanged' }, dispatch: { status: 'unchanged' } },
    });
  });
}

test('a ticket that is where it belongs and linked is unchanged', async (t) => {
  const { simulator, run, written } = await startTickets(t, { flags: flags('link', 'dispatch') });
  simulator.putTicket({ id: TICKET, departmentId: DOC, cf: { cf_opportunite: LINK } });
  message(simulator, 'Bonjour');
  t.match((await run()).result, {
    dispatcher: true,
    summary: { current_department: 'DOC', recommended_department: 'DOC' },
    steps: { link: { status: 'unchanged' }, dispatch: { status: 'unchanged' } },
  });
  t.same(written(), []);
});

test('a ticket in a department that the list does not have is named by its layout', async (t) => {
  const { simulator, run } = await startTickets(t);
  simulator.putTicket({ id: TICKET, departmentId: '1' });
  message(simulator, 'Bonjour');
  t.equal((await run()).result.summary.current_department, 'Contact');
});
