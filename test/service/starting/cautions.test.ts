import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inEnglish } from '../../../src/sentences/tell.ts';
import { cautions } from '../../../src/service/starting/cautions.ts';
import { SECRET, temporaryFolder, test, testSettings } from '../../harness.ts';

const NO_FILE = '/nonexistent/.env';

for (const [name, meant] of [
  ['ZOHO_WEBHOOK_SECERT', 'ZOHO_WEBHOOK_SECRET'],
  ['WEBHOOK_AUTOLINK', 'WEBHOOK_AUTO_LINK'],
  ['ZOHO_CLIENTID', 'ZOHO_CLIENT_ID'],
  ['zoho_webhook_secret', 'ZOHO_WEBHOOK_SECRET'],
  ['ZOHO-CLIENT-ID', 'ZOHO_CLIENT_ID'],
  ['MOODLE_BASEURL', 'MOODLE_BASE_URL'],
  ['DATABSE_URL', 'DATABASE_URL'],
  ['RETENTION_DAY', 'RETENTION_DAYS'],
] as const) {
  test(`${name} is named, with ${meant}`, async (t) => {
    t.same(cautions(await testSettings(), { [name]: 'marker' }, NO_FILE).map(inEnglish), [
      `${name} is not a setting and is ignored. Did you mean ${meant}?`,
    ]);
  });
}

test('names that are like none of ours, and ours themselves, are passed over', async (t) => {
  const env = { PATH: '/bin', HOME: '/', SOMETHING_ELSE: '1', LOG_LEVEL: 'info', PORT: '8001', LOGLEVE: 'x' };
  t.same(cautions(await testSettings(), env, NO_FILE).map(inEnglish), []);
});

test('a misspelled name in the file is found too, and said once', async (t) => {
  const file = join(temporaryFolder(t), '.env');
  writeFileSync(file, 'ZOHO_WEBHOOK_SECERT=x\n');
  t.equal(cautions(await testSettings(), { ZOHO_WEBHOOK_SECERT: 'x' }, file).length, 1);
});

test('a file that other programs would read is said not to be read; patterns and copies are not', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, '.env');
  for (const name of ['.env.production', '.env.local', '.env.example', '.env.bak', '.env.x~', '.envrc'])
    writeFileSync(join(folder, name), 'WEBHOOK_PORT=9000\n');
  mkdirSync(join(folder, '.env.d'));
  t.same(cautions(await testSettings(), {}, path).map(inEnglish), [
    `${path}.local is not read. Rename it to ${path}, without an ending.`,
    `${path}.production is not read. Rename it to ${path}, without an ending.`,
  ]);
});

test('a file in UTF-16, and one that Notepad has named .env.txt, are said', async (t) => {
  const file = join(temporaryFolder(t), '.env');
  writeFileSync(file, Buffer.from('\uFEFFWEBHOOK_PORT=1\n', 'utf16le'));
  writeFileSync(`${file}.txt`, '');
  t.same(cautions(await testSettings(), {}, file).map(inEnglish), [
    `${file} is written in UTF-16. It was read; save it as UTF-8.`,
    `${file}.txt is not read. Rename it to ${file}, without an ending.`,
  ]);
});

test('a mode that nobody knows is said to count as production', async (t) => {
  const said = async (NODE_ENV: string) =>
    cautions(await testSettings({ NODE_ENV }), {}, NO_FILE).map(inEnglish);
  t.match(await said('prod'), [/^NODE_ENV is neither .* counts as production\.$/]);
  for (const known of ['', 'development', 'test', 'PRODUCTION']) t.same(await said(known), []);
});

test('a secret that can be guessed with patience is said without its text', async (t) => {
  const settings = await testSettings({ ZOHO_WEBHOOK_SECRET: SECRET.slice(0, 20) });
  const [said] = cautions(settings, {}, NO_FILE).map(inEnglish);
  t.match(said, /^ZOHO_WEBHOOK_SECRET holds fewer than 24 characters\./);
  t.notMatch(said, SECRET.slice(0, 20));
});

test('a log on a disk that forgets is said on Heroku', async (t) => {
  const [said, ...others] = cautions(await testSettings(), { DYNO: 'web.1' }, NO_FILE).map(inEnglish);
  t.match(said, /every event will be lost\. Set DATABASE_URL/);
  t.same(others, []);
});
