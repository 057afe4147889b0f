import type { Told } from '../../../log/told.ts';
import { tell } from '../../../sentences/tell.ts';
import type { Subscription, Subscriptions } from '../crm/subscriptions.ts';
import type { ZohoDesk } from './desk.ts';
import type { DeskWebhook } from './ticket.ts';

const PATH = '/webhook/zoho-desk';
const NAME = 'Zoho Event Hub';
/** Replies of our own agents need no work: only what customers write. */
const EVENTS = { Ticket_Add: null, Ticket_Update: null, Ticket_Thread_Add: { direction: 'in' } };

/** The webhook of Zoho Desk that posts tickets to us. It does not end, and is known as ours by its address. */
export class DeskSubscriptions implements Subscriptions {
  readonly system = 'Zoho Desk';
  readonly #desk: ZohoDesk;
  readonly #url: string;

  /** @param publicUrl where Zoho reaches this service; empty means that nothing is ours */
  constructor(desk: ZohoDesk, publicUrl: string) {
    this.#desk = desk;
    this.#url = URL.canParse(PATH, publicUrl) ? new URL(PATH, publicUrl).href : '';
  }

  get plan(): Told {
    const events = Object.keys(EVENTS).join(', ');
    return tell('DESK_SUBSCRIPTION_PLAN', { events, url: this.#url });
  }

  /** One that is there already is switched on, with our events. */
  async subscribe(signal: AbortSignal): Promise<Subscription[]> {
    const [first] = await this.#ours(signal);
    const subscriptions = EVENTS;
    const webhook =
      first === undefined
        ? await this.#desk.webhooks.create({ name: NAME, url: this.#url, subscriptions }, signal)
        : await this.#desk.webhooks.change(first.id, { subscriptions, isEnabled: true }, signal);
    return [this.#describe(webhook)];
  }

  /** Nothing ends, so nothing is made longer. */
  async renew(): Promise<Subscription[]> {
    return [];
  }

  async list(signal: AbortSignal): Promise<Subscription[]> {
    return (await this.#desk.webhooks.list(signal)).map((webhook) => this.#describe(webhook));
  }

  async unsubscribe(signal: AbortSignal): Promise<Subscription[]> {
    const ours = await this.#ours(signal);
    for (const { id } of ours) await this.#desk.webhooks.delete(id, signal);
    return ours.map((webhook) => this.#describe(webhook));
  }

  async #ours(signal: AbortSignal): Promise<DeskWebhook[]> {
    return (await this.#desk.webhooks.list(signal)).filter(({ url }) => url === this.#url);
  }

  #describe({ id, url, isEnabled, subscriptions }: DeskWebhook): Subscription {
    const what = Object.keys(subscriptions).join(', ');
    return { id, what, url, endsAt: null, isOurs: url === this.#url, isOff: !isEnabled };
  }
}
