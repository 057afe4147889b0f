import { type Static, type TSchema, Type } from './schema.ts';

/**
 * Every setting, once: name, default, meaning. The environment, `.env.example`, the table in the README and the types
 * follow from it.
 */

/** true/false, 1/0, yes/no, on/off in any case; the keyword turns the text into a boolean. */
const flag = (fallback: boolean, description: string, sample = fallback) =>
  Type.Unsafe<boolean>({
    type: 'string',
    flag: true,
    default: String(fallback),
    description,
    examples: [String(sample)],
  });
const text = (fallback: string, description: string) => Type.String({ default: fallback, description });
const count = (fallback: number, minimum: number, maximum: number, description: string) =>
  Type.Integer({ default: fallback, minimum, maximum, description });

/** An IP address or a network; `1`, meant as a number of hops, is none. */
const ADDRESS = '([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]+)(/[0-9]{1,3})?';

export const SettingsSchema = Type.Object({
  WEBHOOK_HOST: text('0.0.0.0', 'The address to listen on; `127.0.0.1` behind a proxy on this machine'),
  WEBHOOK_PORT: count(8001, 0, 65535, 'The port to listen on; `PORT` wins over it'),
  DATABASE_URL: Type.String({
    default: 'file:data/events.db',
    pattern: '^(file:.+|postgres(ql)?://.+)',
    description:
      'Where the log is kept: `file:` and a path, or `postgres://user:password@host/database` for several instances',
  }),
  HUB_ROLE: Type.Enum(['all', 'web', 'worker'], {
    default: 'all',
    description:
      'What this instance does: `web` receives and shows, `worker` works off what was received, `all` both. With PostgreSQL only',
  }),
  WEB_CONCURRENCY: count(
    1,
    1,
    64,
    'Processes that share the port of this instance, where the machine has the cores. More than one with PostgreSQL only',
  ),
  ZOHO_WEBHOOK_SECRET: text(
    '',
    'Secret that webhooks are verified with, at least 16 characters, empty for no check; two, separated by a comma, while one is rotated',
  ),
  ZOHO_NOTIFICATION_TOKEN: Type.String({
    default: '',
    pattern: '^[^,]{0,50}(,[^,]{0,50})?$',
    description:
      'Proof of the callbacks of CRM channels, at most 50 characters; two, separated by a comma, while one is rotated',
  }),
  ALLOW_UNSIGNED_WEBHOOKS: flag(false, 'Lets production start without a secret'),
  ZOHO_CLIENT_ID: text(
    '',
    'OAuth client for reading from Zoho; with the next two it completes webhooks that carry only an id',
  ),
  ZOHO_CLIENT_SECRET: text('', 'The secret of that client'),
  ZOHO_REFRESH_TOKEN: text('', 'A refresh token; its scopes are listed in docs/guides/zoho-crm.md'),
  ZOHO_DATACENTER: Type.Enum(['com', 'eu', 'in', 'com.au', 'jp', 'com.cn', 'sa', 'uk', 'ca'], {
    default: 'com',
    description:
      'The data centre of the Zoho account, as its address ends: com, eu, in, com.au, jp, com.cn, sa, uk or ca',
  }),
  ZOHO_ACCOUNTS_URL: text('', "Another address of Zoho's accounts server, from the data centre when empty"),
  ZOHO_CRM_URL: text('', 'Another address of the CRM API, from the data centre when empty'),
  ZOHO_DESK_ORG_ID: text(
    '',
    'The organisation id of Zoho Desk; needed to read tickets and for its signed webhooks',
  ),
  ZOHO_DESK_WEBHOOK_ID: text(
    '',
    'The id of the event subscription in Zoho Desk; with the organisation id it turns on the check of its signature',
  ),
  ZOHO_DESK_URL: text('', 'Another address of the Desk API, from the data centre when empty'),
  ZOHO_DESK_SPACING_MS: count(300, 0, 10_000, 'The shortest time between two calls to Zoho Desk, in ms'),
  RECONCILE_MINUTES: count(
    15,
    0,
    1440,
    'How often students and tickets whose webhook was lost are looked for in Zoho; 0 for never',
  ),
  RECONCILE_TICKETS: flag(
    true,
    'Looks for tickets too; false where a rule in Zoho Desk chooses which are reported',
  ),
  PUBLIC_URL: text(
    '',
    'The address under which Zoho reaches this service, such as `https://hub.example.edu`; for `zoho subscribe`',
  ),
  MOODLE_BASE_URL: text('', 'The Moodle site; with `MOODLE_TOKEN` students are matched with its users'),
  MOODLE_TOKEN: text('', 'Token of a web service in Moodle'),
  MOODLE_CREATE_USERS: flag(false, 'Creates the students that Moodle lacks; Moodle mails them a password'),
  MOODLE_UPDATE_USERS: flag(
    false,
    'Writes changed names and addresses to Moodle users, and the record id as their ID number',
  ),
  MOODLE_SUSPEND_USERS: flag(false, 'Suspends the Moodle user of a student that was deleted in Zoho CRM'),
  CRM_WRITE_BACK: flag(false, 'Writes the id of the Moodle user to `Student_Moodle_ID` in Zoho CRM'),
  WEBHOOK_AUTO_DISPATCH: flag(false, 'Moves tickets to the department that the rules name', true),
  WEBHOOK_AUTO_LINK: flag(false, 'Links tickets to their deal', true),
  WEBHOOK_AUTO_RESPOND: flag(false, 'Answers tickets: a draft, or an e-mail where the rules allow it'),
  WEBHOOK_AUTO_UPDATE_TICKET: flag(false, 'Writes a private note, and the status after an answer'),
  WEBHOOK_AUTO_UPDATE_DEAL: flag(false, 'Changes the fields of deals that the rules allow'),
  WEBHOOK_AUTO_ADD_NOTE: flag(false, 'Adds a note to the deal of a ticket'),
  LETTERS_PER_DAY: count(
    3,
    0,
    1000,
    'Answers that one address may get within a day without a person, over all tickets',
  ),
  STAFF_LANGUAGE: Type.Enum(['en', 'fr', 'ar'], {
    default: 'en',
    description: 'The language of the notes that are written for the staff: en, fr or ar',
  }),
  TICKET_RULES_FILE: text('config/ticket-rules.json', 'The rules for tickets; checked at the start'),
  ANTHROPIC_API_KEY: text('', 'Lets a language model propose answers and departments; templates do without'),
  ANTHROPIC_BASE_URL: text('', 'Another address of that API, its own when empty'),
  AGENT_MODEL: text('claude-haiku-5-5', 'The language model that is asked'),
  ALERT_WEBHOOK_URL: Type.String({
    default: '',
    pattern: '^$|^https?://.+',
    description: 'Where alerts are posted: an address of Slack, Teams, Zoho Cliq or a program of your own',
  }),
  ALERT_WEBHOOK_FORMAT: Type.Enum(['auto', 'json', 'slack', 'teams', 'cliq'], {
    default: 'auto',
    description: 'The form of what is posted there; `auto` goes by the address',
  }),
  SMTP_URL: Type.String({
    default: '',
    pattern: '^$|^smtps?://.+',
    description: 'The mail server for alerts, such as `smtps://user:password@mail.example.edu`',
  }),
  ALERT_MAIL_TO: text('', 'Who gets alerts by mail: addresses, separated by commas'),
  ALERT_MAIL_FROM: text('', 'The sender of these mails; the first receiver when empty'),
  ALERT_LANGUAGE: Type.Enum(['en', 'fr', 'ar'], { default: 'en', description: 'The language of alerts' }),
  ALERT_DIGEST_AT: Type.String({
    default: '06:00',
    pattern: '^$|^([01][0-9]|2[0-3]):[0-5][0-9]$',
    description: 'When the daily summary is sent, in UTC, where alerts are set up; empty for none',
  }),
  ALERT_SUGGESTION_HOURS: count(
    24,
    0,
    720,
    'A suggestion that waits longer than so many hours is told of; 0 for none',
  ),
  ALERT_SILENCE_HOURS: count(
    24,
    0,
    720,
    'When nothing was received for so many hours, though a week before something was, that is told of; 0 for never',
  ),
  OPERATOR_TOKEN: text(
    '',
    'Operator access; made at the first start and kept in `data/operator-token` when empty',
  ),
  READ_TOKEN: text('', 'A second token, for who may look at everything and change nothing; none when empty'),
  METRICS_TOKEN: text('', 'A token for `/metrics` alone; when it is set, strangers do not read it'),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
    description: 'How much is logged',
  }),
  LOG_FILE: text('logs/app.log', 'The log file, rotated at 20 MB, fourteen kept; empty for none'),
  MAX_ATTEMPTS: count(
    12,
    1,
    100,
    'Attempts before an event fails for good; twelve span about three hours. What waits for credentials, or for a system that is away, uses up none',
  ),
  PROCESSOR_CONCURRENCY: count(
    100,
    1,
    1000,
    'Events of one source in work at the same time; fewer where Moodle or Zoho Desk sets the pace',
  ),
  BODY_LIMIT: count(
    4_194_304,
    1024,
    104_857_600,
    'Largest body accepted, in bytes; tickets of Zoho Desk up to 2 MiB are known',
  ),
  RATE_LIMIT_FAILURES: count(60, 1, 1_000_000, 'Refused requests per minute and address before 429 answers'),
  RATE_LIMIT_READS: count(600, 1, 1_000_000, 'Requests per minute and address to the operator routes'),
  METRICS_PUBLIC: flag(true, 'Lets anyone read `/metrics`; otherwise it needs a token'),
  RETENTION_DAYS: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 36_500,
    description:
      'Completed events and repeats are deleted after so many days, and a repeat is known as one for so long; 0 keeps them for ever',
  }),
  TRUST_PROXY: Type.String({
    default: '',
    pattern: `^$|^${ADDRESS}( *, *${ADDRESS})*$`,
    description: 'Addresses or networks, separated by commas, whose forwarded headers count',
  }),
  NODE_ENV: text(
    'development',
    '`production` refuses to start while a webhook route is open; `development` and `test` do not, and any other word counts as production',
  ),
});
export type Settings = Static<typeof SettingsSchema>;

/** A setting is wrong; the message is what the person who started the service has to read. */
export class BadSettings extends Error {
  override readonly name = 'BadSettings';
}

const TRUE = new Set(['true', '1', 'yes', 'on']);
const FALSE = new Set(['false', '0', 'no', 'off', '']);

/** The Ajv keyword behind `flag`: accepts the words that people write and leaves a boolean. */
export const flagKeyword = {
  keyword: 'flag',
  type: 'string' as const,
  modifying: true,
  errors: false,
  validate: (_schema: boolean, value: string, _parent: unknown, place: FlagPlace | undefined): boolean => {
    const word = value.trim().toLowerCase();
    if (place !== undefined) place.parentData[place.parentDataProperty] = TRUE.has(word);
    return TRUE.has(word) || FALSE.has(word);
  },
};
type FlagPlace = { parentData: Record<string | number, unknown>; parentDataProperty: string | number };

/** How a setting is written down: what the table, the sample file and the sentence about a bad value say. */
export type SettingNote = {
  key: string;
  fallback: string;
  description: string;
  /** What the value may be, in words. */
  range: string;
  /** What `.env.example` sets: the first level of the guide, where that is not the default. */
  sample: string;
};

export const SETTING_NOTES: readonly SettingNote[] = Object.entries(SettingsSchema.properties).map(
  ([key, schema]) => {
    const {
      default: fallback,
      description,
      minimum,
      maximum,
      examples: [sample] = [fallback],
      ...rest
    } = schema as TSchema as TSchema & Notes;
    const words = rest.enum
      ? `one of ${rest.enum.join(', ')}`
      : `a whole number from ${minimum} to ${maximum}`;
    const range = 'flag' in rest ? 'true or false' : rest.type === 'string' && !rest.enum ? 'text' : words;
    return { key, fallback: String(fallback), description, range, sample: String(sample) };
  },
);
type Notes = {
  default: unknown;
  examples?: unknown[];
  description: string;
  type?: string;
  enum?: string[];
  minimum?: number;
  maximum?: number;
};

/** The sentence about a bad value: the key and what it may be; never the value, which may be a secret. */
export function describeBadSetting(key: string): string {
  const note = SETTING_NOTES.find((candidate) => candidate.key === key);
  if (note === undefined) return `${key} is not a setting.`;
  const complaint = note.range === 'text' ? 'has the wrong form' : `must be ${note.range}`;
  return `${key} ${complaint}. ${note.description}.`;
}
