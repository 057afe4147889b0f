import { hash } from 'node:crypto';
import type { Clock } from '../../../clock.ts';
import { PermanentFailure } from '../../../log/failures.ts';
import type { StateStore } from '../../../log/stores.ts';
import type { Told } from '../../../log/told.ts';
import { tell } from '../../../sentences/tell.ts';
import type { CrmChannels } from './channels-api.ts';
import type { Subscription, Subscriptions } from './subscriptions.ts';

type ChannelOptions = {
  channels: CrmChannels;
  state: StateStore;
  clock: Clock;
  /** The CRM modules to watch. */
  modules: readonly string[];
  /** Where Zoho reaches this service, such as https://hub.example.edu. */
  publicUrl: string;
  /** What comes back in each callback; the first of ZOHO_NOTIFICATION_TOKEN. */
  token: string;
};

/** A channel that was made by us, as it is remembered across restarts. */
type Kept = { id: string; module: string; url: string; endsAt: string };

const STATE_KEY = 'zoho.channels';
const PATH = '/api/v1/events/zoho/notifications';
const DAY_MS = 24 * 3_600_000;
/** How long a channel is asked for, in ms; Zoho gives a week at most and an hour to who asks for more. */
const LIFETIME_MS = 6 * DAY_MS;
/** A channel with less than this left is renewed, in ms: a day after it was made, five days before it ends. */
const RENEW_BELOW_MS = 5 * DAY_MS;
/** What a channel is good for when Zoho does not say, in ms. */
const SHORTEST_MS = 3_600_000;

/** The channels of Zoho CRM that post changes of our modules to us. */
export class ChannelSubscriptions implements Subscriptions {
  readonly system = 'Zoho CRM';
  readonly #options: ChannelOptions;

  constructor(options: ChannelOptions) {
    this.#options = options;
  }

  get plan(): Told {
    const { modules, clock } = this.#options;
    return tell('CRM_SUBSCRIPTION_PLAN', {
      modules: modules.join(', '),
      url: this.#url,
      until: toIso(clock.now() + LIFETIME_MS),
    });
  }

  async subscribe(signal: AbortSignal): Promise<Subscription[]> {
    const { modules } = this.#options;
    const wanted = modules.map((module) => ({ id: channelId(module, this.#url), module, url: this.#url }));
    const earlier = await this.#kept();
    const made = await this.#keep(wanted, signal);
    // If our address has changed, the old channel would go on posting to nobody.
    const stale = earlier.filter(({ id }) => !made.some((channel) => channel.id === id));
    await this.#end(stale, signal);
    return made;
  }

  async renew(signal: AbortSignal): Promise<Subscription[]> {
    return this.#keep(await this.#kept(), signal);
  }

  /** Renews what would end within five days; for a timer. Answers how many were. */
  async renewDue(signal: AbortSignal): Promise<number> {
    const kept = await this.#kept();
    const dueMs = this.#options.clock.now() + RENEW_BELOW_MS;
    const due = kept.filter(({ endsAt }) => Date.parse(endsAt) < dueMs);
    if (due.length > 0) await this.#keep(kept, signal);
    return due.length;
  }

  async list(signal: AbortSignal): Promise<Subscription[]> {
    const ours = new Set((await this.#kept()).map(({ id }) => id));
    const channels = await this.#options.channels.list(signal);
    return channels.map(({ id, events, notifyUrl, expiresMs }) => ({
      id,
      what: events.join(', '),
      url: notifyUrl,
      endsAt: toIso(this.#endOf(expiresMs)),
      isOurs: ours.has(id),
      isOff: false,
    }));
  }

  async unsubscribe(signal: AbortSignal): Promise<Subscription[]> {
    const kept = await this.#kept();
    await this.#end(kept, signal);
    return kept.map(toSubscription);
  }

  get #url(): string {
    return new URL(PATH, this.#options.publicUrl).href;
  }

  async #keep(wanted: readonly Omit<Kept, 'endsAt'>[], signal: AbortSignal): Promise<Subscription[]> {
    const { channels, state, clock, token } = this.#options;
    if (wanted.length > 0 && token === '') throw new PermanentFailure(tell('NOTIFICATION_TOKEN_UNSET'));
    const kept: Kept[] = [];
    for (const { id, module, url } of wanted) {
      const expiresMs = clock.now() + LIFETIME_MS;
      const channel = { id, events: [`${module}.all`], notifyUrl: url, expiresMs, token };
      const endsMs = this.#endOf(await channels.keep(channel, signal));
      kept.push({ id, module, url, endsAt: toIso(endsMs) });
    }
    await state.write(STATE_KEY, JSON.stringify(kept));
    return kept.map(toSubscription);
  }

  async #end(kept: readonly Kept[], signal: AbortSignal): Promise<void> {
    const { channels, state } = this.#options;
    // Zoho refuses to end what has ended by itself.
    const active = new Set((await channels.list(signal)).map(({ id }) => id));
    for (const { id } of kept) if (active.has(id)) await channels.unsubscribe(id, signal);
    const rest = (await this.#kept()).filter(({ id }) => !kept.some((ended) => ended.id === id));
    await state.write(STATE_KEY, JSON.stringify(rest));
  }

  async #kept(): Promise<Kept[]> {
    const text = await this.#options.state.read(STATE_KEY);
    return text === null ? [] : (JSON.parse(text) as Kept[]);
  }

  #endOf(expiresMs: number): number {
    return Number.isNaN(expiresMs) ? this.#options.clock.now() + SHORTEST_MS : expiresMs;
  }
}

/**
 * The same for the same module and address, so that subscribing twice makes one channel. Fifteen digits: Zoho's type is
 * a 64-bit number, JavaScript's ends at sixteen.
 */
function channelId(module: string, url: string): string {
  const digits = BigInt(`0x${hash('sha256', JSON.stringify([module, url])).slice(0, 16)}`).toString();
  return `1${digits.padStart(14, '0').slice(0, 14)}`;
}

function toSubscription({ id, module, url, endsAt }: Kept): Subscription {
  return { id, what: `${module}.all`, url, endsAt, isOurs: true, isOff: false };
}

function toIso(ms: number): string {
  return new Date(ms).toISOString();
}
