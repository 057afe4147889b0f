import { reportStudents } from '../../simulator/crm/workflow.ts';
import { DEAL, STUDENTS, TICKETS } from '../../simulator/seed.ts';
import { test, until } from '../harness.ts';
import { startAll, startWorld } from './setup.ts';

const CRM_PATH = '/crm/tab/BTEC_Students';

async function read(url: string, language = 'en') {
  const answer = await fetch(url, { headers: { 'accept-language': language } });
  return { status: answer.status, text: await answer.text() };
}

test('the simulated CRM lists the records of a module, by name or else by id', async (t) => {
  const { world } = await startWorld(t);
  const crm = world.settings.ZOHO_CRM_URL;
  const { text } = await read(`${crm}${CRM_PATH}`);
  t.match(text, `<a href="${CRM_PATH}/${STUDENTS.sara.id}" dir="auto">Sara Ali</a>`);
  t.match((await read(`${crm}/crm/tab/Deals`)).text, DEAL.name);
  t.match((await read(`${crm}/crm/tab/Contacts`)).text, '>4554000000012345679</a>');
});

test('each simulated page is in the language of its reader', async (t) => {
  const { world } = await startWorld(t);
  const url = `${world.settings.ZOHO_CRM_URL}${CRM_PATH}/${STUDENTS.sara.id}`;
  t.match((await read(url, 'fr-FR')).text, /<html lang="fr" dir="ltr">[\s\S]*<button>Enregistrer</);
  t.match((await read(url, 'ar')).text, /<html lang="ar" dir="rtl">[\s\S]*<button>حفظ</);
  t.match((await read(url, 'de')).text, /<html lang="en" dir="ltr">[\s\S]*<button>Save</);
});

test('a record that somebody saves in the simulated CRM arrives at the service, and its problem closes', async (t) => {
  const { app, world, sender } = await startAll(t);
  const lost: string[] = [];
  reportStudents(
    world.zoho.crm.records,
    (delivery) => sender.send(delivery),
    (line) => lost.push(line),
  );
  const { id } = STUDENTS.sara;
  const url = `${world.settings.ZOHO_CRM_URL}${CRM_PATH}/${id}`;
  const save = (fields: Record<string, string>) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  const { status, headers } = await save({ First_Name: ' Sara ', Modified_Time: 'x' });
  t.same([status, headers.get('location')], [303, `${CRM_PATH}/${id}?saved`]);
  await until(async () => (await app.problems.counts()).open === 1);
  await save({ Academic_Email: 'sara.ali@example.edu', Student_Moodle_ID: '' });
  await until(async () => (await app.problems.counts()).mended === 1);
  t.match(world.zoho.crm.records.get('BTEC_Students', id), {
    First_Name: 'Sara',
    Academic_Email: 'sara.ali@example.edu',
    Student_Moodle_ID: null,
  });
  t.match((await read(`${url}?saved`)).text, 'The workflow of Zoho CRM sends its webhook now.');
  t.same(lost, []);
});

test('what is no text is not typed in the simulated CRM, and stays as it is', async (t) => {
  const { world } = await startWorld(t);
  const url = `${world.settings.ZOHO_CRM_URL}/crm/tab/Deals/${DEAL.id}`;
  t.notMatch((await read(url)).text, 'name="Amount"');
  await fetch(url, { method: 'POST', body: new URLSearchParams({ Amount: 'much', Stage: 'PERDU' }) });
  t.match(world.zoho.crm.records.get('Deals', DEAL.id), { Amount: 20, Stage: 'PERDU' });
});

test('a webhook that nobody takes is told, and another module has none', async (t) => {
  const { world } = await startWorld(t);
  const { records } = world.zoho.crm;
  const lost: string[] = [];
  let answer = async () => ({ status: 503 });
  reportStudents(
    records,
    () => answer(),
    (line) => lost.push(line),
  );
  records.edit('Deals', DEAL.id, { Stage: 'PERDU' });
  records.remove('BTEC_Students', STUDENTS.sara.id);
  await until(() => lost.length === 1);
  answer = () => Promise.reject(new Error('nobody listens'));
  records.edit('BTEC_Students', STUDENTS.jean.id, { City: 'Lyon' });
  await until(() => lost.length === 2);
  t.same(lost, [
    `The webhook of record ${STUDENTS.sara.id} was answered 503.`,
    `The webhook of record ${STUDENTS.jean.id} did not arrive: Error: nobody listens`,
  ]);
});

test('a ticket of the simulated Zoho Desk names its page, with what was written and drafted', async (t) => {
  const { world } = await startWorld(t);
  const { desk } = world;
  desk.putThread(TICKETS.invoice, { content: '<b>Voici</b>', status: 'DRAFT' });
  const { text } = await read(String(desk.ticket(TICKETS.invoice)?.webUrl));
  t.match(text, 'Demande de facture');
  t.match(text, 'Bonjour, je n’ai pas reçu ma facture.');
  t.match(text, ' (Draft)</h3><blockquote dir="auto">&#60;b&#62;Voici');
});

test('a user of the simulated Moodle has a page', async (t) => {
  const { world } = await startWorld(t);
  const [jean] = world.moodle.users.others;
  const { text } = await read(`${world.settings.MOODLE_BASE_URL}/user/profile.php?id=${jean?.id}`);
  t.match(text, 'Jean Exemple');
  t.match(text, 'jean.exemple@example.edu');
});

test('a record that is not there is said to be missing', async (t) => {
  const { world } = await startWorld(t);
  const { ZOHO_CRM_URL, ZOHO_DESK_URL, MOODLE_BASE_URL } = world.settings;
  const urls = [
    `${ZOHO_CRM_URL}${CRM_PATH}/1`,
    `${ZOHO_DESK_URL}/agent/example/tickets/details/1`,
    `${MOODLE_BASE_URL}/user/profile.php?id=1`,
  ];
  for (const url of urls) t.match(await read(url), { status: 404, text: /There is no such record here\./ });
  t.equal((await fetch(String(urls[0]), { method: 'POST', body: new URLSearchParams() })).status, 404);
});
