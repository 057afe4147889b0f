import type { Answer } from '../faults.ts';
import { type CrmChange, zohoTime } from './records.ts';

type Channel = {
  channel_id: string;
  events: string[];
  notify_url: string;
  token: string;
  channel_expiry?: string;
};
type Subscribed = Channel & { expiresMs: number };

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** What a callback calls a change, and what a subscription calls it. */
const EVENT_WORDS = { insert: 'create', update: 'edit', delete: 'delete' } as const;

/** The channels of `actions/watch`, which expire by themselves. */
export class CrmChannels {
  readonly #channels = new Map<string, Subscribed>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  subscribe(body: unknown): Answer {
    return { status: 201, json: { watch: channelsOf(body).map((channel) => this.#keep(channel)) } };
  }

  renew(body: unknown): Answer {
    const channels = channelsOf(body);
    if (channels.some(({ channel_id }) => !this.#isActive(channel_id))) return NOT_SUBSCRIBED;
    return { status: 200, json: { watch: channels.map((channel) => this.#keep(channel)) } };
  }

  list(): Answer {
    const active = [...this.#channels.values()].filter(({ channel_id }) => this.#isActive(channel_id));
    if (active.length === 0) return { status: 204 };
    const watch = active.map(({ expiresMs, ...channel }) => ({
      ...channel,
      channel_expiry: zohoTime(expiresMs),
      resource_name: channel.events[0]?.split('.')[0],
    }));
    return { status: 200, json: { watch, info: { count: watch.length, more_records: false } } };
  }

  unsubscribe(ids: string): Answer {
    const unknown = ids.split(',').filter((id) => !this.#channels.delete(id));
    return unknown.length > 0 ? NOT_SUBSCRIBED : { status: 200, json: { watch: [{ code: 'SUCCESS' }] } };
  }

  /** The callbacks that Zoho would now post for a change of these records. */
  callbacks({ module, operation }: CrmChange, ids: readonly string[]): { url: string; body: object }[] {
    const event = EVENT_WORDS[operation];
    return [...this.#channels.values()]
      .filter(({ channel_id }) => this.#isActive(channel_id))
      .filter(({ events }) => events.includes(`${module}.${event}`) || events.includes(`${module}.all`))
      .map(({ channel_id, token, notify_url }) => ({
        url: notify_url,
        body: {
          server_time: this.#now(),
          query_params: {},
          module,
          ids,
          affected_fields: [],
          operation,
          channel_id,
          token,
        },
      }));
  }

  /** A time that is missing, past or more than a week away counts as one hour. */
  #keep(channel: Channel) {
    const wishedMs = Date.parse(String(channel.channel_expiry)) - this.#now();
    const isGood = wishedMs > 0 && wishedMs <= WEEK_MS;
    const expiresMs = this.#now() + (isGood ? wishedMs : HOUR_MS);
    this.#channels.set(channel.channel_id, { ...channel, expiresMs });
    const { channel_id } = channel;
    const events = [{ channel_id, channel_expiry: zohoTime(expiresMs) }];
    return { code: 'SUCCESS', details: { events }, status: 'success' };
  }

  #isActive(id: string): boolean {
    const channel = this.#channels.get(id);
    return channel !== undefined && channel.expiresMs > this.#now();
  }
}

function channelsOf(body: unknown): Channel[] {
  return (body as { watch: Channel[] }).watch;
}

const NOT_SUBSCRIBED: Answer = {
  status: 400,
  json: { watch: [{ code: 'NOT_SUBSCRIBED', details: {}, message: 'no such channel', status: 'error' }] },
};
