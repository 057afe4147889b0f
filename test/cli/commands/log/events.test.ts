import { join } from 'node:path';
import { openSqliteStores } from '../../../../src/store/sqlite/open.ts';
import { TICKET_MODULE } from '../../../../src/tickets/receive/module.ts';
import { newEvent, ofEachSource, type Test, TestClock, temporaryFolder, test } from '../../../harness.ts';
import { logWith } from '../../log.ts';
import { cli } from '../../terminal.ts';

/** A log of two events and a repeat, of which the first has failed. */
async function settingsOfLog(t: Test) {
  const file = join(temporaryFolder(t), 'events.db');
  const { events } = openSqliteStores(file, new TestClock());
  await events.append([newEvent(), newEvent({ eventId: 'event_2', recordId: '77' }), newEvent()]);
  const [first] = await events.claim({ limits: ofEachSource(1), leaseToken: 'lease-1', leaseMs: 1000 });
  if (first === undefined) throw new Error('nothing was claimed');
  await events.settle(first, { status: 'failed', error: 'Academic_Email is missing.' });
  await events.close();
  return { DATABASE_URL: `file:${file}` };
}

test('events shows one line for each, newest first, and how many there are', async (t) => {
  const { code, printed } = await cli(['events'], await settingsOfLog(t));
  t.equal(code, 0);
  t.match(printed, [
    /^ {5}3 {2}2026-01-25T10:00:00\.000Z {2}duplicate {3}update BTEC_Students {2}Sara Ali, STU001$/,
    /^ {5}2 .* pending .*Sara Ali, STU001$/,
    /^ {5}1 .* failed .*Sara Ali, STU001\n {8}Academic_Email is missing\.$/,
    /^3 of 3 shown\.$/,
  ]);
});

test('events names a student and a ticket as the pages do, and gives the id where nobody gave a name', async (t) => {
  const { settings } = await logWith(t, async ({ events, people }) => {
    const card = { webUrl: '', conversation: [], customer: null };
    await people.keepTicket({ ...card, ticketId: '7', number: '101', subject: 'Ma\nfacture' });
    await people.keepTicket({ ...card, ticketId: '8', number: '102', subject: null });
    const ticket = (recordId: string) =>
      newEvent({
        source: 'zoho_desk',
        module: TICKET_MODULE,
        eventId: `t${recordId}`,
        recordId,
        payload: '{}',
      });
    await events.append([
      newEvent(),
      newEvent({ eventId: 'b', recordId: '4554', payload: '{}' }),
      newEvent({ eventId: 'c', recordId: '77', module: 'Contacts' }),
      newEvent({ eventId: 'd', recordId: '', module: 'Contacts' }),
      ticket('7'),
      ticket('8'),
      ticket('9'),
    ]);
  });
  const { printed } = await cli(['events'], settings, undefined, undefined, { LANG: 'ar' });
  t.same(
    printed.slice(0, -1).map((line) => line.split(/ (?:BTEC_Students|Contacts|tickets) {2}/)[1]),
    ['9', '102', '101، Ma facture', 'd', '77', '4554', 'Sara Ali، STU001'],
  );
});

test('events --failed shows only what failed, with the reason', async (t) => {
  const { code, printed } = await cli(['events', '--failed'], await settingsOfLog(t));
  t.equal(code, 0);
  t.equal(printed.length, 2);
  t.match(printed[0], /failed[\s\S]*Academic_Email is missing/);
});

test('events can be asked for one status, for one record and for a few', async (t) => {
  const settings = await settingsOfLog(t);
  t.match((await cli(['events', '--status', 'duplicate'], settings)).text, '1 of 1 shown.');
  t.match((await cli(['events', '--record', '77'], settings)).text, /^ {5}2 .*\n1 of 1 shown/);
  t.match((await cli(['events', '--limit', '1'], settings)).text, '1 of 3 shown.');
});

test('events --json prints one object a line and nothing else', async (t) => {
  const { code, printed } = await cli(['events', '--json'], await settingsOfLog(t));
  t.equal(code, 0);
  t.match(
    printed.map((line) => JSON.parse(line)),
    [
      { id: 3, status: 'duplicate', duplicate_of: 1, person: 'Sara Ali', number: 'STU001' },
      { id: 2, status: 'pending' },
      { id: 1, status: 'failed', error_message: 'Academic_Email is missing.' },
    ],
  );
});

test('a status that is none is wrong usage and names those that are', async (t) => {
  const { code, text } = await cli(['events', '--status', 'lost'], await settingsOfLog(t));
  t.equal(code, 2);
  t.match(text, '--status must be one of pending, processing, completed, failed, duplicate.');
});

test('events passes over the ends of pages', async (t) => {
  const { settings } = await logWith(t, async ({ events }) => {
    await events.append(
      Array.from({ length: 250 }, (_, n) => newEvent({ eventId: `${n}`, recordId: `${n}` })),
    );
  });
  const { printed } = await cli(['events', '--limit', '230'], settings);
  t.equal(printed.length, 231);
  t.equal(printed.at(-1), '230 of 250 shown.');
  t.equal((await cli(['events', '--limit', 'all'], settings)).code, 2);
});

test('the total of a long search is said to be more', async (t) => {
  const { settings } = await logWith(t, async ({ events }) => {
    const many = Array.from({ length: 10_002 }, (_, n) =>
      newEvent({ eventId: `${n}`, recordId: `4554${n}` }),
    );
    await events.append(many);
  });
  const { printed } = await cli(['events', '--limit', '1', '--text', '4554'], settings);
  t.equal(printed.at(-1), '1 of 10000+ shown.');
});

test('an id that would move the cursor or forge a line is shown harmless, on its own line', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  const { events } = openSqliteStores(file, new TestClock());
  await events.append([newEvent({ module: 'Contacts', recordId: 'e\u001b[2J\n     9  forged  completed' })]);
  await events.close();
  const { printed } = await cli(['events'], { DATABASE_URL: `file:${file}` });
  t.match(printed[0], / e\\u001b\[2J 9 forged completed$/);
  t.notMatch(printed.join(''), '\u001b');
  t.equal(printed.length, 2);
});
