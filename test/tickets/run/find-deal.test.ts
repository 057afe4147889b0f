import { test } from '../../harness.ts';
import { message, putContact, putDeal, startTickets } from '../setup.ts';

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
