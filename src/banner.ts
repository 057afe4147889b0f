import type { Settings } from './settings.ts';
import { STUDENT_FLAGS } from './students/permissions.ts';
import { FLAGS } from './tickets/flags.ts';

/** What the person who started the service has to know; printed once, when it listens. */
export function banner(options: {
  settings: Settings;
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
  Moodle         ${describeMoodle(settings)}
${describeFlags(settings)}
  Dashboard      ${address}/dashboard/sign-in?token=${operatorToken}

`;
}

/** The six flags as they stand, one a line. */
function describeFlags(settings: Settings): string {
  return FLAGS.map(({ key, name }) => `  ${name.padEnd(20)} ${settings[key] ? 'on' : 'off'}`).join('\n');
}

function describeMoodle(settings: Settings): string {
  if (settings.MOODLE_BASE_URL === '') return 'not connected';
  const on = STUDENT_FLAGS.filter((key) => settings[key]);
  return on.length === 0 ? 'read; nothing is written' : `connected, with ${on.join(', ')}`;
}
