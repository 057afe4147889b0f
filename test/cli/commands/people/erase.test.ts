import { test } from '../../../harness.ts';
import { logWith, oneOfEach } from '../../log.ts';
import { cli, fakeTerminal } from '../../terminal.ts';

const RECORD = '4554000000012345678';
const NOT_REACHED = 'Not reached: backups and other copies of the database, and exported files.';

test('erase --dry-run says how much would be erased, and changes nothing', async (t) => {
  const { settings, open } = await logWith(t, oneOfEach);
  const { code, text } = await cli(['erase', '--record', RECORD, '--dry-run'], settings);
  t.equal(code, 0);
  t.equal(text, 'Would be erased: 1 student, 2 events, 0 suggestions.');
  t.ok(await open().students.find(RECORD));
});

test('erase --record empties the events of a record and deletes its student', async (t) => {
  const { settings, open } = await logWith(t, oneOfEach);
  const { terminal, drawn } = fakeTerminal();
  const { code, text } = await cli(['erase', '--record', RECORD, '--yes'], settings, terminal);
  t.equal(code, 0);
  t.equal(text, `Erased: 1 student, 2 events, 0 suggestions.\n${NOT_REACHED}`);
  t.match(drawn.join(''), '2/2 done');
  const { events, students, connection } = open();
  t.equal((await events.get(1))?.payload, '');
  t.equal(await students.find(RECORD), null);
  t.match(connection.prepare('SELECT operator, target FROM operator_actions').all(), [
    { operator: 'command line', target: `record ${RECORD}` },
  ]);
});

test('erase --email erases the student with the address, and does not record it', async (t) => {
  const { settings, open } = await logWith(t, oneOfEach);
  const { text } = await cli(['erase', '--email', 'Sara.Ali@example.edu', '--json', '--yes'], settings);
  t.same(JSON.parse(text), { students: 1, events: 2, ended: 0, suggestions: 0, left_in: [] });
  t.match(open().connection.prepare('SELECT target FROM operator_actions').all(), [
    { target: 'an e-mail address' },
  ]);
});

test('erase says how many events still waited', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  const { text } = await cli(['erase', '--record', 'd', '--yes'], settings);
  t.match(text, 'Erased: 0 students, 1 event (1 of them still waited), 0 suggestions.');
});

test('erase names what may be left in the file of an earlier version, and prune --compact leaves nothing', async (t) => {
  const { settings, open } = await logWith(t, async (stores) => {
    await oneOfEach(stores);
    stores.connection.exec(`DELETE FROM service_state WHERE key = 'file.clean'`);
  });
  t.match(
    (await cli(['erase', '--record', 'b', '--yes'], settings)).text,
    /An earlier version .* prune --compact/,
  );
  const dry = await cli(['erase', '--record', 'c', '--dry-run', '--json'], settings);
  t.same(JSON.parse(dry.text), { students: 0, events: 1, ended: 0, suggestions: 0 });
  t.match(
    (await cli(['prune', '--compact'], settings)).text,
    /was written anew: [\d,]+ bytes before, [\d,]+ after\./,
  );
  t.same(await open().events.condition(), []);
});

test('erase without a person is wrong usage', async (t) => {
  t.equal((await cli(['erase'])).code, 2);
});

test('erase takes no part of an address, which would name everybody', async (t) => {
  const { settings, open } = await logWith(t, oneOfEach);
  for (const email of ['s', '@example.edu', 'sara.ali@', 'Sara Ali <sara.ali@example.edu>']) {
    const { code, complaints } = await cli(['erase', '--email', email, '--yes'], settings);
    t.equal(code, 2);
    t.match(complaints, ['--email must be a whole address such as sara.ali@example.edu.']);
  }
  t.not((await open().events.get(1))?.payload, '');
});

test('erase asks before it empties anything, and does nothing without a yes', async (t) => {
  const { settings, open } = await logWith(t, oneOfEach);
  const asked: string[] = [];
  const ask = (answer: boolean) =>
    cli(['erase', '--record', RECORD], settings, undefined, undefined, {}, async (question) => {
      asked.push(question);
      return answer;
    });
  t.match(await ask(false), { code: 1, text: 'Nothing was erased. Add --yes to erase without a question.' });
  t.ok(await open().students.find(RECORD));
  t.match(await ask(true), { code: 0, text: /^Erased: 1 student,/ });
  t.same(asked[0], `Everything that is kept of record ${RECORD} will be emptied, for good. Go on? (yes/no) `);
});
