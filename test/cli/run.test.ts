import { widthOf } from '../../src/cli/output/width.ts';
import { runCli } from '../../src/cli/run.ts';
import { test } from '../harness.ts';
import { cli } from './terminal.ts';

const COMMANDS = ['send', 'verify', 'events', 'stats'];

for (const argv of [[], ['help'], ['--help']]) {
  test(`"${argv.join(' ')}" shows every command and the exit codes`, async (t) => {
    const { code, text } = await cli(argv);
    t.equal(code, 0);
    for (const command of COMMANDS) t.match(text, new RegExp(`^ {2}${command} `, 'm'));
    t.match(text, 'Exit codes: 0 well, 1 something is wrong, 2 wrong usage.');
  });
}

test('help keeps to the width of the terminal, but for a call, which one copies whole', async (t) => {
  for (const argv of [['--help'], ['events', '--help'], ['move', '--help']]) {
    for (const LANG of ['en', 'fr', 'ar']) {
      const { text } = await cli(argv, {}, undefined, undefined, { LANG }, undefined, 60);
      const lines = text.split('\n').filter((line) => !line.includes('npm run cli --'));
      t.same(
        lines.filter((line) => widthOf(line) > 60),
        [],
        `${argv} ${LANG}`,
      );
    }
  }
});

for (const name of ['fly', 'constructor', '__proto__', 'toString']) {
  test(`the unknown command ${name} is wrong usage and leads to those that are known`, async (t) => {
    const { code, text, printed } = await cli([name]);
    t.equal(code, 2);
    t.match(text, `There is no command "${name}".`);
    t.match(text, 'See: npm run cli -- --help');
    t.same(printed, []);
  });
}

for (const command of COMMANDS) {
  test(`${command} --help and -h explain its options and end well`, async (t) => {
    const long = await cli([command, '--help']);
    const short = await cli([command, '-h']);
    t.equal(long.code, 0);
    t.match(long.text, `Usage: npm run cli -- ${command}`);
    t.match(long.text, '--json');
    t.same(short, long);
  });

  test(`${command} with an unknown option is wrong usage and leads to its help`, async (t) => {
    const { code, text, printed } = await cli([command, '--colour', 'red']);
    t.equal(code, 2);
    t.match(text, /^There is no option --colour\./);
    t.ok(text.endsWith(`See: npm run cli -- ${command} --help`));
    t.same(printed, [], 'nothing goes to the next program');
  });
}

test('an option without its value is wrong usage', async (t) => {
  const { code, text } = await cli(['events', '--limit']);
  t.equal(code, 2);
  t.match(text, /^--limit needs a value\./);
});

test('an option in the place of a value is no value', async (t) => {
  t.match(await cli(['events', '--status', '--json']), { code: 2, text: /^--status needs a value\./ });
  t.match(await cli(['events', '--text=-12'], {}), { code: 2, text: /^There is no log/ });
});

test('a value for an option that takes none is wrong usage', async (t) => {
  t.match(await cli(['events', '--json=yes']), { code: 2, text: /^--json takes no value\./ });
});

test('a word that no command takes is wrong usage', async (t) => {
  t.match(await cli(['events', 'failed']), { code: 2, text: /^"failed" is one word too many\./ });
  t.match(await cli(['verify', 'body.json', 'more']), { code: 2, text: /^"more" is one word too many\./ });
});

test('an option that npm took for itself is wrong usage, because a lost --dry-run would write', async (t) => {
  const env = { npm_config_dry_run: 'true', npm_config_older_than: 'true' };
  const { code, text } = await cli(['prune'], { RETENTION_DAYS: '1' }, undefined, undefined, env);
  t.equal(code, 2);
  t.match(text, /^npm took --older-than, --dry-run for itself\. Write "--" in front of the command/);
});

test('an option that stands behind -- is taken, whatever npm has of that name', async (t) => {
  const { text } = await cli(['events', '--json'], {}, undefined, undefined, { npm_config_json: 'true' });
  t.match(text, /^There is no log/);
});

test('what the machine refuses is said in a sentence, and a defect says that it is one', async (t) => {
  const complaints: string[] = [];
  const broken = (error: Error) =>
    runCli(
      ['stats'],
      {
        print: () => {},
        printError: (line) => void complaints.push(line),
        env: {},
        version: '',
        columns: undefined,
      },
      async () => {
        throw error;
      },
    );
  const refused = (code: string) => Object.assign(new Error(`${code}: words`), { code, syscall: 'write' });
  t.equal(await broken(refused('ENOSPC')), 1);
  t.equal(await broken(refused('EIO')), 1);
  t.equal(await broken(new TypeError('x is not a function')), 1);
  t.match(complaints, [
    /^The disk is full \(ENOSPC\): make room, then try again\.$/,
    /^The system refused it: EIO: words\.$/,
    /^This is a defect .* x is not a function\n +at /,
  ]);
});

for (const word of ['--version', '-v', 'version']) {
  test(`${word} prints the version and nothing else`, async (t) => {
    t.match(await cli([word]), { code: 0, text: '1.2.3' });
  });
}

test('bad settings are told in the language of the terminal, each in a line', async (t) => {
  const run = (LANG: string) =>
    cli(['stats'], { MAX_ATTEMPTS: 'x', HUB_ROLE: 'y' }, undefined, undefined, { LANG });
  const french = await run('fr_FR.UTF-8');
  t.equal(french.code, 1);
  t.match(french.complaints, [
    /^HUB_ROLE doit être l’un de ces mots : all, web, worker\. Ce que fait/,
    /^MAX_ATTEMPTS doit être un nombre entier de 1 à 100\. Tentatives/,
  ]);
  t.match((await run('ar')).complaints, [/HUB_ROLE إحدى هذه الكلمات/, /MAX_ATTEMPTS عددًا صحيحًا/]);
});
