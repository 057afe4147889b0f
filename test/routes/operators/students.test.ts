import { newEvent, OPERATOR, signedIn, studentBody, type Test, test, testApp, until } from '../../harness.ts';

const LIST = '/api/v1/students';

function student(number: number, changes: Record<string, unknown> = {}) {
  return studentBody({
    notification_id: `event_${number}`,
    record_id: `455400000001234567${number}`,
    data: {
      Student_ID_Number: `STU00${number}`,
      Academic_Email: `student.${number}@example.edu`,
      Name: number === 1 ? 'سارة علي' : 'Jean Exemple',
    },
    ...changes,
  });
}

async function appWith(t: Test, bodies: readonly Record<string, unknown>[]) {
  const { app } = await testApp(t);
  for (const payload of bodies)
    await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload });
  await until(async () => ((await app.reading.stats({})).by_status.completed ?? 0) === bodies.length);
  return (path: string) => app.inject({ url: path, headers: OPERATOR });
}

test('a synced student is shown with every field in snake case', async (t) => {
  const get = await appWith(t, [student(1)]);
  const answer = await get(`${LIST}/4554000000012345671`);
  t.equal(answer.statusCode, 200);
  t.same(answer.json(), {
    zoho_id: '4554000000012345671',
    student_number: 'STU001',
    academic_email: 'student.1@example.edu',
    display_name: 'سارة علي',
    first_name: null,
    last_name: null,
    phone: null,
    moodle_user_id: null,
    birth_date: null,
    gender: null,
    address: null,
    city: null,
    country: null,
    postal_code: null,
    emergency_contact_name: null,
    emergency_contact_phone: null,
    status: null,
    deleted_at: null,
    created_at: '2026-01-25T10:00:00.000Z',
    updated_at: '2026-01-25T10:00:00.000Z',
    last_event: 1,
  });
});

test('a student who is not there is a 404 that names the id', async (t) => {
  const get = await appWith(t, []);
  const answer = await get(`${LIST}/4554000000012345678`);
  t.equal(answer.statusCode, 404);
  t.same(answer.json(), {
    success: false,
    error: 'There is no student with the Zoho id 4554000000012345678',
    code: 'STUDENT_NOT_FOUND',
  });
});

test('the list goes on with a cursor until every student was shown', async (t) => {
  const get = await appWith(t, [student(1), student(2)]);
  const first = (await get(`${LIST}?limit=1`)).json();
  t.match(first, { total: 2, next_cursor: '4554000000012345671', students: [{ student_number: 'STU001' }] });
  const second = (await get(`${LIST}?limit=1&cursor=${first.next_cursor}`)).json();
  t.match(second, { total: 2, next_cursor: null, students: [{ student_number: 'STU002' }] });
});

test('a search finds part of a name, in Arabic too', async (t) => {
  const get = await appWith(t, [student(1), student(2)]);
  const found = (await get(`${LIST}?q=${encodeURIComponent('سارة')}`)).json();
  t.match(found, { total: 1, students: [{ student_number: 'STU001' }] });
});

test('a deleted student is hidden until deleted ones are asked for', async (t) => {
  const gone = student(1, { notification_id: 'event_9', operation: 'delete', timestamp: undefined });
  const get = await appWith(t, [student(1), gone]);
  t.equal((await get(LIST)).json().total, 0);
  const all = (await get(`${LIST}?deleted=true`)).json();
  t.match(all, { total: 1, students: [{ deleted_at: '2026-01-25T10:00:00.000Z' }] });
});

test('a limit or a flag that cannot be is refused', async (t) => {
  const get = await appWith(t, []);
  for (const query of ['limit=0', 'limit=201', 'deleted=perhaps', `q=${'x'.repeat(256)}`]) {
    const answer = await get(`${LIST}?${query}`);
    t.equal(answer.statusCode, 400, query);
    t.equal(answer.json().code, 'INVALID_REQUEST');
  }
});

test('erasing a student says first what it would empty, and then empties it', async (t) => {
  const { app } = await testApp(t);
  await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload: student(1) });
  await until(async () => (await app.students.find('4554000000012345671')) !== null);
  const url = `${LIST}/4554000000012345671`;
  const erase = (query = '') => app.inject({ method: 'DELETE', url: `${url}${query}`, headers: OPERATOR });
  const answer = {
    success: true,
    zoho_id: '4554000000012345671',
    students: 1,
    events: 1,
    ended: 0,
    suggestions: 0,
  };
  t.same((await erase('?dry_run=true')).json(), { ...answer, dry_run: true });
  t.ok(await app.students.find('4554000000012345671'));
  const erased = { ...answer, dry_run: false, left_in: [], not_reached: /^Backups and other copies/ };
  t.match((await erase()).json(), erased);
  const event = (await app.inject({ url: '/api/v1/events/1', headers: OPERATOR })).json();
  t.match(event, { status: 'completed', payload: null, result: null });
  const again = await erase();
  t.equal(again.statusCode, 404);
  t.equal(again.json().code, 'STUDENT_NOT_FOUND');
});

test('with mentions, events of other records that name the e-mail address are erased too', async (t) => {
  const { app } = await testApp(t);
  const mention = {
    notification_id: 'm',
    module: 'Contacts',
    record_id: '9',
    data: { Email: 'student.1@example.edu' },
  };
  for (const payload of [student(1), mention])
    await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload });
  await until(async () => (await app.reading.stats({})).by_status.completed === 2);
  const erase = (query: string) =>
    app.inject({ method: 'DELETE', url: `${LIST}/4554000000012345671${query}`, headers: OPERATOR });
  t.equal((await erase('?dry_run=true')).json().events, 1);
  t.equal((await erase('?mentions=true')).json().events, 2);
});

test('events of a record without a student can be erased, with or without mentions', async (t) => {
  const { app } = await testApp(t);
  await app.processor.stop();
  await app.intake.append([newEvent({ recordId: '77' })]);
  const erase = () => app.inject({ method: 'DELETE', url: `${LIST}/77?mentions=true`, headers: OPERATOR });
  t.match((await erase()).json(), { students: 0, events: 1, ended: 1 });
});

test('who signed in to the dashboard stands beside what they erased', async (t) => {
  const { app } = await testApp(t);
  await app.intake.append([newEvent({ recordId: '77' })]);
  const actions: { operator: string }[] = [];
  const { erase } = app.upkeep;
  t.capture(app.upkeep, 'erase', (...order: Parameters<typeof erase>) => {
    actions.push(order[1]);
    return erase.apply(app.upkeep, order);
  });
  const headers = await signedIn(app, 'Sara Ali');
  t.equal((await app.inject({ method: 'DELETE', url: `${LIST}/77`, headers })).statusCode, 200);
  t.match(actions, [{ operator: 'Sara Ali (127.0.0.1)' }]);
});

test('strangers erase nothing', async (t) => {
  const { app } = await testApp(t);
  t.equal((await app.inject({ method: 'DELETE', url: `${LIST}/1` })).statusCode, 401);
});

test('an operator releases a student from its Moodle user', async (t) => {
  const { app } = await testApp(t);
  const payload = student(1, { data: { Academic_Email: 'x@example.edu', Moodle_User_ID: '42' } });
  await app.inject({
    method: 'POST',
    url: '/api/v1/events/zoho/student',
    payload,
    headers: { prefer: 'wait=10' },
  });
  const release = (id: string, headers: Record<string, string> = OPERATOR) =>
    app.inject({ method: 'POST', url: `${LIST}/${id}/release`, headers });
  t.equal((await release('4554000000012345671', {})).statusCode, 401);
  t.same((await release('4554000000012345671')).json(), {
    success: true,
    zoho_id: '4554000000012345671',
    moodle_user_id: '42',
  });
  t.match((await release('4554000000012345671')).json(), { moodle_user_id: null });
  t.equal((await release('77')).statusCode, 404);
});
