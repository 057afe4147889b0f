import { FUNCTIONS, type MoodleClient } from '../outside/moodle/client.ts';
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
  const able = 'The service in Moodle has every function that is needed, and users can be found.';
  return [answered, await attempt('MOODLE_RIGHTS', able, () => lookUps.require(signal))];
}

/** What is called besides the look-ups. */
function functionsFor({
  MOODLE_CREATE_USERS,
  MOODLE_UPDATE_USERS,
  MOODLE_SUSPEND_USERS,
}: Settings): string[] {
  return [
    ...(MOODLE_CREATE_USERS ? [FUNCTIONS.create] : []),
    ...(MOODLE_UPDATE_USERS || MOODLE_SUSPEND_USERS ? [FUNCTIONS.update] : []),
  ];
}
