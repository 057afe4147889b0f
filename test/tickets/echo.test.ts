import type { Assistant } from '../../src/tickets/assistant.ts';
import { OPERATOR, type Test, test } from '../harness.ts';
import { ALL_ON, DOC, flags, message, startTickets, TICKET, ticketApp } from './setup.ts';

/** Received after the writes of the run, as an event of ours is. */
const LATER = { id: 2, createdAt: '2026-01-25T10:00:30.000Z' };

function countingAssistant() {
  let asked = 0;
  const usage = { model: 'm', input_tokens: 10, output_tokens: 20 };
  const assistant: Assistant = {
    async ask() {
      asked += 1;
      return { is: 'none', reason: 'It does not know.', usage };
    },
  };
  return { assistant, asked: () => asked };
}

/** A fully automatic run for Jean's ticket: it was linked, moved, answered with a draft and noted. */
async function afterRun(t: Test, on = ALL_ON) {
  const { assistant, asked } = countingAssistant();
  const service = await startTickets(t, { flags: on, assistant });
  message(service.simulator, 'Je demande un remboursement');
  const first = await service.run();
  const again = (event = LATER) => service.tickets.run(TICKET, event, service.signal);
  return { ...service, first, again, asked };
}

test('Zoho reporting our own writes leads to no call of the assistant, no write, and no look at CRM', async (t) => {
  const { again, asked, written, simulator, zoho } = await afterRun(t);
  t.equal(simulator.ticket(TICKET)?.departmentId, DOC);
  const [before, calls, looked] = [written(), asked(), zoho.requests.length];
  t.equal(await again(), null);
  t.same([written(), asked(), zoho.requests.length], [before, calls, looked]);
});

test('an event that was received before our writes, and is replayed, is looked at', async (t) => {
  const { again } = await afterRun(t);
  t.not(await again({ id: 1, createdAt: '2026-01-25T09:59:59.000Z' }), null);
});

for (const [what, change] of [
  ['the customer wrote', { writes: true }],
  ['a person changed the status', { status: 'On Hold' }],
  ['a person changed anything else', { subject: 'Autre chose' }],
] as const) {
  test(`after our own writes the ticket is looked at again when ${what}`, async (t) => {
    const { again, simulator } = await afterRun(t);
    const modifiedTime = '2026-01-25T10:00:20.000Z';
    if ('writes' in change) message(simulator, 'Encore une question');
    else Object.assign(simulator.ticket(TICKET) ?? {}, change, { modifiedTime });
    t.not(await again(), null);
  });
}

test('a ticket that was not written to is looked at each time', async (t) => {
  const { again } = await afterRun(t, flags());
  t.not(await again(), null);
});

for (const during of [{ departmentId: '198709000000006910' }, { status: 'On Hold' }]) {
  test(`a ticket whose ${Object.keys(during)} was changed right after our last write is looked at again`, async (t) => {
    const { assistant } = countingAssistant();
    const { simulator, connections, run, tickets, signal, zoho } = await startTickets(t, {
      flags: flags('note'),
      assistant,
    });
    message(simulator, 'Bonjour');
    const addNote = connections.crm.addNote.bind(connections.crm);
    t.capture(connections.crm, 'addNote', async (...about: Parameters<typeof addNote>) => {
      const note = await addNote(...about);
      Object.assign(simulator.ticket(TICKET) ?? {}, during);
      return note;
    });
    await run();
    t.equal(zoho.crm.records.all('Notes').length, 1);
    t.not(await tickets.run(TICKET, LATER, signal), null);
  });
}

test('the event of an own write ends as unchanged, with the reason', async (t) => {
  const { app, simulator } = await ticketApp(t, { WEBHOOK_AUTO_DISPATCH: 'true' });
  message(simulator, 'Bonjour');
  const payload = { ticket_id: TICKET };
  const headers = { prefer: 'wait=20' };
  const send = () => app.inject({ method: 'POST', url: '/webhook/zoho-desk', headers, payload });
  t.match((await send()).json().outcome.result, { action_taken: 'workflow', dispatcher: true });
  const { suggestions } = await app.suggestions.list({ status: 'waiting' }, { limit: 10, before: null });
  t.match((await send()).json().outcome.result, {
    action_taken: 'unchanged',
    reason: /since this service wrote/,
  });
  const after = await app.suggestions.list({ status: 'waiting' }, { limit: 10, before: null });
  t.same(after.suggestions, suggestions, 'what waits for a person still waits');
  const link = suggestions.find(({ step }) => step === 'link')?.id;
  await app.inject({ method: 'POST', url: `/api/v1/tickets/suggestions/${link}/apply`, headers: OPERATOR });
  t.match(
    (await send()).json().outcome.result,
    { action_taken: 'unchanged' },
    'nor is what a person applied',
  );
});
