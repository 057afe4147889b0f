import { inEnglish, inWords } from '../src/sentences/tell.ts';
import { describeBadSetting, SETTING_NOTES, SettingsSchema } from '../src/settings.ts';
import { test } from './harness.ts';

test('every setting has a note with its default, its range and what it means', (t) => {
  t.same(
    SETTING_NOTES.map(({ key }) => key),
    Object.keys(SettingsSchema.properties),
  );
  for (const { key, description } of SETTING_NOTES) t.not(description, key);
  t.end();
});

test('what a value may be is known', (t) => {
  const range = (key: string) => SETTING_NOTES.find((note) => note.key === key)?.range;
  t.same(range('WEBHOOK_PORT'), { is: 'number', minimum: 0, maximum: 65535 });
  t.same(range('ALLOW_UNSIGNED_WEBHOOKS'), { is: 'flag' });
  t.same(range('LOG_LEVEL'), {
    is: 'word',
    words: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
  });
  t.same(range('LOG_FILE'), { is: 'text' });
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
    inEnglish(describeBadSetting('MAX_ATTEMPTS')),
    'MAX_ATTEMPTS must be a whole number from 1 to 100. Attempts before an event fails for good; twelve span about three hours. What waits for credentials, or for a system that is away, uses up none.',
  );
  t.equal(
    inEnglish(describeBadSetting('DATABASE_URL')),
    'DATABASE_URL has the wrong form. Where the log is kept: `file:` and a path, or `postgres://user:password@host/database` for several instances.',
  );
  t.match(inEnglish(describeBadSetting('METRICS_PUBLIC')), /^METRICS_PUBLIC must be true or false\. Lets/);
  t.match(inEnglish(describeBadSetting('HUB_ROLE')), /^HUB_ROLE must be one of all, web, worker\. What/);
  t.equal(inEnglish(describeBadSetting('COLOUR')), 'COLOUR is not a setting.');
  t.end();
});

test('it is told in the language of the reader', (t) => {
  const told = describeBadSetting('LETTERS_PER_DAY');
  t.match(inWords(told, 'fr'), /^LETTERS_PER_DAY doit être un nombre entier de 0 à 1000\. Réponses qu’une/);
  t.match(inWords(told, 'ar'), /LETTERS_PER_DAY عددًا صحيحًا من 0 إلى 1000\. عدد الردود/);
  t.end();
});
