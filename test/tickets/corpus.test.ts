import type { ClaimedEvent } from '../../src/log/event.ts';
import { createTicketHandler } from '../../src/tickets/handler.ts';
import { loadRules } from '../../src/tickets/rules/rules.ts';
import type { TicketResult } from '../../src/tickets/run/result.ts';
import { Clerk } from '../../src/tickets/suggestions/clerk.ts';
import { type Test, test } from '../harness.ts';
import {
  type Case,
  type Expected,
  happen,
  letterOf,
  lettersOf,
  put,
  readCorpus,
  writesOf,
} from './corpus-cases.ts';
import { ALL_ON, flags, putContact, RULES_FILE, rulesFile, startTickets } from './setup.ts';

/**
 * Plays every conversation of the folder `corpus` through the whole workflow, once with every flag off and once with all
 * of them on. To add one, add a file; see the README beside them.
 */

const rules = loadRules(RULES_FILE);
/** In ms; one by one they take longer than a test may by default. */
const ALL_OF_THEM = 110_000;

test('every conversation comes to what its file says', { timeout: ALL_OF_THEM }, async (t) => {
  const world = await startWorld(t);
  const rows: string[] = [];
  const cases = readCorpus();
  for (const [index, [name, played]] of [...cases].entries()) {
    await t.test(`${name}: ${played.what}`, async (t) => {
      const id = `1987090000446${String(index).padStart(3, '0')}`;
      await holdsWithFlagsOff(t, world, `${id}0`, played);
      rows.push(`${name.padEnd(24)} ${await holdsWithFlagsOn(t, world, `${id}1`, played)}`);
    });
  }
  for (const row of rows) t.comment(row);
  t.ok(cases.size >= 100, `${cases.size} conversations`);
});

type World = Awaited<ReturnType<typeof startWorld>>;
type Run = { reply: { status: string; code?: string; reason: string }; result: TicketResult | null };

/** Two clerks over one Zoho: one may write nothing, the other everything. */
async function startWorld(t: Test) {
  const file = rulesFile(t, (json) => {
    const allowed = { subject: 'Demande de remboursement', intent: 'refund', state: 'none' };
    json.reply?.auto_send?.push(allowed as never);
  });
  const { connections, simulator, zoho, signal, stores, written } = await startTickets(t, {
    rules: file,
    isInProcess: true,
  });
  // Words decide in the corpus; rules for deals have tests of their own.
  putContact(zoho, { Email: 'nobody@example.test' });
  const log = {
    queue: { newerWaiting: async () => [] },
    reading: { list: async () => ({ events: [], nextBefore: null, total: 0, totalIsCapped: false }) },
  };
  const handlers = {
    off: createTicketHandler(log, new Clerk(connections, flags()), []),
    on: createTicketHandler(log, new Clerk(connections, ALL_ON), []),
  };
  let event = 0;
  const run = async (which: keyof typeof handlers, id: string): Promise<Run> => {
    event += 1;
    const { result, write } = await handlers[which](reportOf(id, event), signal);
    if (write?.is === 'suggestions') await stores.suggestions.replaceWaiting(write);
    if (result.action_taken !== 'workflow') {
      const code = String(result.action_taken);
      return { reply: { status: 'skipped', code, reason: String(result.reason) }, result: null };
    }
    const done = result as unknown as TicketResult;
    return { reply: done.steps.reply, result: done };
  };
  const waiting = async (ticketId: string) =>
    (await stores.suggestions.list({ ticketId, status: 'waiting' }, { limit: 20, before: null })).suggestions;
  return { simulator, run, written, waiting };
}

/** As Zoho Desk reports it. */
function reportOf(ticketId: string, id: number): ClaimedEvent {
  return {
    id,
    source: 'zoho_desk',
    eventId: String(id),
    module: 'tickets',
    eventType: 'Ticket_Update',
    recordId: ticketId,
    occurred: { at: null, clock: null },
    payload: JSON.stringify({ eventType: 'Ticket_Update', payload: { id: ticketId } }),
    createdAt: '2026-01-25T09:00:00.000Z',
    attempt: 1,
    leaseToken: '',
    startedAt: '2026-01-25T09:00:00.000Z',
  };
}

/** Whatever a conversation holds, nothing outside is written; what waits for a person is what is expected. */
async function holdsWithFlagsOff(t: Test, world: World, id: string, played: Case) {
  const { simulator, run, written } = world;
  put(simulator, id, played);
  const before = written().length;
  await waitsForPerson(t, world, id, await run('off', id), played.expect);
  if (played.later !== undefined) {
    happen(simulator, id, played.later);
    await waitsForPerson(t, world, id, await run('off', id), played.later.expect);
  }
  t.equal(written().length, before, 'with every flag off there are reads only');
}

async function waitsForPerson(
  t: Test,
  { waiting }: World,
  id: string,
  { reply, result }: Run,
  expected: Expected,
) {
  const { answer, nothing, doubt = false } = expected;
  const waits = await waiting(id);
  const proposal = waits.find(({ step }) => step === 'reply')?.proposal;
  if (answer === undefined) {
    t.equal(proposal, undefined, 'no answer is proposed');
    t.equal(reply.code, nothing, reply.reason);
    if (result === null || Object.values(result.steps).every(({ code }) => code === nothing))
      t.same(waits, [], 'nothing of an ended ticket waits');
    return;
  }
  t.match(proposal, { to: answer.to, language: answer.language, text: templateOf(answer) }, reply.reason);
  t.equal(
    Array.isArray(proposal?.doubts) && proposal.doubts.length > 0,
    doubt,
    `doubts: ${proposal?.doubts}`,
  );
}

/** No letter to anyone but the customer, none twice, however often the ticket is looked at. */
async function holdsWithFlagsOn(t: Test, { run, simulator }: World, id: string, played: Case) {
  for (let earlier = 0; earlier < (played.before ?? 0); earlier++) {
    put(simulator, `${id}${earlier}`, played);
    await run('on', `${id}${earlier}`);
  }
  put(simulator, id, played);
  const done = await run('on', id);
  await run('on', id);
  const { department, suggested_department } = played.expect;
  t.same(lettersOf(simulator, id), letterOf(played.expect), 'who gets a letter');
  const { result, reply } = done;
  const moves = writesOf(simulator, id).filter(({ call }) => call === 'moveTicket');
  t.equal(moves.length, department === undefined ? 0 : 1, result?.steps.dispatch.reason ?? 'no run');
  const named = result?.summary.recommended_department ?? undefined;
  t.equal(named, department ?? suggested_department, 'where it belongs');
  const row = `${reply.status.padEnd(10)} ${describe(played.expect, reply)}`;
  if (played.later === undefined) return row;
  happen(simulator, id, played.later);
  const second = await run('on', id);
  await run('on', id);
  const all = [...letterOf(played.expect), ...letterOf(played.later.expect)];
  t.same(
    lettersOf(simulator, id).map(([, to]) => to),
    all.map(([, to]) => to),
    'who gets a letter then',
  );
  return `${row}; then ${describe(played.later.expect, second.reply)}`;
}

function describe({ answer }: Expected, { reason }: Run['reply']): string {
  return answer === undefined ? reason : `${answer.about} in ${answer.language} to ${answer.to}`;
}

function templateOf({ about, language }: NonNullable<Expected['answer']>): string {
  const intent = rules.intents.find(({ name }) => name === about);
  if (intent === undefined && about !== 'fallback') throw new Error(`the rules file has no intent ${about}`);
  return (intent?.template ?? rules.reply.fallback)[language];
}
