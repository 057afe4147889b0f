import { CRM_REFUSALS } from '../../../simulator/crm.ts';
import { STEPS } from '../../../src/tickets/suggestion.ts';
import { test } from '../../harness.ts';
import {
  ALL_ON,
  CONTACT,
  DEAL_ID,
  DOC,
  flags,
  LINK,
  message,
  putContact,
  putDeal,
  rulesFile,
  startTickets,
  TICKET,
} from '../setup.ts';

const OTHER = '4554000000000000002';

test('a link that stands there is honoured, in every form, and decides the department too', async (t) => {
  for (const held of [
    OTHER,
    `https://crm.zoho.com/crm/org1/tab/Deals/${OTHER}`,
    `Nom - /tab/Potentials/${OTHER}`,
  ]) {
    const { simulator, zoho, run, written } = await startTickets(t, { flags: flags('link') });
    putDeal(zoho, { id: OTHER, Deal_Name: 'Autre', Amount: 1200 });
    simulator.putTicket({ id: TICKET, cf: { cf_opportunite: held } });
    message(simulator, 'Bonjour');
    const { result } = await run();
    t.match(result.steps.link, { status: 'unchanged', reason: 'The ticket links to this deal.' }, held);
    t.match(result.summary, { recommended_department: 'Contact', deal_name: 'Autre' });
    t.same(written(), []);
  }
});

test('what a person wrote into the field of the link is never written over', async (t) => {
  for (const held of ['voir avec Sara', '12345', `/Potentials/${OTHER}`]) {
    const { simulator, run, written } = await startTickets(t, { flags: flags('link') });
    simulator.putTicket({ id: TICKET, cf: { cf_opportunite: held } });
    message(simulator, 'Bonjour');
    t.match((await run()).result.steps.link, { status: 'skipped' }, held);
    t.same(written(), [], held);
  }
});

test('all contacts with the address are asked for all their deals', async (t) => {
  const { simulator, zoho, run } = await startTickets(t);
  const second = '4554000000012345999';
  putContact(zoho, { id: second });
  putDeal(zoho, { Stage: 'PERDU' });
  putDeal(zoho, { id: OTHER, Deal_Name: 'Du second contact', Contact_Name: { id: second } });
  message(simulator, 'Bonjour');
  t.match((await run()).result.summary, { deal_name: 'Du second contact' });
});

test('a contact whose address only looks alike is another person', async (t) => {
  const { simulator, zoho, run } = await startTickets(t);
  putContact(zoho, { Email: 'not-jean.exemple@example.test' });
  message(simulator, 'Bonjour');
  t.match((await run()).result, {
    deal_linking: false,
    crm_agent: false,
    summary: { deal_found: false, deal_name: null },
    steps: { link: { status: 'skipped', reason: 'Zoho CRM has no contact with this address.' } },
  });
});

test('a contact without a deal that fits has none', async (t) => {
  const { simulator, zoho, run } = await startTickets(t);
  putDeal(zoho, { Stage: 'PERDU' });
  message(simulator, 'Bonjour');
  t.match((await run()).result.steps.link, { status: 'skipped', reason: 'None of 1 deals fits a rule.' });
});

test('the exam of the chosen deal is read from the record, because lists name lookups by id only', async (t) => {
  const { simulator, zoho, run } = await startTickets(t);
  putDeal(zoho, { Date_examen_VTC: { id: '9', name: '75_2026-03-31' } });
  message(simulator, 'Et mon cpf');
  t.equal((await run()).result.summary.recommended_department, 'DOC');
});

test('a department is found by its exact name among the enabled ones', async (t) => {
  const [disabled, absent] = ['Département 16', 'Département 17'];
  for (const department of [disabled, absent]) {
    const rules = rulesFile(t, (json) => {
      json.departments?.push({ name: department, keywords: ['parking'], hints: [] } as never);
    });
    const { simulator, zoho, run, written } = await startTickets(t, { rules, flags: ALL_ON });
    putDeal(zoho, { Stage: 'PERDU' });
    simulator.putTicket({ id: TICKET, subject: 'Parking' });
    message(simulator, '');
    t.match((await run()).result, {
      dispatcher: false,
      summary: { recommended_department: department },
      steps: { dispatch: { status: 'skipped', reason: new RegExp(`no enabled department "${department}"`) } },
    });
    t.notOk(written().includes('moveTicket'));
  }
});

test('below the threshold a ticket is not moved; a person may', async (t) => {
  const { simulator, zoho, run, written } = await startTickets(t, { flags: flags('dispatch') });
  putDeal(zoho, { Stage: 'PERDU' });
  simulator.putTicket({ id: TICKET, departmentId: DOC, subject: 'Une demande' });
  message(simulator, 'Bonsoir');
  const { result, waiting } = await run();
  t.match(result.steps.dispatch, { status: 'suggested', confidence: 0.6 });
  t.match(waiting.find(({ step }) => step === 'dispatch')?.proposal, { department_id: CONTACT });
  t.same(written(), []);
});

test('a ticket that a person moved back stays there', async (t) => {
  const { simulator, run, written } = await startTickets(t, { flags: flags('dispatch') });
  message(simulator, 'Bonjour');
  await run();
  simulator.putTicket({ id: TICKET, departmentId: CONTACT });
  t.match((await run()).result.steps.dispatch, { status: 'unchanged', reason: /is not applied again/ });
  t.same(written(), ['moveTicket']);
  message(simulator, 'Une nouvelle question');
  await run();
  t.same(written(), ['moveTicket', 'moveTicket'], 'until the customer writes again');
});

for (const [what, change] of [
  ['the customer writes', { write: true }],
  ['a person closes the ticket', { status: 'Closed', statusType: 'Closed' }],
  ['a person moves the ticket', { departmentId: '198709000000006910' }],
  ['a person links the ticket', { cf: { cf_opportunite: 'voir Sara' } }],
  ['the ticket is deleted', { isDeleted: 'true' }],
] as const) {
  test(`when ${what} while it is thought about, nothing is written`, async (t) => {
    const { simulator, connections, run, written } = await startTickets(t, { flags: ALL_ON });
    message(simulator, 'Bonjour');
    const getDepartments = connections.desk.listDepartments.bind(connections.desk);
    t.capture(connections.desk, 'listDepartments', (signal: AbortSignal) => {
      if ('write' in change) message(simulator, 'Encore moi');
      else Object.assign(simulator.ticket(TICKET) ?? {}, change);
      return getDepartments(signal);
    });
    const { result } = await run();
    t.same(written(), []);
    t.match(result.steps.link, { status: 'skipped', code: 'stale', reason: /^Dropped: .* since/ });
    t.equal(result.success, true);
  });
}

test('a refusal of one write fails its step and no other, and the sentence says which', async (t) => {
  const { simulator, run, stores } = await startTickets(t, { flags: ALL_ON });
  message(simulator, 'Bonjour');
  simulator.fail('moveTicket', { status: 422, json: { errorCode: 'INVALID_DATA' } });
  const { result, failure } = await run();
  t.match(failure, /Zoho Desk refused to move a ticket/);
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
  await t.rejects(run(), { name: 'TemporaryFailure', message: 'Zoho CRM answered 503.' });
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

test('the deal is changed only if nobody else did, and not when it is right already', async (t) => {
  const { simulator, connections, zoho, run, written } = await startTickets(t, { flags: flags('deal') });
  message(simulator, 'Je demande un remboursement');
  const getRecord = connections.crm.getRecord.bind(connections.crm);
  const edits = [{ Next_Step: 'Rappeler' }, { Next_Step: 'Demande de remboursement à traiter' }];
  for (const [index, edit] of edits.entries()) {
    putDeal(zoho);
    let reads = 0;
    const captured = t.capture(connections.crm, 'getRecord', (...about: Parameters<typeof getRecord>) => {
      reads += 1;
      if (reads === 2) putDeal(zoho, edit);
      return getRecord(...about);
    });
    t.match((await run()).result.steps.deal, index === 0 ? { code: 'stale' } : { status: 'unchanged' });
    captured.restore();
  }
  t.same(written(), []);
});

test('a deal that is gone when it is to be changed is stale', async (t) => {
  const { simulator, connections, run } = await startTickets(t, { flags: flags('deal') });
  message(simulator, 'Je demande un remboursement');
  const getRecord = connections.crm.getRecord.bind(connections.crm);
  let reads = 0;
  t.capture(connections.crm, 'getRecord', async (...about: Parameters<typeof getRecord>) => {
    reads += 1;
    return reads === 1 ? getRecord(...about) : null;
  });
  t.match((await run()).result.steps.deal, { code: 'stale', reason: /the deal is gone/ });
});

test('a deal that is gone between the list and its record is taken from the list', async (t) => {
  const { simulator, connections, run } = await startTickets(t);
  message(simulator, 'Bonjour');
  t.capture(connections.crm, 'getRecord', async () => null);
  t.equal((await run()).result.summary.deal_name, 'BFS NP Jean Exemple');
});

test('a note that is on the deal already is not written twice', async (t) => {
  const { simulator, zoho, run, written } = await startTickets(t, { flags: flags('note', 'ticket') });
  const thread = message(simulator, 'Bonjour');
  zoho.put('Notes', {
    id: '1',
    Note_Title: 'x',
    Note_Content: `x [hub ${TICKET}/${thread.id}]`,
    Parent_Id: { id: DEAL_ID },
  });
  simulator.putComment(TICKET, { content: `x [hub ${thread.id}]` });
  t.match((await run()).result.steps, { note: { status: 'unchanged' }, ticket: { status: 'unchanged' } });
  t.same(written(), []);
});

test('the note names ids and intents, and the way to the ticket', async (t) => {
  const { simulator, zoho, run } = await startTickets(t, { flags: flags('note') });
  message(simulator, 'ma facture et un remboursement');
  await run();
  const [note] = zoho.crm.records.all('Notes');
  t.match(note, { Note_Title: 'Note automatique - Ticket 101', Parent_Id: { id: DEAL_ID } });
  t.match(
    String(note?.Note_Content),
    /^\[META\] ticket=\d+ \| message=\d+ \| intent=refund \| intents_sec=invoice \| department=DOC\nhttps:/,
  );
});

test('a ticket that is where it belongs and linked is unchanged', async (t) => {
  const { simulator, run, written } = await startTickets(t, { flags: flags('link', 'dispatch') });
  simulator.putTicket({ id: TICKET, departmentId: DOC, cf: { cf_opportunite: LINK } });
  message(simulator, 'Bonjour');
  t.match((await run()).result, {
    dispatcher: true,
    summary: { current_department: 'DOC', recommended_department: 'DOC' },
    steps: { link: { status: 'unchanged' }, dispatch: { status: 'unchanged' } },
  });
  t.same(written(), []);
});

test('a deal that leads nowhere still gets its note', async (t) => {
  const { simulator, zoho, run } = await startTickets(t, { flags: flags('note') });
  putDeal(zoho, { Stage: 'PERDU' });
  simulator.putTicket({ id: TICKET, subject: null, cf: { cf_opportunite: LINK } });
  message(simulator, 'Bonsoir');
  await run();
  t.match(
    String(zoho.crm.records.all('Notes')[0]?.Note_Content),
    'intent=none | intents_sec=none | department=none',
  );
});

test('what a person changed back on a deal stays so', async (t) => {
  const { simulator, zoho, run, written } = await startTickets(t, { flags: flags('deal') });
  putDeal(zoho, { Next_Step: 'Rappeler' });
  message(simulator, 'Je demande un remboursement');
  t.equal((await run()).result.steps.deal.status, 'applied');
  t.match((await run()).result.steps.deal, { status: 'unchanged', reason: /is as the rule/ });
  putDeal(zoho, { Next_Step: 'Rappeler' });
  t.match((await run()).result.steps.deal, { status: 'unchanged', reason: /is not applied again/ });
  t.same(written(), ['PUT Deals/ID']);
});

test('without a verified address nothing is answered, and the sentence says where to add one', async (t) => {
  const { simulator, connections, run, written } = await startTickets(t, { flags: flags('reply') });
  message(simulator, 'Bonjour');
  t.capture(connections.desk, 'listReplyAddresses', async () => []);
  t.match((await run()).failure, /no verified address to answer from/);
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

test('a ticket in a department that the list does not have is named by its layout', async (t) => {
  const { simulator, run } = await startTickets(t);
  simulator.putTicket({ id: TICKET, departmentId: '1' });
  message(simulator, 'Bonjour');
  t.equal((await run()).result.summary.current_department, 'Contact');
});
