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

for (const name of ['fly', 'constructor', '__proto__', 'toString']) {
  test(`the unknown command ${name} is wrong usage and shows those that are known`, async (t) => {
    const { code, text } = await cli([name]);
    t.equal(code, 2);
    t.match(text, `There is no command "${name}".`);
    t.match(text, 'Usage: npm run cli -- COMMAND');
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
    t.match(text, "Unknown option '--colour'");
    t.ok(text.endsWith(`See: npm run cli -- ${command} --help`));
    t.equal(printed.length, 1);
  });
}

test('an option without its value is wrong usage', async (t) => {
  const { code, text } = await cli(['events', '--limit']);
  t.equal(code, 2);
  t.match(text, /--limit/);
});

test('a defect of a command is not taken for wrong usage', async (t) => {
  await t.rejects(cli(['stats'], { DATABASE_URL: 'file:/dev/null' }), Error);
});
