import { test, until } from '../../../harness.ts';
import { CONTACT, DOC, startDeskClient, TICKET } from './setup.ts';

const REPLY = { from: 'reply0@example.edu', to: 'jean.exemple@example.test', html: '<p>Bonjour</p>' };
const API = '/api/v1';

test('a ticket is read by id, and one that Zoho does not have is null', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  t.match(await desk.getTicket(TICKET, signal), { id: TICKET, departmentId: CONTACT, statusType: 'Open' });
  t.equal(await desk.getTicket('999999', signal), null);
  t.same(simulator.requests, [`GET ${API}/tickets/${TICKET}`, `GET ${API}/tickets/999999`]);
});

test('a ticket in the bin counts as gone', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  simulator.putTicket({ id: '777777', isTrashed: 'true' });
  t.equal(await desk.getTicket('777777', signal), null);
  await t.rejects(desk.updateTicket('777777', { status: 'Open' }, signal), { message: /in the bin/ });
});

test('threads are sorted by us, oldest first, all pages of them, none twice', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  const ids = Array.from({ length: 230 }, () => simulator.putThread(TICKET).id);
  const threads = await desk.listThreads(TICKET, signal);
  t.same(
    threads.map(({ id }) => id),
    ids,
  );
  t.same(
    simulator.requests.map((request) => request.split('?')[1]),
    ['limit=100', 'limit=100&from=100', 'limit=100&from=200'],
  );
});

test('two threads of one moment keep the order of Zoho', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  const createdTime = '2026-01-25T10:00:00.000Z';
  simulator.putThread(TICKET, { id: '11111', createdTime });
  simulator.putThread(TICKET, { id: '22222', createdTime });
  t.equal((await desk.listThreads(TICKET, signal)).length, 2);
});

test('a ticket without threads and comments has empty lists', async (t) => {
  const { desk, signal } = await startDeskClient(t);
  t.same(await desk.listThreads(TICKET, signal), []);
  t.same(await desk.listComments(TICKET, signal), []);
});

test('the threads of a ticket that is gone are a clear failure', async (t) => {
  const { desk, signal } = await startDeskClient(t);
  await t.rejects(desk.listThreads('999999', signal), {
    name: 'PermanentFailure',
    message: 'Zoho Desk cannot list the threads of a ticket: it does not have what is named there.',
  });
});

test('a thread is read with its whole text', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  const { id } = simulator.putThread(TICKET, { plainText: 'Bonjour,\nje voudrais…', attachmentCount: '2' });
  t.match(await desk.getThread(TICKET, id, signal), {
    id,
    text: 'Bonjour,\nje voudrais…',
    attachmentCount: 2,
  });
  t.equal(await desk.getThread(TICKET, '999999', signal), null);
});

test('a comment is private, ends with its marker, and is never added twice', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  const note = { content: 'Dossier trouvé', marker: '[ref:evt-12]' };
  simulator.putComment(TICKET, { content: 'Autre chose [ref:evt-1]' });
  const first = await desk.addComment(TICKET, note, signal);
  t.match(first, { already: false });
  t.same(await desk.addComment(TICKET, note, signal), { id: first.id, already: true });
  t.same(simulator.writes, [
    {
      call: 'addComment',
      ticketId: TICKET,
      body: { content: 'Dossier trouvé\n[ref:evt-12]', contentType: 'plainText', isPublic: false },
    },
  ]);
});

test('a comment whose answer was lost is found by the next attempt', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  const note = { content: 'Dossier trouvé', marker: '[ref:evt-12]' };
  simulator.fail('addComment', { drops: true, isDone: true });
  await t.rejects(desk.addComment(TICKET, note, signal), { name: 'SystemAway' });
  t.match(await desk.addComment(TICKET, note, signal), { already: true });
  t.equal(simulator.comments(TICKET).length, 1);
});

test('a long comment is cut so that its marker still fits', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  await desk.addComment(TICKET, { content: 'x'.repeat(40_000), marker: '[ref:evt-12]' }, signal);
  const [comment] = await desk.listComments(TICKET, signal);
  t.equal(comment?.content.length, 32_000);
  t.ok(comment?.content.endsWith('\n[ref:evt-12]'));
  t.equal(simulator.writes.length, 1);
});

test('a draft waits for a person, and a draft that is there counts', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  simulator.putThread(TICKET);
  const { id, already } = await desk.createDraft(TICKET, REPLY, signal);
  t.equal(already, false);
  t.same(await desk.createDraft(TICKET, REPLY, signal), { id, already: true });
  t.match(simulator.writes, [
    {
      call: 'draftReply',
      body: {
        channel: 'EMAIL',
        contentType: 'html',
        content: '<p>Bonjour</p>',
        fromEmailAddress: 'reply0@example.edu',
        to: 'jean.exemple@example.test',
      },
    },
  ]);
  t.match((await desk.listThreads(TICKET, signal))[1], {
    id,
    status: 'DRAFT',
    direction: 'out',
    attachmentCount: 0,
  });
});

test('a reply is sent', async (t) => {
  const { desk, signal } = await startDeskClient(t);
  const { id } = await desk.sendReply(TICKET, REPLY, signal);
  t.match(await desk.listThreads(TICKET, signal), [
    { id, status: 'SUCCESS', direction: 'out', authorType: 'AGENT' },
  ]);
});

for (const fault of [{ drops: true, isDone: true }, { status: 500 }] as const) {
  test(`a reply with an unclear end is not sent again: ${JSON.stringify(fault)}`, async (t) => {
    const { desk, simulator, signal } = await startDeskClient(t);
    simulator.fail('sendReply', fault);
    await t.rejects(desk.sendReply(TICKET, REPLY, signal), {
      name: 'TemporaryFailure',
      message: /It is not known whether the reply was sent; the next attempt looks first\.$/,
    });
    t.equal(simulator.requests.length, 1);
  });
}

for (const fault of [{ status: 429 }, { status: 403, json: { errorCode: 'THRESHOLD_EXCEEDED' } }] as const) {
  test(`a reply that was turned away is surely not sent: ${JSON.stringify(fault)}`, async (t) => {
    const { desk, simulator, signal } = await startDeskClient(t);
    simulator.fail('sendReply', fault);
    await t.rejects(desk.sendReply(TICKET, REPLY, signal), {
      name: 'SystemAway',
      message: 'Zoho Desk asks us to slow down.',
      isUndone: true,
    });
  });
}

test('a reply from an address that is not verified is refused, and the field is named but not its value', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  await t.rejects(desk.sendReply(TICKET, { ...REPLY, from: 'jean.exemple@example.test' }, signal), {
    name: 'PermanentFailure',
    message: 'Zoho Desk refused to send a reply: INVALID_DATA: fields /fromEmailAddress (status 422).',
  });
  t.same(simulator.writes, []);
});

test('a missing scope is not an unclear end', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  simulator.fail('sendReply', { status: 403, json: { errorCode: 'SCOPE_MISMATCH' } });
  await t.rejects(desk.sendReply(TICKET, REPLY, signal), {
    name: 'CredentialsFailure',
    message:
      'The Zoho token lacks the scope Desk.tickets.UPDATE, needed to send a reply. Make a refresh token that has it.',
  });
});

test('a ticket is moved by the id of its department, in the query and in the body', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  await desk.moveTicket(TICKET, DOC, signal);
  t.equal(simulator.ticket(TICKET)?.departmentId, DOC);
  t.same(simulator.requests, [`POST ${API}/tickets/${TICKET}/move?departmentId=${DOC}`]);
  t.same(simulator.writes, [{ call: 'moveTicket', ticketId: TICKET, body: { departmentId: DOC } }]);
});

test('a change sends only what is named and answers the new state', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  simulator.putTicket({ id: TICKET, cf: { cf_other: 'stays' } });
  const before = await desk.getTicket(TICKET, signal);
  const after = await desk.updateTicket(TICKET, { cf: { cf_opportunite: 'https://crm/1' } }, signal);
  t.same(simulator.writes[0]?.body, { cf: { cf_opportunite: 'https://crm/1' } });
  t.same(after.cf, { cf_other: 'stays', cf_opportunite: 'https://crm/1' });
  t.not(after.modifiedTime, before?.modifiedTime);
  t.match(await desk.updateTicket(TICKET, { status: 'Clôturé' }, signal), { statusType: 'Closed' });
});

test('a status that the department does not know is named as a field', async (t) => {
  const { desk, signal } = await startDeskClient(t);
  await t.rejects(desk.updateTicket(TICKET, { status: 'Fermé' }, signal), { message: /fields \/status/ });
});

test('departments are read once in ten minutes', async (t) => {
  const { desk, simulator, clock, signal } = await startDeskClient(t);
  const departments = await desk.organisation.listDepartments(signal);
  t.equal(departments.length, 26);
  t.equal(departments.filter(({ isEnabled }) => !isEnabled).length, 3);
  t.same(departments[1], { id: DOC, name: 'DOC', isEnabled: true });
  clock.advance(10 * 60_000 - 1);
  await desk.organisation.listDepartments(signal);
  t.equal(simulator.requests.length, 1);
  clock.advance(1);
  await desk.organisation.listDepartments(signal);
  t.equal(simulator.requests.length, 2);
});

test('only active and verified addresses may send', async (t) => {
  const { desk, signal } = await startDeskClient(t);
  t.same(await desk.organisation.listReplyAddresses(CONTACT, signal), [
    { address: 'reply0@example.edu', departmentId: CONTACT, isDefault: true },
  ]);
});

test('a search by time is checked again, because it matches loosely', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  for (const [id, modifiedTime] of [
    ['10001', '2026-01-25T08:59:59.999Z'],
    ['10002', '2026-01-25T09:00:00.000Z'],
    ['10003', '2026-01-25T09:29:59.999Z'],
    ['10004', '2026-01-25T09:30:00.000Z'],
  ] as const)
    simulator.putTicket({ id, modifiedTime });
  const found = await desk.searchModified('2026-01-25T09:00:00Z', '2026-01-25T09:30:00Z', signal);
  t.same(found, [
    { id: '10002', modifiedTime: '2026-01-25T09:00:00.000Z' },
    { id: '10003', modifiedTime: '2026-01-25T09:29:59.999Z' },
  ]);
});

test('a search that finds more than Zoho gives is cut into shorter spans', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  const since = Date.parse('2026-01-25T08:00:00Z');
  for (let i = 0; i < 1500; i++)
    simulator.putTicket({ id: `${20_000 + i}`, modifiedTime: new Date(since + i * 1000).toISOString() });
  const found = await desk.searchModified('2026-01-25T08:00:00Z', '2026-01-25T09:00:00Z', signal);
  t.equal(new Set(found.map(({ id }) => id)).size, 1500);
  t.ok(simulator.requests.every((request) => Number(/from=(\d+)/.exec(request)?.[1] ?? 0) <= 999));
});

test('a change that the index has not seen yet is not found', async (t) => {
  const { desk, simulator, clock, signal } = await startDeskClient(t);
  simulator.indexLagMs = 120_000;
  simulator.putTicket({ id: '10001', modifiedTime: '2026-01-25T09:59:00Z' });
  const search = () => desk.searchModified('2026-01-25T09:00:00Z', '2026-01-25T10:00:00Z', signal);
  t.same(await search(), []);
  clock.advance(60_000);
  t.equal((await search()).length, 1);
});

test('calls keep a distance', async (t) => {
  const { desk, simulator, clock, signal } = await startDeskClient(t, 300);
  const both = Promise.all([desk.getTicket(TICKET, signal), desk.getTicket(TICKET, signal)]);
  await until(() => simulator.requests.length === 1 && clock.nextInMs === 300);
  clock.advance(300);
  await both;
  t.equal(simulator.requests.length, 2);
});

test('a token that expired costs one refresh', async (t) => {
  const { desk, simulator, zoho, signal } = await startDeskClient(t);
  await desk.getTicket(TICKET, signal);
  simulator.expireTokens();
  t.match(await desk.getTicket(TICKET, signal), { id: TICKET });
  t.same(zoho.requests, ['POST /oauth/v2/token', 'POST /oauth/v2/token']);
});

test('the log shows names, status and time, never an address', async (t) => {
  const { desk, lines, signal } = await startDeskClient(t);
  await desk.getTicket(TICKET, signal);
  t.match(lines.at(-1), { system: 'Zoho Desk', call: 'read a ticket', status: 200 });
  t.notMatch(JSON.stringify(lines), TICKET);
});

for (const json of ['<html>Maintenance</html>', '[]', { data: 'none' }]) {
  test(`an answer that is none of Zoho Desk's is neither a ticket nor an empty list: ${JSON.stringify(json)}`, async (t) => {
    const { desk, simulator, signal } = await startDeskClient(t);
    const message = 'Zoho Desk did not answer as usual (status 200).';
    simulator.failAny({ status: 200, json: typeof json === 'string' ? json : [] });
    await t.rejects(desk.getTicket(TICKET, signal), { name: 'TemporaryFailure', message });
    simulator.failAny({ status: 200, json });
    await t.rejects(desk.listThreads(TICKET, signal), { message });
  });
}

test('addresses that Zoho does not tell for all departments together are asked for one by one, unless it is away', async (t) => {
  const { desk, simulator, signal } = await startDeskClient(t);
  simulator.fail('listReplyAddresses', { status: 503, headers: { 'retry-after': '100' } });
  await t.rejects(desk.organisation.listOwnAddresses(signal), { name: 'SystemAway' });
  const other = await startDeskClient(t);
  other.simulator.fail('listReplyAddresses', { status: 400, json: { errorCode: 'SOMETHING_NEW' } });
  t.ok((await other.desk.organisation.listOwnAddresses(other.signal)).includes('reply0@example.edu'));
  const asked = other.simulator.requests.filter((line) => line.includes('mailReplyAddress'));
  t.ok(asked.length > 20, `${asked.length} times`);
});
