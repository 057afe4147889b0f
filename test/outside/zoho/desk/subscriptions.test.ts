import Fastify from 'fastify';
import { DeskSubscriptions } from '../../../../src/outside/zoho/desk/subscriptions.ts';
import { inEnglish } from '../../../../src/sentences/tell.ts';
import { type Test, test } from '../../../harness.ts';
import { startDeskClient } from './setup.ts';

async function setUp(t: Test) {
  const { desk, simulator, signal } = await startDeskClient(t);
  const receiver = Fastify();
  receiver.all('/*', async () => ({}));
  t.teardown(() => receiver.close());
  const publicUrl = await receiver.listen({ host: '127.0.0.1', port: 0 });
  return { desk, simulator, signal, publicUrl, subscriptions: new DeskSubscriptions(desk, publicUrl) };
}

test('tickets are subscribed to once, at our address', async (t) => {
  const { subscriptions, simulator, signal, publicUrl } = await setUp(t);
  t.match(inEnglish(subscriptions.plan), `to ${publicUrl}/webhook/zoho-desk, signed. Put the id`);
  const [made] = await subscriptions.subscribe(signal);
  t.match(made, {
    what: 'Ticket_Add, Ticket_Update, Ticket_Thread_Add',
    url: `${publicUrl}/webhook/zoho-desk`,
    endsAt: null,
    isOurs: true,
    isOff: false,
  });
  t.same(await subscriptions.subscribe(signal), [made], 'again changes the one that is there');
  t.same(
    simulator.writes.map(({ call }) => call),
    ['createWebhook', 'updateWebhook'],
  );
  t.same(await subscriptions.renew(), []);
});

test('only ours is ended, and one that is switched off says so', async (t) => {
  const { subscriptions, desk, signal, publicUrl } = await setUp(t);
  const url = `${publicUrl}/other`;
  const other = await desk.webhooks.create(
    { name: 'Other', url, subscriptions: { Contact_Add: null } },
    signal,
  );
  await desk.webhooks.change(other.id, { isEnabled: false }, signal);
  const [made] = await subscriptions.subscribe(signal);
  t.same(await subscriptions.unsubscribe(signal), [made]);
  t.same(await subscriptions.list(signal), [
    { id: other.id, what: 'Contact_Add', url, endsAt: null, isOurs: false, isOff: true },
  ]);
});

test('without an address of ours nothing is ours', async (t) => {
  const { desk, subscriptions, signal } = await setUp(t);
  await subscriptions.subscribe(signal);
  t.match(await new DeskSubscriptions(desk, '').list(signal), [{ isOurs: false }]);
});
