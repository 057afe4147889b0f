import type { JsonObject } from '../../../src/log/event.ts';
import { reasonOf, tell } from '../../../src/sentences/tell.ts';
import type { NewSuggestion } from '../../../src/tickets/suggestions/suggestion.ts';
import { newEvent, OPERATOR, signedIn, type Test, test, until } from '../../harness.ts';
import { TICKET as DESK_TICKET, message, ticketApp } from '../../tickets/setup.ts';
import { dashboard } from './support.ts';

const TICKET = '198709000000000001';
const REPLY = { to: 'jean.exemple@example.test', text: 'Bonjour Jean,\nvoici.', message: 'Bonjour <b>!' };

const suggestion = (changes: Partial<NewSuggestion>): NewSuggestion => ({
  eventRow: 1,
  ticketId: TICKET,
  step: 'reply',
  key: 'a',
  proposal: REPLY,
  guard: {},
  ...changes,
});
const ONE_OF_EACH: NewSuggestion[] = [
  suggestion({}),
  suggestion({
    step: 'link',
    proposal: { deal_id: '7', deal_name: 'BFS NP Jean Exemple', value: 'https://crm' },
  }),
  suggestion({ step: 'dispatch', proposal: { department: 'DOC', department_id: '1' } }),
  suggestion({ step: 'ticket', proposal: { status: 'Closed', note: 'Asks for a date.', marker: '' } }),
  suggestion({ step: 'deal', proposal: { deal_id: '7', set: { Stage: 'Won', Amount: 20 }, held: {} } }),
  suggestion({
    step: 'note',
    proposal: { deal_id: '7', title: 'Message of today', content: 'Wrote.', marker: '' },
  }),
];

async function withSuggestions(t: Test, waiting: readonly NewSuggestion[]) {
  const pages = await dashboard(t);
  await pages.app.suggestions.replaceWaiting({ ticketId: TICKET, waiting });
  let woken = 0;
  /** Stands in for Zoho Desk. */
  const connect = () =>
    t.intercept(pages.app, 'departures', { value: { wake: () => (woken += 1), stop: async () => {} } });
  return { ...pages, connect, woken: () => woken };
}

test('what waits stands beside the message of the customer, each change in words', async (t) => {
  const { open, connect } = await withSuggestions(t, ONE_OF_EACH);
  connect();
  const { body } = await open('/dashboard/suggestions');
  t.match(body, /<blockquote dir="auto">Bonjour &#60;b&#62;!<\/blockquote>/);
  for (const words of [
    'Answer the customer',
    'BFS NP Jean Exemple',
    'Move the ticket to a department',
    'DOC',
    'Closed',
    'Asks for a date.',
    '<dt>Stage</dt>',
    '<span dir="auto">20</span>',
    'Message of today',
    'formaction="/dashboard/suggestions/1/apply"',
    'Send to jean.exemple@example.test',
    'Move to DOC',
    'Link to BFS NP Jean Exemple',
    'formaction="/dashboard/suggestions/1/dismiss"',
  ])
    t.ok(body.includes(words), words);
  t.equal(body.match(/data-key="a"/g)?.length, 6);
  const ids = [...body.matchAll(/data-suggestion="(\d)"/g)].map(([, id]) => id);
  t.same(ids, ['2', '3', '1', '4', '5', '6'], 'in the order in which the workflow thinks them out');
  t.equal(body.match(/class="card ticket"/g)?.length, 1, 'one card for one ticket');
});

test('a ticket of which only its move waits says where the message is', async (t) => {
  const move = suggestion({ step: 'dispatch', eventRow: null, proposal: {} });
  const quiet = suggestion({ step: 'ticket', proposal: { status: null, note: 'A note.' } });
  const { open } = await withSuggestions(t, [move, quiet]);
  const { body } = await open('/dashboard/suggestions');
  t.match(body, 'The message stands in Zoho Desk.');
  t.match(body, /A private note, which the customer does not see:[\s\S]*A note\./);
});

test('a ticket on which a guard stopped the answer is listed with the reason, until somebody is answered', async (t) => {
  const { app, simulator } = await ticketApp(t);
  const open = async (query = '', language = 'en') =>
    (
      await app.inject({
        url: `/dashboard/suggestions${query}`,
        headers: { ...OPERATOR, 'accept-language': language },
      })
    ).body;
  const ticketEvent = async (eventId: string) => {
    const ticket = { source: 'zoho_desk' as const, module: 'tickets', recordId: DESK_TICKET };
    await app.intake.append([newEvent({ ...ticket, eventId, eventType: 'Ticket_Update' })]);
    await until(async () => (await app.reading.stats({})).by_status.completed === Number(eventId));
  };
  t.notMatch(await open(), 'id="stopped"');
  simulator.putTicket({ id: DESK_TICKET, isSpam: true });
  await ticketEvent('1');
  t.match(
    await open(),
    /id="stopped">[\s\S]*href="\/dashboard\/events\/1"[\s\S]*The ticket is marked as spam\./,
  );
  t.match(await open('', 'fr'), /title="The ticket is marked as spam\."/);
  t.notMatch(await open('?before=9'), 'id="stopped"', 'on the first page only');
  simulator.putTicket({ id: DESK_TICKET });
  message(simulator, 'Bonjour, merci');
  await ticketEvent('2');
  t.notMatch(await open(), 'id="stopped"');
});

test('without Zoho Desk suggestions can be dismissed but not applied', async (t) => {
  const { app, open, post, signIn } = await withSuggestions(t, [suggestion({})]);
  const { body } = await open('/dashboard/suggestions');
  t.match(body, 'Zoho Desk is not connected');
  t.notMatch(body, 'data-key="a"');
  const session = await signIn('Sara Ali');
  t.equal((await post('/dashboard/suggestions/1/apply', {}, session)).statusCode, 303);
  t.match(await app.suggestions.get(1), { status: 'waiting' });
  const answer = await post('/dashboard/suggestions/1/dismiss', { text: REPLY.text }, session);
  t.equal(answer.headers.location, '/dashboard/suggestions?decided=1');
  t.match(await app.suggestions.get(1), { status: 'dismissed', decidedBy: 'Sara Ali (127.0.0.1)' });
  t.match((await open('/dashboard/suggestions?decided=1')).body, 'The suggestion was dismissed.');
});

test('an answer that nobody touched leaves as it is ten seconds later, in the name of who did it', async (t) => {
  const { app, open, post, signIn, connect, woken } = await withSuggestions(t, [suggestion({})]);
  connect();
  const text = REPLY.text.replace('\n', '\r\n');
  const answer = await post('/dashboard/suggestions/1/apply', { 'text-1': text }, await signIn('Sara Ali'));
  t.match(answer, { statusCode: 303, headers: { location: '/dashboard/suggestions?decided=1' } });
  t.match(await app.suggestions.get(1), {
    status: 'planned',
    words: null,
    decidedBy: 'Sara Ali (127.0.0.1)',
    applyAt: '2026-01-25T10:00:10.000Z',
  });
  t.equal(woken(), 1);
  const { body } = await open('/dashboard/suggestions?decided=1');
  t.match(body, /The answer to jean\.exemple@example\.test leaves at <time[^>]*>10:00:10.AM UTC/);
  t.match(body, 'action="/dashboard/suggestions/1/take-back"');
  t.match(body, 'hx-get="/dashboard/suggestions/leaving?decided=1"');
});

test('what was decided can be taken back until it leaves, and the words of the answer stay', async (t) => {
  const { app, open, post, signIn, connect } = await withSuggestions(t, [suggestion({})]);
  connect();
  const session = await signIn('Sara Ali');
  await post('/dashboard/suggestions/1/apply', { 'text-1': 'Bonjour,\r\nnon.' }, session);
  t.match(await app.suggestions.get(1), { status: 'planned', words: 'Bonjour,\nnon.' });
  const answer = await post('/dashboard/suggestions/1/take-back', {}, session);
  const { body } = await open(String(answer.headers.location));
  t.match(body, 'Taken back: nothing has left');
  t.match(body, 'Bonjour,\nnon.</textarea>');
  t.match(await app.suggestions.get(1), { status: 'waiting' });
});

test('a decision on several takes those that were ticked, with the words of each answer', async (t) => {
  const { app, open, post, signIn, connect } = await withSuggestions(t, ONE_OF_EACH);
  connect();
  const session = await signIn();
  const none = await post('/dashboard/suggestions/several', { decision: 'apply' }, session);
  t.match((await open(String(none.headers.location))).body, 'Nothing was selected.');
  const fields: [string, string][] = [
    ['decision', 'apply'],
    ['text-1', 'Bonjour !'],
    ['id', '1'],
    ['id', '3'],
  ];
  const payload = new URLSearchParams(fields).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  const url = '/dashboard/suggestions/several';
  const answer = await app.inject({ method: 'POST', url, payload, headers: { ...headers, ...session } });
  t.equal(answer.headers.location, '/dashboard/suggestions?decided=1,3');
  t.match(await app.suggestions.get(1), { status: 'planned', words: 'Bonjour !' });
  t.match(await app.suggestions.get(3), { status: 'planned', words: null });
  await post('/dashboard/suggestions/several', { decision: 'dismiss', id: '2,4' }, session);
  t.same(
    (await app.suggestions.list({ status: 'dismissed' }, { limit: 9, before: null })).suggestions.map(
      ({ id }) => id,
    ),
    [4, 2],
  );
});

test('the focus goes on to the next suggestion of the ticket, then to the ticket below', async (t) => {
  const { app, open, post, signIn } = await withSuggestions(t, ONE_OF_EACH.slice(0, 2));
  await app.suggestions.replaceWaiting({ ticketId: '2', waiting: [suggestion({ ticketId: '2' })] });
  const session = await signIn();
  const focused = async (url: string) =>
    /autofocus data-suggestion="(\d+)"/.exec((await open(url)).body)?.[1];
  t.equal(await focused('/dashboard/suggestions'), undefined, 'nobody decided yet');
  await post('/dashboard/suggestions/2/dismiss', {}, session);
  t.equal(await focused('/dashboard/suggestions?decided=2'), '1');
  await post('/dashboard/suggestions/3/dismiss', {}, session);
  t.equal(await focused('/dashboard/suggestions?decided=3'), '1');
  await post('/dashboard/suggestions/1/dismiss', {}, session);
  t.equal(await focused('/dashboard/suggestions?decided=1'), undefined);
});

test('after the last of a list the focus begins again at its top', async (t) => {
  const { app, open } = await withSuggestions(t, []);
  for (const ticketId of ['1', '2'])
    await app.suggestions.replaceWaiting({ ticketId, waiting: [suggestion({ ticketId })] });
  const by = { operator: 'o', action: 'dismiss', target: '1', detail: {} };
  await app.suggestions.dismiss(1, by);
  t.match((await open('/dashboard/suggestions?decided=1')).body, 'autofocus data-suggestion="2"');
});

test('each ending is told in words', async (t) => {
  const { app, open, connect } = await withSuggestions(t, ONE_OF_EACH);
  connect();
  const by = { operator: 'o', action: 'apply', target: '1', detail: {} };
  const tell = async (id: number, result: JsonObject = {}) => {
    await app.suggestions.claim(id, by);
    await app.suggestions.finish(id, 'applied', result);
    return (await open(`/dashboard/suggestions?decided=${id}`)).body;
  };
  t.match(await tell(1, { mode: 'sent' }), 'The answer was sent to jean.exemple@example.test.');
  t.match(await tell(2), 'The ticket was linked to the deal BFS NP Jean Exemple.');
  t.match(await tell(3), 'The ticket was moved to DOC.');
  t.match(await tell(4), 'The note and the status are on the ticket.');
  t.match(await tell(5), 'The fields of the deal were changed.');
  t.match(await tell(6), 'The note is on the deal.');
  await app.suggestions.replaceWaiting({ ticketId: '2', waiting: [suggestion({ ticketId: '2', key: 'z' })] });
  t.match(await tell(7, { mode: 'draft' }), 'was not sent');
});

test('one that is leaving right now can no longer be taken back', async (t) => {
  const { app, open, post, signIn, connect } = await withSuggestions(t, ONE_OF_EACH.slice(1, 2));
  connect();
  const by = { operator: 'o', action: 'apply', target: '1', detail: {} };
  await app.suggestions.plan(1, by, { applyAt: '2026-01-25T09:59:00.000Z', words: null });
  await app.suggestions.depart(1);
  await post('/dashboard/suggestions/1/take-back', {}, await signIn());
  const { body } = await open('/dashboard/suggestions/leaving?decided=1');
  t.match(body, /Decided: Link the ticket to a deal\. It is done at[\s\S]*It is leaving now\./);
  t.notMatch(body, 'take-back');
  t.notMatch(body, '<html', 'a piece of a page');
});

test('a change that could not be made says why', async (t) => {
  const { app, open } = await withSuggestions(t, [suggestion({})]);
  const by = { operator: 'o', action: 'apply', target: '1', detail: {} };
  await app.suggestions.claim(1, by);
  await app.suggestions.finish(1, 'stale', { reason: 'the status changed since it was thought out' });
  const { body } = await open('/dashboard/suggestions?decided=1');
  t.match(body, /the ticket has changed meanwhile[\s\S]*the status changed since/);
  t.match(body, 'Nothing waits for you.');
});

test('one that waits again after an attempt says why, above the list and on its card', async (t) => {
  const { app, open } = await withSuggestions(t, [suggestion({})]);
  const by = { operator: 'o', action: 'apply', target: '1', detail: {} };
  await app.suggestions.claim(1, by);
  await app.suggestions.giveBack(1, reasonOf(tell('UNREACHABLE', { system: 'Zoho Desk' })));
  const { body } = await open('/dashboard/suggestions?decided=1');
  t.match(body, /could not be applied, and waits\. [\s\S]*Zoho Desk cannot be reached\./);
  t.match(body, /The last attempt did not succeed: [\s\S]*Zoho Desk cannot be reached\./);
});

test('one that is tried again by itself says so, and can be taken back', async (t) => {
  const { app, clock, open, post, signIn, connect } = await withSuggestions(t, [suggestion({})]);
  connect();
  const by = { operator: 'o', action: 'apply', target: '1', detail: {} };
  const inMs = (ms: number) => new Date(clock.now() + ms).toISOString();
  await app.suggestions.plan(1, by, { applyAt: inMs(0), words: null });
  await app.suggestions.depart(1);
  const away = reasonOf(tell('UNREACHABLE', { system: 'Zoho Desk' }));
  await app.suggestions.planAgain(1, inMs(60_000), away);
  const { body } = await open('/dashboard/suggestions/leaving?decided=1', { 'accept-language': 'fr' });
  t.match(body, 'La dernière tentative n’a pas abouti');
  t.match(body, '<bdi>Zoho Desk</bdi> est injoignable.');
  t.match(body, 'Un nouvel essai se fait tout seul');
  t.match(body, 'hx-trigger="every 5s"', 'nothing is about to happen');
  clock.advance(50_000);
  t.match((await open('/dashboard/suggestions/leaving?decided=1')).body, 'hx-trigger="every 1s"');
  await post('/dashboard/suggestions/1/take-back', {}, await signIn());
  t.match((await open('/dashboard/suggestions?decided=1')).body, 'Taken back: nothing has left');
});

test('the button says when it tries again, and when only a draft is left', async (t) => {
  const { app, open, connect } = await withSuggestions(t, [suggestion({})]);
  connect();
  const by = { operator: 'o', action: 'apply', target: '1', detail: {} };
  await app.suggestions.claim(1, by);
  await app.suggestions.giveBack(1, reasonOf(tell('UNREACHABLE', { system: 'Zoho Desk' })));
  t.match((await open('/dashboard/suggestions')).body, 'Try again: send to jean.exemple@example.test');
  await app.suggestions.claim(1, by);
  await app.suggestions.note(1, { begun: 'send', after: '', from: 'desk@example.edu', text: 'Bonjour' });
  await app.suggestions.giveBack(1, reasonOf(tell('REPLY_PERHAPS_SENT')));
  t.match((await open('/dashboard/suggestions')).body, 'Leave a draft for jean.exemple@example.test');
});

test('the conversation stays beside what is left of a ticket after the answer was sent', async (t) => {
  const { app, clock, simulator } = await ticketApp(t);
  const page = async (url = '/dashboard/suggestions') => (await app.inject({ url, headers: OPERATOR })).body;
  message(simulator, 'Bonjour, je voudrais un remboursement.');
  const ticket = { source: 'zoho_desk' as const, module: 'tickets', recordId: DESK_TICKET };
  await app.intake.append([newEvent({ ...ticket, eventId: '1', eventType: 'Ticket_Add' })]);
  await until(async () => (await app.reading.stats({})).by_status.completed === 1);
  const { suggestions } = await app.suggestions.list({ status: 'waiting' }, { limit: 9, before: null });
  const reply = suggestions.find(({ step }) => step === 'reply')?.id;
  t.match(await page(), /The customer wrote[\s\S]*je voudrais un remboursement/);
  t.match(await page(), /<dt>Why<\/dt><dd>[\s\S]*Written from a template/);
  t.match(await page(), '<dt>Confidence</dt>');
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const headers = { ...(await signedIn(app, 'Sara Ali')), ...form };
  await app.inject({ method: 'POST', url: `/dashboard/suggestions/${reply}/apply`, headers, payload: 'a=b' });
  t.same(
    simulator.writes.filter(({ call }) => call === 'sendReply'),
    [],
    'nothing leaves at once',
  );
  for (let second = 0; second < 11; second++) {
    clock.advance(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await until(async () => (await app.suggestions.get(Number(reply)))?.status === 'applied');
  t.equal(simulator.writes.filter(({ call }) => call === 'sendReply').length, 1);
  const { body } = { body: await page(`/dashboard/suggestions?decided=${reply}`) };
  t.match(body, 'The answer was sent to');
  t.match(body, /class="card ticket"[\s\S]*je voudrais un remboursement/);
  await until(async () => (await page(`/dashboard/tickets/${DESK_TICKET}`)).includes('We wrote'));
  const about = await page(`/dashboard/tickets/${DESK_TICKET}`);
  t.match(about, /We wrote[\s\S]*What was suggested[\s\S]*Applied[\s\S]*Sara Ali/);
  t.equal((await app.inject({ url: '/dashboard/tickets/9', headers: OPERATOR })).statusCode, 404);
});

test('a ticket without an event of its own lists none', async (t) => {
  const { app, open } = await withSuggestions(t, []);
  const card = {
    ticketId: TICKET,
    number: '101',
    subject: 'Mon dossier',
    customer: null,
    webUrl: 'https://desk.zoho.com/1',
    conversation: [],
  };
  await app.suggestions.replaceWaiting({ ticketId: TICKET, waiting: [], card });
  const { body } = await open(`/dashboard/tickets/${TICKET}`);
  t.match(body, 'Mon dossier');
  t.notMatch(body, 'id="events"');
});

test('a suggestion that does not exist leads back to those that do', async (t) => {
  const { open, post, signIn } = await withSuggestions(t, []);
  const answer = await post('/dashboard/suggestions/9/apply', {}, await signIn());
  const { body } = await open(String(answer.headers.location));
  t.match(body, 'Nothing waits for you.');
});

test('many suggestions come page by page, and the overview counts them', async (t) => {
  const { app, open } = await withSuggestions(t, []);
  for (let i = 0; i < 51; i++) {
    const ticketId = `${i}`;
    await app.suggestions.replaceWaiting({ ticketId, waiting: [suggestion({ ticketId, eventRow: null })] });
  }
  t.match((await open('/dashboard/suggestions')).body, 'href="/dashboard/suggestions?before=2"');
  t.match((await open('/dashboard')).body, '51 suggestions wait.');
});
