import { OPERATOR, START_MS, studentBody, type Test, test, testApp, until } from '../../harness.ts';

const LIST = '/api/v1/events';

async function appWith(t: Test, bodies: readonly Record<string, unknown>[]) {
  const { app, clock } = await testApp(t);
  const get = async (path: string) => (await app.inject({ url: path, headers: OPERATOR })).json();
  for (const payload of bodies) {
    await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload });
  }
  await until(async () => {
    const { pending = 0, processing = 0 } = (await app.reading.stats({})).by_status;
    return pending + processing === 0;
  });
  return { app, clock, get };
}

const noEmail = (id: string) => studentBody({ notification_id: id, data: { Name: 'Sara Ali' } });

test('the list shows events newest first with every column of a summary', async (t) => {
  const { get } = await appWith(t, [studentBody(), noEmail('event_2')]);
  const list = await get(LIST);
  t.match(list, { total: 2, total_is_capped: false, next_cursor: null });
  t.same(list.events[0], {
    id: 2,
    event_id: 'event_2',
    source: 'zoho',
    module: 'BTEC_Students',
    event_type: 'update',
    record_id: '4554000000012345678',
    status: list.events[0].status,
    attempts: 1,
    error_message: list.events[0].error_message,
    error_details: list.events[0].error_details,
    created_at: new Date(START_MS).toISOString(),
    processed_at: new Date(START_MS).toISOString(),
    next_attempt_at: null,
    occurred_at: '2026-01-25T10:00:00.000Z',
    duplicate_of: null,
    payload_differs: false,
    verified_by: 'none',
  });
});

test('a cursor continues exactly where the page before ended', async (t) => {
  const { get } = await appWith(
    t,
    [1, 2, 3].map((number) => studentBody({ notification_id: `event_${number}` })),
  );
  const first = await get(`${LIST}?limit=2`);
  t.same(
    first.events.map(({ id }: { id: number }) => id),
    [3, 2],
  );
  const second = await get(`${LIST}?limit=2&cursor=${first.next_cursor}`);
  t.same(
    second.events.map(({ id }: { id: number }) => id),
    [1],
  );
  t.equal(second.next_cursor, null);
  t.equal(second.total, 3);
});

test('each filter of the list narrows it down', async (t) => {
  const { get } = await appWith(t, [
    studentBody(),
    studentBody({ notification_id: 'event_2', module: 'Deals', operation: 'delete', record_id: '77' }),
  ]);
  for (const filter of [
    'module=Deals',
    'event_type=delete',
    'record_id=77',
    'event_id=event_2',
    'q=event_2',
    'module=Deals&status=completed&source=zoho',
    `module=Deals&since=${START_MS}&until=${START_MS + 1}`,
  ]) {
    const list = await get(`${LIST}?${filter}`);
    t.equal(list.total, 1, filter);
    t.equal(list.events[0].event_id, 'event_2', filter);
  }
  t.equal((await get(`${LIST}?status=pending`)).total, 0);
});

test('a filter that cannot be is refused with the name of the field', async (t) => {
  const { app } = await testApp(t);
  for (const [query, field] of [
    ['status=lost', 'status'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=two', 'limit'],
    ['cursor=0', 'cursor'],
    ['module=', 'module'],
    [`q=${'x'.repeat(256)}`, 'q'],
    ['since=monday', 'since'],
  ] as const) {
    const answer = await app.inject({ url: `${LIST}?${query}`, headers: OPERATOR });
    t.equal(answer.statusCode, 400, query);
    t.match(answer.json(), { success: false, error: new RegExp(`${field} must`), code: 'INVALID_REQUEST' });
  }
});

test('one event is shown with its payload, result, attempts and repeats', async (t) => {
  const { get } = await appWith(t, [studentBody(), studentBody()]);
  const event = await get(`${LIST}/1`);
  t.match(event, { id: 1, status: 'completed', raw_body: null, result: { action_taken: String } });
  t.same(event.payload, studentBody());
  t.match(event.attempts_made, [{ attempt: 1, outcome: 'completed', error_message: null }]);
  t.match(event.duplicates, [{ id: 2, status: 'duplicate', duplicate_of: 1, payload_differs: false }]);
});

test('digits above 2^53 survive from the sender to the operator', async (t) => {
  const { app } = await testApp(t);
  await app.inject({
    method: 'POST',
    url: '/api/v1/events/zoho/student',
    headers: { 'content-type': 'application/json' },
    payload: '{"notification_id":"event_1","record_id":4554000000012345679,"data":{"Name":"سارة علي"}}',
  });
  const event = (await app.inject({ url: `${LIST}/1`, headers: OPERATOR })).json();
  t.equal(event.record_id, '4554000000012345679');
  t.equal(event.payload.record_id, '4554000000012345679');
  t.equal(event.payload.data.Name, 'سارة علي');
});

test('an event that is not there is a 404, an id that is no number a 400', async (t) => {
  const { app } = await testApp(t);
  const missing = await app.inject({ url: `${LIST}/7`, headers: OPERATOR });
  t.equal(missing.statusCode, 404);
  t.same(missing.json(), {
    success: false,
    error: 'There is no event with the id 7',
    code: 'EVENT_NOT_FOUND',
  });
  for (const id of ['0', '-1', 'event_1', '1.5']) {
    t.equal((await app.inject({ url: `${LIST}/${id}`, headers: OPERATOR })).statusCode, 400, id);
  }
});
