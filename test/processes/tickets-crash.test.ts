import { DeskSimulator } from '../../simulator/desk/desk.ts';
import { DeskKeys } from '../../simulator/desk/keys.ts';
import { ZohoSimulator } from '../../simulator/zoho.ts';
import { type Test, temporaryFolder, test, until } from '../harness.ts';
import { connection } from '../outside/zoho/setup.ts';
import { type Service, startService } from '../service.ts';
import { ALL_FLAGS, message, putContact, putDeal } from '../tickets/setup.ts';

const ROUNDS = 10;
/** The process is killed once after each of these was done, while it waits for the answer. */
const CALLS = ['draftReply', 'moveTicket', 'updateTicket', 'addComment'];

/** Both simulators at the time of day, with the same request in each of twenty tickets of one customer. */
async function startZoho(t: Test) {
  const crm = new ZohoSimulator();
  const desk = new DeskSimulator(await DeskKeys.create());
  t.teardown(() => Promise.all([crm.close(), desk.close()]));
  putContact(crm);
  putDeal(crm);
  const tickets = Array.from({ length: 20 }, (_, index) => {
    const id = `1987090000000010${String(index).padStart(2, '0')}`;
    desk.putTicket({ id });
    message(desk, 'Je demande un remboursement', {}, id);
    return id;
  });
  const settings = {
    ...connection(t, new URL(await crm.listen())),
    ...ALL_FLAGS,
    ZOHO_DESK_URL: await desk.listen(),
    ZOHO_DESK_ORG_ID: DeskSimulator.orgId,
    ZOHO_DESK_SPACING_MS: '0',
  };
  return { crm, desk, tickets, settings };
}

async function sendRounds({ url }: Service, tickets: readonly string[]): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const events = tickets.map((id) => ({
      payload: { id },
      eventType: 'Ticket_Update',
      eventTime: String(Date.now() + round),
      orgId: DeskSimulator.orgId,
    }));
    await fetch(`${url}/webhook/zoho-desk`, { method: 'POST', body: JSON.stringify(events) });
  }
}

/** Resolves when the next call of this name has done its work. Its answer never comes. */
function doneWithoutAnswer(desk: DeskSimulator, call: string): Promise<void> {
  desk.fail(call, { hangs: true, isDone: true });
  return new Promise((resolve) => {
    desk.writes.push = (...writes) => {
      if (writes.some((write) => write.call === call)) resolve();
      return Array.prototype.push.apply(desk.writes, writes);
    };
  });
}

async function completed({ url }: Service): Promise<number> {
  const answer = await fetch(`${url}/api/v1/events/stats`);
  const { by_status } = (await answer.json()) as { by_status: Record<string, number> };
  return by_status.completed ?? 0;
}

test('200 events of 20 tickets: nothing twice although the process is killed after each kind of write', async (t) => {
  const { settings, tickets, desk, crm } = await startZoho(t);
  const folder = temporaryFolder(t);
  for (const [index, call] of CALLS.entries()) {
    const done = doneWithoutAnswer(desk, call);
    const service = await startService(t, folder, [], settings);
    if (index === 0) await sendRounds(service, tickets);
    await done;
    await service.stop('SIGKILL');
  }
  const last = await startService(t, folder, [], settings);
  await until(async () => (await completed(last)) === ROUNDS * tickets.length);

  for (const id of tickets) {
    const calls = desk.writes.filter(({ ticketId }) => ticketId === id).map(({ call }) => call);
    t.same(calls.toSorted(), ['addComment', 'draftReply', 'moveTicket', 'updateTicket'], id);
  }
  t.equal(crm.crm.records.all('Notes').length, tickets.length, 'one note per ticket on the one deal');
});
