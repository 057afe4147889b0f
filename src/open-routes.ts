import type { Settings } from './settings.ts';
import { splitSecrets } from './signatures/shared-secret.ts';

/** The webhook routes that anyone may post to, because no scheme they accept is configured. */
export function openRoutes(settings: Pick<Settings, 'ZOHO_WEBHOOK_SECRET'>): string[] {
  return splitSecrets(settings.ZOHO_WEBHOOK_SECRET).length > 0 ? [] : ['/api/v1/events/zoho/student'];
}

/** Why production must not start, or null. */
export function refusalToStart(
  settings: Pick<Settings, 'ZOHO_WEBHOOK_SECRET' | 'NODE_ENV' | 'ALLOW_UNSIGNED_WEBHOOKS'>,
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
