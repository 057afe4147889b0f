import { tell } from '../../../../src/sentences/tell.ts';
import { test } from '../../../harness.ts';
import { flags, message, putDeal, rulesFile, startTickets } from '../../setup.ts';

test('without a verified address nothing is answered, and the sentence says where to add one', async (t) => {
  const { simulator, connections, run, written } = await startTickets(t, { flags: flags('reply') });
  message(simulator, 'Bonjour');
  t.capture(connections.desk.organisation, 'listReplyAddresses', async () => []);
  t.same((await run()).failure, [tell('NO_REPLY_ADDRESS')]);
  t.same(written(), []);
});

test('an Arabic message is answered in Arabic, from right to left', async (t) => {
  const { simulator, run } = await startTickets(t, { flags: flags('reply') });
  message(simulator, 'متى موعد الامتحان؟');
  await run();
  t.match(simulator.writes[0]?.body, { content: /^<div dir="rtl"><p>مرحبًا/ });
});

test('an answer that a person dismissed is not proposed for the same message', async (t) => {
  const { simulator, run, stores } = await startTickets(t);
  message(simulator, 'Bonjour');
  await run();
  const { suggestions } = await stores.suggestions.list({}, { limit: 10, before: null });
  const id = suggestions.find(({ step }) => step === 'reply')?.id ?? 0;
  const by = { operator: '127.0.0.1', action: 'dismiss suggestion', target: `suggestion ${id}`, detail: {} };
  t.ok(await stores.suggestions.dismiss(id, by));
  t.match((await run()).result.steps.reply, { status: 'unchanged', reason: /dismissed/ });
});

test('a draft that somebody made at the same moment is left alone', async (t) => {
  const { simulator, connections, run, written } = await startTickets(t, { flags: flags('reply') });
  message(simulator, 'Bonjour');
  t.capture(connections.desk, 'createDraft', async () => ({ id: '1', already: true }));
  t.match((await run()).result.steps.reply, { status: 'unchanged', written: [] });
  t.same(written(), []);
});

test('an answer without a deal is in the state "none" to the gate', async (t) => {
  const rules = rulesFile(t, (json) => {
    json.reply?.auto_send?.push({ subject: 'Une question', intent: 'refund', state: 'none' } as never);
  });
  const { simulator, zoho, run, written } = await startTickets(t, { rules, flags: flags('reply') });
  putDeal(zoho, { Stage: 'PERDU' });
  message(simulator, 'Je demande un remboursement');
  await run();
  t.same(written(), ['sendReply']);
});
