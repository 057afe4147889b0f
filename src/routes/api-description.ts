import * as errors from '../errors.ts';
import type { Refusal } from '../refusal.ts';

/**
 * What the OpenAPI document says beyond the schemas: who may call a route, which refusals it answers,
 * examples.
 */

type ErrorName = keyof typeof errors;
const REGISTRY = { ...errors };
type Access = 'anyone' | 'operator' | 'webhook';
type Rule = {
  url: RegExp;
  tag: string;
  access: Access;
  errors: readonly ErrorName[];
  body?: object;
  answer?: object;
};

export const TAGS = [
  { name: 'Webhooks', description: 'What Zoho posts. Answered once the event is on the disk.' },
  { name: 'Events', description: 'Reading, replaying and watching the log.' },
  { name: 'Problems', description: 'What needs a person, by cause.' },
  { name: 'Students', description: 'The synced students.' },
  { name: 'Tickets', description: 'Proposals of the ticket workflow.' },
  { name: 'Service', description: 'Is it alive, and what does it count?' },
];

export const SECURITY_SCHEMES = {
  operator: { type: 'http', scheme: 'bearer', description: 'The operator token' },
  signature: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Zoho-Signature',
    description: 'HMAC-SHA256 of the raw body, hex or base64',
  },
  secret: { type: 'apiKey', in: 'header', name: 'X-Webhook-Secret', description: 'The webhook secret' },
} as const;

const SECURITY: Record<Access, Record<string, string[]>[]> = {
  anyone: [],
  operator: [{ operator: [] }],
  webhook: [{ signature: [] }, { secret: [] }],
};

const READ: readonly ErrorName[] = ['TooManyRequests', 'Internal', 'Unavailable'];
const OPERATOR: readonly ErrorName[] = ['InvalidRequest', 'NotSignedIn', 'ReadOnly', ...READ];
const WEBHOOK: readonly ErrorName[] = [
  ...(['InvalidJson', 'InvalidField', 'MissingSignature', 'InvalidSignature', 'BodyTooLarge'] as const),
  ...(['UnsupportedMedia', ...READ] as const),
];

const OUTSIDE: readonly ErrorName[] = ['OutsideRefused', 'OutsideAway'];
const PROBLEM: readonly ErrorName[] = ['ProblemNotFound', ...OPERATOR];
const DECIDED: readonly ErrorName[] = ['InvalidJson', 'SuggestionNotFound', 'SuggestionDecided'];

const STUDENT_EVENT = {
  notification_id: 'event_12345',
  timestamp: '2026-01-25T10:00:00Z',
  module: 'BTEC_Students',
  operation: 'update',
  record_id: '4554000000012345678',
  data: { Student_ID_Number: 'STU001', Academic_Email: 'sara.ali@example.edu', Name: 'Sara Ali' },
};
const NOTIFICATION = {
  module: 'BTEC_Students',
  operation: 'update',
  ids: ['4554000000012345678'],
  token: 'the token of the channel',
  server_time: 1769335200000,
};
const TICKET_EVENT = [
  {
    eventType: 'Ticket_Add',
    eventTime: '1769335200000',
    orgId: '60001280952',
    payload: { id: '198709000000000001', subject: 'Access to my course', email: 'sara.ali@example.edu' },
  },
];

const STREAM = {
  description: 'Messages named `change`',
  content: { 'text/event-stream': { schema: { type: 'string' } } },
};

/** The first match counts. */
const RULES: readonly Rule[] = [
  {
    url: /^\/api\/v1\/events\/zoho\/student$/,
    tag: 'Webhooks',
    access: 'webhook',
    errors: ['NoRecord', 'TooManyRecords', ...WEBHOOK],
    body: anyJson(STUDENT_EVENT),
  },
  {
    url: /^\/api\/v1\/events\/zoho\/notifications$/,
    tag: 'Webhooks',
    access: 'anyone',
    errors: ['NotificationsOff', 'TooManyRecords', ...WEBHOOK],
    body: anyJson(NOTIFICATION),
  },
  {
    url: /^\/api\/v1\/events\/desk\/ticket$|^\/webhook\/zoho-desk$/,
    tag: 'Webhooks',
    access: 'webhook',
    errors: ['NoTicketId', ...WEBHOOK],
    body: anyJson(TICKET_EVENT),
  },
  {
    url: /^\/webhook\/test$/,
    tag: 'Tickets',
    access: 'operator',
    errors: ['TicketIdRequired', 'TicketNotFound', 'TicketsOff', ...OUTSIDE, ...WEBHOOK],
    body: anyJson({ ticket_id: '198709000000000001' }),
  },
  { url: /^\/webhook\/stats$/, tag: 'Service', access: 'anyone', errors: READ },
  {
    url: /^(\/api\/v1\/events)?\/health$|^\/ready$|^\/metrics$/,
    tag: 'Service',
    access: 'anyone',
    errors: READ,
  },
  {
    url: /^\/api\/v1\/events\/stats$/,
    tag: 'Service',
    access: 'anyone',
    errors: OPERATOR,
  },
  {
    url: /^\/api\/v1\/events\/:id\/replay$/,
    tag: 'Events',
    access: 'operator',
    errors: ['EventNotFound', 'CannotReplay', ...OPERATOR],
  },
  {
    url: /^\/api\/v1\/events\/replay$/,
    tag: 'Events',
    access: 'operator',
    errors: ['InvalidJson', ...OPERATOR],
  },
  {
    url: /^\/api\/v1\/events\/stream$/,
    tag: 'Events',
    access: 'operator',
    errors: ['TooManyStreams', ...OPERATOR],
    answer: STREAM,
  },
  {
    url: /^\/api\/v1\/events\/:id$/,
    tag: 'Events',
    access: 'operator',
    errors: ['EventNotFound', ...OPERATOR],
  },
  { url: /^\/api\/v1\/(events|overview|actions)$/, tag: 'Events', access: 'operator', errors: OPERATOR },
  {
    url: /^\/api\/v1\/problems\/:id\/(set-aside|reopen)$/,
    tag: 'Problems',
    access: 'operator',
    errors: ['InvalidJson', 'ProblemState', ...PROBLEM],
  },
  { url: /^\/api\/v1\/problems\/:id$/, tag: 'Problems', access: 'operator', errors: PROBLEM },
  { url: /^\/api\/v1\/problems$/, tag: 'Problems', access: 'operator', errors: OPERATOR },
  {
    url: /^\/api\/v1\/students\/:zoho_id(\/release)?$/,
    tag: 'Students',
    access: 'operator',
    errors: ['StudentNotFound', ...OPERATOR],
  },
  { url: /^\/api\/v1\/students$/, tag: 'Students', access: 'operator', errors: OPERATOR },
  {
    url: /^\/api\/v1\/tickets\/suggestions\/:id\/apply$/,
    tag: 'Tickets',
    access: 'operator',
    errors: [...DECIDED, 'SuggestionStale', 'TicketsOff', ...OUTSIDE, ...OPERATOR],
  },
  {
    url: /^\/api\/v1\/tickets\/suggestions\/:id\/dismiss$/,
    tag: 'Tickets',
    access: 'operator',
    errors: [...DECIDED, ...OPERATOR],
  },
  { url: /^\/api\/v1\/tickets\/suggestions$/, tag: 'Tickets', access: 'operator', errors: OPERATOR },
];

type RouteSchema = { body?: unknown; response?: unknown };

/**
 * A route's schema with everything that its rule adds; pages and their assets have no rule and are not
 * described.
 */
export function describeRoute(schema: object, url: string, method: string): object {
  const rule = RULES.find((candidate) => candidate.url.test(url));
  if (rule === undefined) return { hide: true };
  const { body, response }: RouteSchema = schema;
  const described = method === 'POST' ? (body ?? rule.body) : undefined;
  return {
    ...schema,
    tags: [rule.tag],
    security: SECURITY[rule.access],
    ...(described !== undefined && { body: described }),
    response: {
      ...refusals(rule.errors),
      ...(rule.answer && { 200: rule.answer }),
      ...(response as object | undefined),
    },
  };
}

function anyJson(example: unknown): object {
  return {
    type: ['object', 'array'],
    description: 'docs/reference/api.md has every form',
    examples: [example],
  };
}

/** Refusals by status, each with the sentences of its codes. */
function refusals(names: readonly ErrorName[]): Record<number, object> {
  const byStatus = new Map<number, { code: string; error: string }[]>();
  for (const name of names) {
    const { code, message, statusCode } = sampleOf(name);
    const status = Number(statusCode);
    byStatus.set(status, [...(byStatus.get(status) ?? []), { code, error: message }]);
  }
  return Object.fromEntries([...byStatus].map(([status, problems]) => [status, problemSchema(problems)]));
}

function problemSchema(problems: readonly { code: string; error: string }[]): object {
  return {
    description: problems.map(({ code }) => code).join(', '),
    type: 'object',
    required: ['success', 'error', 'code'],
    properties: {
      success: { const: false },
      error: { type: 'string', description: 'A sentence for the person at the other end' },
      code: { enum: problems.map(({ code }) => code) },
    },
    examples: problems.slice(0, 1).map((problem) => ({ success: false, ...problem })),
  };
}

function sampleOf(name: ErrorName): Refusal {
  return Reflect.construct(REGISTRY[name], ['…', '…']) as Refusal;
}
