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
    throw new BadSettings('MOODLE_BASE_URL must be set too: MOODLE_TOKEN needs it.');
  if (MOODLE_TOKEN === '') throw new BadSettings('MOODLE_TOKEN must be set too: MOODLE_BASE_URL needs it.');
  return { endpoint: endpointBelow(MOODLE_BASE_URL), token: MOODLE_TOKEN };
}

function endpointBelow(base: string): URL {
  const url = URL.canParse(base) ? new URL(base) : null;
  if (url === null || !isSafe(url)) {
    throw new BadSettings(
      'MOODLE_BASE_URL must be the https address of the Moodle site, such as https://moodle.example.edu, or one on this machine.',
    );
  }
  const site = url.pathname.replace(/\/+$/, '');
  return new URL(`${site}/webservice/rest/server.php`, url.origin);
}

/** The token travels with each call: in the clear only on this machine. */
function isSafe(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}
