import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../plugins/config.ts';
import { BadSettings } from '../../src/settings.ts';
import { type Test, temporaryFolder, test, testSettings } from '../harness.ts';

const NONE = '/nonexistent/.env';

function dotenv(t: Test, text: string): string {
  const file = join(temporaryFolder(t), '.env');
  writeFileSync(file, text);
  return file;
}

test('without a file and without an environment every setting has its default', async (t) => {
  t.match(await readSettings({}, NONE), {
    WEBHOOK_HOST: '0.0.0.0',
    WEBHOOK_PORT: 8001,
    DATABASE_URL: 'file:data/events.db',
    ZOHO_WEBHOOK_SECRET: '',
    ALLOW_UNSIGNED_WEBHOOKS: false,
    LOG_LEVEL: 'info',
    LOG_FILE: 'logs/app.log',
    MAX_ATTEMPTS: 12,
    BODY_LIMIT: 4_194_304,
    NODE_ENV: 'development',
  });
});

test('spaces, quotes and comments in the file do not belong to the value', async (t) => {
  const file = dotenv(
    t,
    [
      '# the port',
      'WEBHOOK_PORT = 9001   # inline',
      "ZOHO_WEBHOOK_SECRET='a # b'",
      'LOG_LEVEL="debug" # quoted',
      '  export LOG_FILE=logs/a b.log',
      '',
      'MAX_ATTEMPTS=3\r',
    ].join('\n'),
  );
  t.match(await readSettings({}, file), {
    WEBHOOK_PORT: 9001,
    ZOHO_WEBHOOK_SECRET: 'a # b',
    LOG_LEVEL: 'debug',
    LOG_FILE: 'logs/a b.log',
    MAX_ATTEMPTS: 3,
  });
});

test('a byte order mark, as editors on Windows write it, does not hide the first setting', async (t) => {
  const settings = await readSettings({}, dotenv(t, '\uFEFFWEBHOOK_PORT=9001\n'));
  t.equal(settings.WEBHOOK_PORT, 9001);
});

test('the environment wins over the file', async (t) => {
  const settings = await readSettings({ WEBHOOK_PORT: '9002' }, dotenv(t, 'WEBHOOK_PORT=9001\n'));
  t.equal(settings.WEBHOOK_PORT, 9002);
});

test('PORT wins over WEBHOOK_PORT, wherever either stands', async (t) => {
  t.equal((await readSettings({ PORT: '9003', WEBHOOK_PORT: '9002' }, NONE)).WEBHOOK_PORT, 9003);
  t.equal((await readSettings({ PORT: '9003' }, dotenv(t, 'WEBHOOK_PORT=9001'))).WEBHOOK_PORT, 9003);
});

test('PORT counts in the file too', async (t) => {
  const settings = await readSettings({}, dotenv(t, 'PORT=9003\nWEBHOOK_PORT=9001'));
  t.equal(settings.WEBHOOK_PORT, 9003);
});

test('an empty PORT counts as none', async (t) => {
  t.equal((await readSettings({ PORT: '', WEBHOOK_PORT: '9002' }, NONE)).WEBHOOK_PORT, 9002);
});

test('settings that nobody knows are ignored', async (t) => {
  const settings = await readSettings({ ZOHO_COLOUR: 'red' }, dotenv(t, 'SOMETHING_ELSE=1\n'));
  t.notOk('ZOHO_COLOUR' in settings);
  t.notOk('SOMETHING_ELSE' in settings);
});

for (const [words, value] of [
  [['true', 'TRUE', '1', 'yes', 'Yes', 'on', ' true '], true],
  [['false', 'False', '0', 'no', 'NO', 'off', ''], false],
] as const) {
  test(`${words.map((word) => `"${word}"`).join(', ')} all mean ${value}`, async (t) => {
    for (const word of words) {
      t.equal((await testSettings({ ALLOW_UNSIGNED_WEBHOOKS: word })).ALLOW_UNSIGNED_WEBHOOKS, value, word);
    }
  });
}

const BAD: [key: string, value: string, sentence: RegExp][] = [
  ['WEBHOOK_PORT', 'marker', /a whole number from 0 to 65535/],
  ['WEBHOOK_PORT', '65536', /a whole number from 0 to 65535/],
  ['MAX_ATTEMPTS', '0', /a whole number from 1 to 100/],
  ['BODY_LIMIT', '1.5', /a whole number from 1024 to 104857600/],
  ['LOG_LEVEL', 'marker', /one of fatal, error, warn/],
  ['ALLOW_UNSIGNED_WEBHOOKS', 'marker', /true or false/],
  ['DATABASE_URL', 'marker://user:pass@host', /`file:` and a path/],
  ['TRUST_PROXY', 'marker', /Addresses or networks/],
];
for (const [key, value, sentence] of BAD) {
  test(`${key}=${value} stops the start with one line that names the key and hides the value`, async (t) => {
    const error = await testSettings({ [key]: value }).then(
      () => null,
      (reason: unknown) => reason,
    );
    t.ok(error instanceof BadSettings);
    const { message } = error instanceof BadSettings ? error : new Error('nothing was thrown');
    t.match(message, new RegExp(`^${key} (must be|has the wrong form)`));
    t.match(message, sentence);
    t.equal(message.split('\n').length, 1);
    t.notMatch(message, 'marker');
  });
}

test('each bad setting gets a line of its own, once', async (t) => {
  const reading = testSettings({ MAX_ATTEMPTS: 'x', BODY_LIMIT: '1' });
  await t.rejects(reading, { name: 'BadSettings', message: /^MAX_ATTEMPTS [^\n]+\nBODY_LIMIT [^\n]+$/ });
});

test('a file that cannot be read is reported and not taken for an empty one', async (t) => {
  await t.rejects(readSettings({}, temporaryFolder(t)), { code: 'EISDIR' });
});
