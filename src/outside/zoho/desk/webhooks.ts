import { changing, type DeskCalls, posting, reading, segment } from './calls.ts';
import { readList, readObject, readWebhook } from './replies.ts';
import type { DeskWebhook, DeskWebhookChange } from './ticket.ts';

/** The webhooks of Zoho Desk, by which it posts events to an address. */
export class DeskWebhooks {
  readonly #calls: DeskCalls;

  constructor(calls: DeskCalls) {
    this.#calls = calls;
  }

  async list(signal: AbortSignal): Promise<DeskWebhook[]> {
    const call = reading('LIST_THE_WEBHOOKS', 'Desk.webhooks.READ', 'webhooks');
    return readList(await this.#calls.must(call, signal)).map(readWebhook);
  }

  /** Zoho calls the address before it answers, and refuses when it gets no 200. The id is the audience of the JWT. */
  async create(
    webhook: Pick<DeskWebhook, 'name' | 'url' | 'subscriptions'>,
    signal: AbortSignal,
  ): Promise<DeskWebhook> {
    const call = posting('CREATE_A_WEBHOOK', 'Desk.webhooks.CREATE', 'webhooks', webhook);
    return readWebhook(readObject(await this.#calls.must(call, signal)));
  }

  async change(id: string, change: DeskWebhookChange, signal: AbortSignal): Promise<DeskWebhook> {
    const path = `webhooks/${segment(id)}`;
    const call = changing('CHANGE_A_WEBHOOK', 'Desk.webhooks.UPDATE', path, change);
    return readWebhook(readObject(await this.#calls.must(call, signal)));
  }

  /** One that is gone already is fine. */
  async delete(id: string, signal: AbortSignal): Promise<void> {
    const call = reading('DELETE_A_WEBHOOK', 'Desk.webhooks.DELETE', `webhooks/${segment(id)}`);
    await this.#calls.try({ ...call, method: 'DELETE' }, signal);
  }
}
