import { PermanentFailure } from '../../log/failures.ts';
import { connectZoho } from '../../outside/zoho/connect.ts';
import type { CrmChannels } from '../../outside/zoho/crm/channels-api.ts';
import type { ZohoCrm } from '../../outside/zoho/crm/crm.ts';
import type { ZohoDesk } from '../../outside/zoho/desk/desk.ts';
import type { Context } from '../command.ts';

/**
 * The clients of Zoho for one command, with one token; what they call is not logged. `desk` is null when no organisation
 * is set. Throws PermanentFailure without credentials.
 */
export function zohoOf({ settings, outside, common }: Context): {
  crm: ZohoCrm;
  crmChannels: CrmChannels;
  desk: ZohoDesk | null;
} {
  const { crm, crmChannels, desk } = connectZoho(settings, { ...outside, log: { info() {} } });
  if (crm === null || crmChannels === null) throw new PermanentFailure(common.zohoUnset);
  return { crm, crmChannels, desk };
}
