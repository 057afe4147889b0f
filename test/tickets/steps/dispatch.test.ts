import { test } from '../../harness.ts';
import { ALL_ON, CONTACT, DOC, flags, message, putDeal, rulesFile, startTickets, TICKET } from '../setup.ts';

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
