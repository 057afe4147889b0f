import { test } from '../../harness.ts';
import { flags, message, putDeal, startTickets } from '../setup.ts';

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
