import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import type { DeskSimulator } from '../../simulator/desk.ts';
import type { Json } from '../../simulator/desk-records.ts';
import { Clerk } from '../../src/tickets/clerk.ts';
import { LANGUAGES } from '../../src/tickets/rules/language.ts';
import { loadRules } from '../../src/tickets/rules/rules.ts';
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
const Case = Type.Object(
  {
    what: Type.String(),
    ticket: Type.Record(Type.String(), Type.Unknown()),
    threads: Type.Array(Thread),
    comments: Type.Optional(
      Type.Array(
        Type.Object(
          { by: Type.Enum(['us', 'customer']), public: Type.Boolean(), text: Type.String() },
          closed,
        ),
      ),
    ),
    expect: Type.Object(
      {
        /** Why nobody is answered: the code of the reply. */
        nothing: Type.Optional(Type.String()),
        answer: Type.Optional(Answer),
        /** A person has to look first, whatever the flags say. */
        doubt: Type.Optional(Type.Boolean()),
        /** The rules let it go out by itself. */
        sent: Type.Optional(Type.Boolean()),
        /** Where the flag moves it; it stays where this is missing. */
        department: Type.Optional(Type.String()),
        /** Where a person may move it. */
        suggested_department: Type.Optional(Type.String()),
      },
      closed,
    ),
  },
  closed,
);
type Case = Static<typeof Case>;

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
      const id = `19870900004460${1_000 + index}`;
      put(world.simulator, id, played);
      await holdsWithFlagsOff(t, world, id, played.expect);
      rows.push(`${name.padEnd(24)} ${await holdsWithFlagsOn(t, world, id, played.expect)}`);
    });
  }
  for (const row of rows) t.comment(row);
  t.ok(files.length >= 60, `${files.length} conversations`);
});

type World = Awaited<ReturnType<typeof startWorld>>;

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
  const clerks = { off: new Clerk(connections, flags()), on: new Clerk(connections, ALL_ON) };
  let event = 0;
  const run = async (which: keyof typeof clerks, id: string) => {
    event += 1;
    const done = await clerks[which].run(id, { id: event, createdAt: '2026-01-25T09:00:00.000Z' }, signal);
    if (done !== null) await stores.suggestions.replaceWaiting(done.suggestions);
    return done;
  };
  return { simulator, run, written };
}

function put(simulator: DeskSimulator, id: string, { ticket, threads, comments = [] }: Case): void {
  simulator.putTicket({ email: JEAN, ...ticket, id });
  for (const thread of threads) putThread(simulator, id, thread);
  for (const { by, public: isPublic, text } of comments)
    simulator.putComment(id, {
      content: text,
      isPublic,
      commenter: by === 'us' ? AGENT : { id: '198709000000042032', type: 'END_USER', email: JEAN },
    });
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

type Expected = Case['expect'];

/** Whatever a conversation holds, nothing outside is written; what waits for a person is what is expected. */
async function holdsWithFlagsOff(t: Test, { run, written }: World, id: string, expected: Expected) {
  const before = written().length;
  const done = await run('off', id);
  t.equal(written().length, before, 'with every flag off there are reads only');
  const { answer, nothing, doubt = false } = expected;
  const { code, reason = 'no run' } = done?.result.steps.reply ?? {};
  const reply = done?.suggestions.waiting.find(({ step }) => step === 'reply')?.proposal;
  if (answer === undefined) {
    t.equal(reply, undefined, 'no answer is proposed');
    t.equal(code, nothing, reason);
    return;
  }
  t.match(reply, { to: answer.to, language: answer.language, text: templateOf(answer) }, reason);
  t.equal(Array.isArray(reply?.doubts) && reply.doubts.length > 0, doubt, `doubts: ${reply?.doubts}`);
}

/** No letter to anyone but the customer, none twice, however often the ticket is looked at. */
async function holdsWithFlagsOn(t: Test, { run, simulator }: World, id: string, expected: Expected) {
  const done = await run('on', id);
  await run('on', id);
  const { answer, doubt, sent, department, suggested_department } = expected;
  const writes = simulator.writes.filter(({ ticketId }) => ticketId === id);
  const letters = writes.filter(({ call }) => LETTERS.has(call)).map(({ call, body }) => [call, body.to]);
  const isWritten = answer !== undefined && doubt !== true;
  t.same(letters, isWritten ? [[sent ? 'sendReply' : 'draftReply', answer.to]] : [], 'who gets a letter');
  t.notOk(
    writes.some(({ call, body }) => call === 'addComment' && body.isPublic === true),
    'nothing is said in public beside',
  );
  const { dispatch, reply } = done?.result.steps ?? {};
  const moves = writes.filter(({ call }) => call === 'moveTicket');
  t.equal(moves.length, department === undefined ? 0 : 1, dispatch?.reason ?? 'no run');
  const named = done?.result.summary.recommended_department ?? undefined;
  t.equal(named, department ?? suggested_department, 'where it belongs');
  const what = answer && `${answer.about} in ${answer.language} to ${answer.to}`;
  return `${reply?.status.padEnd(10)} ${what ?? reply?.reason}`;
}

const LETTERS = new Set(['sendReply', 'draftReply', 'updateDraft']);

function templateOf({ about, language }: Static<typeof Answer>): string {
  const intent = rules.intents.find(({ name }) => name === about);
  if (intent === undefined && about !== 'fallback') throw new Error(`the rules file has no intent ${about}`);
  return (intent?.template ?? rules.reply.fallback)[language];
}
