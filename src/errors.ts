import createError from '@fastify/error';

/**
 * Every refusal that the service answers, once: code, sentence, status. The sentence is for the person at the other
 * end and says what to mend; it never holds an internal message.
 */
export const InvalidJson = createError('invalid_json', 'Invalid JSON payload', 400);
export const InvalidField = createError<[string, string]>('invalid_field', '%s must be %s', 400);
export const InvalidRequest = createError<[string]>('invalid_request', '%s', 400);
export const NoRecord = createError<[string]>(
  'no_record',
  'No student record found in the payload: it is %s. Send record_id, zoho_id, ids or data.',
  400,
);
export const TooManyRecords = createError<[number, number]>(
  'too_many_records',
  'The delivery reports %s events; send at most %s at a time',
  400,
);
export const MissingSignature = createError('missing_signature', 'Missing signature', 401);
export const InvalidSignature = createError('invalid_signature', 'Invalid signature', 401);
export const NotSignedIn = createError(
  'operator_token_required',
  'This needs the operator token: send the header "Authorization: Bearer <token>". The token is in data/operator-token.',
  401,
);
export const EventNotFound = createError<[string]>(
  'event_not_found',
  'There is no event with the id %s',
  404,
);
export const StudentNotFound = createError<[string]>(
  'student_not_found',
  'There is no student with the Zoho id %s',
  404,
);
export const EndpointNotFound = createError('endpoint_not_found', 'Endpoint not found', 404);
export const MethodNotAllowed = createError<[string]>('method_not_allowed', 'This address takes %s', 405);
export const CannotReplay = createError<[string]>('cannot_replay', '%s', 409);
export const BodyTooLarge = createError<[number]>(
  'body_too_large',
  'The body is larger than %s bytes (BODY_LIMIT)',
  413,
);
export const UnsupportedMedia = createError(
  'unsupported_media',
  'The body is not text: send JSON or form fields',
  415,
);
export const TooManyRequests = createError<[number]>(
  'too_many_requests',
  'Too many requests; try again in %s seconds',
  429,
);
export const Internal = createError(
  'internal_error',
  'Something went wrong here; the log has the details',
  500,
);
export const Unavailable = createError(
  'unavailable',
  'The event could not be stored just now; please send it again in a few seconds',
  503,
);
