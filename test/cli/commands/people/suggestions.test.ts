import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Step } from '../../../../src/tickets/suggestions/suggestion.ts';
import { type Test, test } from '../../../harness.ts';
import { logWith } from '../../log.ts';
import { cli } from '../../terminal.ts';

const waiting = (ticketId: string, step: Step) => ({
  ticketId,
  waiting: [{ eventRow: null, ticketId, step, key: step, proposal: { to: 'a' }, guard: {} }],
});

/** A service that notes what it was asked and answers as it is told. */
async function service(t: Test, status: number, body: string) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { asked, options: ['--url', url, '--token', 'T'] };
}

test('suggestions list shows what waits, by status and ticket, as many as are wanted', async (t) => {
  const { settings } = await logWith(t, async ({ suggestions }) => {
    await suggestions.replaceWaiting(waiting('1', 'link'));
    await suggestions.replaceWaiting(waiting('2', 'reply'));
  });
  const { printed } = await cli(['suggestions', 'list'], settings);
  t.same(printed, [
    '2  2026-01-25T10:00:00.000Z  2  answer a',
    '1  2026-01-25T10:00:00.000Z  1  link the ticket to -',
    '2 of 2 shown.',
  ]);
  t.equal((await cli(['suggestions', 'list', '--ticket', '1'], settings)).printed.length, 2);
  t.equal((await cli(['suggestions', 'list', '--limit', '1'], settings)).printed.at(-1), '1 of 2 shown.');
  t.equal((await cli(['suggestions', 'list', '--status', 'applied'], settings)).text, '0 of 0 shown.');
  const [first = ''] = (await cli(['suggestions', 'list', '--json'], settings)).printed;
  t.match(JSON.parse(first), { id: 2, ticketId: '2', step: 'reply' });
  t.equal((await cli(['suggestions', 'list', '--status', 'bogus'], settings)).code, 2);
});

test('a ticket that was read is listed with its number and subject', async (t) => {
  const { settings } = await logWith(t, async ({ suggestions, people }) => {
    await suggestions.replaceWaiting(waiting('7', 'link'));
    await suggestions.replaceWaiting(waiting('8', 'link'));
    const card = { webUrl: '', conversation: [], customer: null };
    await people.keepTicket({ ...card, ticketId: '7', number: '101', subject: 'Ma\nfacture' });
    await people.keepTicket({ ...card, ticketId: '8', number: '102', subject: null });
  });
  t.match((await cli(['suggestions', 'list'], settings)).printed, [
    / {2}8 \(102\) {14}link/,
    / {2}7 \(101, Ma facture\) {2}link/,
  ]);
});

for (const [step, proposal, change] of [
  ['link', { deal_name: 'Jean Exemple' }, 'relier le ticket à Jean Exemple'],
  ['dispatch', { department: 'Comptabilité' }, 'déplacer le ticket vers Comptabilité'],
  ['reply', { to: 'jean@example.edu' }, 'répondre à jean@example.edu'],
  ['ticket', { status: 'Closed', note: 'seen' }, 'mettre à jour le ticket\u00a0: Closed'],
  ['ticket', { status: null, note: 'two\nlines' }, 'mettre à jour le ticket\u00a0: two lines'],
  ['deal', { set: { Stage: 'Won' } }, 'mettre à jour l’affaire\u00a0: {"Stage":"Won"}'],
  ['note', { title: 'A reply' }, 'laisser une note sur l’affaire\u00a0: A reply'],
] as const) {
  test(`a suggestion is told in the words of the reader: ${change}`, async (t) => {
    const { settings } = await logWith(t, ({ suggestions }) =>
      suggestions.replaceWaiting({
        ticketId: '1',
        waiting: [{ eventRow: null, ticketId: '1', step, key: step, proposal, guard: {} }],
      }),
    );
    const { printed } = await cli(['suggestions', 'list'], settings, undefined, undefined, { LANG: 'fr' });
    t.equal(printed[0], `1  2026-01-25T10:00:00.000Z  1  ${change}`);
  });
}

test('what became of a suggestion is told in the words of the reader; a word of a later version as it is', async (t) => {
  for (const [status, told] of [
    ['planned', 'Suggestion 12\u00a0: part bientôt.'],
    ['framed', 'Suggestion 12\u00a0: framed.'],
  ]) {
    const { options } = await service(t, 200, JSON.stringify({ id: 12, status }));
    const env = { LANG: 'fr' };
    t.equal(
      (await cli(['suggestions', 'dismiss', '12', ...options], {}, undefined, undefined, env)).text,
      told,
    );
  }
});

test('suggestions apply asks first, and the service does it', async (t) => {
  const { asked, options } = await service(t, 200, '{"id":12,"status":"applied"}');
  t.match(await cli(['suggestions', 'apply', '12', ...options]), { code: 1, text: /^Nothing was applied\./ });
  t.same(asked, []);
  t.match(await cli(['suggestions', 'apply', '12', '--yes', ...options]), {
    code: 0,
    text: 'Suggestion 12: applied.',
  });
  t.same(asked, ['POST /api/v1/tickets/suggestions/12/apply Bearer T']);
  const json = await cli(['suggestions', 'dismiss', '12', '--json', ...options]);
  t.equal(json.text, '{"id":12,"status":"applied"}');
});

test('what the service refuses is said in its own words', async (t) => {
  const refusing = await service(t, 409, '{"error":"Suggestion 12 does not wait any more."}');
  t.match(await cli(['suggestions', 'dismiss', '12', ...refusing.options]), {
    code: 1,
    text: 'Suggestion 12 does not wait any more.',
  });
  const broken = await service(t, 502, '<html>');
  t.match(await cli(['suggestions', 'dismiss', '12', ...broken.options]), { code: 1, text: '502 <html>' });
  const odd = await service(t, 500, '{}');
  t.match(await cli(['suggestions', 'dismiss', '12', ...odd.options]), { code: 1, text: '500 {}' });
});

test('suggestions says what is missing in an order', async (t) => {
  t.match(await cli(['suggestions']), { code: 2, text: /^Say what to do: list, apply or dismiss\./ });
  t.match(await cli(['suggestions', 'apply', 'x']), {
    code: 2,
    text: /^Give the number of the suggestion\./,
  });
});

test('a refusal of the service is shown without the signs that only a page needs', async (t) => {
  const { options } = await service(t, 409, JSON.stringify({ error: 'ينتظر \u2066HUB\u2069 هنا' }));
  const { code, text } = await cli(['suggestions', 'dismiss', '7', ...options]);
  t.equal(code, 1);
  t.equal(text, 'ينتظر HUB هنا');
});
