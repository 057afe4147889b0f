import { randomUUID } from 'node:crypto';
import { type Delivery, MODULE, studentDelivery } from '../student-deliveries.ts';
import type { CrmChange, CrmRecord, CrmRecords } from './records.ts';

/**
 * The workflow rule that a school sets up: a webhook reports each student record that somebody saves.
 *
 * @param onLost called when nobody took it; the rule does not try again
 */
export function reportStudents(
  records: CrmRecords,
  send: (delivery: Delivery) => Promise<{ status: number }>,
  onLost: (sentence: string) => void,
): void {
  records.listeners.push(({ module, operation, id }: CrmChange) => {
    if (module !== MODULE) return;
    const fields = textsOf(records.get(module, id));
    const at = new Date().toISOString();
    const report = { recordId: id, fields, operation, notificationId: randomUUID(), at };
    send(studentDelivery('template', report)).then(
      ({ status }) => {
        if (status !== 200) onLost(`The webhook of record ${id} was answered ${status}.`);
      },
      (error) => onLost(`The webhook of record ${id} did not arrive: ${error}`),
    );
  });
}

/** A template names fields; those of a deleted record are empty. */
function textsOf(record: CrmRecord | undefined): Record<string, string | null> {
  const { id: _, Modified_Time: __, ...fields } = record ?? { id: '' };
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, value === null ? null : String(value)]),
  );
}
