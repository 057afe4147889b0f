import { splitSecrets } from '../../inbound/signatures/shared-secret.ts';
import type { Told } from '../../log/told.ts';
import { tell } from '../../sentences/tell.ts';
import type { Settings } from '../../settings.ts';
import { refusedSecret } from './secrets.ts';

type Proofs = Pick<Settings, 'ZOHO_WEBHOOK_SECRET' | 'ZOHO_DESK_ORG_ID' | 'ZOHO_DESK_WEBHOOK_ID'>;

/** The routes for Zoho Desk; the second is the path of the earlier service. */
export const DESK_PATHS = ['/api/v1/events/desk/ticket', '/webhook/zoho-desk'] as const;
/** Accepts the same proofs as a webhook, except the signature of Zoho Desk. */
const TEST_PATH = '/webhook/test';

/** The webhook routes open to anyone, because no scheme that they accept is configured. */
export function openRoutes(settings: Proofs): string[] {
  if (splitSecrets(settings.ZOHO_WEBHOOK_SECRET).length > 0) return [];
  const isDeskProven = settings.ZOHO_DESK_ORG_ID !== '' && settings.ZOHO_DESK_WEBHOOK_ID !== '';
  return ['/api/v1/events/zoho/student', ...(isDeskProven ? [] : DESK_PATHS), TEST_PATH];
}

/**
 * Modes in which a first test may run without a secret. Any other word means production: `prod` must not
 * start open.
 */
const TRIAL_MODES = ['', 'development', 'test'];

export function isKnownMode({ NODE_ENV }: Pick<Settings, 'NODE_ENV'>): boolean {
  return [...TRIAL_MODES, 'production'].includes(NODE_ENV.toLowerCase());
}

/** Why the service must not start with these settings, or null. */
export function refusalToStart(
  settings: Proofs & Pick<Settings, 'NODE_ENV' | 'ALLOW_UNSIGNED_WEBHOOKS'>,
): Told | null {
  const short = refusedSecret(settings);
  if (short !== null) return short;
  const open = openRoutes(settings);
  const isTrial = TRIAL_MODES.includes(settings.NODE_ENV.toLowerCase());
  if (open.length === 0 || isTrial || settings.ALLOW_UNSIGNED_WEBHOOKS) return null;
  return tell('ROUTES_OPEN', { routes: open.join(', ') });
}
