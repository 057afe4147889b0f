import type { Json } from '../../simulator/desk/records.ts';
import { test } from '../harness.ts';
import { ALL_ON, flags, message, putContact, rulesFile, startTickets, TICKET } from './setup.ts';

const AGENT = {
  author: { type: 'AGENT', email: 'agent@example.edu' },
  fromEmailAddress: 'agent@example.edu',
};
const FORWARD =
  '---------- Message transféré ---------\nDe : Jean <jean.exemple@example.test>\nObjet : x\n\nBonjour';

const REFUSED: [code: string, what: string, ticket: Json, thread: Json | null][] = [
  ['closed', 'a closed ticket', { statusType: 'Closed', status: 'Closed' }, {}],
  ['closed', 'a ticket that is closed under another name', { statusType: 'Closed', status: 'Clôturé' }, {}],
  ['spam', 'spam', { isSpam: true }, {}],
  ['instant_message', 'a chat', { source: { type: 'INSTANT_MESSAGE' } }, {}],
  [
    'bounce',
    'a mail that came back',
    { subject: 'Undelivered Mail Returned to Sender' },
    { fromEmailAddress: 'Mail Delivery System <mailer-daemon@example.test>' },
  ],
  ['no_reply', 'a machine', {}, { fromEmailAddress: 'no-reply@example.test' }],
  ['no_reply', 'a machine by its display name', {}, { fromEmailAddress: '"noreply"<mail@example.test>' }],
  ['own_message', 'a mail of a colleague', {}, AGENT],
  ['own_message', 'a ticket in which only we have written', {}, { ...AGENT, direction: 'out' }],
];
for (const [code, what, ticket, thread] of REFUSED) {
  test(`${what} is skipped with a reason, before CRM is asked`, async (t) => {
    const { simulator, zoho, run, written } = await startTickets(t, { flags: ALL_ON });
    simulator.putTicket({ id: TICKET, ...ticket });
    if (thread !== null) message(simulator, 'Bonjour, ma facture ?', thread);
    const { result, waiting, failure } = await run();
    t.match(result, {
      success: true,
      dispatcher: false,
      deal_linking: false,
      desk_agent: false,
      crm_agent: false,
      summary: {
        current_department: 'Contact',
        recommended_department: null,
        deal_found: false,
        deal_name: null,
      },
    });
    for (const step of Object.values(result.steps)) t.match(step, { status: 'skipped', code, reason: /\w/ });
    t.same([waiting, failure, written()], [[], null, []]);
    t.same(zoho.requests, ['POST /oauth/v2/token']);
  });
}

test('an address that the department answers from is our own without being in the rules file', async (t) => {
  const { simulator, run } = await startTickets(t);
  message(simulator, 'Bonjour', { fromEmailAddress: 'Support <Reply0@example.edu>' });
  t.match((await run()).result.steps.link, { code: 'own_message' });
});

test('our own mailboxes of the rules file are no customers', async (t) => {
  const rules = rulesFile(t, (json) => json.addresses?.own?.push('@example.edu' as never));
  const { simulator, run } = await startTickets(t, { rules });
  message(simulator, 'Bonjour', { fromEmailAddress: 'doc@example.edu' });
  t.match((await run()).result.steps.link, { code: 'own_message' });
});

test('a colleague who forwards a customer is answered by writing to the customer', async (t) => {
  const { simulator, run, stores } = await startTickets(t);
  message(simulator, `Peux-tu regarder ?\n\n${FORWARD}`, AGENT);
  const { result } = await run();
  t.equal(result.summary.deal_found, true);
  const { suggestions } = await stores.suggestions.list({}, { limit: 10, before: null });
  t.match(suggestions.find(({ step }) => step === 'reply')?.proposal, {
    to: 'jean.exemple@example.test',
    message: 'Bonjour',
  });
});

test('a colleague who forwards a machine is our own message', async (t) => {
  const { simulator, run } = await startTickets(t);
  message(simulator, FORWARD.replace('jean.exemple', 'noreply'), AGENT);
  t.match((await run()).result.steps.link, { code: 'own_message' });
});

test('a draft keeps an answer from being written, not the rest', async (t) => {
  const { simulator, run, written } = await startTickets(t, { flags: ALL_ON });
  message(simulator, 'Bonjour');
  simulator.putThread(TICKET, { ...AGENT, direction: 'out', status: 'DRAFT' });
  const { result } = await run();
  t.match(result.steps, {
    reply: { status: 'skipped', reason: /A draft/ },
    link: { status: 'applied' },
    dispatch: { status: 'applied' },
  });
  t.notOk(written().includes('draftReply'));
});

test('a ticket that was answered is not answered again, and a private note is no answer', async (t) => {
  const { simulator, run } = await startTickets(t);
  message(simulator, 'Bonjour');
  simulator.putThread(TICKET, { ...AGENT, direction: 'out', visibility: 'private' });
  t.equal((await run()).result.steps.reply.status, 'suggested');
  simulator.putThread(TICKET, { ...AGENT, direction: 'out' });
  t.match((await run()).result.steps.reply, { status: 'skipped', reason: /is an answer of ours/ });
  message(simulator, 'Merci, encore une question');
  t.equal((await run()).result.steps.reply.status, 'suggested', 'until the customer writes again');
});

test('a ticket without a message, subject, description or address still gets a truthful result', async (t) => {
  const { simulator, run } = await startTickets(t);
  simulator.putTicket({ id: TICKET, subject: null, description: null, email: null, layoutDetails: null });
  t.match((await run()).result.steps, {
    link: { status: 'skipped', reason: 'The ticket names no address of a customer.' },
    dispatch: { status: 'skipped' },
    reply: { status: 'skipped' },
    ticket: { status: 'skipped' },
    deal: { status: 'skipped' },
    note: { status: 'skipped' },
  });
});

test('a ticket of a form is read by its description and its own address', async (t) => {
  const { simulator, run } = await startTickets(t);
  simulator.putTicket({ id: TICKET, description: '<p>Je cherche une location de véhicule</p>' });
  t.match((await run()).result.summary, { recommended_department: 'Contact', deal_found: true });
});

test('a ticket of a form, without any message, gets its answer as a draft', async (t) => {
  const { simulator, run, written } = await startTickets(t, { flags: flags('reply') });
  simulator.putTicket({ id: TICKET, description: 'Je cherche une location de véhicule' });
  t.match((await run()).result.steps.reply, { status: 'applied' });
  t.same(written(), ['draftReply']);
});

test('a message whose sender Zoho does not name is from the contact of the ticket', async (t) => {
  const { simulator, run } = await startTickets(t);
  message(simulator, 'Bonjour', { fromEmailAddress: '', author: null });
  t.equal((await run()).result.summary.deal_found, true);
});

test('threads are read in the order of their times, whatever order Zoho gives', async (t) => {
  const { simulator, run, stores } = await startTickets(t);
  message(simulator, 'Le plus récent', { createdTime: '2026-01-25T09:00:00.000Z' });
  message(simulator, 'Le plus ancien', { createdTime: '2026-01-20T09:00:00.000Z' });
  await run();
  const { suggestions } = await stores.suggestions.list({}, { limit: 10, before: null });
  t.equal(suggestions.find(({ step }) => step === 'reply')?.proposal.message, 'Le plus récent');
});

test('a ticket of a telephone call has nobody to write to, and its words still say where it belongs', async (t) => {
  const { simulator, zoho, run } = await startTickets(t);
  putContact(zoho, { Email: 'nobody@example.test' });
  simulator.putTicket({
    id: TICKET,
    channel: 'Phone',
    email: null,
    contactId: null,
    phone: '+33 1',
    subject: 'Ma facture',
  });
  const { result, waiting } = await run();
  t.match(result.steps, { reply: { status: 'skipped' }, dispatch: { status: 'suggested' } });
  t.equal(result.summary.recommended_department, 'Comptabilité');
  t.notOk(waiting.some(({ step }) => step === 'reply'));
});
