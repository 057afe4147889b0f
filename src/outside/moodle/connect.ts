import type { Settings } from '../../settings.ts';
import { OutsideApi, type OutsideOptions } from '../api.ts';
import { moodleAccess } from './address.ts';
import { MoodleClient } from './client.ts';
import { away, isRefusal, redirected } from './refusals.ts';

/** Concurrent calls. Moodle itself sets no limit, but a small school's server does. */
const CONCURRENCY = 2;

/**
 * The way to Moodle, for the service and for the command line; null when it is not set up.
 *
 * @throws BadSettings when the address or the token is missing, or the address is not safe
 */
export function connectMoodle(
  settings: Pick<Settings, 'MOODLE_BASE_URL' | 'MOODLE_TOKEN'>,
  outside: Pick<OutsideOptions, 'clock' | 'random' | 'fetch' | 'log' | 'health' | 'notes'>,
): MoodleClient | null {
  const access = moodleAccess(settings);
  if (access === null) return null;
  const api = new OutsideApi({
    ...outside,
    system: 'Moodle',
    concurrency: CONCURRENCY,
    isClear: isRefusal,
    away,
    redirected,
  });
  return new MoodleClient(api, access);
}
