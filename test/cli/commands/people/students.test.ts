import { newEvent, test } from '../../../harness.ts';
import { completed, endNext, student } from '../../../store/contract/support.ts';
import { logWith, oneOfEach } from '../../log.ts';
import { cli } from '../../terminal.ts';

const RECORD = '4554000000012345678';

test('students release forgets the link to the Moodle user, and notes who did it', async (t) => {
  const { settings, open } = await logWith(t, oneOfEach);
  const { connection } = open();
  connection.prepare(`UPDATE students SET moodle_user_id = '42' WHERE zoho_id = ?`).run(RECORD);
  const { code, text } = await cli(['students', 'release', RECORD], settings);
  t.equal(code, 0);
  t.equal(
    text,
    `Record ${RECORD} is no longer linked to Moodle user 42. Its next event looks for its user again.`,
  );
  t.equal((await open().students.find(RECORD))?.moodleUserId, null);
  t.same(connection.prepare('SELECT operator, action, target, detail FROM operator_actions').all(), [
    {
      operator: 'command line',
      action: 'release',
      target: `record ${RECORD}`,
      detail: '{"moodle_user_id":"42"}',
    },
  ]);
  const again = await cli(['students', 'release', RECORD], settings);
  t.same([again.code, again.text], [0, `Record ${RECORD} is not linked to any Moodle user.`]);
  t.match(JSON.parse((await cli(['students', 'release', RECORD, '--json'], settings)).text), {
    zoho_id: RECORD,
    moodle_user_id: null,
  });
});

test('students release of a record that nobody knows ends with 1', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  const { code, text } = await cli(['students', 'release', '77'], settings);
  t.same([code, text], [1, 'There is no student with the record 77.']);
  const asJson = await cli(['students', 'release', '77', '--json'], settings);
  t.same([asJson.code, asJson.text], [1, '{}']);
});

test('students says how it is used', async (t) => {
  t.match(await cli(['students']), { code: 2, text: /Say what to do: list or release/ });
  t.match(await cli(['students', 'release']), { code: 2, text: /Give the Zoho id/ });
  t.match(await cli(['students', 'release', '1', '2']), { code: 2, text: /one word too many/ });
});

test('students list shows whom the hub knows, and finds one by a part of the name', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  const { code, printed } = await cli(['students', 'list', '--text', 'ali'], settings);
  t.equal(code, 0);
  t.match(printed, [
    /^4554000000012345678 {2}STU001 {2}Sara Ali {2}sara\.ali@example\.edu {2}9007199254740993$/,
    '1 of 1 shown.',
  ]);
  t.equal((await cli(['students', 'list', '--text', 'nobody'], settings)).text, '0 of 0 shown.');
  const [first = ''] = (await cli(['students', 'list', '--json'], settings)).printed;
  t.match(JSON.parse(first), { zohoId: RECORD, displayName: 'Sara Ali' });
});

test('students list passes over the ends of pages', async (t) => {
  const { settings } = await logWith(t, async ({ events }) => {
    for (let n = 0; n < 201; n++) {
      await events.append([newEvent({ eventId: `${n}`, recordId: `${n}` })]);
      await endNext(events, completed(student({ zohoId: `${n}`, studentNumber: `${n}`, lastEvent: n + 1 })));
    }
  });
  t.equal((await cli(['students', 'list', '--limit', '500'], settings)).printed.at(-1), '201 of 201 shown.');
});
