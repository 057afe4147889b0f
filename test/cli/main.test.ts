import { execFile } from 'node:child_process';
import { test } from '../harness.ts';
import { inherited } from '../inherited.ts';
import { ROOT } from '../service.ts';
import { logWith, oneOfEach } from './log.ts';

test('the command line shows its help and ends well', async (t) => {
  const { code, stdout } = await cli(['--help'], {});
  t.equal(code, 0);
  t.match(stdout, 'Usage: npm run cli -- COMMAND');
});

test('a bad setting is one line and exit code 1', async (t) => {
  const { code, stderr } = await cli(['stats'], { MAX_ATTEMPTS: '0' });
  t.equal(code, 1);
  t.match(stderr, /^MAX_ATTEMPTS must be .*\n$/);
});

test('a database that is none stops a command with its reason', async (t) => {
  const { code, stdout, stderr } = await cli(['stats'], { DATABASE_URL: 'file:README.md' });
  t.equal(code, 1);
  t.equal(stdout, '');
  t.match(stderr, /^The database README\.md cannot be used \(file is not a database\): check .*\n$/);
});

test('a long work, which leaves the log to the service after each of its writes, ends by itself', async (t) => {
  const { settings } = await logWith(t, oneOfEach);
  const { code, stdout } = await cli(['replay', '--failed'], settings);
  t.equal(code, 0);
  t.equal(stdout, '2 of 2 are processed again.\n');
});

test('where nobody is at a terminal, nothing is done that has to be asked first', async (t) => {
  const settings = { MOODLE_BASE_URL: 'http://127.0.0.1:9', MOODLE_TOKEN: 'none' };
  const { code, stderr } = await cli(['rehearse', 'moodle'], settings);
  t.equal(code, 2);
  t.match(stderr, /^Nothing was done\./);
});

const FAILED_IN = {
  fr: [
    '     3  2026-01-25T10:00:00.000Z  en échec    update Contacts  c\n        Number STU001 is used.',
    '     2  2026-01-25T10:00:00.000Z  en échec    update BTEC_Students  b\n        Academic_Email is missing.',
    '2 sur 2 affichés.',
  ],
  ar: [
    '     3  2026-01-25T10:00:00.000Z  فشل           update Contacts  c\n        Number STU001 is used.',
    '     2  2026-01-25T10:00:00.000Z  فشل           update BTEC_Students  b\n        Academic_Email is missing.',
    'عُرض 2 من 2.',
  ],
} as const;

for (const [language, locale] of [
  ['fr', 'fr_FR.UTF-8'],
  ['ar', 'ar_EG.UTF-8'],
] as const) {
  test(`a whole command answers in ${locale}, and its --json stays as it is`, async (t) => {
    const { settings } = await logWith(t, oneOfEach);
    const env = { ...settings, LC_ALL: locale };
    const { code, stdout } = await cli(['events', '--failed'], env);
    t.equal(code, 0);
    t.equal(stdout, `${FAILED_IN[language].join('\n')}\n`);
    const json = await cli(['events', '--failed', '--json'], env);
    t.equal(json.stdout, (await cli(['events', '--failed', '--json'], { ...env, LC_ALL: 'C' })).stdout);
  });
}

for (const [locale, refused, undone] of [
  [
    'fr_FR.UTF-8',
    'L’option --reocrd n’existe pas. Voir\u00a0: npm run cli -- erase --help\n',
    'Rien n’a été effacé. Ajoutez --yes pour effacer sans question.\n',
  ],
  [
    'ar_EG.UTF-8',
    'لا يوجد خيار --reocrd. انظر: npm run cli -- erase --help\n',
    'لم يُمح شيء. أضف --yes للمحو دون سؤال.\n',
  ],
] as const) {
  test(`what is written wrong, and what was not done, is said in ${locale} too`, async (t) => {
    const { settings } = await logWith(t, oneOfEach);
    const env = { ...settings, LC_ALL: '', LANG: locale };
    t.match(await cli(['erase', '--reocrd', '1'], env), { code: 2, stdout: '', stderr: refused });
    t.match(await cli(['erase', '--record', '1'], env), { code: 1, stdout: undone, stderr: '' });
  });
}

type Ended = { code: number; stdout: string; stderr: string };

function cli(args: string[], env: Record<string, string>): Promise<Ended> {
  const program = ['--import', './src/check-node.js', 'src/cli/main.ts', ...args];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      program,
      { cwd: ROOT, env: { ...surroundings(), ...env } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

/** Without what npm tells its children, and without a language: whoever runs the tests may have options and words of their own. */
function surroundings(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(inherited()).filter(([key]) => !/^npm_config_|^LC_|^LANG$/.test(key)),
  );
}
