import { DeskSimulator } from '../../simulator/desk/desk.ts';
import { DeskKeys } from '../../simulator/desk/keys.ts';
import { ZohoSimulator } from '../../simulator/zoho.ts';
import { type Test, temporaryFolder, test, until } from '../harness.ts';
import { connection } from '../outside/zoho/setup.ts';
import { type Service, startService } from '../service.ts';
import { letterOf, lettersOf, put, readCorpus } from '../tickets/corpus-cases.ts';
import { ALL_FLAGS, putContact, rulesFile } from '../tickets/setup.ts';

/** A part of the corpus before the real program, over HTTP: what one process promises must outlive it. */

/** Every so many files of the corpus. All of them take minutes; put 1 here to see them. */
const EVERY = 4;

/** In ms; the program is started three times, and looks at each ticket again and again. */
const ALL_OF_THEM = 170_000;
/** The program is killed in the middle of the sending of a letter, when so many were written. */
const LETTERS_BEFORE = 8;

async function startZoho(t: Test) {
  const crm = new ZohoSimulator();
  const desk = new DeskSimulator(await DeskKeys.create());
  t.teardown(() => Promise.all([crm.close(), desk.close()]));
  putContact(crm, { Email: 'nobody@example.test' });
  const rules = rulesFile(t, (json) => {
    const allowed = { subject: 'Demande de remboursement', intent: 'refund', state: 'none' };
    json.reply?.auto_send?.push(allowed as never);
  });
  const played = [...readCorpus().values()].filter((_, index) => index % EVERY === 0);
  const tickets = played.map((each, index) => {
    const id = `1987090000447${String(index).padStart(4, '0')}`;
    put(desk, id, each);
    return { id, expect: each.expect };
  });
  const settings = {
    ...connection(t, new URL(await crm.listen())),
    ZOHO_DESK_URL: await desk.listen(),
    ZOHO_DESK_ORG_ID: DeskSimulator.orgId,
    ZOHO_DESK_SPACING_MS: '0',
    TICKET_RULES_FILE: rules,
    RECONCILE_TICKETS: 'false',
    // The end is waited for by asking again and again.
    RATE_LIMIT_READS: '1000000',
  };
  return { crm, desk, tickets, settings };
}

/** Each ticket is reported so many times, as by each change that people and programs make. */
async function report({ url }: Service, tickets: readonly { id: string }[], rounds: number): Promise<number> {
  for (let round = 0; round < rounds; round++) {
    const events = tickets.map(({ id }) => ({
      payload: { id },
      eventType: 'Ticket_Update',
      eventTime: String(Date.now() + round),
      orgId: DeskSimulator.orgId,
    }));
    const answer = await fetch(`${url}/webhook/zoho-desk`, { method: 'POST', body: JSON.stringify(events) });
    if (!answer.ok) throw new Error(`the service answered ${answer.status}`);
  }
  return tickets.length * rounds;
}

/** Resolves when a letter is written after so many others. The answer to that one never comes. */
function letterWithoutAnswer(desk: DeskSimulator, before: number): Promise<void> {
  return new Promise((resolve) => {
    desk.writes.push = (...writes) => {
      const count = Array.prototype.push.apply(desk.writes, writes);
      const letters = desk.writes.filter(({ call }) => LETTERS.has(call)).length;
      if (letters === before) for (const call of LETTERS) desk.fail(call, { hangs: true, isDone: true });
      if (letters > before) resolve();
      return count;
    };
  });
}

const LETTERS = new Set(['sendReply', 'draftReply']);

async function untilCompleted({ url }: Service, count: number): Promise<void> {
  await until(async () => {
    const answer = await fetch(`${url}/api/v1/events/stats`);
    const { by_status } = (await answer.json()) as { by_status: Record<string, number> };
    return by_status.completed === count;
  });
}

test('the whole corpus with every flag off: the program reads only', { timeout: ALL_OF_THEM }, async (t) => {
  const { crm, desk, tickets, settings } = await startZoho(t);
  const service = await startService(t, temporaryFolder(t), [], settings);
  await untilCompleted(service, await report(service, tickets, 1));
  t.same(desk.writes, []);
  t.same(crm.writes, []);
  t.notOk(
    desk.requests.some((request) => !request.startsWith('GET ')),
    'nothing but reads',
  );
});

test('the whole corpus with all flags on: no letter to anyone but the customer, and none twice, though the program is killed', {
  timeout: ALL_OF_THEM,
}, async (t) => {
  const { desk, tickets, settings } = await startZoho(t);
  const folder = temporaryFolder(t);
  const on = { ...settings, ...ALL_FLAGS };
  const cut = letterWithoutAnswer(desk, LETTERS_BEFORE);
  const first = await startService(t, folder, [], on);
  const count = await report(first, tickets, 3);
  await cut;
  await first.stop('SIGKILL');
  desk.clearFaults();
  const second = await startService(t, folder, [], on);
  await untilCompleted(second, count);
  const letters = tickets.map(({ id, expect }) => {
    const to = lettersOf(desk, id).map(([, recipient]) => recipient);
    const customer = letterOf({ ...expect, too_many: false }).map(([, recipient]) => recipient);
    t.ok(to.length <= 1, `${id}: none twice`);
    t.same(to, customer.slice(0, to.length), `${id}: to the customer alone`);
    return to.length;
  });
  t.ok(
    letters.filter((each) => each === 1).length > LETTERS_BEFORE,
    'letters were written after the kill too',
  );
});
