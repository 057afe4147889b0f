import { PermanentFailure } from '../log/failures.ts';
import type { MoodleClient } from '../outside/moodle/client.ts';
import { FUNCTIONS, type FunctionName } from '../outside/moodle/functions.ts';
import { LookUps } from '../outside/moodle/look-ups.ts';
import type { Settings } from '../settings.ts';
import { attempt, type Finding, off } from './finding.ts';

/** What the flags that are on need of Moodle: the functions of the service, and users that can be found. */
export async function checkMoodle(
  moodle: MoodleClient | null,
  settings: Settings,
  signal: AbortSignal,
): Promise<Finding[]> {
  if (moodle === null)
    return [off('MOODLE', 'Moodle is not connected: MOODLE_BASE_URL and MOODLE_TOKEN are empty.')];
  const answered = await attempt('MOODLE', 'Moodle answers and knows the token.', () =>
    moodle.siteInfo(signal),
  );
  // Everything else would fail for the same reason.
  if (answered.state === 'problem') return [answered];
  const lookUps = new LookUps(moodle, functionsFor(settings));
  const able =
    'The service in Moodle has every function that is needed, and other users can be seen: proven with the guest.';
  const rights = await attempt('MOODLE_RIGHTS', able, async () => {
    const site = await lookUps.require(signal);
    if (site.isAdmin && (settings.MOODLE_UPDATE_USERS || settings.MOODLE_SUSPEND_USERS)) throw tooMighty();
  });
  // One finding, whichever step met it: the events that wait for the same reason raise it too.
  return rights.state === 'problem' ? [{ ...rights, code: 'MOODLE' }] : [answered, rights];
}

function tooMighty(): PermanentFailure {
  return new PermanentFailure(
    'The user behind MOODLE_TOKEN is a site administrator, so Moodle would let it change other administrators. Until MOODLE_TOKEN belongs to a user that is none, only users with the id of their CRM record as ID number are changed.',
  );
}

/** What is called besides the look-ups. */
function functionsFor({
  MOODLE_CREATE_USERS,
  MOODLE_UPDATE_USERS,
  MOODLE_SUSPEND_USERS,
}: Settings): FunctionName[] {
  return [
    ...(MOODLE_CREATE_USERS ? [FUNCTIONS.create] : []),
    ...(MOODLE_UPDATE_USERS || MOODLE_SUSPEND_USERS ? [FUNCTIONS.update] : []),
  ];
}
