import { tell } from '../sentences/tell.ts';
import { BadSettings, type Settings } from '../settings.ts';
import type { MoodleFlags } from './moodle/sync.ts';

/** The flags that let student events write outside. */
export const STUDENT_FLAGS = [
  'MOODLE_CREATE_USERS',
  'MOODLE_UPDATE_USERS',
  'MOODLE_SUSPEND_USERS',
  'CRM_WRITE_BACK',
] as const;

export type Permissions = { moodle: MoodleFlags; writeBack: boolean };

/**
 * What student events may write outside. A flag whose system is not connected stops the start: it would look on and do
 * nothing.
 *
 * @throws BadSettings naming the flag and what it needs
 */
export function studentPermissions(
  settings: Settings,
  connected: { moodle: boolean; crm: boolean },
): Permissions {
  const { MOODLE_CREATE_USERS, MOODLE_UPDATE_USERS, MOODLE_SUSPEND_USERS, CRM_WRITE_BACK } = settings;
  const on = STUDENT_FLAGS.find((key) => settings[key]);
  if (on !== undefined && !connected.moodle)
    throw new BadSettings(tell('FLAG_NEEDS_MOODLE', { setting: on }));
  if (CRM_WRITE_BACK && !connected.crm) throw new BadSettings(tell('WRITE_BACK_NEEDS_ZOHO'));
  const moodle = {
    create: MOODLE_CREATE_USERS,
    update: MOODLE_UPDATE_USERS,
    suspend: MOODLE_SUSPEND_USERS,
  };
  return { moodle, writeBack: CRM_WRITE_BACK };
}
