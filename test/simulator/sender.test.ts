import { recordOf, STUDENTS } from '../../simulator/seed.ts';
import { notificationDelivery, STUDENT_FORMS, studentDelivery } from '../../simulator/student-deliveries.ts';
import { START_MS, test, until } from '../harness.ts';
import { NOTIFICATION_TOKEN, startAll } from './setup.ts';

const AT = new Date(START_MS).toISOString();

function report(changes: object = {}) {
  const { id: recordId, ...fields } = recordOf(STUDENTS.saraInArabic, START_MS);
  return { recordId, fields, operation: 'update' as const, notificationId: 'event_1', at: AT, ...changes };
}

for (const form of STUDENT_FORMS) {
  test(`a student in the form "${form}" arrives, whatever it leaves out`, async (t) => {
    const { app, sender } = await startAll(t);
    const { status, body } = await sender.send(studentDelivery(form, report()), 'hmac', 10);
    t.equal(status, 200);
    t.match(body, { outcome: { status: 'completed', result: { action_taken: 'created' } } });
    t.match(await app.reading.get(1), { verified_by: 'hmac:1' });
    const student = await app.students.find(STUDENTS.saraInArabic.id);
    t.match(student, {
      academicEmail: 'sara.ali2@example.edu',
      firstName: 'سارة',
      studentNumber: 'A01B0002C',
    });
  });
}

test('the older envelope has words of its own for what happened, and a field without a value is sent empty', async (t) => {
  const { app, sender } = await startAll(t);
  const { id: recordId } = STUDENTS.sara;
  for (const operation of ['insert', 'delete'] as const)
    await sender.send(
      studentDelivery('envelope', report({ operation, recordId, notificationId: operation })),
      'hmac',
      10,
    );
  t.equal((await app.reading.get(1))?.event_type, 'insert');
  t.equal((await app.reading.get(2))?.event_type, 'delete');
  t.match(studentDelivery('form', report({ fields: { Academic_Email: null } })).body, /&Academic_Email=$/);
});

test('what proves nothing is refused', async (t) => {
  const { sender } = await startAll(t);
  t.match(await sender.send(studentDelivery('thin', report()), 'none'), {
    status: 401,
    body: { code: 'MISSING_SIGNATURE' },
  });
  t.match(await sender.send(studentDelivery('thin', report()), 'wrong'), {
    status: 401,
    body: { code: 'INVALID_SIGNATURE' },
  });
  t.match(await sender.send(studentDelivery('thin', report()), 'secret'), { status: 200 });
});

test('a notification reports many students', async (t) => {
  const { app, sender } = await startAll(t);
  const ids = [STUDENTS.marie.id, STUDENTS.omar.id];
  const delivery = notificationDelivery({ ids, token: NOTIFICATION_TOKEN, atMs: START_MS });
  t.match(await sender.send(delivery, 'none'), { status: 200, body: { events: [{}, {}] } });
  await until(async () => (await app.reading.stats({})).by_status.completed === 2);
  const wrong = notificationDelivery({ ids, token: 'wrong', atMs: START_MS, operation: 'delete' });
  t.equal((await sender.send(wrong, 'none')).status, 401);
});

test('a burst of the same delivery is one event and its repeats', async (t) => {
  const { app, sender } = await startAll(t);
  const delivery = studentDelivery('template', report());
  const answers = await sender.burst(Array(5).fill(delivery));
  t.same(
    answers.map(({ status }) => status),
    Array(5).fill(200),
  );
  t.equal((await app.reading.stats({})).by_status.duplicate, 4);
});
