import { OPERATOR, studentBody, test } from '../../harness.ts';
import { dashboard } from './support.ts';

const student = (record_id: string, data: Record<string, unknown>) =>
  studentBody({ notification_id: `n-${record_id}`, record_id, data });
const PEOPLE = [
  student('1', { Academic_Email: 'sara.ali@example.edu', Name: 'Sara Ali', Student_ID_Number: 'S1' }),
  student('2', { Academic_Email: 'jean@example.edu', First_Name: 'Jean', Last_Name: 'Exemple' }),
  student('3', { Academic_Email: 'x@example.edu' }),
];

function names(body: string): string[] {
  return [...body.matchAll(/class="row student">[\s\S]*?<span dir="auto">(.*?)</g)].map(([, name]) =>
    String(name),
  );
}

test('students are listed by their last change, under the name there is', async (t) => {
  const { open } = await dashboard(t, PEOPLE);
  const { body } = await open('/dashboard/students');
  t.same(names(body), ['No name', 'Jean Exemple', 'Sara Ali']);
  t.match(body, '3 students');
});

test('a search finds a student by name, e-mail, number or id', async (t) => {
  const { open } = await dashboard(t, PEOPLE);
  for (const q of ['sara', 'SARA.ALI@', 'S1'])
    t.same(names((await open(`/dashboard/students?q=${q}`)).body), ['Sara Ali'], q);
  t.same(names((await open('/dashboard/students?q=Exemple')).body), ['Jean Exemple']);
  const { body } = await open('/dashboard/students?q=nobody');
  t.match(body, 'No student matches.');
  t.match(body, 'href="/dashboard/events?q&#61;nobody">Search the events for “nobody”');
});

test('students that were deleted in Zoho are shown when asked for', async (t) => {
  const gone = studentBody({ notification_id: 'gone', record_id: '1', operation: 'delete', data: {} });
  const unknown = studentBody({ notification_id: 'x', record_id: '9', operation: 'delete', data: {} });
  const { open } = await dashboard(t, [...PEOPLE, unknown, gone]);
  t.same(names((await open('/dashboard/students')).body), ['No name', 'Jean Exemple']);
  const all = (await open('/dashboard/students?deleted=true')).body;
  t.same(names(all), ['Sara Ali', 'No name', 'No name', 'Jean Exemple']);
  t.match(all, 'Deleted in Zoho');
  t.match((await open('/dashboard/students/1')).body, '<span class="badge failed">Deleted in Zoho</span>');
});

test('pages of students lead on and back, and keep the search', async (t) => {
  const many = Array.from({ length: 51 }, (_, i) =>
    student(`${1000 + i}`, { Academic_Email: `s${i}@example.edu`, Name: `S${i}` }),
  );
  const { open } = await dashboard(t, many);
  const first = (await open('/dashboard/students?q=example&deleted=true')).body;
  t.equal(names(first).length, 50);
  const [, next = ''] = /rel="next" href="([^"]*)"/.exec(first) ?? [];
  const last = (await open(next.replaceAll('&#61;', '=').replaceAll('&#38;', '&'))).body;
  t.same(names(last), ['S0']);
  t.match(last, 'href="/dashboard/students?q&#61;example&#38;deleted&#61;true">Newest changes</a>');
});

test('one student shows what is known, by which event, and the events', async (t) => {
  const { open } = await dashboard(t, PEOPLE);
  const { body } = await open('/dashboard/students/1');
  t.match(body, '<h1 dir="auto">Sara Ali</h1>');
  t.match(body, /<dt>Academic e-mail<\/dt><dd><span dir="auto">sara\.ali@example\.edu/);
  t.match(body, '<a href="/dashboard/events/1">Event 1</a>');
  t.notMatch(body, '<dt>City</dt>', 'what is empty is left out');
  t.match(body, /Events of this student[\s\S]*class="row"[\s\S]*Sara Ali/);
  t.match(body, 'href="https://crm.zoho.com/crm/tab/BTEC_Students/1"');
});

test('of many events of a student the newest are shown, with how many there are and the way to all', async (t) => {
  const [sara] = PEOPLE;
  const bodies = Array.from({ length: 21 }, (_, i) => ({ ...sara, notification_id: `n-${i}` }));
  const { open } = await dashboard(t, bodies);
  const { body } = await open('/dashboard/students/1');
  t.equal(body.match(/class="row"/g)?.length, 20);
  t.match(body, 'The newest of 21');
  t.match(body, 'href="/dashboard/events?record_id&#61;1">All events of this record</a>');
});

test('what a person has to do about a student stands on the page of the student until it is done', async (t) => {
  const { app, open, settled } = await dashboard(t, PEOPLE);
  const send = async (notification_id: string, data: Record<string, unknown>) => {
    const payload = { ...student('1', data), notification_id };
    await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload });
    await settled();
  };
  const page = async () => (await open('/dashboard/students/1')).body;
  t.notMatch(await page(), 'id="needs"');
  await send('bad', { Academic_Email: 'sara(at)example.edu' });
  t.match(await page(), /id="needs"[\s\S]*href="\/dashboard\/problems\/1"[\s\S]*Academic_Email is malformed/);
  await send('good', { Academic_Email: 'sara@example.edu' });
  t.notMatch(await page(), 'id="needs"');
});

test('a list without students says when they come', async (t) => {
  const { open } = await dashboard(t);
  t.match((await open('/dashboard/students')).body, 'Students appear here with their first event.');
});

test('a student that is linked to a Moodle user can be released, with one click', async (t) => {
  const linked = student('4', { Academic_Email: 'y@example.edu', Moodle_User_ID: '42' });
  const { open, post, app } = await dashboard(t, [...PEOPLE, linked]);
  t.notMatch((await open('/dashboard/students/1')).body, 'Release the Moodle user');
  t.match((await open('/dashboard/students/4')).body, 'action="/dashboard/students/4/release"');
  const answer = await post('/dashboard/students/4/release', {}, OPERATOR);
  t.match(answer, { statusCode: 303, headers: { location: '/dashboard/students/4' } });
  t.equal((await app.students.find('4'))?.moodleUserId, null);
  t.notMatch((await open('/dashboard/students/4')).body, 'Release the Moodle user');
});
