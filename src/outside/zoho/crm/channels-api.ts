import { isObject } from '../../../inbound/body.ts';
import { toEpochMs } from '../../../inbound/times.ts';
import type { JsonObject } from '../../../log/event.ts';
import type { Deed } from '../../../sentences/texts/tickets/deeds.ts';
import type { OutsideApi } from '../../api.ts';
import type { ZohoTokens } from '../account/oauth.ts';
import { zohoTime } from './crm.ts';
import { CrmApi, type CrmCall } from './crm-api.ts';
import { rowsOf } from './refusals.ts';

/** A channel as Zoho has it. `expiresMs` is epoch ms. */
export type CrmChannel = { id: string; events: string[]; notifyUrl: string; expiresMs: number };
/** `token` (at most 50 characters) comes back in the body of each callback and is its only proof. */
export type NewCrmChannel = CrmChannel & { token: string };

const PATH = '/crm/v8/actions/watch';

/**
 * The channels of Zoho's Notifications API: Zoho posts what changes in a module to an address, for a week at most
 * (https://www.zoho.com/crm/developer/docs/api/v8/notifications/enable.html).
 */
export class CrmChannels {
  readonly #api: CrmApi;

  constructor(api: OutsideApi, tokens: ZohoTokens, base: URL) {
    this.#api = new CrmApi(api, tokens, base);
  }

  /** All channels of the account, also those of other programs. */
  async list(signal: AbortSignal): Promise<CrmChannel[]> {
    const rows = rowsOf(await this.#api.read(call('LIST_CHANNELS', 'GET', PATH), signal));
    return rows.map((row) => ({
      id: String(row.channel_id),
      events: Array.isArray(row.events) ? row.events.map(String) : [],
      notifyUrl: String(row.notify_url),
      expiresMs: toEpochMs(String(row.channel_expiry)),
    }));
  }

  /**
   * Makes the channel, or makes it last longer if Zoho still has it. Answers when it ends, in epoch ms: Zoho takes an
   * end that it does not like for "in an hour".
   */
  async keep(channel: NewCrmChannel, signal: AbortSignal): Promise<number> {
    const isKnown = (await this.list(signal)).some(({ id }) => id === channel.id);
    const [deed, method] = isKnown
      ? (['RENEW_A_CHANNEL', 'PUT'] as const)
      : (['MAKE_A_CHANNEL', 'POST'] as const);
    const watch = {
      // As text: the id is longer than JavaScript's numbers where another program chose it.
      channel_id: channel.id,
      events: channel.events,
      notify_url: channel.notifyUrl,
      token: channel.token,
      channel_expiry: zohoTime(channel.expiresMs),
    };
    const row = await this.#api.write({ ...call(deed, method, PATH), json: { watch: [watch] } }, signal);
    return endOf(row);
  }

  async unsubscribe(id: string, signal: AbortSignal): Promise<void> {
    const query = new URLSearchParams({ channel_ids: id });
    await this.#api.write(call('END_A_CHANNEL', 'DELETE', `${PATH}?${query}`), signal);
  }
}

function call(deed: Deed, method: CrmCall['method'], path: string): CrmCall {
  return { deed, scopes: ['ZohoCRM.notifications.ALL'], method, path, isIdempotent: true };
}

function endOf({ details }: JsonObject): number {
  const [event] = isObject(details) && Array.isArray(details.events) ? details.events : [];
  return isObject(event) ? toEpochMs(String(event.channel_expiry)) : Number.NaN;
}
