import { test } from '../../harness.ts';
import { flags, message, putDeal, startTickets, TICKET } from '../setup.ts';

const OTHER = '4554000000000000002';

test('a link that stands there is honoured, in every form, and decides the department too', async (t) => {
  for (const held of [
    OTHER,
    `https://crm.zoho.com/crm/org1/tab/Deals/${OTHER}`,
    `Nom - /tab/Potentials/${OTHER}`,
  ]) {
    const { simulator, zoho, run, written } = await startTickets(t, { flags: flags('link') });
    putDeal(zoho, { id: OTHER, Deal_Name: 'Autre', Amount: 1200 });
    simulator.putTicket({ id: TICKET, cf: { cf_opportunite: held } });
    message(simulator, 'Bonjour');
    const { result } = await run();
    t.match(result.steps.link, { status: 'unchanged', reason: 'The ticket links to this deal.' }, held);
    t.match(result.summary, { recommended_department: 'Contact', deal_name: 'Autre' });
    t.same(written(), []);
  }
});

test('what a person wrote into the field of the link is never written over', async (t) => {
  for (const held of ['voir avec Sara', '12345', `/Potentials/${OTHER}`]) {
    const { simulator, run, written } = await startTickets(t, { flags: flags('link') });
    simulator.putTicket({ id: TICKET, cf: { cf_opportunite: held } });
    message(simulator, 'Bonjour');
    t.match((await run()).result.steps.link, { status: 'skipped' }, held);
    t.same(written(), [], held);
  }
});
