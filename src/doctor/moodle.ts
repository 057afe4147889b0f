import { PermanentFailure } from '../log/failures.ts';
import type { MoodleClient } from '../outside/moodle/client.ts';
import { FUNCTIONS, type FunctionName } from '../outside/moodle/functions.ts';
import { LookUps } from '../outside/moodle/look-ups.ts';
import { tell } from '../sentences/tell.ts';
import type { Settings } from '../settings.ts';
import { attempt, type Finding, off } from './finding.ts';

/** What the enabled flags need from Moodle: the service's functions, and users that can be found. */
export async function checkMoodle(
  moodle: MoodleClient | null,
  settings: Settings,
  signal: AbortSignal,
): Promise<Finding[]> {
  if (moodle === null) return [off('MOODLE', tell('MOODLE_NOT_CONNECTED'))];
  const answered = await attempt('MOODLE', tell('MOODLE_WELL'), () => moodle.siteInfo(signal));
  // Everything else would fail for the same reason.
  if (answered.state === 'problem') return [answered];
  const lookUps = new LookUps(moodle, functionsFor(settings));
  const able = tell('MOODLE_RIGHTS_WELL');
  const rights = await attempt('MOODLE_RIGHTS', able, async () => {
    const site = await lookUps.require(signal);
    if (site.isAdmin && (settings.MOODLE_UPDATE_USERS || settings.MOODLE_SUSPEND_USERS)) throw tooMighty();
  });
  // One finding, whichever step met it: events that wait for the same reason raise it too.
  return rights.state === 'problem' ? [{ ...rights, code: 'MOODLE' }] : [answered, rights];
}

function tooMighty(): PermanentFailure {
  return new PermanentFailure(tell('MOODLE_ADMIN_TOKEN'));
}

/** The functions called besides the look-ups. */
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
