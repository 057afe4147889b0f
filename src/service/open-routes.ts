import { splitSecrets } from '../inbound/signatures/shared-secret.ts';
import type { Settings } from '../settings.ts';

type Proofs = Pick<Settings, 'ZOHO_WEBHOOK_SECRET' | 'ZOHO_DESK_ORG_ID' | 'ZOHO_DESK_WEBHOOK_ID'>;

/** The routes of Zoho Desk; the second is where the earlier service had it. */
export const DESK_PATHS = ['/api/v1/events/desk/ticket', '/webhook/zoho-desk'] as const;
/** Takes the same proofs as a webhook, but not the signature of Zoho Desk. */
const TEST_PATH = '/webhook/test';

/** The webhook routes that anyone may post to, because no scheme they accept is configured. */
export function openRoutes(settings: Proofs): string[] {
  if (splitSecrets(settings.ZOHO_WEBHOOK_SECRET).length > 0) return [];
  const isDeskProven = settings.ZOHO_DESK_ORG_ID !== '' && settings.ZOHO_DESK_WEBHOOK_ID !== '';
  return ['/api/v1/events/zoho/student', ...(isDeskProven ? [] : DESK_PATHS), TEST_PATH];
}

/** Why production must not start, or null. */
export function refusalToStart(
  settings: Proofs & Pick<Settings, 'NODE_ENV' | 'ALLOW_UNSIGNED_WEBHOOKS'>,
): string | null {
  const open = openRoutes(settings);
  if (
    open.length === 0 ||
    settings.NODE_ENV.toLowerCase() !== 'production' ||
    settings.ALLOW_UNSIGNED_WEBHOOKS
  )
    return null;
  return `In production every webhook route must be verified, but these are open: ${open.join(', ')}. Set ZOHO_WEBHOOK_SECRET, or ALLOW_UNSIGNED_WEBHOOKS=true if a proxy in front of the service verifies them.`;
}
