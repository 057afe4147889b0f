import { execFile } from 'node:child_process';
import { test } from '../harness.ts';
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

type Ended = { code: number; stdout: string; stderr: string };

function cli(args: string[], env: Record<string, string>): Promise<Ended> {
  const program = ['--import', './src/check-node.js', 'src/cli/main.ts', ...args];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      program,
      { cwd: ROOT, env: { ...surroundings(), NODE_DISABLE_COMPILE_CACHE: '1', ...env } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

/** Without what npm tells its children: whoever runs the tests may have given it options of its own. */
function surroundings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('npm_config_')));
}
