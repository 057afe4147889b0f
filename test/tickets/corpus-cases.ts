import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import type { DeskSimulator } from '../../simulator/desk/desk.ts';
import type { Json } from '../../simulator/desk/records.ts';
import { LANGUAGES } from '../../src/tickets/rules/language.ts';
import { ROOT } from '../service.ts';

/** The conversations of the folder `corpus`, how they get into the simulated Zoho Desk, and what is to come of them. */

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
export type Expected = Static<typeof Expected>;
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
          /** A colleague merges it into another ticket of the same customer. */
          merged: Type.Optional(Type.Boolean()),
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
export type Case = Static<typeof Case>;
type Later = NonNullable<Case['later']>;

const FOLDER = join(ROOT, 'test/tickets/corpus');
const JEAN = 'jean.exemple@example.test';

/** By the name of the file. */
export function readCorpus(): ReadonlyMap<string, Case> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  return new Map(
    files.map((file) => [
      file.replace('.json', ''),
      Value.Parse(Case, JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))),
    ]),
  );
}

export function put(
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

export function happen(simulator: DeskSimulator, id: string, later: Later): void {
  if (later.ticket !== undefined) Object.assign(simulator.ticket(id) ?? {}, later.ticket);
  putMessages(simulator, id, later);
  if (later.gone) simulator.removeTicket(id);
  if (!later.merged) return;
  const master = simulator.putTicket({ id: `${id}7`, email: JEAN });
  simulator.mergeTickets(master.id, [id]);
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

export function letterOf({
  answer,
  doubt,
  sent,
  too_many,
}: Expected): (readonly [call: string, to: unknown])[] {
  if (answer === undefined || doubt || too_many) return [];
  return [[sent ? 'sendReply' : 'draftReply', answer.to]];
}

export function writesOf(simulator: DeskSimulator, id: string) {
  return simulator.writes.filter(({ ticketId }) => ticketId === id);
}

/** A comment that the customer can see would be a letter too. */
export function lettersOf(simulator: DeskSimulator, id: string) {
  return writesOf(simulator, id)
    .filter(({ call, body }) => LETTERS.has(call) || (call === 'addComment' && body.isPublic === true))
    .map(({ call, body }): [call: string, to: unknown] => [call, body.to]);
}

const LETTERS = new Set(['sendReply', 'draftReply', 'updateDraft']);
