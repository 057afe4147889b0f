import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import type { DeskSimulator } from '../../simulator/desk.ts';
import type { Json } from '../../simulator/desk-records.ts';
import type { ClaimedEvent } from '../../src/log/event.ts';
import { Clerk } from '../../src/tickets/clerk.ts';
import { createTicketHandler } from '../../src/tickets/handler.ts';
import { LANGUAGES } from '../../src/tickets/rules/language.ts';
import { loadRules } from '../../src/tickets/rules/rules.ts';
import type { TicketResult } from '../../src/tickets/run/result.ts';
import { type Test, test } from '../harness.ts';
import { ROOT } from '../service.ts';
import { ALL_ON, flags, putContact, RULES_FILE, rulesFile, startTickets } from './setup.ts';

/**
 * Plays every conversation of the folder `corpus` through the whole workflow, once with every flag off and once with all
 * of them on. To add one, add a file; see the README beside them.
 */

const closed = { additionalProperties: false };
const Thread = Type.Object(
  {
    text: Type.String(),
    html: Type.Optional(Type.String()),
    direction: Type.Optional(Type.Enum(['in', 'out'])),
    private: Type.Optional(Type.Boolean()),
    status: Type.Optional(Type.String()),
    channel: Type.Optional(Type.String()),
    from: Type.Optional(Type.String()),
    /** The address that Zoho knows of the author. */
    author: Type.Optional(Type.String()),
    replyTo: Type.Optional(Type.String()),
    to: Type.Optional(Type.String()),
    cc: Type.Optional(Type.String()),
    isForward: Type.Optional(Type.Boolean()),
    /** Header lines of the mail beside those that every mail has. */
    headers: Type.Optional(Type.String()),
  },
  closed,
);
const Answer = Type.Object(
  {
    to: Type.String(),
    /** The intent whose template is used, or `fallback`. */
    about: Type.String(),
    language: Type.Enum([...LANGUAGES]),
  },
  closed,
);
const Comment = Type.Object(
  { by: Type.Enum(['us', 'customer']), public: Type.Boolean(), text: Type.String() },
  closed,
);
const Expected = Type.Object(
  {
    /** Why nobody is answered: the code of the reply, or `gone`. */
    nothing: Type.Optional(Type.String()),
    answer: Type.Optional(Answer),
    /** A person has to look first, whatever the flags say. */
    doubt: Type.Optional(Type.Boolean()),
    /** The rules let it go out by itself. */
    sent: Type.Optional(Type.Boolean()),
    /** Nothing speaks against it, but no program may write one more letter to this address today. */
    too_many: Type.Optional(Type.Boolean()),
    /** Where the flag moves it; it stays where this is missing. */
    department: Type.Optional(Type.String()),
    /** Where a person may move it. */
    suggested_department: Type.Optional(Type.String()),
  },
  closed,
);
type Expected = Static<typeof Expected>;
const Case = Type.Object(
  {
    what: Type.String(),
    ticket: Type.Record(Type.String(), Type.Unknown()),
    threads: Type.Array(Thread),
    comments: Type.Optional(Type.Array(Comment)),
    /** The same conversation was had on so many other tickets today. */
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    expect: Expected,
    /** What happens after the first look, and what is to come of the second. */
    later: Type.Optional(
      Type.Object(
        {
          gone: Type.Optional(Type.Boolean()),
          ticket: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
          threads: Type.Optional(Type.Array(Thread)),
          comments: Type.Optional(Type.Array(Comment)),
          expect: Expected,
        },
        closed,
      ),
    ),
  },
  closed,
);
type Case = Static<typeof Case>;
type Later = NonNullable<Case['later']>;

const FOLDER = join(ROOT, 'test/tickets/corpus');
const JEAN = 'jean.exemple@example.test';
const rules = loadRules(RULES_FILE);
/** In ms; one by one they take longer than a test may by default. */
const ALL_OF_THEM = 110_000;

test('every conversation comes to what its file says', { timeout: ALL_OF_THEM }, async (t) => {
  const world = await startWorld(t);
  const rows: string[] = [];
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  for (const [index, file] of files.entries()) {
    const name = file.replace('.json', '');
    const played = Value.Parse(Case, JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
    await t.test(`${name}: ${played.what}`, async (t) => {
      const id = `1987090000446${String(index).padStart(3, '0')}`;
      await holdsWithFlagsOff(t, world, `${id}0`, played);
      rows.push(`${name.padEnd(24)} ${await holdsWithFlagsOn(t, world, `${id}1`, played)}`);
    });
  }
  for (const row of rows) t.comment(row);
  t.ok(files.length >= 100, `${files.length} conversations`);
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

function put(
  simulator: DeskSimulator,
  id: string,
  played: Pick<Case, 'ticket' | 'threads' | 'comments'>,
): void {
  simulator.putTicket({ email: JEAN, ...played.ticket, id });
  putMessages(simulator, id, played);
}

function putMessages(
  simulator: DeskSimulator,
  id: string,
  { threads = [], comments = [] }: Partial<Case>,
): void {
  for (const thread of threads) putThread(simulator, id, thread);
  for (const { by, public: isPublic, text } of comments)
    simulator.putComment(id, {
      content: text,
      isPublic,
      commenter: by === 'us' ? AGENT : { id: '198709000000042032', type: 'END_USER', email: JEAN },
    });
}

function happen(simulator: DeskSimulator, id: string, later: Later): void {
  if (later.ticket !== undefined) Object.assign(simulator.ticket(id) ?? {}, later.ticket);
  putMessages(simulator, id, later);
  if (later.gone) simulator.removeTicket(id);
}

const AGENT: Json = { id: '198709000000042001', name: 'Agent', email: null, type: 'AGENT' };

function putThread(simulator: DeskSimulator, ticketId: string, thread: Static<typeof Thread>): void {
  const { text, html, direction = 'in', status = 'SUCCESS', from = `Jean Exemple <${JEAN}>` } = thread;
  const email = thread.author ?? JEAN;
  const writer = { id: email === JEAN ? '198709000000042032' : '198709000000042099', name: '', email };
  const { id } = simulator.putThread(ticketId, {
    content: html ?? text,
    contentType: html === undefined ? 'plainText' : 'html',
    plainText: text,
    summary: text.slice(0, 50),
    direction,
    status,
    channel: thread.channel ?? 'EMAIL',
    visibility: thread.private ? 'private' : 'public',
    isForward: thread.isForward ?? false,
    fromEmailAddress: from,
    author: direction === 'out' ? AGENT : { ...writer, type: 'END_USER' },
    to: thread.to ?? 'reply0@example.edu',
    cc: thread.cc ?? '',
    ...(thread.replyTo !== undefined && { replyTo: thread.replyTo }),
  });
  const headers = [
    `From: ${from}`,
    'Message-ID: <1@example.test>',
    ...(thread.headers ? [thread.headers] : []),
  ];
  if (direction === 'in') simulator.putOriginal(id, `${headers.join('\r\n')}\r\n\r\n${text}`);
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

function letterOf({ answer, doubt, sent, too_many }: Expected): (readonly [call: string, to: unknown])[] {
  if (answer === undefined || doubt || too_many) return [];
  return [[sent ? 'sendReply' : 'draftReply', answer.to]];
}

function writesOf(simulator: DeskSimulator, id: string) {
  return simulator.writes.filter(({ ticketId }) => ticketId === id);
}

/** A comment that the customer can see would be a letter too. */
function lettersOf(simulator: DeskSimulator, id: string) {
  return writesOf(simulator, id)
    .filter(({ call, body }) => LETTERS.has(call) || (call === 'addComment' && body.isPublic === true))
    .map(({ call, body }): [call: string, to: unknown] => [call, body.to]);
}

const LETTERS = new Set(['sendReply', 'draftReply', 'updateDraft']);

function templateOf({ about, language }: Static<typeof Answer>): string {
  const intent = rules.intents.find(({ name }) => name === about);
  if (intent === undefined && about !== 'fallback') throw new Error(`the rules file has no intent ${about}`);
  return (intent?.template ?? rules.reply.fallback)[language];
}
