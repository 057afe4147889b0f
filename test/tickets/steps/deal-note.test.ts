import { test } from '../../harness.ts';
import { DEAL_ID, flags, LINK, message, putDeal, startTickets, TICKET } from '../setup.ts';

test('a note that is on the deal already is not written twice', async (t) => {
  const { simulator, zoho, run, written } = await startTickets(t, { flags: flags('note', 'ticket') });
  const thread = message(simulator, 'Bonjour');
  zoho.put('Notes', {
    id: '1',
    Note_Title: 'x',
    Note_Content: `x [hub ${TICKET}/${thread.id}]`,
    Parent_Id: { id: DEAL_ID },
  });
  simulator.putComment(TICKET, { content: `x [hub ${thread.id}]` });
  t.match((await run()).result.steps, { note: { status: 'unchanged' }, ticket: { status: 'unchanged' } });
  t.same(written(), []);
});

test('the note names ids and intents, and the way to the ticket', async (t) => {
  const { simulator, zoho, run } = await startTickets(t, { flags: flags('note') });
  message(simulator, 'ma facture et un remboursement');
  await run();
  const [note] = zoho.crm.records.all('Notes');
  t.match(note, { Note_Title: 'Note automatique - Ticket 101', Parent_Id: { id: DEAL_ID } });
  t.match(
    String(note?.Note_Content),
    /^\[META\] ticket=\d+ \| message=\d+ \| intent=refund \| intents_sec=invoice \| department=DOC\nhttp:/,
  );
});

test('a deal that leads nowhere still gets its note', async (t) => {
  const { simulator, zoho, run } = await startTickets(t, { flags: flags('note') });
  putDeal(zoho, { Stage: 'PERDU' });
  simulator.putTicket({ id: TICKET, subject: null, cf: { cf_opportunite: LINK } });
  message(simulator, 'Bonsoir');
  await run();
  t.match(
    String(zoho.crm.records.all('Notes')[0]?.Note_Content),
    'intent=none | intents_sec=none | department=none',
  );
});
