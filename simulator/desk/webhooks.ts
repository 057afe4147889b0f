import { NOT_FOUND, type On, page, unprocessable } from './answers.ts';
import type { DeskRecord } from './records.ts';
import type { DeskWrite } from './tickets.ts';

const NO_200 = unprocessable(
  'Validation failed for the condition : The endpoint failed to respond with status code 200',
);

/** The webhooks that the simulated Zoho Desk knows of, and the calls that list, make and change them. */
export function webhookRoutes(on: On, writes: DeskWrite[], newId: () => string): void {
  const webhooks = new Map<string, DeskRecord>();
  on('GET', '/webhooks', 'listWebhooks', [], ({ query }) => page([...webhooks.values()], query, 50));
  on('POST', '/webhooks', 'createWebhook', [], async ({ body }) => {
    if (!(await answers200(String(body.url)))) return NO_200;
    const webhook = { isEnabled: true, type: 'CUSTOMER_WEBHOOK', ...body, id: newId() };
    webhooks.set(webhook.id, webhook);
    writes.push({ call: 'createWebhook', ticketId: '', body });
    return { status: 200, json: webhook };
  });
  on('PATCH', '/webhooks/:id', 'updateWebhook', [], async ({ params, body }) => {
    const webhook = webhooks.get(String(params.id));
    if (webhook === undefined) return NOT_FOUND;
    if (body.url !== undefined && !(await answers200(String(body.url)))) return NO_200;
    writes.push({ call: 'updateWebhook', ticketId: '', body });
    return { status: 200, json: Object.assign(webhook, body) };
  });
  on('DELETE', '/webhooks/:id', 'deleteWebhook', [], ({ params }) => {
    if (!webhooks.delete(String(params.id))) return NOT_FOUND;
    writes.push({ call: 'deleteWebhook', ticketId: '', body: {} });
    return { status: 204 };
  });
}

/** Zoho's check of a webhook's address: a GET, and a POST when that does not answer 200. */
async function answers200(url: string): Promise<boolean> {
  const get = await fetch(url).catch(() => null);
  if (get?.status === 200) return true;
  const post = await fetch(url, { method: 'POST', body: '{}' }).catch(() => null);
  return post?.status === 200;
}
