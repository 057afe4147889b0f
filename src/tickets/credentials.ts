import type { Settings } from '../settings.ts';

/** The settings that are still empty and without which no ticket can be read. */
export function missingForTickets(settings: Settings): string[] {
  const needed = ['ZOHO_CLIENT_ID', 'ZOHO_CLIENT_SECRET', 'ZOHO_REFRESH_TOKEN', 'ZOHO_DESK_ORG_ID'] as const;
  return needed.filter((key) => settings[key] === '');
}
