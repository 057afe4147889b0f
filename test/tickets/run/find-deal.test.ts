import { test } from '../../harness.ts';
import { flags, message, putContact, putDeal, startTickets, TICKET } from '../setup.ts';

const OTHER = '4554000000000000002';

test('all contacts with the address are asked for all their deals', async (t) => {
  const { simulator, zoho, run } = await startTickets(t);
  const second = '4554000000012345999';
  putContact(zoho, { id: second });
  putDeal(zoho, { Stage: 'PERDU' });
  putDeal(zoho, { id: OTHER, Deal_Name: 'Du second contact', Contact_Name: { id: second } });
  message(simulator, 'Bonjour');
  t.match((await run()).result.summary, { deal_name: 'Du second contact' });
});

test('a contact whose address only looks alike is another person', async (t) => {
  const { simulator, zoho, run } = await startTickets(t);
  putContact(zoho, { Email: 'not-jean.exemple@example.test' });
  message(simulator, 'Bonjour');
  t.match((await run()).result, {
    deal_linking: false,
    crm_agent: false,
    summary: { deal_found: false, deal_name: null },
    steps: { link: { status: 'skipped', reason: 'Zoho CRM has no contact with this address.' } },
  });
});

test('a contact without a deal that fits has none', async (t) => {
  const { simulator, zoho, run } = await startTickets(t);
  putDeal(zoho, { Stage: 'PERDU' });
  message(simulator, 'Bonjour');
  t.match((await run()).result.steps.link, { status: 'skipped', reason: 'None of 1 deals fits a rule.' });
});

test('the exam of the chosen deal is read from the record, because lists name lookups by id only', async (t) => {
  const { simulator, zoho, run } = await startTickets(t);
  putDeal(zoho, { Date_examen_VTC: { id: '9', name: '75_2026-03-31' } });
  message(simulator, 'Et mon cpf');
  t.equal((await run()).result.summary.recommended_department, 'DOC');
});

test('a deal that is gone between the list and its record is taken from the list', async (t) => {
  const { simulator, connections, run } = await startTickets(t);
  message(simulator, 'Bonjour');
  t.capture(connections.crm, 'getRecord', async () => null);
  t.equal((await run()).result.summary.deal_name, 'BFS NP Jean Exemple');
});

test('an address with an apostrophe leads to its own deal and answer, not to those of the address inside of it', async (t) => {
  const { simulator, zoho, run, tickets, signal, stores } = await startTickets(t, {
    flags: flags('link', 'note'),
  });
  const [mine, stranger] = ['4554000000000000011', '4554000000000000012'];
  putContact(zoho, { id: mine, Email: "o'connor@example.test" });
  putContact(zoho, { id: stranger, Email: 'connor@example.test' });
  putDeal(zoho, { id: OTHER, Deal_Name: 'Mine', Contact_Name: { id: mine } });
  putDeal(zoho, { id: `${OTHER}9`, Deal_Name: 'Of a stranger', Contact_Name: { id: stranger } });
  simulator.putTicket({ id: TICKET, email: "o'connor@example.test" });
  const from = "o'connor@example.test";
  message(simulator, 'Ma facture ?', {
    fromEmailAddress: from,
    author: { type: 'END_USER', email: from, name: '' },
  });
  t.match((await run()).result.summary, { deal_name: 'Mine' });
  t.match(simulator.ticket(TICKET)?.cf, { cf_opportunite: new RegExp(`/${OTHER}$`) });
  t.match(zoho.crm.records.all('Notes'), [{ Parent_Id: { id: OTHER } }]);
  const { suggestions } = await stores.suggestions.list({ status: 'waiting' }, { limit: 9, before: null });
  const id = suggestions.find(({ step }) => step === 'reply')?.id ?? 0;
  const by = { operator: '127.0.0.1', action: 'apply suggestion', target: `suggestion ${id}`, detail: {} };
  t.match(await tickets.apply(id, by, undefined, signal), { is: 'applied' });
  t.match(simulator.writes.at(-1), { call: 'sendReply', body: { to: from } });
});
