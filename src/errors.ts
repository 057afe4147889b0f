import { ofBody, refusal, said } from './refusal.ts';

/**
 * Every refusal that the service answers with, once: code, status, and the parameters of its sentence
 * (`sentences/texts/refusals.ts`).
 */
export const InvalidJson = refusal('INVALID_JSON', 400);
export const InvalidField = ofBody(
  'INVALID_FIELD',
  400,
  (field: string, rule: string) => `${field} must be ${rule}`,
);
export const InvalidRequest = said('INVALID_REQUEST', 400);
export const NoRecord = ofBody(
  'NO_RECORD',
  400,
  (what: string) =>
    `No student record found in the payload: it is ${what}. Send record_id, zoho_id, ids or data.`,
);
export const NoTicketId = ofBody(
  'NO_TICKET_ID',
  400,
  (what: string) => `No ticket ID found in payload: it is ${what}. Send ticket_id, with 5 to 30 digits.`,
);
export const TooManyRecords = refusal('TOO_MANY_RECORDS', 400, 'count', 'most');
export const MissingSignature = refusal('MISSING_SIGNATURE', 401);
export const InvalidSignature = refusal('INVALID_SIGNATURE', 401);
export const NotSignedIn = refusal('OPERATOR_TOKEN_REQUIRED', 401);
export const NotificationsOff = refusal('NOTIFICATIONS_OFF', 403);
export const ReadOnly = refusal('READ_ONLY', 403);
export const CrossSite = refusal('CROSS_SITE', 403);
export const EventNotFound = refusal('EVENT_NOT_FOUND', 404, 'id');
export const StudentNotFound = refusal('STUDENT_NOT_FOUND', 404, 'id');
export const ProblemNotFound = refusal('PROBLEM_NOT_FOUND', 404, 'id');
export const ProblemState = refusal('PROBLEM_STATE', 409, 'id', 'state');
export const TicketIdRequired = refusal('TICKET_ID_REQUIRED', 400);
export const TicketNotFound = said('TICKET_NOT_FOUND', 404);
export const SuggestionNotFound = refusal('SUGGESTION_NOT_FOUND', 404, 'id');
export const SuggestionDecided = refusal('SUGGESTION_DECIDED', 409, 'id', 'status');
export const SuggestionStale = refusal('SUGGESTION_STALE', 409, 'reason');
export const TicketsOff = refusal('TICKETS_OFF', 409, 'settings');
export const OutsideRefused = said('OUTSIDE_REFUSED', 502);
export const OutsideAway = said('OUTSIDE_AWAY', 503);
export const EndpointNotFound = refusal('ENDPOINT_NOT_FOUND', 404);
export const MethodNotAllowed = refusal('METHOD_NOT_ALLOWED', 405, 'methods');
export const CannotReplay = said('CANNOT_REPLAY', 409);
export const BodyTooLarge = ofBody(
  'BODY_TOO_LARGE',
  413,
  (limit: string) => `The body is larger than ${limit}`,
);
export const UnsupportedMedia = refusal('UNSUPPORTED_MEDIA', 415);
export const UnsupportedEncoding = refusal('UNSUPPORTED_ENCODING', 415, 'encoding');
export const UnpackedTooLarge = refusal('UNPACKED_TOO_LARGE', 413, 'bytes');
export const TooManyRequests = refusal('TOO_MANY_REQUESTS', 429, 'seconds');
export const Internal = refusal('INTERNAL_ERROR', 500);
export const TooManyStreams = refusal('TOO_MANY_STREAMS', 503);
export const BodyCrowdedOut = refusal('BODY_CROWDED_OUT', 503);
export const NotAReceiver = refusal('NOT_A_RECEIVER', 503);
export const Unavailable = refusal('UNAVAILABLE', 503);
