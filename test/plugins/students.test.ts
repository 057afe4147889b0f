import { join } from 'node:path';
import { newEvent, studentBody, type Test, temporaryFolder, test, testApp, until } from '../harness.ts';
import { startMoodle } from '../outside/moodle/setup.ts';
import { startSimulator } from '../outside/zoho/setup.ts';

const PATH = '/api/v1/events/zoho/student';
const ID = '4554000000012345678';
const READS = new Set(['core_webservice_get_site_info', 'core_user_get_users_by_field']);
const FLAGS = { MOODLE_CREATE_USERS: 'true', MOODLE_UPDATE_USERS: 'true', MOODLE_SUSPEND_USERS: 'true' };

const STUDENT = { Name: 'Sara Ali', Student_ID_Number: 'STU001', Academic_Email: 'sara.ali@example.edu' };

/** The service with a Moodle. */
async function setUp(t: Test, settings: Record<string, string> = {}) {
  const { moodle, url } = await startMoodle(t);
  const service = await testApp(t, { MOODLE_BASE_URL: url, MOODLE_TOKEN: moodle.token, ...settings });
  let count = 0;
  /** Delivers a student event and answers how it ended. */
  const deliver = async (changes: Record<string, unknown> = {}) => {
    const payload = studentBody({ notification_id: `event-${++count}`, ...changes });
    const headers = { prefer: 'wait=10' };
    const response = await service.app.inject({ method: 'POST', url: PATH, headers, payload });
    return response.json().outcome;
  };
  return { ...service, moodle, url, deliver };
}

test('without Moodle an event says nothing of it', async (t) => {
  const { app } = await testApp(t);
  t.equal(app.moodle, null);
  await app.intake.append([newEvent()]);
  await until(async () => (await app.reading.get(1))?.status === 'completed');
  t.same(Object.keys((await app.reading.get(1))?.result ?? {}), ['action_taken', 'record_id', 'changed']);
});

test('half of the settings of Moodle stop the start', async (t) => {
  await t.rejects(testApp(t, { MOODLE_TOKEN: 'x' }), { name: 'BadSettings', message: /^MOODLE_BASE_URL/ });
});

test('a student is created in Moodle, updated, and suspended when it is deleted', async (t) => {
  const { app, moodle, deliver } = await setUp(t, FLAGS);
  const created = await deliver();
  const [user] = moodle.users.others;
  const userId = String(user?.id);
  t.match(user, { username: 'sara.ali', firstname: 'Sara', lastname: 'Ali', idnumber: ID });
  t.match(created, {
    status: 'completed',
    result: {
      action_taken: 'created',
      moodle: { action: 'created', user_id: userId },
      crm_write_back: 'off',
    },
  });
  t.equal((await app.students.find(ID))?.moodleUserId, userId);

  const updated = await deliver({
    data: { Name: 'Sara Exemple', Student_ID_Number: 'STU001', Moodle_User_ID: '' },
  });
  t.match(updated.result, {
    changed: ['displayName'],
    moodle: { action: 'updated', user_id: userId, matched_by: 'stored_id', changed: ['lastname'] },
  });
  const deleted = await deliver({ operation: 'delete', data: null });
  t.match(deleted.result, { action_taken: 'deleted', moodle: { action: 'suspended', user_id: userId } });
  t.match(moodle.users.others, [{ lastname: 'Exemple', suspended: true }]);
  t.match(await app.students.find(ID), { moodleUserId: userId, deletedAt: /./ });
});

test('with all flags off Moodle is only read', async (t) => {
  const { moodle, deliver } = await setUp(t);
  t.match((await deliver()).result, {
    moodle: { action: 'would_create', user_id: null },
    crm_write_back: 'off',
  });
  moodle.users.add({ email: 'sara.ali@example.edu' });
  t.match((await deliver()).result, { moodle: { action: 'would_update', matched_by: 'email' } });
  t.match((await deliver({ operation: 'delete' })).result, {
    moodle: { action: 'would_suspend', matched_by: 'stored_id' },
  });
  t.ok(moodle.requests.length > 5);
  t.same(
    moodle.requests.filter((name) => !READS.has(name)),
    [],
  );
  t.same(moodle.writes, []);
});

test('a Moodle id in Zoho that does not exist fails the event and leaves the student as it was', async (t) => {
  const { app, deliver } = await setUp(t, FLAGS);
  t.match(await deliver({ data: { Academic_Email: 'sara.ali@example.edu', Student_Moodle_ID: 999 } }), {
    status: 'failed',
    error_message: /^Moodle_User_ID not found in Moodle: it has no user 999\./,
  });
  t.equal(await app.students.find(ID), null);
});

test('events of other modules and superseded ones do not reach Moodle', async (t) => {
  const { moodle, deliver } = await setUp(t, FLAGS);
  await deliver({ timestamp: '2026-01-25T10:00:00Z' });
  const asked = moodle.requests.length;
  t.match((await deliver({ timestamp: '2026-01-25T09:00:00Z' })).result, { action_taken: 'superseded' });
  t.match((await deliver({ module: 'BTEC_Grades' })).result, { action_taken: 'ignored' });
  t.equal(moodle.requests.length, asked);
});

test('the row shows when its Moodle user became known', async (t) => {
  const { app, moodle, clock, deliver } = await setUp(t);
  await deliver();
  clock.advance(60_000);
  const { id } = moodle.users.add({
    email: 'sara.ali@example.edu',
    idnumber: ID,
    firstname: 'Sara',
    lastname: 'Ali',
  });
  t.match((await deliver()).result, { action_taken: 'unchanged', moodle: { action: 'unchanged' } });
  t.match(await app.students.find(ID), { moodleUserId: String(id), updatedAt: '2026-01-25T10:01:00.000Z' });
});

test('Moodle dies in mid-run: every student arrives later, exactly once', async (t) => {
  const { app, moodle, url, clock } = await setUp(t, FLAGS);
  const students = Array.from({ length: 20 }, (_, index) => ({
    recordId: `45540000000000001${String(index).padStart(2, '0')}`,
    number: `A01B00${String(index).padStart(2, '0')}C`,
  }));
  // Each write is answered by nobody: half of them were made, half were not.
  moodle.failWrites(
    ...students.map((_, index) =>
      index % 2 === 0 ? { drops: true as const } : { drops: true as const, isDone: true as const },
    ),
  );
  await app.intake.append(
    students.map(({ recordId, number }) => {
      const data = {
        Name: number,
        First_Name: 'سارة',
        Last_Name: 'علي',
        Academic_Email: `${number}@example.edu`,
      };
      return newEvent({
        eventId: recordId,
        recordId,
        payload: JSON.stringify(studentBody({ record_id: recordId, data })),
      });
    }),
  );
  await until(() => moodle.users.others.length >= 3);
  await moodle.close();
  const counts = async () => (await app.reading.stats({})).by_status;
  await until(async () => {
    clock.advance(500);
    return (await counts()).processing === undefined;
  });
  t.same(await counts(), { pending: students.length }, 'nothing is said to be done meanwhile');
  await moodle.listen(Number(new URL(url).port));
  await until(async () => {
    const { completed, processing } = await counts();
    // The clock stands while calls are on their way.
    if (processing === undefined) clock.advance(10_000);
    return completed === students.length;
  });
  const arrived = moodle.users.others.map(({ idnumber }) => idnumber);
  t.same(
    arrived.sort(),
    students.map(({ recordId }) => recordId),
  );
  for (const { recordId } of students) t.ok((await app.students.find(recordId))?.moodleUserId);
});

test('the id of the Moodle user is written back to CRM, once, without waking our own webhook', async (t) => {
  const { zoho, url: zohoUrl } = await startSimulator(t);
  const { deliver, app } = await setUp(t, {
    ...FLAGS,
    CRM_WRITE_BACK: 'true',
    ZOHO_CLIENT_ID: '1000.CLIENT',
    ZOHO_CLIENT_SECRET: 'secret',
    ZOHO_REFRESH_TOKEN: 'refresh',
    ZOHO_ACCOUNTS_URL: zohoUrl.href,
    ZOHO_CRM_URL: zohoUrl.href,
    DATABASE_URL: `file:${join(temporaryFolder(t), 'events.db')}`,
  });
  zoho.put('BTEC_Students', {
    id: ID,
    Name: 'A01B0001C',
    First_Name: 'سارة',
    Last_Name: 'علي',
    Academic_Email: 'sara.ali@example.edu',
    Student_Moodle_ID: null,
    Modified_Time: '2026-01-25T12:30:00+03:00',
  });
  const thin = { zoho_id: ID, record_id: undefined, data: undefined, timestamp: undefined };
  let webhooks = 0;
  zoho.crm.records.listeners.push(() => {
    webhooks += 1;
  });
  t.match((await deliver(thin)).result, { moodle: { action: 'created' }, crm_write_back: 'written' });
  const moodleUserId = (await app.students.find(ID))?.moodleUserId;
  t.match((await deliver(thin)).result, { moodle: { matched_by: 'stored_id' }, crm_write_back: 'unchanged' });
  t.same(zoho.writes, [`PUT /crm/v8/BTEC_Students/${ID}`]);
  t.equal(zoho.crm.records.get('BTEC_Students', ID)?.Student_Moodle_ID, moodleUserId);
  t.equal(webhooks, 0);
  const deleted = await deliver({ ...thin, operation: 'delete' });
  t.match(deleted.result, { moodle: { action: 'suspended' }, crm_write_back: 'unchanged' });
});

test('a Moodle id that is emptied in Zoho takes the link back; one that was never there is no news', async (t) => {
  const { app, moodle, deliver } = await setUp(t, FLAGS);
  moodle.users.add({ id: 90, idnumber: 'N-1' });
  await deliver({ data: { ...STUDENT, Moodle_User_ID: '90' } });
  t.match(await app.students.find(ID), { moodleUserId: '90', moodleIdInZoho: '90' });
  moodle.users.add({ id: 91, username: 'stu001' });
  moodle.users.remove(90);
  const emptied = await deliver({ data: { ...STUDENT, Moodle_User_ID: '' } });
  t.match(emptied.result.moodle, { user_id: '91', matched_by: 'username' });
  t.match(await app.students.find(ID), { moodleUserId: '91', moodleIdInZoho: null });
  moodle.users.add({ id: 92, idnumber: ID });
  const again = await deliver({ data: { ...STUDENT, City: 'Amman', Moodle_User_ID: '' } });
  t.match(again.result.moodle, { user_id: '91', matched_by: 'stored_id' });
});

test('students of one family keep their own users, whatever comes', async (t) => {
  const { app, moodle, deliver } = await setUp(t, FLAGS);
  moodle.users.add({ id: 42, username: 'fam', email: 'fam@example.edu', idnumber: 'SCHOOL-9' });
  const omar = {
    record_id: '4554000000000000001',
    data: { Name: 'Omar Ali', Academic_Email: 'fam@example.edu' },
  };
  const sara = {
    record_id: '4554000000000000002',
    data: { Name: 'Sara Ali', Academic_Email: 'fam@example.edu' },
  };
  t.match((await deliver(omar)).result.moodle, { user_id: '42' });
  const named = new RegExp(
    `^The Moodle user 42 is already linked to record ${omar.record_id}, .* record ${sara.record_id}`,
  );
  t.match(await deliver(sara), { status: 'failed', error_message: named });
  t.equal(await app.students.find(sara.record_id), null);
  await deliver({ ...sara, operation: 'delete' });
  t.match(moodle.users.others, [{ firstname: 'Omar', suspended: false }]);
  await deliver({ ...omar, operation: 'delete' });
  t.match(moodle.users.others, [{ firstname: 'Omar', suspended: true }]);
});

test('a Moodle that is away for a night fails no event, and the student is there in the morning', async (t) => {
  const { app, moodle, clock } = await setUp(t, { ...FLAGS, MAX_ATTEMPTS: '3' });
  moodle.break('database-away');
  await app.inject({ method: 'POST', url: PATH, payload: studentBody() });
  const attempts = async () => (await app.reading.get(1))?.attempts_made.length;
  for (let tries = 1; tries <= 40; tries++) {
    await until(async () => (await attempts()) === tries);
    t.match(await app.reading.get(1), {
      status: 'pending',
      attempts: 0,
      error_message: /dbconnectionfailed/,
    });
    if (tries === 40) moodle.mend();
    clock.advance(990_000);
    await until(async () => {
      clock.advance(1);
      return (await attempts()) !== tries;
    });
  }
  await until(async () => (await app.reading.get(1))?.status === 'completed');
  t.equal(moodle.users.others.length, 1);
});

test('two dozen students who are sent twice at the same moment become two dozen users', async (t) => {
  const { app, moodle } = await setUp(t, FLAGS);
  const students = Array.from({ length: 24 }, (_, n) => ({
    record_id: `45540000000123456${n + 10}`,
    notification_id: `n-${n}`,
    data: { Academic_Email: `sara.${n}@example.edu`, First_Name: 'Sara', Last_Name: `Ali ${n}` },
  }));
  const send = (payload: object) =>
    app.inject({ method: 'POST', url: PATH, payload, headers: { prefer: 'wait=20' } });
  await Promise.all([...students, ...students].map(send));
  await until(async () => (await app.reading.stats({})).by_status.completed === 24);
  t.equal((await app.reading.stats({})).by_status.duplicate, 24);
  t.equal(new Set(moodle.users.others.map(({ idnumber }) => idnumber)).size, 24);
  t.equal(moodle.users.others.length, 24);
});
