import { test, testApp, until } from '../../../harness.ts';
import { logWith, oneOfEach } from '../../log.ts';
import { cli, fakeTerminal } from '../../terminal.ts';

test('replay --id puts one event back to work', async (t) => {
  const { settings, open } = await logWith(t, oneOfEach);
  const { code, text } = await cli(['replay', '--id', '2'], settings);
  t.equal(code, 0);
  t.equal(text, 'Event 2 is processed again.');
  t.match(await open().events.get(2), { status: 'pending', attempts: 0 });
});

test('replay --id says why it cannot', async (t) => {
  const { settings } = await logWith(t, async (stores) => {
    await oneOfEach(stores);
    await stores.events.erase(
      { recordId: 'b', email: null },
      { operator: 'o', action: 'erase', target: 'b', detail: {} },
    );
  });
  for (const [id, sentence] of [
    ['9', 'There is no event 9.'],
    ['4', 'Event 4 is an exact repeat of event 1; replay that one.'],
    ['5', 'Event 5 has not ended yet.'],
    ['2', 'Event 2 was erased; nothing of it is left.'],
  ] as const) {
    const { code, text } = await cli(['replay', '--id', id], settings);
    t.equal(code, 1);
    t.equal(text, sentence);
  }
  const { code, text } = await cli(['replay', '--id', '9', '--json'], settings);
  t.equal(code, 1);
  t.same(JSON.parse(text), { id: 9, replayed: false, reason: 'not_found', duplicateOf: null });
});

test('replay --dry-run shows what would be replayed and changes nothing', async (t) => {
  const { settings, open } = await logWith(t, oneOfEach);
  const { code, printed } = await cli(['replay', '--all', '--dry-run'], settings);
  t.equal(code, 0);
  t.equal(printed.at(-1), '3 of 5 would be replayed; passed over: 1 unfinished, 1 repeat.');
  t.equal(printed.length, 4);
  const json = await cli(['replay', '--failed', '--dry-run', '--json'], settings);
  t.match(JSON.parse(json.text), { matched: 2, replayable: 2, sample: [{ id: 3 }, { id: 2 }] });
  t.same((await open().events.stats({})).by_status, { completed: 1, failed: 2, duplicate: 1, pending: 1 });
});

test('replay replays all that match, draws how far it is and records who did it', async (t) => {
  const { settings, open } = await logWith(t, oneOfEach);
  const { terminal, drawn } = fakeTerminal();
  const { code, text } = await cli(['replay', '--failed'], settings, terminal);
  t.equal(code, 0);
  t.equal(text, '2 of 2 are processed again.');
  t.match(drawn.join(''), '2/2 replayed');
  const { events, connection } = open();
  t.same((await events.stats({})).by_status, { completed: 1, duplicate: 1, pending: 3 });
  t.match(connection.prepare('SELECT operator, action, detail FROM operator_actions').all(), [
    { operator: 'command line', action: 'replay', detail: '{"filter":{"status":"failed"},"replayed":2}' },
  ]);
});

test('replay --cause replays the failures of one cause', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  const { text } = await cli(['replay', '--cause', 'Number … is used.', '--json'], settings);
  t.match(JSON.parse(text), { matched: 1, replayed: 1, interrupted: false });
});

test('replay of nothing in particular is wrong usage', async (t) => {
  for (const argv of [[], ['--id', '1', '--failed'], ['--id', '1', '--dry-run'], ['--id', 'x']]) {
    t.equal((await cli(['replay', ...argv])).code, 2);
  }
});

test('a running service takes up what the command line replayed, without being told', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  const { app, clock } = await testApp(t, settings);
  await app.processor.stop();
  await app.listen({ port: 0, host: '127.0.0.1' });
  await until(async () => (await app.reading.get(5))?.status === 'failed');
  await cli(['replay', '--id', '1'], settings);
  clock.advance(2_000);
  await until(async () => (await app.reading.get(1))?.attempts_made.length === 2);
  t.equal((await app.reading.get(1))?.status, 'completed');
});

test('replay --wait says how it ended, and ends with 1 when it failed', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  const { app, clock } = await testApp(t, settings);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const ticking = setInterval(() => clock.advance(2_000), 1);
  t.teardown(() => clearInterval(ticking));
  t.match(await cli(['replay', '--id', '1', '--wait'], settings), { code: 0, text: /^ {5}1 .*completed/ });
  t.match(await cli(['replay', '--id', '2', '--wait'], settings), { code: 1, text: /^ {5}2 .*failed/ });
  const json = await cli(['replay', '--id', '1', '--wait', '--json'], settings);
  t.match(JSON.parse(json.text), { id: 1, replayed: true, event: { status: 'completed' } });
});

test('replay --wait ends when nobody takes the event up', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  t.match(await cli(['replay', '--id', '1', '--wait'], settings), {
    code: 1,
    text: 'Event 1 has not ended yet: is the service running?',
  });
  t.match(await cli(['replay', '--id', '99', '--wait'], settings), {
    code: 1,
    text: 'There is no event 99.',
  });
  t.equal((await cli(['replay', '--all', '--wait'])).code, 2);
});
