import { newEvent, test } from '../../../harness.ts';
import { completed, endNext, FAILED, OPERATOR_ACTION } from '../../../store/contract/support.ts';
import { logWith, oneOfEach } from '../../log.ts';
import { cli } from '../../terminal.ts';

test('show tells everything of one event', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  const { code, printed } = await cli(['show', '1'], settings);
  t.equal(code, 0);
  t.match(printed, [
    /^ {5}1 {2}2026-01-25T10:00:00\.000Z {2}completed {3}update BTEC_Students {2}event_1/,
    '        Sara Ali, STU001, sara.ali@example.edu',
    '  attempt 1  2026-01-25T10:00:00.000Z  completed',
    /duplicate/,
    /"action_taken": "updated"/,
    /Sara Ali/,
  ]);
  const failed = await cli(['show', '2'], settings);
  t.match(failed.printed[1], '        it still needs somebody');
  t.match(failed.text, 'attempt 1  2026-01-25T10:00:00.000Z  failed  Academic_Email is missing.');
});

test('show tells which event mended it, and the text of what nobody could read', async (t) => {
  const raw = Buffer.from('{"name": "Sa"ra"}');
  const { settings } = await logWith(t, async ({ events }) => {
    await events.append([newEvent({ eventId: 'a' })]);
    await endNext(events, FAILED);
    await events.append([newEvent({ eventId: 'b' })]);
    await endNext(events, completed());
    await events.append([
      newEvent({ eventId: 'c', recordId: '', rawBody: raw, kind: { is: 'unreadable', reason: 'No.' } }),
    ]);
  });
  t.match((await cli(['show', '1'], settings)).text, 'mended by event 2');
  t.match((await cli(['show', '3'], settings)).text, '{"name": "Sa"ra"}');
  const json = JSON.parse((await cli(['show', '1', '--json'], settings)).text);
  t.match(json, { id: 1, problem: { state: 'mended', mended_by: 2 }, attempts_made: [{}] });
});

test('show names the ticket of an event as people call it, as far as it was read', async (t) => {
  const { settings } = await logWith(t, async ({ events, people }) => {
    const ofTicket = { source: 'zoho_desk', module: 'tickets', payload: '{}' } as const;
    await events.append([newEvent({ ...ofTicket, eventId: 'a', recordId: '7' })]);
    await events.append([newEvent({ ...ofTicket, eventId: 'b', recordId: '8' })]);
    const card = { ticketId: '7', number: '101', webUrl: '', conversation: [] };
    await people.keepTicket({ ...card, subject: 'Ma facture', customer: null });
  });
  t.equal((await cli(['show', '1'], settings)).printed[1], '        101, Ma facture');
  t.equal((await cli(['show', '2'], settings)).printed[1], '{}');
});

test('show says that an event was erased, in the place of what is not there any more', async (t) => {
  const { settings } = await logWith(t, async (stores) => {
    await oneOfEach(stores);
    await stores.upkeep.erase({ recordId: 'b', email: null }, OPERATOR_ACTION);
  });
  const { printed } = await cli(['show', '2'], settings, undefined, undefined, undefined);
  t.match(printed.join('\n'), '        Its content was erased.');
  t.notMatch(printed.at(-1), 'null');
});

test('show of an event that is not there ends with 1, and without a number with 2', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  t.match(await cli(['show', '99'], settings), { code: 1, text: 'There is no event 99.' });
  t.match(await cli(['show', '99', '--json'], settings), { code: 1, text: '{}' });
  for (const argv of [['show'], ['show', 'x'], ['show', '0']]) t.equal((await cli(argv)).code, 2);
});
