import { splitSecrets } from '../../inbound/signatures/shared-secret.ts';
import type { Told } from '../../log/told.ts';
import { tell } from '../../sentences/tell.ts';
import type { Settings } from '../../settings.ts';

/** A shorter secret can be guessed by trying; in characters. */
const SHORTEST = 16;
/** The length we advise, that of a secret in the Standard Webhooks specification; in characters. */
const ADVISED = 24;

/**
 * Why the service must not start with this webhook secret, or null. A comma separates two secrets, so a
 * secret that contains one becomes two, and the shorter would be accepted.
 */
export function refusedSecret({ ZOHO_WEBHOOK_SECRET }: Pick<Settings, 'ZOHO_WEBHOOK_SECRET'>): Told | null {
  const secrets = splitSecrets(ZOHO_WEBHOOK_SECRET);
  const short = secrets.find((secret) => secret.length < SHORTEST);
  if (short === undefined) return null;
  const code = secrets.length === 1 ? 'SECRET_TOO_SHORT' : 'SECRETS_TOO_SHORT';
  return tell(code, { count: short.length, least: SHORTEST });
}

type Proof =
  | 'ZOHO_WEBHOOK_SECRET'
  | 'ZOHO_NOTIFICATION_TOKEN'
  | 'OPERATOR_TOKEN'
  | 'READ_TOKEN'
  | 'METRICS_TOKEN';

/** Secrets that can be guessed with patience. The token that the service generates is long enough. */
export function weakSecrets(settings: Pick<Settings, Proof>): Told[] {
  const proofs = {
    ZOHO_WEBHOOK_SECRET: splitSecrets(settings.ZOHO_WEBHOOK_SECRET),
    ZOHO_NOTIFICATION_TOKEN: splitSecrets(settings.ZOHO_NOTIFICATION_TOKEN),
    OPERATOR_TOKEN: [settings.OPERATOR_TOKEN].filter((token) => token !== ''),
    READ_TOKEN: [settings.READ_TOKEN].filter((token) => token !== ''),
    METRICS_TOKEN: [settings.METRICS_TOKEN].filter((token) => token !== ''),
  };
  return Object.entries(proofs).flatMap(([key, values]) =>
    values.some((value) => value.length < ADVISED)
      ? [tell('SECRET_SHORT', { setting: key, count: ADVISED })]
      : [],
  );
}
