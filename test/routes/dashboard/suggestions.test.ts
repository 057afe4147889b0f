import { PermanentFailure, TemporaryFailure } from '../../../src/log/failures.ts';
import type { NewSuggestion } from '../../../src/tickets/suggestion.ts';
import { newEvent, OPERATOR, type Test, test, until } from '../../harness.ts';
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
  const applied: { id: number; text: string | undefined; operator: string }[] = [];
  /** Stands in for Zoho Desk; `ending` is what it makes of the suggestion. */
  const connect = (ending: () => Promise<unknown>) =>
    t.intercept(pages.app, 'tickets', {
      value: {
        apply: (id: number, { operator }: { operator: string }, text: string | undefined) => {
          applied.push({ id, text, operator });
          return ending();
        },
      },
    });
  return { ...pages, applied, connect };
}

test('what waits stands beside the message of the customer, each change in words', async (t) => {
  const { open, connect } = await withSuggestions(t, ONE_OF_EACH);
  connect(async () => {});
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
    'action="/dashboard/suggestions/1/apply"',
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
  t.match(body, 'A note.');
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

test('an answer that nobody touched is applied as it is, in the name of who did it', async (t) => {
  const { post, signIn, applied, connect } = await withSuggestions(t, [suggestion({})]);
  connect(async () => {});
  const text = REPLY.text.replace('\n', '\r\n');
  const answer = await post('/dashboard/suggestions/1/apply', { text }, await signIn('Sara Ali'));
  t.equal(answer.statusCode, 303);
  t.same(applied, [{ id: 1, text: undefined, operator: 'Sara Ali (127.0.0.1)' }]);
});

test('an answer in other words is applied in those words', async (t) => {
  const { post, signIn, applied, connect } = await withSuggestions(t, [suggestion({})]);
  connect(async () => {});
  await post('/dashboard/suggestions/1/apply', { text: 'Bonjour,\r\nnon.' }, await signIn());
  await post('/dashboard/suggestions/1/apply', { text: ' ' }, await signIn());
  t.match(applied, [{ text: 'Bonjour,\nnon.' }, { text: undefined }]);
});

test('a change that could not be made says why', async (t) => {
  const { app, open } = await withSuggestions(t, [suggestion({})]);
  const by = { operator: 'o', action: 'apply', target: '1', detail: {} };
  await app.suggestions.claim(1, by);
  t.match((await open('/dashboard/suggestions?decided=1')).body, 'The suggestion is being applied.');
  await app.suggestions.finish(1, 'stale', { reason: 'the status changed since it was thought out' });
  const { body } = await open('/dashboard/suggestions?decided=1');
  t.match(body, /the ticket has changed meanwhile[\s\S]*the status changed since/);
  t.match(body, 'Nothing waits for you.');
});

test('what Zoho refuses or cannot do now is said on the page, and the suggestion waits; a defect is none of that', async (t) => {
  const { open, post, signIn, connect } = await withSuggestions(t, [suggestion({})]);
  const cookie = await signIn();
  for (const failure of [
    new TemporaryFailure('Zoho Desk cannot be reached.'),
    new PermanentFailure('Zoho Desk refused to read a ticket (status 418).'),
  ]) {
    connect(() => Promise.reject(failure));
    const answer = await post('/dashboard/suggestions/1/apply', {}, cookie);
    t.equal(answer.statusCode, 409);
    t.match(answer.headers['content-type'], 'text/html');
    t.match(answer.body, /role="alert"[\s\S]*could not be applied, and waits/);
    t.ok(answer.body.includes(failure.message));
    t.match(answer.body, 'action="/dashboard/suggestions/1/apply"');
  }
  t.match((await open('/dashboard/suggestions?decided=1')).body, 'The suggestion waits.');
  connect(() => Promise.reject(new Error('a defect')));
  t.equal((await post('/dashboard/suggestions/1/apply', {}, cookie)).statusCode, 500);
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
