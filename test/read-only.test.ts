import { delugeDelivery, deskDelivery } from '../simulator/desk/deliveries.ts';
import { recordOf, STUDENTS, TICKETS } from '../simulator/seed.ts';
import { notificationDelivery, STUDENT_FORMS, studentDelivery } from '../simulator/student-deliveries.ts';
import { START_MS, test, until } from './harness.ts';
import { NOTIFICATION_TOKEN, startAll } from './simulator/setup.ts';

test('with every flag off a mixed batch of students and tickets is processed, and nothing outside is written', async (t) => {
  const { app, world, sender } = await startAll(t);
  const people = Object.values(STUDENTS);
  const reports = people.flatMap((person, index) =>
    STUDENT_FORMS.map((form) => {
      const { id: recordId, ...fields } = recordOf(person, START_MS);
      const operation = index % 2 === 0 ? ('insert' as const) : ('update' as const);
      const at = new Date(START_MS).toISOString();
      return studentDelivery(form, { recordId, fields, operation, at, notificationId: `${form}-${index}` });
    }),
  );
  const { id: goneId } = STUDENTS.omar;
  const removal = { recordId: goneId, fields: {}, operation: 'delete' as const, notificationId: 'gone' };
  const at = new Date(START_MS + 1000).toISOString();
  const tickets = Object.values(TICKETS);
  const updates = tickets.map((id) => ({ eventType: 'Ticket_Update', atMs: START_MS, payload: { id } }));
  const answers = [
    ...(await sender.burst([...reports, ...reports])),
    await sender.send(studentDelivery('template', { ...removal, at })),
    await sender.send(
      notificationDelivery({ ids: people.map(({ id }) => id), token: NOTIFICATION_TOKEN, atMs: START_MS }),
      'none',
    ),
    await sender.send(deskDelivery(updates), 'desk-jwt'),
    ...(await sender.burst(tickets.map(delugeDelivery), 'secret')),
  ];
  t.ok(answers.every(({ status }) => status === 200));
  await until(async () => {
    const { pending = 0, processing = 0 } = (await app.reading.stats({})).by_status;
    return pending + processing === 0;
  });
  const { by_status, by_source } = await app.reading.stats({});
  t.ok(Number(by_status.completed) > 20, 'most events came to something');
  t.ok(Number(by_source.zoho_desk) >= 3);
  const { moodle, zoho, desk } = world;
  t.ok(moodle.requests.length > 0 && zoho.requests.length > 0 && desk.requests.length > 0, 'all were read');
  t.same(
    { moodle: moodle.writes, zoho: zoho.writes, desk: desk.writes },
    { moodle: [], zoho: [], desk: [] },
    'none was written',
  );
  const isPost = (request: string) => !request.startsWith('GET ');
  t.same(desk.requests.filter(isPost), [], 'also judged by the methods');
  t.same(
    [...new Set(zoho.requests.filter(isPost))].filter((request) => !/oauth|coql/.test(request)),
    [],
  );
  t.notOk(moodle.requests.some((name) => /create|update/.test(name)));
});
