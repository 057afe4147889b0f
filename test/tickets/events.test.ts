import { newEvent, type Test, test, until } from '../harness.ts';
import { ALL_FLAGS, autoSendRules, message, TICKET, ticketApp } from './setup.ts';

const ONCE = [
  'updateTicket',
  'moveTicket',
  'draftReply',
  'addComment',
  'PUT Deals/ID',
  'POST Deals/ID/Notes',
];

function ticketEvent(eventId: string, recordId = TICKET, eventType = 'Ticket_Update') {
  return newEvent({ source: 'zoho_desk', module: 'tickets', eventId, eventType, recordId });
}

type App = Awaited<ReturnType<typeof ticketApp>>['app'];
const untilEnded = (app: App, count: number) =>
  until(async () => {
    const { by_status } = await app.reading.stats({});
    return (by_status.completed ?? 0) + (by_status.failed ?? 0) === count;
  });

test('a delivery of Zoho Desk ends in the worked example, kept with the event', async (t) => {
  const { app, simulator, written } = await ticketApp(t);
  message(simulator, 'Bonjour, merci');
  const payload = [
    { payload: { id: TICKET }, eventType: 'Ticket_Add', eventTime: '1769335200000', orgId: '1' },
  ];
  const headers = { prefer: 'wait=20' };
  const answer = await app.inject({ method: 'POST', url: '/webhook/zoho-desk', headers, payload });
  t.match(answer.json(), {
    success: true,
    outcome: {
      status: 'completed',
      result: {
        action_taken: 'workflow',
        success: true,
        dispatcher: true,
        deal_linking: true,
        summary: {
          current_department: 'Contact',
          recommended_department: 'DOC',
          deal_name: 'BFS NP Jean Exemple',
        },
      },
    },
  });
  const { suggestions } = await app.suggestions.list({ status: 'waiting' }, { limit: 10, before: null });
  t.match(suggestions, [{ eventRow: 1 }, { eventRow: 1 }, { eventRow: 1 }, { eventRow: 1 }, { eventRow: 1 }]);
  t.same(written(), []);
});

test('events that say nothing about a ticket are ignored', async (t) => {
  const { app, simulator } = await ticketApp(t);
  await app.intake.append([
    ticketEvent('a', TICKET, 'Ticket_Attachment_Add'),
    { ...ticketEvent('b', '1', 'Contact_Update'), module: 'contacts' },
  ]);
  await untilEnded(app, 2);
  t.match((await app.reading.get(1))?.result, {
    action_taken: 'ignored',
    ticket_id: TICKET,
    reason: /Ticket_Attachment_Add are logged only/,
  });
  t.notOk(Object((await app.reading.get(2))?.result).ticket_id, 'the id of a contact is none of a ticket');
  t.same(simulator.requests, []);
});

test('an event of a ticket that does not exist fails and says so', async (t) => {
  const { app } = await ticketApp(t);
  await app.intake.append([ticketEvent('a', '12345')]);
  await untilEnded(app, 1);
  t.match(await app.reading.get(1), { status: 'failed', error_message: /Zoho Desk has no ticket 12345/ });
});

test('what waits for a deleted ticket ends with the reason, and a late event of it is no failure', async (t) => {
  const { app, simulator } = await ticketApp(t);
  message(simulator, 'Bonjour');
  await app.intake.append([ticketEvent('a')]);
  await untilEnded(app, 1);
  simulator.removeTicket(TICKET);
  await app.intake.append([ticketEvent('b', TICKET, 'Ticket_Delete')]);
  await untilEnded(app, 2);
  await app.intake.append([ticketEvent('c')]);
  const payload = JSON.stringify({ eventType: 'Ticket_Update', payload: { id: '99999' } });
  await app.intake.append([{ ...ticketEvent('d', '99999'), payload }]);
  await untilEnded(app, 4);
  for (const id of [2, 3, 4])
    t.match(await app.reading.get(id), { status: 'completed', result: { action_taken: 'gone' } });
  const { suggestions } = await app.suggestions.list({}, { limit: 9, before: null });
  t.ok(suggestions.length > 3);
  for (const each of suggestions) t.match(each, { status: 'stale', result: { reason: /deleted or merged/ } });
});

test('one ticket that is closed to us fails after its attempts, and all of them wait', async (t) => {
  const { app, simulator } = await ticketApp(t, { MAX_ATTEMPTS: '1' });
  simulator.putTicket({ id: `${TICKET}9` });
  simulator.closeToUs(TICKET);
  await app.intake.append([ticketEvent('a')]);
  await untilEnded(app, 1);
  t.match(await app.reading.get(1), { status: 'failed', error_message: /does not let .* read ticket/ });
  const refusal = { status: 403, json: { errorCode: 'FORBIDDEN', message: 'x' } };
  simulator.fail('getTicket', refusal);
  simulator.fail('listTickets', refusal);
  await app.intake.append([ticketEvent('b')]);
  await until(async () => (await app.reading.get(2))?.attempts_made.length === 1);
  t.match(await app.reading.get(2), { status: 'pending', error_message: /may not read a ticket/ });
});

test('an event whose run failed in part fails, with the result of the rest', async (t) => {
  const { app, simulator } = await ticketApp(t, ALL_FLAGS);
  message(simulator, 'Bonjour');
  simulator.fail('moveTicket', { status: 422, json: { errorCode: 'INVALID_DATA' } });
  await app.intake.append([ticketEvent('a')]);
  await untilEnded(app, 1);
  t.match(await app.reading.get(1), {
    status: 'failed',
    error_message: /refused to move a ticket/,
    result: { success: false, dispatcher: false, deal_linking: true },
  });
});

/** Twenty tickets like Jean's, each with a deal of its own link. */
function twentyTickets({ simulator }: Awaited<ReturnType<typeof ticketApp>>): string[] {
  return Array.from({ length: 20 }, (_, index) => {
    const id = `1987090000000010${String(index).padStart(2, '0')}`;
    simulator.putTicket({ id });
    message(simulator, 'Je demande un remboursement', {}, id);
    return id;
  });
}

test('200 events of 20 tickets: one run at a time per ticket, and nothing twice', async (t) => {
  const service = await ticketApp(t, ALL_FLAGS);
  const { app, simulator, zoho } = service;
  const ids = twentyTickets(service);
  const running = new Map<string, number>();
  let most = 0;
  const desk = app.tickets;
  t.ok(desk);
  if (desk === null) return;
  const run = desk.run.bind(desk);
  desk.run = async (ticketId, event, signal) => {
    running.set(ticketId, (running.get(ticketId) ?? 0) + 1);
    most = Math.max(most, running.get(ticketId) ?? 0);
    try {
      return await run(ticketId, event, signal);
    } finally {
      running.set(ticketId, (running.get(ticketId) ?? 0) - 1);
    }
  };
  for (let round = 0; round < 10; round++)
    await app.intake.append(ids.map((id) => ticketEvent(`${id}-${round}`, id)));
  await until200(app);
  t.equal(most, 1);
  for (const id of ids) {
    const writes = simulator.writes.filter(({ ticketId }) => ticketId === id).map(({ call }) => call);
    t.same(writes, ['updateTicket', 'moveTicket', 'draftReply', 'addComment'], id);
  }
  t.equal(zoho.crm.records.all('Notes').length, 20, 'one note per ticket on the one deal');
  const stats = await app.reading.stats({});
  t.same(stats.by_status, { completed: 200 });
});

/** More turns than `until` gives: twenty tickets, two at a time, each with some thirty calls. */
async function until200(app: App): Promise<void> {
  for (let patience = 0; patience < 100; patience++) {
    const ended = await untilEnded(app, 200).then(
      () => true,
      () => false,
    );
    if (ended) return;
  }
}

/** The process dies after a write and before its record: the answer to the write, or the end of the event, is lost. */
async function crashAfter(t: Test, call: string) {
  const service = await ticketApp(t, ALL_FLAGS);
  const { app, simulator, clock } = service;
  message(simulator, 'Je demande un remboursement');
  const finish = app.suggestions.finish.bind(app.suggestions);
  let isDead = false;
  app.suggestions.finish = async (id, status, result) => {
    const written = simulator.writes.at(-1)?.call ?? '';
    const inCrm = service.zoho.writes.at(-1) ?? '';
    if (!isDead && (written === call || inCrm.includes(call))) {
      isDead = true;
      throw new Error('the process died');
    }
    return finish(id, status, result);
  };
  await app.intake.append([ticketEvent('a')]);
  await until(() => isDead);
  await until(async () => (await app.reading.get(1))?.status === 'pending');
  clock.advance(60_000);
  await until(async () => (await app.reading.get(1))?.status === 'completed');
  return service;
}

for (const call of ['updateTicket', 'moveTicket', 'draftReply', 'addComment', 'PUT /crm/v8/Deals', 'Notes']) {
  test(`a process that dies right after ${call} does nothing twice when it is back`, async (t) => {
    const { written, app } = await crashAfter(t, call);
    t.same(written(), ONCE);
    t.match((await app.reading.get(1))?.attempts_made, [{ outcome: 'retry' }, { outcome: 'completed' }]);
  });
}

function autoSend(t: Test) {
  return {
    TICKET_RULES_FILE: autoSendRules(t),
    WEBHOOK_AUTO_RESPOND: 'true',
    WEBHOOK_AUTO_UPDATE_TICKET: 'true',
  };
}

test('an answer that meets every condition is sent, and the status follows', async (t) => {
  const { app, simulator, written } = await ticketApp(t, autoSend(t));
  message(simulator, 'Je demande un remboursement');
  await app.intake.append([ticketEvent('a')]);
  await untilEnded(app, 1);
  t.same(written(), ['sendReply', 'addComment', 'updateTicket']);
  t.match(simulator.ticket(TICKET), { status: 'On Hold' });
  t.match((await app.reading.get(1))?.result, { steps: { reply: { reason: /The answer was sent/ } } });
});

for (const lost of ['draftReply', 'sendReply']) {
  test(`after a ${lost} whose answer was lost, the next attempt looks before it writes`, async (t) => {
    const settings = lost === 'sendReply' ? autoSend(t) : ALL_FLAGS;
    const { app, simulator, clock, written } = await ticketApp(t, settings);
    message(simulator, 'Je demande un remboursement');
    simulator.fail(lost, { drops: true, isDone: true });
    await app.intake.append([ticketEvent('a')]);
    await until(async () => (await app.reading.get(1))?.attempts_made.length === 1);
    clock.advance(60_000);
    await untilEnded(app, 1);
    t.equal(written().filter((name) => name === lost).length, 1);
    t.match((await app.reading.get(1))?.result, {
      steps: { reply: { status: 'unchanged', reason: /cut off/ } },
    });
    if (lost === 'sendReply') t.match(simulator.ticket(TICKET), { status: 'On Hold' });
  });
}
