import Database from 'better-sqlite3';
import { OPERATOR, studentBody, temporaryFolder, test, testApp, until } from '../../harness.ts';

const URL = '/api/v1/events/zoho/student';

test('an event is accepted, processed once, and its repeat is marked duplicate', async (t) => {
  const { app } = await testApp(t);
  const first = await app.inject({ method: 'POST', url: URL, payload: studentBody() });
  t.equal(first.statusCode, 200);
  t.same(first.json(), {
    success: true,
    message: 'Event accepted for processing',
    event_id: 'event_12345',
    status: 'queued',
  });
  const second = await app.inject({ method: 'POST', url: URL, payload: studentBody() });
  t.match(second.json(), { success: true, event_id: 'event_12345', status: 'duplicate' });
  await until(async () => (await app.reading.stats({})).by_status.completed === 1);
  const stats = (await app.inject('/api/v1/events/stats')).json();
  t.match(stats, { total_events: 2, by_status: { completed: 1, duplicate: 1 }, by_source: { zoho: 2 } });
  const students = await app.inject({ url: '/api/v1/students', headers: OPERATOR });
  t.match(students.json(), { total: 1, students: [{ student_number: 'STU001', display_name: 'Sara Ali' }] });
});

test('many equal requests at once make one event and the rest duplicates', async (t) => {
  const { app } = await testApp(t);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => app.inject({ method: 'POST', url: URL, payload: studentBody() })),
  );
  const statuses = answers.map((answer) => answer.json().status);
  t.equal(statuses.filter((status) => status === 'queued').length, 1);
  t.equal(statuses.filter((status) => status === 'duplicate').length, 19);
});

test('a delivery of several records lists each event', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject({
    method: 'POST',
    url: URL,
    payload: { ids: ['1', '2'], timestamp: '2026' },
  });
  t.equal(answer.statusCode, 200);
  t.match(answer.json().events, [{ status: 'queued' }, { status: 'queued' }]);
});

test('an id in the query is enough when the body is empty', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject({ method: 'POST', url: `${URL}?zoho_id=4554000000012345678` });
  t.match(answer.json(), { success: true, event_id: /^signal-id-\d+$/, status: 'queued' });
  t.equal((await app.reading.get(1))?.record_id, '4554000000012345678');
});

test('an empty id in the query counts as none', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject({ method: 'POST', url: `${URL}?zoho_id=` });
  t.equal(answer.statusCode, 400);
  t.match(answer.json(), { code: 'NO_RECORD', error: /empty/ });
  const named = await app.inject({ method: 'POST', url: `${URL}?zoho_id=`, payload: studentBody() });
  t.equal(named.statusCode, 200);
});

test('an id in the query that is too long is refused', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject({
    method: 'POST',
    url: `${URL}?zoho_id=${'9'.repeat(256)}`,
    payload: studentBody(),
  });
  t.equal(answer.statusCode, 400);
  t.match(answer.json(), { error: /zoho_id/, code: 'INVALID_REQUEST' });
});

test('when the store cannot commit the sender is asked to come back, without a word about the inside', async (t) => {
  const file = `${temporaryFolder(t)}/events.db`;
  const { app, lines } = await testApp(t, { DATABASE_URL: `file:${file}` });
  const intruder = new Database(file);
  intruder.exec('ALTER TABLE integration_events_log RENAME TO elsewhere');
  intruder.close();
  const answer = await app.inject({ method: 'POST', url: URL, payload: studentBody() });
  t.equal(answer.statusCode, 503);
  t.equal(answer.headers['retry-after'], '5');
  t.same(answer.json(), {
    success: false,
    error: 'The event could not be stored just now; please send it again in a few seconds',
    code: 'UNAVAILABLE',
  });
  t.ok(lines.some((line) => line.includes('SQLITE_')));
});
