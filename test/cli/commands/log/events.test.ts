import { join } from 'node:path';
import { openSqliteStores } from '../../../../src/store/sqlite/open.ts';
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
    /^ {5}3 {2}2026-01-25T10:00:00\.000Z {2}duplicate {3}update BTEC_Students {2}event_1$/,
    /^ {5}2 .* pending .*event_2$/,
    /^ {5}1 .* failed .*event_1\n {8}Academic_Email is missing\.$/,
    /^3 of 3 shown\.$/,
  ]);
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
  t.match((await cli(['events', '--record', '77'], settings)).text, /event_2\n1 of 1 shown/);
  t.match((await cli(['events', '--limit', '1'], settings)).text, '1 of 3 shown.');
});

test('events --json prints one object a line and nothing else', async (t) => {
  const { code, printed } = await cli(['events', '--json'], await settingsOfLog(t));
  t.equal(code, 0);
  t.match(
    printed.map((line) => JSON.parse(line)),
    [
      { id: 3, status: 'duplicate', duplicate_of: 1 },
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
  await events.append([newEvent({ eventId: 'e\u001b[2J\n     9  forged  completed' })]);
  await events.close();
  const { printed } = await cli(['events'], { DATABASE_URL: `file:${file}` });
  t.match(printed[0], / e\\u001b\[2J 9 forged completed$/);
  t.notMatch(printed.join(''), '\u001b');
  t.equal(printed.length, 2);
});
