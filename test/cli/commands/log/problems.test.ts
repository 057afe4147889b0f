import { newEvent, type Test, test } from '../../../harness.ts';
import { endNext } from '../../../store/contract/support.ts';
import { logWith } from '../../log.ts';
import { cli } from '../../terminal.ts';

const unreadable = newEvent({
  eventId: 'unreadable',
  recordId: '',
  kind: {
    is: 'unreadable',
    reason: 'Not JSON.',
    told: [{ code: 'UNREACHABLE', params: { system: 'Moodle' } }],
  },
});

/** 1: a sentence without a code, of two events; 2: an unreadable body. */
const log = (t: Test) =>
  logWith(t, async ({ events }) => {
    for (const eventId of ['a', 'b']) {
      await events.append([newEvent({ eventId, recordId: eventId })]);
      await endNext(events, { status: 'failed', error: 'Academic_Email is missing.' });
    }
    await events.append([unreadable]);
  });

test('problems shows what is open, with how many events, in columns', async (t) => {
  const { settings } = await log(t);
  const { code, printed } = await cli(['problems'], settings);
  t.equal(code, 0);
  t.same(printed, [
    '2  2026-01-25T10:00:00.000Z  open  1 open  Moodle cannot be reached.',
    '1  2026-01-25T10:00:00.000Z  open  2 open  Academic_Email is missing.',
    '2 of 2 shown.',
  ]);
  t.same((await cli(['problems', '--limit', '1'], settings)).printed.at(-1), '1 of 2 shown.');
  const [first = ''] = (await cli(['problems', '--json'], settings)).printed;
  t.match(JSON.parse(first), { id: 2, state: 'open', error_details: [{ code: 'UNREACHABLE' }] });
});

test('problems speaks the language of the terminal', async (t) => {
  const { settings } = await log(t);
  const french = await cli(['problems'], settings, undefined, undefined, { LANG: 'fr_FR.UTF-8' });
  t.match(french.text, '  ouvert  1 ouvert   Moodle est injoignable.');
  t.match(french.text, '2 sur 2 affichés.');
  const arabic = await cli(['problems'], settings, undefined, undefined, { LC_ALL: 'ar' });
  t.match(arabic.text, 'مفتوحة');
  t.match(arabic.text, 'عُرض 2 من 2.');
});

test('problems set-aside keeps who decided and why, of all or of one event', async (t) => {
  const { settings, open } = await log(t);
  const order = ['problems', 'set-aside', '1', '--reason', 'by hand', '--by', 'Sara Ali'];
  t.match(await cli([...order, '--event', '1'], settings), {
    code: 0,
    text: 'Done, for 1 event of problem 1.',
  });
  const json = await cli([...order, '--json'], settings);
  t.same(JSON.parse(json.text), { id: 1, is: 'done', events: 1 });
  t.match(await open().problems.get(1), { state: 'set_aside', decided_by: 'Sara Ali', reason: 'by hand' });
  t.match(await cli(order, settings), { code: 1, text: 'There is nothing to do about problem 1.' });
  t.match((await cli(['problems', '--state', 'set_aside'], settings)).text, /^1 .* set aside {2}0 open/);
  const shown = await cli(['show', '1'], settings);
  t.match(shown.text, 'set aside by Sara Ali: by hand');
});

test('problems reopen opens what was set aside again', async (t) => {
  const { settings } = await log(t);
  await cli(['problems', 'set-aside', '2', '--reason', 'x'], settings);
  t.match(await cli(['problems', 'reopen', '2'], settings), { code: 0, text: /^Done, for 1 event/ });
  t.match(await cli(['problems', 'reopen', '7'], settings), { code: 1, text: 'There is no problem 7.' });
});

test('problems says what is missing in an order', async (t) => {
  for (const [argv, sentence] of [
    [['--state', 'bogus'], '--state must be one of open, mended, set_aside.'],
    [['set-aside'], 'Give the number of the problem.'],
    [['set-aside', 'x'], 'Give the number of the problem.'],
    [['set-aside', '1'], 'Say why with --reason.'],
    [['delete', '1'], 'Say what to do: set-aside or reopen.'],
  ] as const) {
    const { code, text } = await cli(['problems', ...argv]);
    t.equal(code, 2);
    t.ok(text.startsWith(sentence), text);
  }
});
