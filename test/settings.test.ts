import { describeBadSetting, SETTING_NOTES, SettingsSchema } from '../src/settings.ts';
import { test } from './harness.ts';

test('every setting has a note with its default, its range and what it means', (t) => {
  t.same(
    SETTING_NOTES.map(({ key }) => key),
    Object.keys(SettingsSchema.properties),
  );
  for (const { key, description, range } of SETTING_NOTES) {
    t.ok(description, key);
    t.notMatch(range, 'undefined', key);
  }
  t.end();
});

test('a range is said in words', (t) => {
  const range = (key: string) => SETTING_NOTES.find((note) => note.key === key)?.range;
  t.equal(range('WEBHOOK_PORT'), 'a whole number from 0 to 65535');
  t.equal(range('ALLOW_UNSIGNED_WEBHOOKS'), 'true or false');
  t.equal(range('LOG_LEVEL'), 'one of fatal, error, warn, info, debug, trace, silent');
  t.equal(range('LOG_FILE'), 'text');
  t.end();
});

test('defaults are written the way a person would write them', (t) => {
  const fallback = (key: string) => SETTING_NOTES.find((note) => note.key === key)?.fallback;
  t.equal(fallback('WEBHOOK_PORT'), '8001');
  t.equal(fallback('ALLOW_UNSIGNED_WEBHOOKS'), 'false');
  t.equal(fallback('ZOHO_WEBHOOK_SECRET'), '');
  t.end();
});

test('the sentence about a bad setting ends with what the setting means', (t) => {
  t.equal(
    describeBadSetting('MAX_ATTEMPTS'),
    'MAX_ATTEMPTS must be a whole number from 1 to 100. Attempts before an event fails for good; twelve span about three hours. What waits for credentials, or for a system that is away, uses up none.',
  );
  t.equal(
    describeBadSetting('DATABASE_URL'),
    'DATABASE_URL has the wrong form. Where the log is kept: `file:` and a path, or `postgres://user:password@host/database` for several instances.',
  );
  t.equal(describeBadSetting('COLOUR'), 'COLOUR is not a setting.');
  t.end();
});
