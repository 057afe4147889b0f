import type { Answer } from '../faults.ts';
import type { MoodleUsers } from './users.ts';

/** What a Moodle says while something is wrong with it; null when this call is answered anyway. */
type Trouble = (call: { wsfunction: string; url: string }) => Answer | null;

/**
 * What goes wrong with a Moodle and stays wrong until somebody mends it, each with the answer that a real one
 * gives (4.5 and 5.1). `blind…` and `no-…` are of another kind: see MoodleUsers.hidden and
 * MoodleSimulator.functions.
 */
export const TROUBLES = {
  'database-away': always(refused('dbconnectionfailed', 'dml_connection_exception')),
  maintenance: always(refused('sitemaintenance')),
  'cli-maintenance': always({
    status: 503,
    json: '<h1>École Exemple under maintenance</h1>',
    headers: { 'retry-after': '300', 'content-type': 'text/html; charset=utf-8' },
  }),
  upgrading: always(refused('upgraderunning')),
  // The REST protocol or web services are off altogether: no text, only the status.
  'rest-off': always({ status: 403, json: '', headers: { 'content-type': 'text/html; charset=utf-8' } }),
  'service-off': always(refused('accessexception', 'webservice_access_exception')),
  'token-ended': always(refused('invalidtoken')),
  'user-suspended': always(refused('wsaccessusersuspended')),
  'user-deleted': always(refused('wsaccessuserdeleted')),
  'user-unconfirmed': always(refused('wsaccessuserunconfirmed')),
  'user-no-login': always(refused('wsaccessusernologin')),
  // The site info is still answered: a check of that alone finds everything well.
  policy: besidesSiteInfo(refused('sitepolicynotagreed')),
  'password-change': besidesSiteInfo(refused('forcepasswordchangenotice')),
  'profile-incomplete': besidesSiteInfo(refused('usernotfullysetup')),
  'not-available': besidesSiteInfo(refused('servicenotavailable')),
  'login-required': besidesSiteInfo(refused('requireloginerror')),
  'unknown-code': besidesSiteInfo(refused('codingerror', 'core\\exception\\coding_exception')),
  'other-host': ({ url }) => ({
    status: 303,
    json: '<h1>Redirect</h1>',
    headers: { location: `https://moodle.example.edu${url}`, 'x-redirect-by': 'Moodle' },
  }),
  'empty-answer': always({ status: 200, json: '' }),
  'log-in-page': always({ status: 200, json: '<!DOCTYPE html><title>Log in</title>' }),
} as const satisfies Record<string, Trouble>;

export type TroubleName = keyof typeof TROUBLES;

/** What the token's user may not see of others, by the capability that it lacks. */
const BLINDNESS = {
  blind: ['id'],
  'blind-email': ['email'],
  // Without moodle/user:viewalldetails, a Moodle that shows ID numbers as identity still shows those.
  'blind-username': ['username'],
  'blind-idnumber': ['username', 'idnumber'],
} as const;

/** Functions that somebody removed from the token's service. */
const MISSING = {
  'no-create': 'core_user_create_users',
  'no-update': 'core_user_update_users',
  'no-find': 'core_user_get_users_by_field',
} as const;

export type StandingTrouble = TroubleName | keyof typeof BLINDNESS | keyof typeof MISSING;
export const STANDING: readonly StandingTrouble[] = [
  ...namesOf(TROUBLES),
  ...namesOf(BLINDNESS),
  ...namesOf(MISSING),
];

function namesOf<T extends object>(table: T): (keyof T)[] {
  return Object.keys(table) as (keyof T)[];
}

/** Hides what a blindness hides, or removes a function. */
export function cripple(
  { users, functions }: { users: MoodleUsers; functions: Set<string> },
  trouble: StandingTrouble,
): void {
  const hidden: readonly string[] = Object.hasOwn(BLINDNESS, trouble)
    ? BLINDNESS[trouble as keyof typeof BLINDNESS]
    : [];
  for (const field of hidden) users.hidden.add(field);
  if (Object.hasOwn(MISSING, trouble)) functions.delete(MISSING[trouble as keyof typeof MISSING]);
}

/** The way Moodle refuses: with status 200. */
function refused(errorcode: string, exception = 'core\\exception\\moodle_exception'): Answer {
  return { status: 200, json: { exception, errorcode, message: `error/${errorcode}` } };
}

function always(answer: Answer): Trouble {
  return () => answer;
}

function besidesSiteInfo(answer: Answer): Trouble {
  return ({ wsfunction }) => (wsfunction === 'core_webservice_get_site_info' ? null : answer);
}
