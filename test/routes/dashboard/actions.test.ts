import type { JsonObject } from '../../../src/log/event.ts';
import { TICKET_MODULE } from '../../../src/tickets/receive/module.ts';
import type { TicketCard } from '../../../src/tickets/suggestions/card.ts';
import type { Suggestion } from '../../../src/tickets/suggestions/suggestion.ts';
import { newEvent, studentBody, test, until } from '../../harness.ts';
import { dashboard, noEmail, recordIdOf } from './support.ts';

test('what people did is a page, with name, time and the way to what it was done to', async (t) => {
  const { open, post, signIn } = await dashboard(t, [noEmail('a')]);
  t.match((await open('/dashboard/actions')).body, 'Nobody did anything yet.');
  const session = await signIn('Sara Ali');
  await post('/dashboard/events/1/replay', {}, session);
  await post('/dashboard/problems/1/set-aside', { reason: 'A test of ours' }, session);
  const { body } = await open('/dashboard/actions');
  t.match(
    body,
    /Sara Ali \(127\.0\.0\.1\)[\s\S]*set aside <a href="\/dashboard\/problems\/1">problem 1<\/a>: .*Academic_Email is missing[\s\S]*<q dir="auto">A test of ours<\/q>/,
  );
  t.match(
    body,
    'replayed <a href="/dashboard/events/1">event 1</a>, <span dir="auto">Sara Ali</span>',
    'who is not known yet has a name, and no page',
  );
});

test('what an action was done to is named in the language of the reader', async (t) => {
  const { open, post, signIn } = await dashboard(t, [noEmail('a'), noEmail('b')]);
  const session = await signIn('Sara Ali');
  await post('/dashboard/problems/1/set-aside', { event: '2', reason: 'A test of ours' }, session);
  await post('/dashboard/replay?problem=1', {}, session);
  const french = { 'accept-language': 'fr' };
  await until(async () => (await open('/dashboard/actions', french)).body.includes('2 actions'));
  const { body } = await open('/dashboard/actions', french);
  t.match(body, /a classé <a href="\/dashboard\/events\/2">l’événement 2<\/a>/);
  t.match(
    body,
    /a relancé <a href="\/dashboard\/problems\/1">le problème 1<\/a>\s: <span title="Academic_Email is missing/,
    'of a replay by its problem, the problem',
  );
  t.match((await open('/dashboard/actions', { 'accept-language': 'ar' })).body, 'الحدث 2');
});

const CARD: TicketCard = {
  ticketId: '900',
  number: '101',
  subject: 'Mon dossier',
  customer: 'sara.ali@example.edu',
  webUrl: 'https://desk.zoho.com/900',
  conversation: [],
};

/** Notes one action as whoever did it would. */
async function note(
  app: Awaited<ReturnType<typeof dashboard>>['app'],
  actions: readonly (readonly [operator: string, action: string, target: string, detail?: JsonObject])[],
) {
  for (const [at, [operator, action, target, detail = {}]] of actions.entries()) {
    const ticketId = `90${at}`;
    const waiting = [{ eventRow: null, ticketId, step: 'note' as const, key: 'a', proposal: {}, guard: {} }];
    await app.suggestions.replaceWaiting({ ticketId, waiting });
    const [{ id }] = (await app.suggestions.list({ ticketId }, { limit: 1, before: null })).suggestions as [
      Suggestion,
    ];
    await app.suggestions.dismiss(id, { operator, action, target, detail });
  }
}

test('an action names the ticket and the student, with the way to both', async (t) => {
  const known = { data: { Name: 'Sara Ali', Academic_Email: 'sara.ali@example.edu' } };
  const unnamed = { notification_id: 'c', record_id: '4553', data: { Academic_Email: 'a@example.edu' } };
  const { app, open } = await dashboard(t, [
    { ...noEmail('a'), ...known },
    { ...noEmail('b'), module: 'Other' },
    studentBody(unnamed),
  ]);
  await app.people.keepTicket(CARD);
  await app.people.keepTicket({ ...CARD, ticketId: '901', number: '102', subject: null });
  await note(app, [
    ['Jean Exemple', 'apply suggestion', 'suggestion 1', { text_changed: true }],
    ['Jean Exemple', 'take back suggestion', 'suggestion 2'],
    ['Jean Exemple', 'dismiss suggestion', 'suggestion 3'],
    ['Jean Exemple', 'dismiss suggestion', 'suggestion 99'],
    ['Jean Exemple', 'release', `record ${recordIdOf('a')}`],
    ['Jean Exemple', 'release', 'record 4553'],
    ['Jean Exemple', 'erase', 'record 4554', { students: 1, events: 3, suggestions: 0 }],
    ['Jean Exemple', 'replay', 'event 1'],
    ['Jean Exemple', 'replay', 'event 2'],
    ['Jean Exemple', 'replay', 'event 99'],
    ['Jean Exemple', 'reopen', 'problem 99'],
  ]);
  const { body } = await open('/dashboard/actions');
  for (const words of [
    'applied <q><a href="/dashboard/suggestions?decided=1">Leave a note on the deal</a></q>, <a href="/dashboard/tickets/900">Ticket 101, <span dir="auto">Mon dossier</span></a>',
    'in other words',
    'took back <q><a href="/dashboard/suggestions?decided=2">Leave a note on the deal</a></q>, <a href="/dashboard/tickets/901">Ticket 102</a>',
    'dismissed <q><a href="/dashboard/suggestions?decided=3">Leave a note on the deal</a></q>, Ticket <bdi class="id" dir="ltr">902</bdi>',
    'suggestion 99 <span class="muted">(deleted since)</span>',
    `released the Moodle user of <a href="/dashboard/students/${recordIdOf('a')}"><span dir="auto">Sara Ali</span></a>`,
    'released the Moodle user of <a href="/dashboard/students/4553">the student with record <bdi class="id" dir="ltr">4553</bdi></a>',
    'erased the student with record <bdi class="id" dir="ltr">4554</bdi> <span class="muted">(deleted since)</span>',
    '3 events',
    `replayed <a href="/dashboard/events/1">event 1</a>, <a href="/dashboard/students/${recordIdOf('a')}"><span dir="auto">Sara Ali</span></a>`,
    'replayed <a href="/dashboard/events/2">event 2</a></span>',
    'event 99 <span class="muted">(deleted since)</span>',
    'opened again problem 99 <span class="muted">(deleted since)</span>',
  ])
    t.match(body, words, words);
});

test('an action about an event of a ticket leads to the ticket', async (t) => {
  const { app, open } = await dashboard(t);
  const event = { source: 'zoho_desk' as const, module: TICKET_MODULE, recordId: '900' };
  await app.intake.append([newEvent(event)]);
  await app.people.keepTicket({ ...CARD, subject: null });
  await note(app, [['Jean Exemple', 'replay', 'event 1']]);
  t.match(
    (await open('/dashboard/actions')).body,
    'replayed <a href="/dashboard/events/1">event 1</a>, <a href="/dashboard/tickets/900">Ticket 101</a>',
  );
});

test('what the service and the command line did is told in the language of the reader', async (t) => {
  const { app, open } = await dashboard(t);
  await note(app, [
    ['service', 'delete_unverified', 'held events of 2026-11-27: too old', { deleted: 2 }],
    ['service', 'prune', 'events that ended long ago', { days: 30, events: 1 }],
    ['command line', 'erase', 'an e-mail address'],
    ['command line', 'replay', 'events that match a filter', { filter: { status: 'failed' }, replayed: 7 }],
    ['automation', 'replay', 'erased'],
    ['Sara Ali', 'odd', 'everything'],
  ]);
  const { body } = await open('/dashboard/actions', { 'accept-language': 'fr' });
  for (const words of [
    'le service</span></strong> <span>a supprimé des événements que rien ne prouvait, du <bdi class="id" dir="ltr">2026-11-27</bdi>',
    '2 événements',
    'le service</span></strong> <span>a purgé des événements terminés depuis longtemps',
    'la ligne de commande</span></strong> <span>a effacé tout ce qui concerne une adresse e-mail',
    'a relancé des événements choisis par un filtre',
    '7 événements',
    'l’automatisation</span></strong> <span>a relancé une chose effacée depuis',
    '<bdi>odd</bdi> <bdi>everything</bdi>',
  ])
    t.match(body, words, words);
  t.notMatch(body, '1 événement<');
});

test('many actions come page by page', async (t) => {
  const { app, open } = await dashboard(t);
  for (let i = 1; i <= 51; i++) {
    const note = {
      eventRow: null,
      ticketId: `${i}`,
      step: 'note' as const,
      key: 'a',
      proposal: {},
      guard: {},
    };
    await app.suggestions.replaceWaiting({ ticketId: `${i}`, waiting: [note] });
    await app.suggestions.dismiss(i, {
      operator: 'o',
      action: 'dismiss suggestion',
      target: `suggestion ${i}`,
      detail: {},
    });
  }
  t.match((await open('/dashboard/actions')).body, 'href="/dashboard/actions?before=2"');
});

test('who may only read is offered nothing to press, and is refused what they send all the same', async (t) => {
  const token = 'a-token-that-only-reads';
  const linked = {
    ...noEmail('b'),
    data: { Name: 'Jean', Academic_Email: 'j@example.edu', Moodle_User_ID: '42' },
  };
  const { app, open, post } = await dashboard(t, [noEmail('a'), linked], { READ_TOKEN: token });
  const waiting = [
    { eventRow: null, ticketId: '1', step: 'note' as const, key: 'a', proposal: { title: 'x' }, guard: {} },
  ];
  await app.suggestions.replaceWaiting({ ticketId: '1', waiting });
  t.intercept(app, 'departures', { value: { wake() {}, async stop() {} } });
  const [cookie] = (await post('/dashboard/sign-in', { token })).cookies;
  const session = { cookie: `${cookie?.name}=${cookie?.value}`, authorization: '' };
  const pages = [
    '',
    '/problems',
    '/problems/1',
    '/events',
    '/events/1',
    '/replay?status=failed',
    '/suggestions',
    '/actions',
  ];
  for (const page of [...pages, `/students/${recordIdOf('b')}`]) {
    const { body, statusCode } = await open(`/dashboard${page}`, session);
    t.equal(statusCode, 200, page);
    const forms = [...body.matchAll(/<form[^>]*method="post"[^>]*action="([^"]*)"/g)].map(
      ([, action]) => action,
    );
    t.same(
      forms.filter(
        (action) =>
          !['/dashboard/display', '/dashboard/sign-out', '/dashboard/suggestions/several'].includes(
            String(action),
          ),
      ),
      [],
      `${page} offers nothing`,
    );
    t.notMatch(body, 'data-key=', page);
  }
  const { authorization: _, ...headers } = session;
  t.equal((await post('/dashboard/events/1/replay', {}, headers)).statusCode, 403);
});
