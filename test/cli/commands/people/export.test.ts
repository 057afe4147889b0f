import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { newEvent, temporaryFolder, test } from '../../../harness.ts';
import { student } from '../../../store/contract/support.ts';
import { logWith, oneOfEach } from '../../log.ts';
import { cli, fakeTerminal } from '../../terminal.ts';

test('export events prints one JSON object a line, oldest first, with payload and result', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  const { code, printed } = await cli(['export', 'events'], settings);
  t.equal(code, 0);
  const rows = printed.map((line) => JSON.parse(line));
  t.same(
    rows.map(({ id }) => id),
    [1, 2, 3, 4, 5],
  );
  t.match(rows[0], { status: 'completed', payload: /STU001/, result: /updated/ });
});

test('export events takes the filters of the list', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  const { printed } = await cli(['export', 'events', '--failed', '--module', 'Contacts', '--json'], settings);
  t.match(
    printed.map((line) => JSON.parse(line)),
    [{ id: 3 }],
  );
});

test('export as CSV has a line of names, and a column for each', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  const { printed } = await cli(['export', 'events', '--failed', '--format', 'csv'], settings);
  t.equal(printed.length, 3);
  t.match(printed[0], /^\ufeffid,event_id,source,.*,verified_by,payload,result$/);
  t.match(printed[1], /^2,b,zoho,BTEC_Students,update,b,failed,1,Academic_Email is missing\.,.*,none,\{\},$/);
});

test('export --out writes a file that only its owner reads, never over another', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  const file = join(temporaryFolder(t), 'events.jsonl');
  const { terminal, drawn } = fakeTerminal();
  const { code, printed } = await cli(['export', 'events', '--out', file], settings, terminal);
  t.equal(code, 0);
  t.same(printed, []);
  t.match(drawn.join(''), '5/5 exported');
  t.equal(readFileSync(file, 'utf8').trim().split('\n').length, 5);
  t.equal(statSync(file).mode & 0o777, 0o600);
  const again = await cli(['export', 'events', '--out', file], settings);
  t.equal(again.code, 2);
  t.match(again.text, 'cannot be written');
});

test('what a terminal would obey in a payload is escaped, in every format and in a file too', async (t) => {
  const payload = 'not JSON \u001b]0;title\u0007 \u202e \u009b31m';
  const { settings } = await logWith(t, ({ events }) => events.append([newEvent({ payload })]));
  const obeyed = /[[\p{Cc}\u202a-\u202e]--\n]/v;
  const [json] = (await cli(['export', 'events'], settings)).printed;
  t.notMatch(json, obeyed);
  t.equal(JSON.parse(String(json)).payload, payload, 'JSON means the same');
  for (const format of ['csv', 'jsonl']) {
    const file = join(temporaryFolder(t), 'events');
    await cli(['export', 'events', '--format', format, '--out', file], settings);
    t.notMatch(readFileSync(file, 'utf8'), obeyed);
  }
});

test('export students prints every student, also a deleted one, page by page', async (t) => {
  const { settings } = await logWith(t, async ({ studentTable, connection }) => {
    connection.transaction(() => {
      for (let n = 0; n < 1_001; n++)
        studentTable.save(
          student({
            zohoId: `${10_000 + n}`,
            studentNumber: `${n}`,
            moodleUserId: null,
            deletedAt: n === 5 ? '2026' : null,
          }),
        );
    })();
  });
  const { code, printed } = await cli(['export', 'students'], settings);
  t.equal(code, 0);
  t.equal(printed.length, 1_001);
  t.match(JSON.parse(String(printed[5])), {
    zoho_id: '10005',
    student_number: '5',
    academic_email: 'sara.ali@example.edu',
    deleted_at: '2026',
  });
  const csv = await cli(['export', 'students', '--format', 'csv'], settings);
  t.match(csv.printed[0], /^\ufeffzoho_id,student_number,academic_email,.*,last_event$/);
});

test('export of something else, or in another format, is wrong usage', async (t) => {
  for (const argv of [[], ['tickets'], ['events', '--format', 'xml']])
    t.equal((await cli(['export', ...argv])).code, 2);
});

test('export students takes one record or a part of a text, and refuses filters that it does not know', async (t) => {
  const { settings } = await logWith(t, async ({ studentTable, connection }) => {
    connection.transaction(() => {
      for (const zohoId of ['101', '1012'])
        studentTable.save(student({ zohoId, studentNumber: `N${zohoId}`, moodleUserId: null }));
    })();
  });
  const idsOf = async (...filters: string[]) => {
    const { printed } = await cli(['export', 'students', ...filters], settings);
    return printed.map((line) => JSON.parse(line).zoho_id);
  };
  t.same(await idsOf('--record', '101'), ['101']);
  t.same(await idsOf('--text', 'N101'), ['101', '1012']);
  const refused = await cli(['export', 'students', '--failed'], settings);
  t.equal(refused.code, 2);
  t.match(refused.text, '--failed is no filter of "export students".');
});

const personOf = async (settings: Record<string, string>, ...argv: string[]) =>
  JSON.parse((await cli(['export', 'person', ...argv], settings)).printed.join('\n'));

test('export person gives one person whole: the student, the events with attempts, the suggestions', async (t) => {
  const { settings } = await logWith(t, async (log) => {
    await oneOfEach(log);
    log.connection.transaction(() =>
      log.studentTable.save(student({ zohoId: 'b', studentNumber: 'N-b', moodleUserId: null })),
    )();
    const ticket = '198709000000000001';
    await log.events.append([
      newEvent({
        source: 'zoho_desk',
        eventId: 'ticket',
        recordId: ticket,
        payload: '{"email":"Sara.Ali@example.edu"}',
      }),
    ]);
    const waiting = [
      { eventRow: 1, ticketId: ticket, step: 'link' as const, key: 'a', proposal: {}, guard: {} },
    ];
    await log.suggestions.replaceWaiting({ ticketId: ticket, waiting });
  });
  const nobody = await personOf(settings, '--record', 'x');
  t.same(nobody, { students: [], events: [], suggestions: [] });
  const byEmail = await personOf(settings, '--email', 'SARA.ali@example.edu');
  const ids = byEmail.students.map(({ zohoId }: { zohoId: string }) => zohoId);
  t.same(ids.sort(), ['4554000000012345678', 'b'], 'two records of one person');
  t.same(
    byEmail.events.map(({ id }: { id: number }) => id),
    [1, 2, 4, 6],
  );
  t.match(byEmail.suggestions, [{ step: 'link', key: 'a' }]);
  t.match(byEmail.events[0].duplicates, [{ id: 4 }]);
  t.match(byEmail.events[1].attempts_made, [{ error_message: /Academic_Email/ }]);
  const byRecord = await personOf(settings, '--record', 'b');
  t.same(byRecord.students.map(({ zohoId }: { zohoId: string }) => zohoId).sort(), ids);
  t.same(
    [byRecord.events, byRecord.suggestions],
    [byEmail.events, byEmail.suggestions],
    'by the record the same',
  );
});

test('export person writes a file that only its owner reads', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  const file = join(temporaryFolder(t), 'person.json');
  const { code, printed } = await cli(['export', 'person', '--record', 'b', '--out', file], settings);
  t.same([code, printed], [0, []]);
  t.match(JSON.parse(readFileSync(file, 'utf8')), { events: [{ record_id: 'b' }] });
  t.equal(statSync(file).mode & 0o777, 0o600);
});

test('export person by an address gives nothing of other people', async (t) => {
  const { settings } = await logWith(t, async ({ events, studentTable, connection }) => {
    const add = (zohoId: string, academicEmail: string, displayName: string) =>
      studentTable.save(
        student({ zohoId, studentNumber: `N-${zohoId}`, moodleUserId: null, academicEmail, displayName }),
      );
    connection.transaction(() => {
      add('1', 'ali@example.edu', 'Sara Ali');
      add('2', 'sara.ali@example.edu', 'Sara Ali');
      add('3', 'jean@example.edu', 'Jean Exemple');
    })();
    const says = (eventId: string, recordId: string, payload: string) =>
      newEvent({ eventId, recordId, payload });
    await events.append([
      says('own', '1', '{}'),
      says('longer', '2', '{"Academic_Email":"sara.ali@example.edu"}'),
      says('other', '3', '{"Academic_Email":"jean@example.edu","Parent":"ali@example.edu"}'),
      says('other-again', '3', '{"Parent":"ali@example.edu"}'),
      says('unknown', '4', '{"Academic_Email":"ALI@example.edu"}'),
    ]);
  });
  const { students, events } = await personOf(settings, '--email', 'ali@example.edu');
  t.match(students, [{ zohoId: '1' }]);
  t.equal(students.length, 1);
  t.same(
    events.map(({ event_id }: { event_id: string }) => event_id),
    ['own', 'unknown'],
  );
});

test('an address that brothers share is not exported: the record says who is meant', async (t) => {
  const { settings } = await logWith(t, async ({ studentTable, connection, events }) => {
    await events.append([
      newEvent({ source: 'zoho_desk', recordId: '1987', payload: '{"email":"sara.ali@example.edu"}' }),
    ]);
    connection.transaction(() => {
      for (const [zohoId, displayName] of [
        ['1', 'Sara Ali'],
        ['2', 'Jean Exemple'],
      ] as const)
        studentTable.save(student({ zohoId, studentNumber: zohoId, moodleUserId: null, displayName }));
    })();
  });
  const { code, text, printed } = await cli(
    ['export', 'person', '--email', 'sara.ali@example.edu'],
    settings,
  );
  t.equal(code, 2);
  t.same(printed, []);
  t.match(text, 'Several people have this address: the records 1, 2. Give --record for one of them.');
  const { students, events, left_out } = await personOf(settings, '--record', '1');
  t.match(students, [{ zohoId: '1' }]);
  t.same([students.length, events.length], [1, 0]);
  t.match(left_out, /that name sara\.ali@example\.edu: it is also the address of the records 2\.$/);
});

test('of a student without an address the record is all there is', async (t) => {
  const { settings } = await logWith(t, async ({ events, studentTable, connection }) => {
    connection.transaction(() =>
      studentTable.save(student({ zohoId: '1', moodleUserId: null, academicEmail: null })),
    )();
    await events.append([newEvent({ recordId: '1' })]);
  });
  const { students, events } = await personOf(settings, '--record', '1');
  t.match(students, [{ zohoId: '1' }]);
  t.equal(events.length, 1);
});

test('export person wants either a record or an address, and no other filter', async (t) => {
  for (const argv of [[], ['--record', 'b', '--email', 'a@b.c'], ['--record', 'b', '--failed']])
    t.equal((await cli(['export', 'person', ...argv])).code, 2);
});
