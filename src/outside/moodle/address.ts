import { tell } from '../../sentences/tell.ts';
import { BadSettings, type Settings } from '../../settings.ts';
import { isLoopback } from '../loopback.ts';

export type MoodleAccess = { endpoint: URL; token: string };
type MoodleSettings = Pick<Settings, 'MOODLE_BASE_URL' | 'MOODLE_TOKEN'>;

/**
 * Where Moodle is called, and with which token; null when neither is set. The site may stand below a path.
 *
 * @throws BadSettings naming the key
 */
export function moodleAccess({ MOODLE_BASE_URL, MOODLE_TOKEN }: MoodleSettings): MoodleAccess | null {
  if (MOODLE_BASE_URL === '' && MOODLE_TOKEN === '') return null;
  if (MOODLE_BASE_URL === '')
    throw new BadSettings(tell('SETTING_NEEDED_BY', { setting: 'MOODLE_BASE_URL', other: 'MOODLE_TOKEN' }));
  if (MOODLE_TOKEN === '')
    throw new BadSettings(tell('SETTING_NEEDED_BY', { setting: 'MOODLE_TOKEN', other: 'MOODLE_BASE_URL' }));
  return { endpoint: endpointBelow(MOODLE_BASE_URL), token: MOODLE_TOKEN };
}

function endpointBelow(base: string): URL {
  const url = URL.canParse(base) ? new URL(base) : null;
  if (url === null || !isSafe(url)) {
    throw new BadSettings(tell('MOODLE_ADDRESS_UNSAFE'));
  }
  const site = url.pathname.replace(/\/+$/, '');
  return new URL(`${site}/webservice/rest/server.php`, url.origin);
}

/** Every call carries the token, so plain HTTP is allowed only to this machine. */
function isSafe(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}
