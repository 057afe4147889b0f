import type { Status } from '../../../src/log/event.ts';
import { STEPS } from '../../../src/tickets/suggestions/suggestion.ts';
import { newEvent, ofEachSource, studentBody, test, until } from '../../harness.ts';
import { dashboard, noEmail, recordIdOf } from './support.ts';

const BODIES = [
  studentBody(),
  noEmail('failed-1'),
  noEmail('failed-2'),
  studentBody({ module: 'Deals', notification_id: 'deal' }),
];

/** The row ids on a page, in their order. */
function rows(body: string): string[] {
  return [...body.matchAll(/<li class="row[^"]*">[\s\S]*?\/dashboard\/events\/(\d+)"/g)].map(([, id]) =>
    String(id),
  );
}

for (const [search, ids, sentence] of [
  ['', ['4', '3', '2', '1'], '4 events'],
  ['status=failed', ['3', '2'], '2 events match.'],
  ['status=failed&q=failed-1', ['2'], '1 event matches.'],
  ['module=Deals&source=zoho&span=hour&event_type=update', ['4'], '1 event matches.'],
  [`record_id=${recordIdOf('failed-2')}`, ['3'], '1 event matches.'],
  ['source=zoho_desk', [], 'No event matches.'],
  ['span=custom&from=2026-01-25T09:59&to=2026-01-25T10:01', ['4', '3', '2', '1'], '4 events match.'],
  ['span=custom&from=2026-01-25T10:01', [], 'No event matches.'],
] as const) {
  test(`the filter "${search}" finds ${ids.length}`, async (t) => {
    const { open } = await dashboard(t, BODIES);
    const { body } = await open(`/dashboard/events?${search}`);
    t.same(rows(body), ids);
    t.match(body, sentence);
  });
}

test('the form shows what it filters by, and offers the modules of the log', async (t) => {
  const { open } = await dashboard(t, BODIES);
  const { body } = await open('/dashboard/events?status=failed&q=%22x&cause=is%20missing&span=week');
  t.match(body, '<option value="failed" selected>Failed</option>');
  t.match(body, '<option value="week" selected>');
  t.match(body, 'name="q" dir="auto" maxlength="255" value="&#34;x"');
  t.match(body, '<input type="hidden" name="cause" value="is missing">');
  t.match(body, '<option value="BTEC_Students"></option><option value="Deals"></option>');
});

test('the text that was searched for stands between the quotation marks of the language', async (t) => {
  const { open } = await dashboard(t, BODIES);
  const filter = async (language: string) =>
    (await open('/dashboard/events?q=failed', { 'accept-language': language })).body;
  t.match(await filter('en'), '“failed”');
  t.match(await filter('fr'), '« failed »');
  t.match(await filter('ar'), '«\u2068failed\u2069»');
});

test('pages lead from the newest to the oldest and back', async (t) => {
  const { app, open } = await dashboard(t);
  await app.intake.append(
    Array.from({ length: 51 }, (_, i) => newEvent({ eventId: `e${i}`, recordId: `${i}` })),
  );
  const first = (await open('/dashboard/events')).body;
  t.equal(rows(first).length, 50);
  t.match(first, 'href="/dashboard/events?before&#61;2">Older</a>');
  t.match(first, 'id="stream"');
  const last = (await open('/dashboard/events?before=2')).body;
  t.same(rows(last), ['1']);
  t.match(last, '<a class="button quiet" href="/dashboard/events?">Newest</a>');
  t.notMatch(last, 'id="stream"', 'an older page does not move');
});

test('a search that did not reach the end of the log says so and leads on', async (t) => {
  const { app, open } = await dashboard(t);
  const deliveries = Array.from({ length: 20_001 }, (_, i) =>
    newEvent({ eventId: `e${i}`, recordId: `${i}`, payload: '{}' }),
  );
  await app.intake.append(deliveries);
  const { body } = await open('/dashboard/events?q=e0');
  t.match(body, 'Only a part of the log has been searched so far.');
  t.match(body, 'href="/dashboard/events?q&#61;e0&#38;before&#61;2">Search further back</a>');
  t.same(rows((await open('/dashboard/events?q=e0&before=2')).body), ['1']);
  t.match((await open('/dashboard/events?event_type=update')).body, 'At least 10,000 events match.');
});

test('one event shows its content, its attempts, its repeats and the other events of its record', async (t) => {
  const bodies = [
    studentBody({ data: { Academic_Email: 'sara.ali@example.edu', Moodle_User_ID: 1 } }),
    studentBody({ data: { Academic_Email: 'sara.ali@example.edu', Moodle_User_ID: 1 } }),
    studentBody({ notification_id: 'later', data: { Academic_Email: 'sara@example.edu' } }),
  ];
  const { open } = await dashboard(t, bodies);
  const { body } = await open('/dashboard/events/1');
  t.match(body, 'The student was created.');
  t.match(body, 'nobody: the route is open');
  t.match(body, /&#34;Academic_Email&#34;: &#34;sara\.ali@example\.edu&#34;/);
  t.match(body, /Attempt 1<\/strong>\s*<span>completed/);
  t.match(
    body,
    /Repeats of this event[\s\S]*\/dashboard\/events\/2"[\s\S]*Other events of this record[\s\S]*\/dashboard\/events\/3"/,
  );
  t.match(body, 'data-copy="payload-text"');
});

test('long numbers in the content keep all their digits', async (t) => {
  const { app, open } = await dashboard(t);
  const payload =
    '{"id":12345678901234567890,"list":[],"empty":{ },"text":"a,b:{\\"c\\"}","deep":[1,{"x":null}]}';
  await app.inject({
    method: 'POST',
    url: '/api/v1/events/zoho/student',
    payload,
    headers: { 'content-type': 'application/json' },
  });
  const { body } = await open('/dashboard/events/1');
  const text = /<pre id="payload-text"[^>]*>([\s\S]*?)<\/pre>/.exec(body)?.[1]?.replaceAll('&#34;', '"');
  t.equal(
    text,
    `{
  "id": 12345678901234567890,
  "list": [],
  "empty": {},
  "text": "a,b:{\\"c\\"}",
  "deep": [
    1,
    {
      "x": null
    }
  ]
}`,
  );
});

test('each state of an event is told in words', async (t) => {
  const { app, open } = await dashboard(t, [
    studentBody(),
    studentBody(),
    studentBody({ operation: 'insert' }),
    noEmail('failed'),
  ]);
  const html = async (id: number) => (await open(`/dashboard/events/${id}`)).body;
  t.match(await html(2), /This is a repeat of <a href="\/dashboard\/events\/1">Event 1<\/a>/);
  t.match(await html(2), 'This is an exact repeat; replay its original.');
  t.match(await html(3), 'It came with another content than its original');
  t.match(await html(3), 'action="/dashboard/events/3/replay"');
  t.match(await html(4), /class="problem"[\s\S]*Academic_Email is missing/);
  await app.processor.stop();
  await app.intake.append([
    newEvent({ eventId: 'waits', recordId: '' }),
    newEvent({ eventId: 'works', recordId: 'w' }),
  ]);
  t.match(await html(5), 'The event waits for its turn.');
  t.match(await html(5), 'There was no attempt.');
  t.match(await html(5), 'The event has not ended yet.');
  await app.queue.claim({ limits: ofEachSource(9), leaseToken: 'lease', leaseMs: 60_000 });
  t.match(await html(6), 'The event is being processed now.');
});

test('an event that is tried again says so, and reproaches nobody', async (t) => {
  const { app, open } = await dashboard(t, [noEmail('failed')]);
  const event = await app.reading.get(1);
  const state: { status: Status } = { status: 'pending' };
  t.intercept(app.reading, 'get', { value: async () => ({ ...event, ...state }) });
  const page = async () => (await open('/dashboard/events/1')).body;
  t.match(await page(), /tries again by itself\.<\/p><p class="caution">/);
  state.status = 'processing';
  t.match(await page(), /is being processed now\.<\/p><p class="caution">/);
});

test('a list without events says once why, and what to do', async (t) => {
  const { open } = await dashboard(t);
  const all = (await open('/dashboard/events')).body;
  t.match(
    all,
    /role="status">No event has arrived yet\.\s*<[\s\S]*Events appear here as soon as they arrive\./,
  );
  const some = (await open('/dashboard/events?q=x')).body;
  t.match(some, /role="status">No event matches\.\s*<[\s\S]*clear the filter\./);
  t.equal(some.match(/No event matches/g)?.length, 1);
});

test('what a link has filtered by is told in words above the list', async (t) => {
  const { open } = await dashboard(t, [noEmail('failed')]);
  const kept = async (query: Record<string, string>, language = 'en') => {
    const { body } = await open(`/dashboard/events?${new URLSearchParams(query)}`, {
      'accept-language': language,
    });
    return /class="kept">(.*?)<\/p>/.exec(body)?.[1];
  };
  t.equal(await kept({ record_id: '7' }), 'Record: <bdi class="id" dir="ltr">7</bdi>');
  t.equal(
    await kept({ event_id: 'e' }, 'fr'),
    'Identifiant de l’événement\u00a0: <bdi class="id" dir="ltr">e</bdi>',
  );
  const cause = 'Academic_Email is missing. Fill it in on the student in Zoho CRM, then save.';
  t.equal(await kept({ cause }, 'fr'), `<span dir="auto">${cause}</span>`, 'as the address has it');
});

test('a ticket of which a step failed shows its steps below the failure', async (t) => {
  const { app, open } = await dashboard(t, [noEmail('failed')]);
  const step = { status: 'failed', reason: 'Zoho CRM asks us to slow down.', read: [], written: [] };
  const result = {
    action_taken: 'workflow',
    summary: { current_department: null, recommended_department: null, deal_name: null },
    steps: Object.fromEntries(STEPS.map((name) => [name, step])),
  };
  const event = await app.reading.get(1);
  t.intercept(app.reading, 'get', { value: async () => ({ ...event, result }) });
  t.match((await open('/dashboard/events/1')).body, /class="problem"[\s\S]*class="steps"/);
});

test('failing, an event offers its replay first of all; completed, it only allows it', async (t) => {
  const { open } = await dashboard(t, [studentBody(), noEmail('failed')]);
  t.match((await open('/dashboard/events/1')).body, '<button >Replay');
  t.match((await open('/dashboard/events/2')).body, '<button class="primary">Replay');
});

test('an event whose content was erased says so and cannot be replayed', async (t) => {
  const { app, open } = await dashboard(t, [studentBody()]);
  const who = { recordId: '4554000000012345678', email: null };
  await app.upkeep.erase(who, { operator: 'o', action: 'erase', target: 'a record', detail: {} });
  const { body } = await open('/dashboard/events/1');
  t.match(body, 'The content was erased.');
  t.notMatch(body, 'action="/dashboard/events/1/replay"');
});

test('bytes that were no JSON are shown, with the reason why a replay cannot help', async (t) => {
  const { app, open } = await dashboard(t);
  await app.inject({
    method: 'POST',
    url: '/api/v1/events/zoho/student',
    payload: '{"a',
    headers: { 'content-type': 'application/json' },
  });
  const { body } = await open('/dashboard/events/1');
  t.match(body, 'its bytes stay the same');
  t.match(body, /Body as it came[\s\S]*\{&#34;a</);
});

for (const [verifiedBy, words] of [
  ['hmac:2', 'signature (HMAC), key 2'],
  ['secret:1', 'shared secret, key 1'],
  ['jwt', 'signature of Zoho Desk (JWT)'],
  ['token', 'token in the body'],
  ['reconcile', 'us: found by comparing with Zoho'],
  ['later', 'later'],
] as const) {
  test(`verification by ${verifiedBy} is told as "${words}"`, async (t) => {
    const { app, open } = await dashboard(t);
    await app.intake.append([newEvent({ verifiedBy })]);
    t.match((await open('/dashboard/events/1')).body, `<dd>${words}</dd>`);
  });
}

test('an event whose sender nobody proved yet says what it waits for, and has not ended', async (t) => {
  const { app, open } = await dashboard(t);
  await app.held.hold([newEvent({ source: 'zoho_desk', verifiedBy: 'unverified' })], {
    jwt: 'a.b.c',
    address: '192.0.2.1',
  });
  const { body } = await open('/dashboard/events/1');
  t.match(body, 'The event waits until its sender can be verified');
  t.match(body, '<dd>nobody yet</dd>');
  t.notMatch(body, '<dt>Ended</dt>');
});

test('replaying one event puts it back to work and records who did it', async (t) => {
  const { app, open, post, signIn } = await dashboard(t, [noEmail('failed')]);
  const session = await signIn('Sara Ali');
  const answer = await post('/dashboard/events/1/replay', {}, session);
  t.equal(answer.statusCode, 303);
  t.equal(answer.headers.location, '/dashboard/events/1?replayed=1');
  await until(async () => (await app.reading.get(1))?.attempts_made.length === 2);
  t.match((await open('/dashboard/events/1?replayed=1')).body, 'The event waits for processing again.');
});

test('replaying what cannot be replayed leads back to its page, which says why', async (t) => {
  const { post, signIn } = await dashboard(t, [studentBody(), studentBody()]);
  const answer = await post('/dashboard/events/2/replay', {}, await signIn());
  t.equal(answer.headers.location, '/dashboard/events/2');
});

test('all that match are replayed after a page that says which and how many; the next page says what came of it', async (t) => {
  const { app, open, post, signIn, settled } = await dashboard(t, [
    studentBody(),
    noEmail('a'),
    noEmail('b'),
  ]);
  const { body } = await open('/dashboard/replay?status=failed');
  t.match(body, '2 events will be processed again.');
  t.match(body, /Filter:<\/strong> Failed/);
  t.same(rows(body), ['3', '2']);
  t.match(body, '<button class="primary">Replay 2 events</button>');
  t.equal((await app.reading.get(2))?.attempts_made.length, 1, 'looking at it replays nothing');
  const answer = await post('/dashboard/replay?status=failed', {}, await signIn());
  t.equal(answer.headers.location, '/dashboard/work/1');
  await until(async () => (await app.reading.get(3))?.attempts_made.length === 2);
  await settled();
  t.equal((await app.reading.get(1))?.attempts_made.length, 1);
  const work = (await open('/dashboard/work/1')).body;
  t.match(work, /None went well\.<\/p><p>2 failed again\./);
  t.notMatch(work, 'hx-get="/dashboard/work', 'it is over');
  t.match((await open('/dashboard/work/9')).body, 'is not known any more');
});

test('without a filter nothing is done to the whole log', async (t) => {
  const { app, open, post, signIn } = await dashboard(t, [studentBody(), noEmail('a')]);
  t.notMatch((await open('/dashboard/events')).body, 'Replay all that match');
  const { body } = await open('/dashboard/replay');
  t.match(body, 'Choose a filter first');
  t.notMatch(body, 'will be processed again', 'what cannot be done is not announced');
  t.notMatch((await open('/dashboard/replay')).body, 'class="primary"');
  const answer = await post('/dashboard/replay', {}, await signIn());
  t.equal(answer.headers.location, '/dashboard/replay');
  t.equal((await app.reading.get(2))?.attempts_made.length, 1);
});

test('a filter that is not known is said, and nothing is listed or offered', async (t) => {
  const { open, post, signIn } = await dashboard(t, [studentBody(), noEmail('a')]);
  for (const search of ['status=bogus', 'statuss=failed', 'source=mars', 'problem=x', 'span=year']) {
    const { body } = await open(`/dashboard/events?${search}`);
    t.match(body, `not known: ${search.replace('=', '&#61;')}`);
    t.notMatch(body, 'Replay all that match', search);
    t.same(rows(body), [], search);
    t.notMatch(body, /<nav class="tabs"[\s\S]*aria-current/, 'no list is said to be shown');
    t.equal((await open(`/dashboard/events/export?${search}&format=csv`)).statusCode, 400);
  }
  const answer = await post('/dashboard/replay?status=bogus&span=week', {}, await signIn());
  t.equal(answer.headers.location, '/dashboard/replay');
  t.match((await open('/dashboard/events?status=&module=')).body, '2 events', 'an empty field is none');
});

test('those that were ticked are replayed, and only those', async (t) => {
  const { app, open, post, signIn, settled } = await dashboard(t, [noEmail('a'), noEmail('b'), noEmail('c')]);
  const { body } = await open('/dashboard/events?status=failed');
  t.match(body, 'name="id" value="2" form="selection" aria-labelledby="event-2"');
  t.match(body, 'action="/dashboard/events/selected?status&#61;failed"');
  const session = await signIn();
  const none = await post('/dashboard/events/selected?status=failed', {}, session);
  t.match((await open(String(none.headers.location))).body, 'Nothing was selected.');
  const answer = await post('/dashboard/events/selected?status=failed', { id: '1,3,99' }, session);
  t.equal(answer.headers.location, '/dashboard/work/1');
  await until(async () => (await app.reading.get(3))?.attempts_made.length === 2);
  await settled();
  t.equal((await app.reading.get(2))?.attempts_made.length, 1);
  t.match((await open('/dashboard/work/1')).body, /2 failed again\.<\/p><p>1 was passed over/);
});

test('what is filtered is exported for a spreadsheet, in the words of the reader', async (t) => {
  const formula = { ...noEmail('b'), data: { Name: '=HYPERLINK("http://x")' } };
  const { open } = await dashboard(t, [studentBody(), noEmail('a'), formula]);
  const url = '/dashboard/events/export?status=failed&format=csv';
  const { body, headers, rawPayload } = await open(url, { 'accept-language': 'fr' });
  t.equal(headers['content-type'], 'text/csv; charset=utf-8');
  t.equal(headers['content-disposition'], 'attachment; filename="events-2026-01-25.csv"');
  t.same([...rawPayload.subarray(0, 3)], [0xef, 0xbb, 0xbf], 'a byte order mark');
  const [head, ...lines] = body.trim().split('\r\n');
  t.match(head, /Numéro,Reçu,Statut/);
  t.equal(lines.length, 2);
  t.match(lines[0], /^2,2026-01-25 10:00:00,Échoué?|En échec.*Sara Ali/);
  t.match(lines[0], /fiche modifiée dans Zoho CRM/);
  t.match(lines[1], `"'=HYPERLINK(""http://x"")"`, 'what a sender wrote is no formula');
});

test('what is filtered is exported for programs', async (t) => {
  const { app, open } = await dashboard(t, [
    studentBody(),
    noEmail('a'),
    studentBody({ module: 'Deals', notification_id: 'd' }),
  ]);
  await app.people.keepTicket({
    ticketId: '5',
    number: '101',
    subject: 'Mon dossier',
    customer: null,
    webUrl: '',
    conversation: [],
  });
  const ticket = { source: 'zoho_desk' as const, module: 'tickets', eventType: 'Ticket_Add' };
  await app.processor.stop();
  await app.intake.append([
    newEvent({ ...ticket, eventId: 'a', recordId: '5' }),
    newEvent({ ...ticket, eventId: 'b', recordId: '6', eventType: 'odd' }),
  ]);
  const all = JSON.parse((await open('/dashboard/events/export?format=json')).body);
  t.match(all, [
    { id: 1, person: 'Sara Ali', number: 'STU001' },
    { id: 2, person: 'Sara Ali', number: '', status: 'failed' },
    { id: 3, person: '' },
    { id: 4, person: 'Mon dossier', number: '101' },
    { id: 5, person: '', number: '' },
  ]);
  t.notOk('payload' in all[0]);
  t.same(JSON.parse((await open('/dashboard/events/export?format=json&q=nobody')).body), []);
  const csv = (await open('/dashboard/events/export?format=csv')).body;
  t.match(csv, /4,[^\r]*,new ticket,5,Mon dossier,101,/);
  t.match(csv, /5,[^\r]*,odd,6,,,/);
  t.match(csv, /3,[^\r]*,Deals,update,/);
});

test('when nothing can be replayed there is no button', async (t) => {
  const { open } = await dashboard(t);
  const { body } = await open('/dashboard/replay?status=failed');
  t.match(body, 'No event can be replayed.');
  t.notMatch(body, 'class="primary"');
});
