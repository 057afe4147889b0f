import { CRM_REFUSALS } from '../../../simulator/crm/crm.ts';
import { tell } from '../../../src/sentences/tell.ts';
import { STEPS } from '../../../src/tickets/suggestions/suggestion.ts';
import { test } from '../../harness.ts';
import { ALL_ON, message, startTickets } from '../setup.ts';

test('a refusal of one write fails its step and no other, and the sentence says which', async (t) => {
  const { simulator, run, stores } = await startTickets(t, { flags: ALL_ON });
  message(simulator, 'Bonjour');
  simulator.fail('moveTicket', { status: 422, json: { errorCode: 'INVALID_DATA' } });
  const { result, failure } = await run();
  t.match(failure, [{ code: 'REFUSED_WITH_DETAIL', params: { deed: { code: 'MOVE_A_TICKET' } } }]);
  t.match(result, {
    success: false,
    dispatcher: false,
    deal_linking: true,
    crm_agent: true,
    steps: {
      dispatch: { status: 'failed', written: [] },
      link: { status: 'applied' },
      note: { status: 'applied' },
    },
  });
  const { suggestions } = await stores.suggestions.list({ status: 'failed' }, { limit: 10, before: null });
  t.match(suggestions, [{ step: 'dispatch', decidedBy: 'automation', result: { reason: String } }]);
});

test('what a step says is kept in English and in codes', async (t) => {
  const { simulator, run } = await startTickets(t, { flags: ALL_ON });
  message(simulator, 'Ma facture');
  const { dispatch } = (await run()).result.steps;
  t.equal(dispatch.reason, 'The deal fits the rule "20 € offer". The ticket was moved to DOC.');
  t.match(dispatch.told, [{ code: 'DEAL_FITS' }, { code: 'TICKET_MOVED' }]);
  t.same(dispatch.written, ['the department of the ticket']);
  t.same(dispatch.written_told, [tell('THE_DEPARTMENT_OF_THE_TICKET')]);
  t.same(dispatch.read_told.length, dispatch.read.length);
});

test('what cannot be read for good fails the steps that need it', async (t) => {
  const { simulator, zoho, run } = await startTickets(t);
  message(simulator, 'Bonjour');
  zoho.failCrm(CRM_REFUSALS.INVALID_DATA, CRM_REFUSALS.INVALID_DATA);
  const { result } = await run();
  t.match(result, {
    success: false,
    deal_linking: false,
    summary: { deal_found: false, recommended_department: null },
    steps: { link: { status: 'failed' }, dispatch: { status: 'failed' }, reply: { status: 'suggested' } },
  });
});

test('while a system is away the run is tried again later', async (t) => {
  const { simulator, zoho, run } = await startTickets(t);
  message(simulator, 'Bonjour');
  zoho.failCrm({ status: 503, headers: { 'retry-after': '100' } });
  await t.rejects(run(), { name: 'SystemAway', message: 'Zoho CRM answered 503.' });
});

test('a run reads in words what it read, and names no address', async (t) => {
  const { simulator, run } = await startTickets(t);
  message(simulator, 'Bonjour');
  const { result } = await run();
  t.same(result.steps.link.read.slice(0, 3), [
    'the ticket',
    'its messages and comments',
    'message 198709000001000001',
  ]);
  t.ok(result.steps.link.read.includes('1 contacts with the address of the customer'));
  t.notMatch(JSON.stringify(result), '@example.test');
  t.same(Object.keys(result.steps), [...STEPS]);
});

test('a layout that wants another field filled refuses the link, with the code of Zoho, and the rest goes on', async (t) => {
  const { simulator, run, written } = await startTickets(t, { flags: ALL_ON });
  message(simulator, 'Bonjour');
  simulator.fail('updateTicket', { status: 422, json: { errorCode: 'UNPROCESSABLE_ENTITY', message: 'x' } });
  const { result, failure } = await run();
  t.match(failure, [{ code: 'REFUSED_WITH_DETAIL', params: { detail: 'UNPROCESSABLE_ENTITY' } }]);
  t.match(result, {
    deal_linking: false,
    steps: {
      link: { status: 'failed' },
      dispatch: { status: 'applied' },
      reply: { status: 'applied' },
      note: { status: 'applied' },
    },
  });
  t.same(written(), ['moveTicket', 'draftReply', 'addComment', 'POST Deals/ID/Notes']);
});

test('a department without a verified address refuses the answer, and the rest goes on', async (t) => {
  const { simulator, connections, run } = await startTickets(t, { flags: ALL_ON });
  message(simulator, 'Bonjour');
  t.capture(connections.desk.organisation, 'listReplyAddresses', async () => []);
  const { result, failure } = await run();
  t.same(failure, [tell('NO_REPLY_ADDRESS')]);
  t.match(result.steps, {
    link: { status: 'applied' },
    dispatch: { status: 'applied' },
    reply: { status: 'failed' },
  });
});
