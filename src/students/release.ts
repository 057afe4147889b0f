import type { OperatorAction } from '../log/readings.ts';

/** What is noted when an operator releases a student from its Moodle user. */
export function releaseAction(operator: string, zohoId: string): OperatorAction {
  return { operator, action: 'release', target: `record ${zohoId}`, detail: {} };
}
