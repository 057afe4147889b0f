import type { JsonObject } from '../../log/event.ts';
import type { OperatorAction } from '../../log/readings.ts';
import { sql } from './drizzle.ts';
import { ids, type Step } from './step.ts';

/** Notes who did what, in the transaction that does it; returns the id of the note. */
export function* insertAction(
  by: OperatorAction,
  nowIso: string,
  detail: JsonObject = by.detail,
): Step<number> {
  const { operator, action, target } = by;
  const [id] = yield* ids(sql`
    INSERT INTO operator_actions (at, operator, action, target, detail)
    VALUES (${nowIso}, ${operator}, ${action}, ${target}, ${JSON.stringify(detail)})
    RETURNING id`);
  return Number(id);
}
