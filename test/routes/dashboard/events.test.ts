import type { Status } from '../../../src/log/event.ts';
import { STEPS } from '../../../src/tickets/suggestion.ts';
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
  return [...body.matchAll(/<li class="row">[\s\S]*?\/dashboard\/events\/(\d+)"/g)].map(([, id]) =>
    String(id),
  );
}

for (const [search, ids, sentence] of [
  ['', ['4', '3', '2', '1'], '4 events match.'],
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
  t.match(all, /role="status">No event has arrived yet\.<[\s\S]*Events appear here as soon as they arrive\./);
  const some = (await open('/dashboard/events?q=x')).body;
  t.match(some, /role="status">No event matches\.<[\s\S]*clear the filter\./);
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
  t.match(await kept({ cause }, 'fr'), 'Academic_Email est vide');
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
  t.match(body, Buffer.from('{"a').toString('base64').replaceAll('=', '&#61;'));
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

test('all that match are replayed after a page that says how many, and shows some', async (t) => {
  const { app, open, post, signIn } = await dashboard(t, [studentBody(), noEmail('a'), noEmail('b')]);
  const { body } = await open('/dashboard/replay?status=failed');
  t.match(body, '2 events will be processed again.');
  t.same(rows(body), ['3', '2']);
  t.match(body, '<button class="primary">Replay 2 events</button>');
  t.equal((await app.reading.get(2))?.attempts_made.length, 1, 'looking at it replays nothing');
  const answer = await post('/dashboard/replay?status=failed', {}, await signIn());
  t.equal(answer.headers.location, '/dashboard/events?status=failed&replayed=2');
  await until(async () => (await app.reading.get(3))?.attempts_made.length === 2);
  t.equal((await app.reading.get(1))?.attempts_made.length, 1);
  t.match((await open(String(answer.headers.location))).body, '2 events wait for processing again.');
});

test('when nothing can be replayed there is no button', async (t) => {
  const { open } = await dashboard(t);
  const { body } = await open('/dashboard/replay?status=failed');
  t.match(body, 'No event can be replayed.');
  t.notMatch(body, 'class="primary"');
});
