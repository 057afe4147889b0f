import type { Told } from './log/told.ts';
import { type Static, type TSchema, Type } from './schema.ts';
import { inEnglish, tell } from './sentences/tell.ts';
import { MEANINGS } from './sentences/texts/running/meanings.ts';

/**
 * Every setting, once, with its default and allowed values; its meaning is in `sentences/texts/running/meanings.ts`.
 * The environment, `.env.example`, the table in the README and the types follow from the two.
 */

/** true/false, 1/0, yes/no, on/off in any case; the keyword turns the text into a boolean. */
const flag = (fallback: boolean, sample = fallback) =>
  Type.Unsafe<boolean>({
    type: 'string',
    flag: true,
    default: String(fallback),
    examples: [String(sample)],
  });
const text = (fallback: string) => Type.String({ default: fallback });
const count = (fallback: number, minimum: number, maximum: number) =>
  Type.Integer({ default: fallback, minimum, maximum });

/** An IP address or a network; `1`, meant as a number of hops, is neither. */
const ADDRESS = '([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]+)(/[0-9]{1,3})?';

export const SettingsSchema = Type.Object({
  WEBHOOK_HOST: text('0.0.0.0'),
  WEBHOOK_PORT: count(8001, 0, 65535),
  DATABASE_URL: Type.String({
    default: 'file:data/events.db',
    pattern: '^(file:.+|postgres(ql)?://.+)',
  }),
  HUB_ROLE: Type.Enum(['all', 'web', 'worker'], {
    default: 'all',
  }),
  WEB_CONCURRENCY: count(1, 1, 64),
  ZOHO_WEBHOOK_SECRET: text(''),
  ZOHO_NOTIFICATION_TOKEN: Type.String({
    default: '',
    pattern: '^[^,]{0,50}(,[^,]{0,50})?$',
  }),
  ALLOW_UNSIGNED_WEBHOOKS: flag(false),
  ZOHO_CLIENT_ID: text(''),
  ZOHO_CLIENT_SECRET: text(''),
  ZOHO_REFRESH_TOKEN: text(''),
  ZOHO_DATACENTER: Type.Enum(['com', 'eu', 'in', 'com.au', 'jp', 'com.cn', 'sa', 'uk', 'ca'], {
    default: 'com',
  }),
  ZOHO_ACCOUNTS_URL: text(''),
  ZOHO_CRM_URL: text(''),
  ZOHO_DESK_ORG_ID: text(''),
  ZOHO_DESK_WEBHOOK_ID: text(''),
  ZOHO_DESK_URL: text(''),
  ZOHO_DESK_SPACING_MS: count(300, 0, 10_000),
  RECONCILE_MINUTES: count(15, 0, 1440),
  RECONCILE_TICKETS: flag(true),
  PUBLIC_URL: text(''),
  MOODLE_BASE_URL: text(''),
  MOODLE_TOKEN: text(''),
  MOODLE_CREATE_USERS: flag(false),
  MOODLE_UPDATE_USERS: flag(false),
  MOODLE_SUSPEND_USERS: flag(false),
  CRM_WRITE_BACK: flag(false),
  WEBHOOK_AUTO_DISPATCH: flag(false, true),
  WEBHOOK_AUTO_LINK: flag(false, true),
  WEBHOOK_AUTO_RESPOND: flag(false),
  WEBHOOK_AUTO_UPDATE_TICKET: flag(false),
  WEBHOOK_AUTO_UPDATE_DEAL: flag(false),
  WEBHOOK_AUTO_ADD_NOTE: flag(false),
  LETTERS_PER_DAY: count(3, 0, 1000),
  STAFF_LANGUAGE: Type.Enum(['en', 'fr', 'ar'], {
    default: 'en',
  }),
  TICKET_RULES_FILE: text('config/ticket-rules.json'),
  ANTHROPIC_API_KEY: text(''),
  ANTHROPIC_BASE_URL: text(''),
  AGENT_MODEL: text('claude-haiku-5-5'),
  ALERT_WEBHOOK_URL: Type.String({
    default: '',
    pattern: '^$|^https?://.+',
  }),
  ALERT_WEBHOOK_FORMAT: Type.Enum(['auto', 'json', 'slack', 'teams', 'cliq'], {
    default: 'auto',
  }),
  SMTP_URL: Type.String({
    default: '',
    pattern: '^$|^smtps?://.+',
  }),
  ALERT_MAIL_TO: text(''),
  ALERT_MAIL_FROM: text(''),
  ALERT_LANGUAGE: Type.Enum(['en', 'fr', 'ar'], { default: 'en' }),
  ALERT_DIGEST_AT: Type.String({
    default: '06:00',
    pattern: '^$|^([01][0-9]|2[0-3]):[0-5][0-9]$',
  }),
  ALERT_SUGGESTION_HOURS: count(24, 0, 720),
  ALERT_SILENCE_HOURS: count(24, 0, 720),
  OPERATOR_TOKEN: text(''),
  READ_TOKEN: text(''),
  METRICS_TOKEN: text(''),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
  }),
  LOG_FILE: text('logs/app.log'),
  MAX_ATTEMPTS: count(12, 1, 100),
  PROCESSOR_CONCURRENCY: count(100, 1, 1000),
  BODY_LIMIT: count(4_194_304, 1024, 104_857_600),
  RATE_LIMIT_FAILURES: count(60, 1, 1_000_000),
  RATE_LIMIT_READS: count(600, 1, 1_000_000),
  METRICS_PUBLIC: flag(true),
  RETENTION_DAYS: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 36_500,
  }),
  TRUST_PROXY: Type.String({
    default: '',
    pattern: `^$|^${ADDRESS}( *, *${ADDRESS})*$`,
  }),
  NODE_ENV: text('development'),
});
export type Settings = Static<typeof SettingsSchema>;

/**
 * The settings are wrong: what the person who started the service or a command has to read, one sentence per
 * mistake.
 */
export class BadSettings extends Error {
  override readonly name = 'BadSettings';
  readonly told: readonly Told[];

  constructor(...told: readonly [Told, ...Told[]]) {
    super(told.map(inEnglish).join('\n'));
    this.told = told;
  }
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

/** A setting without its meaning in every language does not compile. */
MEANINGS satisfies Readonly<Record<keyof Settings, object>>;

/** How a setting is documented in the table and the sample file. */
export type SettingNote = {
  key: string;
  fallback: string;
  description: string;
  range: Range;
  /** What `.env.example` sets: the first level of the guide, if that is not the default. */
  sample: string;
};
/** What a value may be. */
type Range =
  | { is: 'text' }
  | { is: 'flag' }
  | { is: 'word'; words: readonly string[] }
  | { is: 'number'; minimum: number; maximum: number };

export const SETTING_NOTES: readonly SettingNote[] = Object.entries(SettingsSchema.properties).map(
  ([key, schema]) => {
    const {
      default: fallback,
      examples: [sample] = [fallback],
      ...rest
    } = schema as TSchema as TSchema & Notes;
    const description = inEnglish(meaningOf(key));
    return { key, fallback: String(fallback), description, range: rangeOf(rest), sample: String(sample) };
  },
);
type Notes = {
  default: unknown;
  examples?: unknown[];
  type?: string;
  flag?: boolean;
  enum?: string[];
  minimum?: number;
  maximum?: number;
};

function rangeOf({ flag, enum: words, minimum, maximum }: Omit<Notes, 'default'>): Range {
  if (flag) return { is: 'flag' };
  if (words !== undefined) return { is: 'word', words };
  return minimum === undefined || maximum === undefined ? { is: 'text' } : { is: 'number', minimum, maximum };
}

function meaningOf(key: string): Told {
  return { code: key, params: {} };
}

/** What is wrong with a bad value: the key and the allowed values; never the value, which may be a secret. */
export function describeBadSetting(key: string): Told {
  const about = { setting: key, meaning: meaningOf(key) };
  const note = SETTING_NOTES.find((candidate) => candidate.key === key);
  if (note === undefined) return tell('SETTING_UNKNOWN', { setting: key });
  const { range } = note;
  switch (range.is) {
    case 'flag':
      return tell('SETTING_NO_FLAG', about);
    case 'word':
      return tell('SETTING_NO_WORD', { ...about, words: range.words.join(', ') });
    case 'number':
      return tell('SETTING_NO_NUMBER', { ...about, minimum: range.minimum, maximum: range.maximum });
    case 'text':
      return tell('SETTING_MALFORMED', about);
  }
}
