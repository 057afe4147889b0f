import createError from '@fastify/error';

/**
 * Every refusal that the service answers, once: code, sentence, status. The sentence is for the person at the other
 * end and says what to mend; it never holds an internal message.
 */
export const InvalidJson = createError('INVALID_JSON', 'Invalid JSON payload', 400);
export const InvalidField = createError<[string, string]>('INVALID_FIELD', '%s must be %s', 400);
export const InvalidRequest = createError<[string]>('INVALID_REQUEST', '%s', 400);
export const NoRecord = createError<[string]>(
  'NO_RECORD',
  'No student record found in the payload: it is %s. Send record_id, zoho_id, ids or data.',
  400,
);
export const NoTicketId = createError<[string]>(
  'NO_TICKET_ID',
  'No ticket ID found in payload: it is %s. Send ticket_id, with 5 to 30 digits.',
  400,
);
export const TooManyRecords = createError<[number, number]>(
  'TOO_MANY_RECORDS',
  'The delivery reports %s events; send at most %s at a time',
  400,
);
export const MissingSignature = createError('MISSING_SIGNATURE', 'Missing signature', 401);
export const InvalidSignature = createError('INVALID_SIGNATURE', 'Invalid signature', 401);
export const NotSignedIn = createError(
  'OPERATOR_TOKEN_REQUIRED',
  'This needs the operator token: send the header "Authorization: Bearer <token>". The token is in data/operator-token.',
  401,
);
export const NotificationsOff = createError(
  'NOTIFICATIONS_OFF',
  'This address takes no notifications: ZOHO_NOTIFICATION_TOKEN is not set',
  403,
);
export const ReadOnly = createError(
  'READ_ONLY',
  'This token only reads; sign in with the operator token to change something',
  403,
);
export const CrossSite = createError(
  'CROSS_SITE',
  'This came from another site with the cookie of the dashboard; nothing was done',
  403,
);
export const EventNotFound = createError<[string]>(
  'EVENT_NOT_FOUND',
  'There is no event with the id %s',
  404,
);
export const StudentNotFound = createError<[string]>(
  'STUDENT_NOT_FOUND',
  'There is no student with the Zoho id %s',
  404,
);
export const ProblemNotFound = createError<[string]>(
  'PROBLEM_NOT_FOUND',
  'There is no problem with the id %s',
  404,
);
export const ProblemState = createError<[string, string]>(
  'PROBLEM_STATE',
  'There is nothing to do: problem %s is %s',
  409,
);
export const TicketIdRequired = createError('TICKET_ID_REQUIRED', 'ticket_id required', 400);
export const TicketNotFound = createError<[string]>('TICKET_NOT_FOUND', '%s', 404);
export const SuggestionNotFound = createError<[string]>(
  'SUGGESTION_NOT_FOUND',
  'There is no suggestion with the id %s',
  404,
);
export const SuggestionDecided = createError<[string, string]>(
  'SUGGESTION_DECIDED',
  'Suggestion %s does not wait any more: it is %s',
  409,
);
export const SuggestionStale = createError<[string]>(
  'SUGGESTION_STALE',
  'Nothing was written: %s. Look at the ticket; the next event of it brings a new suggestion.',
  409,
);
export const TicketsOff = createError<[string]>(
  'TICKETS_OFF',
  'Tickets cannot be read: set %s and start the service again',
  409,
);
export const OutsideRefused = createError<[string]>('OUTSIDE_REFUSED', '%s', 502);
export const OutsideAway = createError<[string]>('OUTSIDE_AWAY', '%s Try again in a minute.', 503);
export const EndpointNotFound = createError('ENDPOINT_NOT_FOUND', 'Endpoint not found', 404);
export const MethodNotAllowed = createError<[string]>('METHOD_NOT_ALLOWED', 'This address takes %s', 405);
export const CannotReplay = createError<[string]>('CANNOT_REPLAY', '%s', 409);
export const BodyTooLarge = createError<[string]>('BODY_TOO_LARGE', 'The body is larger than %s', 413);
export const UnsupportedMedia = createError(
  'UNSUPPORTED_MEDIA',
  'The body is not text: send JSON or form fields',
  415,
);
export const UnsupportedEncoding = createError<[string]>(
  'UNSUPPORTED_ENCODING',
  'The body is encoded as %s: send it as it is, or packed with gzip, deflate or br',
  415,
);
export const UnpackedTooLarge = createError<[number]>(
  'UNPACKED_TOO_LARGE',
  'The body is larger than %s bytes once it is unpacked (BODY_LIMIT)',
  413,
);
export const TooManyRequests = createError<[number]>(
  'TOO_MANY_REQUESTS',
  'Too many requests; try again in %s seconds',
  429,
);
export const Internal = createError(
  'INTERNAL_ERROR',
  'Something went wrong here; the log has the details',
  500,
);
export const TooManyStreams = createError(
  'TOO_MANY_STREAMS',
  'Too many readers watch the events live; close one, or try again later',
  503,
);
export const BodyCrowdedOut = createError(
  'BODY_CROWDED_OUT',
  'Too many large bodies arrive at once, and this one came slowly; please send it again in a few seconds',
  503,
);
export const NotAReceiver = createError(
  'NOT_A_RECEIVER',
  'This instance only works off what others received (HUB_ROLE=worker): send this to one of them',
  503,
);
export const Unavailable = createError(
  'UNAVAILABLE',
  'The event could not be stored just now; please send it again in a few seconds',
  503,
);
