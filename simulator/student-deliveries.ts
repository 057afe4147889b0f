/** A request as a sender makes it, before its proof is added. */
export type Delivery = { path: string; headers: Record<string, string>; body: string };

/** The body formats that Zoho CRM has been set up to report a student in. */
export const STUDENT_FORMS = ['template', 'envelope', 'thin', 'form', 'query'] as const;
export type StudentForm = (typeof STUDENT_FORMS)[number];

export type StudentReport = {
  recordId: string;
  /** Fields as the CRM names them; forms that carry only an id leave them out. */
  fields: Record<string, string | null>;
  operation: 'insert' | 'update' | 'delete';
  /** Identifies the delivery; forms without a place for it leave it out. */
  notificationId: string;
  /** When it happened, ISO 8601. */
  at: string;
};

const PATH = '/api/v1/events/zoho/student';
export const MODULE = 'BTEC_Students';
const OLDER_WORDS = { insert: 'created', update: 'updated', delete: 'deleted' };
const JSON_TYPE = { 'content-type': 'application/json' };

export function studentDelivery(form: StudentForm, report: StudentReport): Delivery {
  const { recordId, fields, operation, notificationId, at } = report;
  switch (form) {
    case 'template':
      return json(PATH, {
        notification_id: notificationId,
        timestamp: at,
        module: MODULE,
        operation,
        record_id: recordId,
        data: fields,
      });
    case 'envelope':
      return json(PATH, {
        event_id: notificationId,
        event_type: OLDER_WORDS[operation],
        module: MODULE,
        record_id: recordId,
        changed_fields: Object.keys(fields),
        timestamp: at,
      });
    case 'thin':
      return json(PATH, { zoho_id: recordId, module: MODULE });
    case 'form':
      return {
        path: PATH,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ id: recordId, Modified_Time: at, ...textsOf(fields) }).toString(),
      };
    case 'query':
      return { path: `${PATH}?zoho_id=${recordId}`, headers: {}, body: '' };
  }
}

/** A callback of a CRM channel: many records, and the token as its only proof. */
export function notificationDelivery(report: {
  ids: readonly string[];
  token: string;
  atMs: number;
  operation?: 'insert' | 'update' | 'delete';
}): Delivery {
  const { ids, token, atMs, operation = 'update' } = report;
  return json('/api/v1/events/zoho/notifications', {
    server_time: atMs,
    query_params: {},
    module: MODULE,
    ids,
    affected_fields: [],
    operation,
    channel_id: '1000000068001',
    token,
  });
}

export function json(path: string, value: unknown): Delivery {
  return { path, headers: JSON_TYPE, body: JSON.stringify(value) };
}

function textsOf(fields: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value ?? '']));
}
