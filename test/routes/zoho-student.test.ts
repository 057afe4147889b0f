import { OPERATOR, studentBody, test, testApp, until } from '../harness.ts';

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
  await until(async () => (await app.store.stats({})).by_status.completed === 1);
  const stats = (await app.inject('/api/v1/events/stats')).json();
  t.match(stats, { total_events: 2, by_status: { completed: 1, duplicate: 1 }, by_source: { zoho: 2 } });
  const students = await app.inject({ url: '/api/v1/students', headers: OPERATOR });
  t.match(students.json(), { total: 1, students: [{ student_number: 'STU001', display_name: 'Sara Ali' }] });
});
