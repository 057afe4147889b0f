import type { OperatorAction } from '../../../log/readings.ts';
import { insertAction } from '../actions.ts';
import { sql } from '../drizzle.ts';
import type { Writing } from '../log.ts';
import { change, first, type Step } from '../step.ts';

/**
 * Forgets which Moodle user a student is linked to; returns the user's id, or null when there was no link.
 */
export function* releaseStudent(
  { nowIso }: Writing,
  zohoId: string,
  by: OperatorAction,
): Step<string | null> {
  const linked = yield* first<{ moodle_user_id: string | null }>(
    sql`SELECT moodle_user_id FROM students WHERE zoho_id = ${zohoId}`,
  );
  const userId = linked?.moodle_user_id ?? null;
  if (userId === null) return null;
  yield* change(
    sql`UPDATE students SET moodle_user_id = NULL, updated_at = ${nowIso} WHERE zoho_id = ${zohoId}`,
  );
  yield* insertAction(by, nowIso, { ...by.detail, moodle_user_id: userId });
  return userId;
}
