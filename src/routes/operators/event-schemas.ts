import { STATUSES } from '../../log/event.ts';
import { Type } from '../../schema.ts';

/** What the routes of the log share. */

const text = Type.Optional(Type.String({ minLength: 1, maxLength: 255 }));
const time = Type.Optional(
  Type.String({ description: 'ISO 8601 with a zone, or epoch seconds or milliseconds' }),
);
export const nullable = Type.Union([Type.String(), Type.Null()]);

export const Filter = Type.Object({
  status: Type.Optional(Type.Enum([...STATUSES])),
  source: text,
  module: text,
  event_type: text,
  record_id: text,
  event_id: text,
  cause: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 1000,
      description: 'the cause of a failure, as the overview tells it',
    }),
  ),
  problem: Type.Optional(Type.Integer({ minimum: 1, description: 'only the events of this problem' })),
  q: text,
  since: time,
  until: time,
});

export const ErrorDetails = Type.Union(
  [
    Type.Array(Type.Object({ code: Type.String(), params: Type.Record(Type.String(), Type.Unknown()) })),
    Type.Null(),
  ],
  { description: 'what error_message says, as codes with parameters' },
);

export const Summary = Type.Object({
  id: Type.Integer(),
  event_id: Type.String(),
  source: Type.String(),
  module: Type.String(),
  event_type: Type.String(),
  record_id: Type.String(),
  status: Type.Enum([...STATUSES]),
  attempts: Type.Integer(),
  error_message: nullable,
  error_details: ErrorDetails,
  created_at: Type.String(),
  processed_at: nullable,
  next_attempt_at: nullable,
  occurred_at: nullable,
  duplicate_of: Type.Union([Type.Integer(), Type.Null()]),
  payload_differs: Type.Boolean(),
  verified_by: Type.String(),
});

export const IdParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
