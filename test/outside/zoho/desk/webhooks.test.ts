import Fastify from 'fastify';
import { test } from '../../../harness.ts';
import { startDeskClient } from './setup.ts';

const SUBSCRIPTIONS = { Ticket_Add: null, Ticket_Update: { includePrevState: true } };

test('a webhook is created, listed, changed and deleted', async (t) => {
  const { desk, signal } = await startDeskClient(t);
  const receiver = Fastify();
  receiver.all('/webhook/zoho-desk', async () => ({}));
  t.teardown(() => receiver.close());
  const url = `${await receiver.listen({ host: '127.0.0.1', port: 0 })}/webhook/zoho-desk`;

  t.same(await desk.webhooks.list(signal), []);
  const webhook = await desk.webhooks.create({ name: 'Hub', url, subscriptions: SUBSCRIPTIONS }, signal);
  t.match(webhook, { name: 'Hub', url, isEnabled: true, subscriptions: SUBSCRIPTIONS });
  t.same(await desk.webhooks.list(signal), [webhook]);
  t.match(await desk.webhooks.change(webhook.id, { isEnabled: false }, signal), { isEnabled: false });
  t.match(await desk.webhooks.change(webhook.id, { url }, signal), { url });
  await t.rejects(desk.webhooks.change(webhook.id, { url: `${url}/no` }, signal), { message: /got no 200/ });
  await desk.webhooks.delete(webhook.id, signal);
  await desk.webhooks.delete(webhook.id, signal);
  t.same(await desk.webhooks.list(signal), []);
});

test('a receiver that refuses a GET is asked with a POST', async (t) => {
  const { desk, signal } = await startDeskClient(t);
  const receiver = Fastify();
  receiver.addContentTypeParser('*', (_request, _body, done) => done(null));
  receiver.post('/', async () => ({}));
  t.teardown(() => receiver.close());
  const url = await receiver.listen({ host: '127.0.0.1', port: 0 });
  t.match(await desk.webhooks.create({ name: 'Hub', url, subscriptions: {} }, signal), { url });
  await t.rejects(desk.webhooks.create({ name: 'Hub', url: `${url}/no`, subscriptions: {} }, signal), {
    message: /got no 200/,
  });
  await receiver.close();
  await t.rejects(desk.webhooks.create({ name: 'Hub', url, subscriptions: {} }, signal), {
    message: /got no 200/,
  });
});

test('a webhook that is gone cannot be changed', async (t) => {
  const { desk, signal } = await startDeskClient(t);
  await t.rejects(desk.webhooks.change('999999', { isEnabled: true }, signal), { name: 'PermanentFailure' });
});
