import type { DeskThread } from '../../../../src/outside/zoho/desk/ticket.ts';
import { type Test, test } from '../../../harness.ts';
import { autoSendRules, DOC, flags, message, startTickets, TICKET } from '../../setup.ts';

const LOST = { drops: true } as const;
const OURS = 'reply0@example.edu';
const COLLEAGUE = { direction: 'out', fromEmailAddress: OURS, author: { type: 'AGENT', email: OURS } };

/** Jean asks for a refund, may be answered without a person, and Zoho's answer to the sending is lost. */
async function unclear(t: Test, isDone: boolean) {
  const service = await startTickets(t, { flags: flags('reply', 'ticket'), rules: autoSendRules(t) });
  message(service.simulator, 'Je demande un remboursement');
  service.simulator.fail('sendReply', isDone ? { ...LOST, isDone } : LOST);
  await t.rejects(service.run(), { name: 'TemporaryFailure' });
  const answers = async () => {
    const { suggestions } = await service.stores.suggestions.list({}, { limit: 20, before: null });
    return suggestions.filter(({ step }) => step === 'reply');
  };
  return { ...service, answers };
}

test('before an answer is written it is noted by what it can be known', async (t) => {
  const { answers, simulator } = await unclear(t, false);
  const [inbound] = simulator.threads(TICKET);
  t.match(await answers(), [
    {
      status: 'waiting',
      decidedBy: null,
      result: { begun: 'send', after: inbound?.createdTime, from: OURS, text: /^Bonjour/ },
    },
  ]);
});

test('an answer that went out although Zoho did not say so is found by its words, and the status follows', async (t) => {
  const { run, written, answers } = await unclear(t, true);
  t.match((await run()).result.steps.reply, { status: 'unchanged', reason: /cut off/ });
  t.same(written(), ['sendReply', 'addComment', 'updateTicket']);
  t.match(await answers(), [{ status: 'applied', decidedBy: 'automation', result: { mode: 'sent' } }]);
});

test('an answer that was perhaps sent and is not to be seen is left as a draft, with the reason', async (t) => {
  const { connections, run, written, answers, simulator } = await unclear(t, true);
  const listThreads = connections.desk.listThreads.bind(connections.desk);
  const behind = t.capture(
    connections.desk,
    'listThreads',
    async (...about: Parameters<typeof listThreads>) =>
      (await listThreads(...about)).filter(
        ({ direction, status }: DeskThread) => direction === 'in' || status === 'DRAFT',
      ),
  );
  t.match((await run()).result.steps.reply, { status: 'applied', reason: /not known whether .* look at/ });
  t.same(written(), ['sendReply', 'draftReply', 'addComment'], 'the status stays: nobody knows');
  t.match(await answers(), [{ result: { mode: 'draft', not_sent_because: ['perhaps_sent_already'] } }]);
  behind.restore();
  await run();
  t.equal(simulator.writes.filter(({ call }) => call === 'sendReply').length, 1);
});

for (const [whose, thread] of [
  ['with other words', { ...COLLEAGUE, content: '<p>Je vous appelle.</p>' }],
  ['from another address', { ...COLLEAGUE, fromEmailAddress: 'sara.ali@example.edu' }],
  ['without an address', { ...COLLEAGUE, fromEmailAddress: '' }],
] as const) {
  test(`an answer of a colleague ${whose} is not taken for ours`, async (t) => {
    const { simulator, run, written, answers } = await unclear(t, false);
    simulator.putThread(TICKET, { ...thread });
    t.match((await run()).result.steps.reply, { status: 'skipped', reason: /is an answer of ours/ });
    t.same(written(), ['addComment'], 'and the status is left alone');
    t.match(await answers(), [{ status: 'stale', result: { begun: 'send' } }]);
  });
}

test('an answer that Zoho lists and does not have is not taken for ours', async (t) => {
  const { connections, run, written } = await unclear(t, true);
  const getThread = connections.desk.getThread.bind(connections.desk);
  t.capture(connections.desk, 'getThread', async (...about: Parameters<typeof getThread>) => {
    const thread = await getThread(...about);
    return thread?.direction === 'out' ? null : thread;
  });
  t.match((await run()).result.steps.reply, { status: 'skipped' });
  t.same(written(), ['sendReply', 'addComment']);
});

test('what may have been sent is not sent by any later run about the same message', async (t) => {
  const { connections, simulator, run, written, answers } = await unclear(t, false);
  const addresses = connections.desk.organisation.listReplyAddresses.bind(connections.desk.organisation);
  let reads = 0;
  const captured = t.capture(
    connections.desk.organisation,
    'listReplyAddresses',
    (...about: Parameters<typeof addresses>) => {
      reads += 1;
      if (reads === 1) Object.assign(simulator.ticket(TICKET) ?? {}, { departmentId: DOC });
      return addresses(...about);
    },
  );
  t.match((await run()).result.steps.reply, { code: 'stale', reason: /the ticket was moved/ });
  captured.restore();
  t.match(await answers(), [{ status: 'stale', result: { begun: 'send', reason: 'the ticket was moved' } }]);
  t.match((await run()).result.steps.reply, { status: 'skipped', reason: /look at the conversation/ });
  t.same(written(), ['addComment']);
});

test('an answer that Zoho refused at the door is sent by the next attempt', async (t) => {
  const { simulator, run, written, answers } = await startSending(t);
  const refusal = { status: 403, json: { errorCode: 'FORBIDDEN' } };
  simulator.fail('sendReply', refusal);
  await t.rejects(run(), { name: 'CredentialsFailure' });
  t.match(await answers(), [{ status: 'waiting', result: null }]);
  await run();
  t.same(written(), ['sendReply']);
});

async function startSending(t: Test) {
  const service = await startTickets(t, { flags: flags('reply'), rules: autoSendRules(t) });
  message(service.simulator, 'Je demande un remboursement');
  const answers = async () =>
    (await service.stores.suggestions.list({}, { limit: 20, before: null })).suggestions;
  return { ...service, answers };
}

for (const [what, rules] of [
  ['draft', undefined],
  ['e-mail', autoSendRules],
] as const) {
  test(`no ${what} is written when the customer writes while its last details are read`, async (t) => {
    const service = await startTickets(t, { flags: flags('reply'), ...(rules && { rules: rules(t) }) });
    const { connections, simulator, run, written } = service;
    message(simulator, 'Je demande un remboursement');
    const addresses = connections.desk.organisation.listReplyAddresses.bind(connections.desk.organisation);
    let reads = 0;
    t.capture(
      connections.desk.organisation,
      'listReplyAddresses',
      (...about: Parameters<typeof addresses>) => {
        reads += 1;
        if (reads === 1) message(simulator, 'Oubliez ma question');
        return addresses(...about);
      },
    );
    t.match((await run()).result.steps.reply, { code: 'stale', reason: /the customer wrote again/ });
    t.same(written(), []);
  });
}
