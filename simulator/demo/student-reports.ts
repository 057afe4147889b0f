import { recordOf, type SeedStudent } from '../seed.ts';
import type { Sent } from '../sender.ts';
import { type Delivery, type StudentReport, studentDelivery } from '../student-deliveries.ts';
import type { Stage } from './stage.ts';

export function enrol(stage: Stage, person: SeedStudent): Promise<Sent> {
  return stage.send(template('enrol', person, { operation: 'insert' }));
}

/** What Zoho sends when a template names every field. */
export function template(name: string, person: SeedStudent, changes: Partial<StudentReport> = {}): Delivery {
  const usual = report(name, person);
  return studentDelivery('template', {
    ...usual,
    ...changes,
    fields: { ...usual.fields, ...changes.fields },
  });
}

export function report(name: string, person: SeedStudent): StudentReport {
  const { id: recordId, Modified_Time: _, Student_Moodle_ID: __, ...fields } = recordOf(person, 0);
  return { recordId, fields, operation: 'update', notificationId: `demo-${name}-${recordId}`, at: inMs(0) };
}

export function isOver({ status }: { status: string }): boolean {
  return status === 'completed' || status === 'failed';
}

/** What the service did with a delivery whose end was awaited. */
export function actionOf({ body }: Sent): unknown {
  return Object(Object(body.outcome).result).action_taken;
}

export function errorOf({ body }: Sent): string {
  return String(Object(body.outcome).error_message);
}

export function inMs(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}
