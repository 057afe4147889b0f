import { newEvent, OPERATOR, studentBody, type Test, test, testApp, until } from '../../harness.ts';

const LIST = '/api/v1/events';

async function appWith(t: Test, bodies: readonly Record<string, unknown>[]) {
  const { app } = await testApp(t);
  const get = async (path: string) => (await app.inject({ url: path, headers: OPERATOR })).json();
  const post = (url: string, payload?: object) =>
    app.inject({ method: 'POST', url, headers: OPERATOR, ...(payload && { payload }) });
  const replay = (id: string | number) => post(`${LIST}/${id}/replay`);
  for (const payload of bodies) {
    await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload });
  }
  const settled = () =>
    until(async () => {
      const { pending = 0, processing = 0 } = (await app.reading.stats({})).by_status;
      return pending + processing === 0;
    });
  await settled();
  return { app, get, post, replay, settled };
}

const noEmail = (id: string) => studentBody({ notification_id: id, data: { Name: 'Sara Ali' } });

test('a failed event is processed again when an operator replays it', async (t) => {
  const { app, get, replay } = await appWith(t, [noEmail('event_1')]);
  t.equal((await get(`${LIST}/1`)).status, 'failed');
  const answer = await replay(1);
  t.equal(answer.statusCode, 200);
  t.same(answer.json(), { success: true, id: 1, status: 'queued' });
  await until(async () => (await app.reading.get(1))?.attempts_made.length === 2);
  t.equal((await get(`${LIST}/1`)).status, 'failed');
});

test('an event that has not ended cannot be replayed', async (t) => {
  const { app, replay } = await appWith(t, []);
  await app.processor.stop();
  await app.intake.append([newEvent()]);
  const answer = await replay(1);
  t.equal(answer.statusCode, 409);
  t.same(answer.json(), { success: false, error: 'Event 1 has not ended yet', code: 'CANNOT_REPLAY' });
});

test('an exact repeat cannot be replayed; the answer names its original', async (t) => {
  const { replay } = await appWith(t, [studentBody(), studentBody()]);
  const answer = await replay(2);
  t.equal(answer.statusCode, 409);
  t.same(answer.json(), {
    success: false,
    error: 'Event 2 is an exact repeat of event 1; replay that one',
    code: 'CANNOT_REPLAY',
  });
});

test('a repeat with another body can be replayed as an event of its own', async (t) => {
  const { app, replay } = await appWith(t, [studentBody(), studentBody({ operation: 'insert' })]);
  t.equal((await replay(2)).statusCode, 200);
  await until(async () => (await app.reading.get(2))?.status === 'completed');
  t.equal((await app.reading.get(2))?.event_id, 'event_12345~2');
  t.equal((await app.reading.get(1))?.event_id, 'event_12345');
});

test('replaying an event that is not there is a 404', async (t) => {
  const { replay } = await appWith(t, []);
  const answer = await replay(1);
  t.equal(answer.statusCode, 404);
  t.equal(answer.json().code, 'EVENT_NOT_FOUND');
});

test('what could not be read cannot be replayed, and keeps its reason', async (t) => {
  const { app } = await testApp(t);
  await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload: '{"cut' });
  const answer = await app.inject({ method: 'POST', url: '/api/v1/events/1/replay', headers: OPERATOR });
  t.equal(answer.statusCode, 409);
  t.match((await app.reading.get(1))?.error_message, /^Invalid JSON payload/);
});

test('an erased event cannot be replayed', async (t) => {
  const { app, replay } = await appWith(t, [studentBody()]);
  const by = { operator: 'o', action: 'erase', target: '1', detail: {} };
  await app.upkeep.erase({ recordId: '4554000000012345678', email: null }, by);
  const answer = await replay(1);
  t.equal(answer.statusCode, 409);
  t.equal(answer.json().error, 'Event 1 was erased; nothing of it is left');
});

test('a dry run says how many would be replayed, which and what is passed over, and changes nothing', async (t) => {
  const { app, post } = await appWith(t, [noEmail('a'), noEmail('b'), noEmail('c'), studentBody()]);
  const answer = await post(`${LIST}/replay`, { filter: { status: 'failed' }, dry_run: true });
  t.equal(answer.statusCode, 200);
  t.match(answer.json(), {
    success: true,
    matched: 3,
    replayable: 3,
    skipped: { unfinished: 0, duplicate: 0, unreadable: 0, erased: 0 },
    sample: [{ event_id: 'c' }, { event_id: 'b' }, { event_id: 'a' }],
  });
  t.notOk('replayed' in answer.json());
  t.same((await app.reading.stats({})).by_status, { failed: 3, completed: 1 });
});

test('all events that match a filter are processed again', async (t) => {
  const { get, post, settled } = await appWith(t, [noEmail('a'), noEmail('b'), studentBody()]);
  const answer = await post(`${LIST}/replay`, { filter: { status: 'failed' } });
  t.same(answer.json(), {
    success: true,
    matched: 2,
    replayed: 2,
    interrupted: false,
    skipped: { unfinished: 0, duplicate: 0, unreadable: 0, erased: 0 },
  });
  await settled();
  const event = await get(`${LIST}/1`);
  t.equal(event.attempts_made.length, 2);
});

test('a cause as the overview tells it is a filter', async (t) => {
  const { get, post } = await appWith(t, [noEmail('a'), noEmail('b'), studentBody({ record_id: '' })]);
  const { failures } = await get('/api/v1/overview');
  const answer = await post(`${LIST}/replay`, { filter: { cause: failures[0].cause }, dry_run: true });
  t.match(answer.json(), { matched: failures[0].count });
});

test('a span of time is understood as the list understands it', async (t) => {
  const { post } = await appWith(t, [noEmail('a')]);
  const order = { filter: { since: '2026-01-25T13:00:00+03:00' }, dry_run: true };
  t.match((await post(`${LIST}/replay`, order)).json(), { matched: 1 });
});

test('an empty filter replays nothing unless all is asked for', async (t) => {
  const { post } = await appWith(t, [noEmail('a')]);
  for (const order of [{}, { filter: {} }, { filter: {}, dry_run: true }]) {
    const answer = await post(`${LIST}/replay`, order);
    t.equal(answer.statusCode, 400);
    t.match(answer.json(), { code: 'INVALID_REQUEST', error: /^filter is empty/ });
  }
  t.match((await post(`${LIST}/replay`, { all: true })).json(), { replayed: 1 });
});

test('a misspelt filter is refused, because passed over it would replay everything', async (t) => {
  const { post } = await appWith(t, [noEmail('a')]);
  for (const order of [{ filter: { statsu: 'failed' } }, { all: true, dryrun: true }]) {
    const answer = await post(`${LIST}/replay`, order);
    t.equal(answer.statusCode, 400);
    t.match(answer.json(), {
      code: 'INVALID_REQUEST',
      error: /^(filter )?must NOT have additional properties/,
    });
  }
});

test('who replayed what is recorded, but not the text that was searched for', async (t) => {
  const { app, post } = await appWith(t, [noEmail('a')]);
  const calls = t.capture(app.upkeep, 'replayMatching', app.upkeep.replayMatching);
  await post(`${LIST}/replay`, { filter: { status: 'failed', q: 'sara' } });
  t.same(calls()[0]?.args[1], {
    operator: '127.0.0.1',
    action: 'replay',
    target: 'events that match a filter',
    detail: { filter: { status: 'failed', q: '(a text)' } },
  });
});

test('strangers replay nothing', async (t) => {
  const { app } = await testApp(t);
  for (const url of [`${LIST}/replay`, `${LIST}/1/replay`]) {
    const answer = await app.inject({ method: 'POST', url, payload: { all: true } });
    t.equal(answer.statusCode, 401);
  }
});
