import { newEvent, OPERATOR, type Test, test, until } from '../harness.ts';
import { ALL_FLAGS, autoSendRules, message, TICKET, ticketApp } from './setup.ts';

/** A colleague merges the ticket with another one of the same customer; how the old id answers then is not documented. */

const MASTER = '198709000044517009';

type Desk = Awaited<ReturnType<typeof ticketApp>>;
const untilEnded = (app: Desk['app'], count: number) =>
  until(async () => {
    const { by_status } = await app.reading.stats({});
    return (by_status.completed ?? 0) + (by_status.failed ?? 0) === count;
  });

function ticketEvent(eventId: string, recordId: string, eventType = 'Ticket_Update') {
  const payload = JSON.stringify({ eventType, payload: { id: recordId } });
  return newEvent({ source: 'zoho_desk', module: 'tickets', eventId, eventType, recordId, payload });
}

async function twoTickets(t: Test, settings: Record<string, string> = {}) {
  const desk = await ticketApp(t, settings);
  desk.simulator.putTicket({ id: MASTER, subject: 'La même question' });
  const waiting = async (ticketId: string) =>
    (await desk.app.suggestions.list({ ticketId, status: 'waiting' }, { limit: 20, before: null }))
      .suggestions;
  return { ...desk, waiting };
}

for (const answer of ['unknown', 'master'] as const) {
  test(`a merged ticket that answers as ${answer} ends with all that waits for it, and its words wait on the master`, async (t) => {
    const { app, simulator, waiting, written } = await twoTickets(t);
    simulator.mergedAnswer = answer;
    message(simulator, 'Bonjour, je voudrais ma facture.');
    await app.intake.append([ticketEvent('a', TICKET)]);
    await untilEnded(app, 1);
    const [reply] = (await waiting(TICKET)).filter(({ step }) => step === 'reply');
    t.ok(reply, 'an answer waits');
    simulator.mergeTickets(MASTER, [TICKET]);
    const url = `/api/v1/tickets/suggestions/${reply?.id}/apply`;
    const applied = await app.inject({ method: 'POST', url, headers: OPERATOR, payload: {} });
    t.equal(applied.statusCode, 409);
    await app.intake.append([
      ticketEvent('b', TICKET, 'Ticket_Delete'),
      ticketEvent('c', TICKET),
      ticketEvent('d', MASTER),
    ]);
    await untilEnded(app, 4);
    t.same(await waiting(TICKET), []);
    for (const id of [2, 3])
      t.match(await app.reading.get(id), { status: 'completed', result: { action_taken: /gone|coalesced/ } });
    t.match(
      (await waiting(MASTER)).find(({ step }) => step === 'reply')?.proposal,
      { to: 'jean.exemple@example.test' },
      'what the customer wrote there is answered on the master',
    );
    t.same(written(), []);
  });

  test(`what was answered before the merge is not answered again on the master (${answer})`, async (t) => {
    const settings = { TICKET_RULES_FILE: autoSendRules(t), WEBHOOK_AUTO_RESPOND: 'true' };
    const { app, simulator, waiting, written } = await twoTickets(t, settings);
    simulator.mergedAnswer = answer;
    message(simulator, 'Je demande un remboursement', {}, MASTER);
    message(simulator, 'Je demande un remboursement');
    await app.intake.append([ticketEvent('a', TICKET)]);
    await untilEnded(app, 1);
    const sent = ['sendReply'];
    t.same(written(), sent);
    simulator.mergeTickets(MASTER, [TICKET]);
    await app.intake.append([ticketEvent('b', MASTER), ticketEvent('c', TICKET)]);
    await untilEnded(app, 3);
    t.match((await app.reading.get(2))?.result, { steps: { reply: { code: 'already_answered' } } });
    t.match((await app.reading.get(3))?.result, { action_taken: 'gone' });
    t.same(written(), sent);
    t.notOk((await waiting(MASTER)).some(({ step }) => step === 'reply'));
  });

  test(`a draft that the merge brought along is the one draft of the master (${answer})`, async (t) => {
    const { app, simulator } = await twoTickets(t, ALL_FLAGS);
    simulator.mergedAnswer = answer;
    message(simulator, 'Bonjour, je voudrais ma facture.');
    await app.intake.append([ticketEvent('a', TICKET)]);
    await untilEnded(app, 1);
    simulator.mergeTickets(MASTER, [TICKET]);
    await app.intake.append([ticketEvent('b', MASTER), ticketEvent('c', TICKET, 'Ticket_Delete')]);
    await untilEnded(app, 3);
    t.equal(simulator.threads(MASTER).filter(({ status }) => status === 'DRAFT').length, 1);
    t.match((await app.reading.get(2))?.result, { steps: { reply: { code: 'draft_exists' } } });
  });

  for (const name of ['threads', 'comments', 'mailReplyAddress', 'departments']) {
    test(`a merge in the middle of a run, before ${name} are read, changes neither ticket (${answer})`, async (t) => {
      const { app, simulator } = await twoTickets(t, ALL_FLAGS);
      simulator.mergedAnswer = answer;
      message(simulator, 'Bonjour, je voudrais ma facture.');
      mergeAt(simulator, new RegExp(`/${name}`));
      await app.intake.append([ticketEvent('a', TICKET)]);
      await untilEnded(app, 1);
      t.same(simulator.writes, [], 'no word for the old ticket lands on the master');
      t.match(await app.reading.get(1), { status: 'completed', result: { action_taken: 'gone' } });
    });
  }

  test(`a merge while a person applies ends all that waits (${answer})`, async (t) => {
    const waits = await applyDuringMerge(t, answer, new RegExp(`GET /api/v1/tickets/${TICKET}$`));
    t.same(waits, []);
  });
}

test('a merge in the middle of the last look before a write ends all that waits', async (t) => {
  t.same(await applyDuringMerge(t, 'unknown', /threads\?/), []);
});

/** @returns what still waits for the ticket that was merged when a call was made for the second time: in the last look */
async function applyDuringMerge(t: Test, answer: 'unknown' | 'master', line: RegExp) {
  const { app, simulator, waiting } = await twoTickets(t);
  simulator.mergedAnswer = answer;
  message(simulator, 'Bonjour, je voudrais ma facture.');
  await app.intake.append([ticketEvent('a', TICKET)]);
  await untilEnded(app, 1);
  const move = (await waiting(TICKET)).find(({ step }) => step === 'dispatch');
  mergeAt(simulator, line, 2);
  const url = `/api/v1/tickets/suggestions/${move?.id}/apply`;
  const applied = await app.inject({ method: 'POST', url, headers: OPERATOR, payload: {} });
  t.equal(applied.statusCode, 409);
  t.same(simulator.writes, []);
  return waiting(TICKET);
}

/** A colleague merges right before a call is answered, when it was made so many times. */
function mergeAt(simulator: Desk['simulator'], line: RegExp, times = 1): void {
  const { requests } = simulator;
  let left = times;
  requests.push = (...lines) => {
    if (lines.some((each) => line.test(each))) left -= 1;
    if (left === 0) {
      left = -1;
      simulator.mergeTickets(MASTER, [TICKET]);
    }
    return Array.prototype.push.apply(requests, lines);
  };
}
