import type { Settings } from './settings.ts';

/** What the person who started the service has to know; printed once, when it listens. */
export function banner(options: {
  settings: Pick<Settings, 'DATABASE_URL' | 'LOG_FILE'>;
  version: string;
  address: string;
  openRoutes: readonly string[];
  readsCrm: boolean;
  operatorToken: string;
}): string {
  const { settings, version, address, openRoutes, readsCrm, operatorToken } = options;
  const isVerified = openRoutes.length === 0;
  return `
  Zoho Event Hub ${version}

  Listening      ${address}
  Database       ${settings.DATABASE_URL}
  Log            ${settings.LOG_FILE || 'terminal only'}
  Verification   ${isVerified ? 'on' : 'OFF: anyone may send webhooks. Set ZOHO_WEBHOOK_SECRET'}
  Open routes    ${isVerified ? 'none' : openRoutes.join(', ')}
  Zoho CRM       ${readsCrm ? 'read, for webhooks that carry only an id' : 'not connected'}
  Flags          none yet: this version writes to its own database only
  Dashboard      ${address}/dashboard/sign-in?token=${operatorToken}

`;
}
