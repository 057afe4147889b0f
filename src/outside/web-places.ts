import type { Settings } from '../settings.ts';
import { isLoopback } from './loopback.ts';
import { crmWeb } from './zoho/account/hosts.ts';

/** Where people see what the service knows by ids; null where the settings do not say. */
export type WebPlaces = {
  crmRecord(module: string, recordId: string): string;
  moodleUser(userId: string): string | null;
};

type PlaceSettings = Pick<Settings, 'ZOHO_DATACENTER' | 'ZOHO_CRM_URL' | 'MOODLE_BASE_URL'>;

export function webPlaces(settings: PlaceSettings): WebPlaces {
  const { ZOHO_DATACENTER, ZOHO_CRM_URL, MOODLE_BASE_URL } = settings;
  const api = URL.parse(ZOHO_CRM_URL);
  // A simulator shows its records where it answers.
  const crm = api !== null && isLoopback(api) ? api.origin : crmWeb(ZOHO_DATACENTER);
  return {
    crmRecord: (module, recordId) =>
      `${crm}/crm/tab/${encodeURIComponent(module)}/${encodeURIComponent(recordId)}`,
    moodleUser: (userId) =>
      MOODLE_BASE_URL === ''
        ? null
        : `${MOODLE_BASE_URL.replace(/\/+$/, '')}/user/profile.php?id=${encodeURIComponent(userId)}`,
  };
}
