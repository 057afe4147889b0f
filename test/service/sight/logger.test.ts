import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createLogger } from '../../../src/service/sight/logger.ts';
import { TestClock, temporaryFolder, test, until } from '../../harness.ts';

function fakeTerminal(isTTY: boolean) {
  const writes: string[] = [];
  return { isTTY, write: (text: string) => void writes.push(text), writes };
}

const ESCAPE = String.fromCharCode(27);

test('a person at a terminal reads coloured lines', async (t) => {
  const terminal = fakeTerminal(true);
  const { logger, close } = createLogger({ LOG_LEVEL: 'info', LOG_FILE: '' }, terminal);
  logger.info({ path: '/health' }, 'request');
  await close();
  const text = terminal.writes.join('');
  t.match(text, /\d{2}:\d{2}:\d{2}.*INFO.*request/);
  t.ok(text.includes(ESCAPE));
  t.throws(() => JSON.parse(text));
});

test('a program that reads the output gets one JSON object a line, with an ISO time', async (t) => {
  const terminal = fakeTerminal(false);
  const { logger, close } = createLogger({ LOG_LEVEL: 'info', LOG_FILE: '' }, terminal);
  logger.info({ path: '/health' }, 'سارة');
  logger.warn('second');
  await close();
  const lines = terminal.writes.join('').trimEnd().split('\n');
  t.equal(lines.length, 2);
  t.match(JSON.parse(lines[0] ?? ''), {
    level: 30,
    time: /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/,
    path: '/health',
    msg: 'سارة',
  });
  t.match(JSON.parse(lines[1] ?? ''), { level: 40, msg: 'second' });
});

test('lines wait a twentieth of a second for each other and are written without being asked', async (t) => {
  const terminal = fakeTerminal(false);
  const clock = new TestClock();
  const { logger, close } = createLogger({ LOG_LEVEL: 'info', LOG_FILE: '' }, terminal, clock);
  logger.info('first');
  clock.advance(49);
  logger.info('second');
  t.equal(terminal.writes.length, 0);
  clock.advance(1);
  t.equal(terminal.writes.length, 1);
  t.match(terminal.writes[0], /first.*\n.*second/);
  await close();
  t.equal(terminal.writes.length, 1);
});

for (const [what, say] of [
  ['a warning', (logger: Logger) => logger.warn('last')],
  ['an error', (logger: Logger) => logger.error('last')],
  ['more than 64 KB', (logger: Logger) => logger.info(`${'x'.repeat(65_536)} last`)],
] as const) {
  test(`${what} is written with the turn, and what waited before it too`, async (t) => {
    const terminal = fakeTerminal(false);
    const { logger, close } = createLogger({ LOG_LEVEL: 'info', LOG_FILE: '' }, terminal, new TestClock());
    logger.info('first');
    say(logger);
    say(logger);
    t.equal(terminal.writes.length, 0);
    await new Promise((resolve) => setImmediate(resolve));
    t.equal(terminal.writes.length, 1);
    t.match(terminal.writes[0], /first.*\n.*last.*\n.*last/);
    await close();
  });
}

test('the file gets plain lines also while the terminal gets coloured ones', async (t) => {
  const file = join(temporaryFolder(t), 'logs', 'app.log');
  const terminal = fakeTerminal(true);
  const { logger, close } = createLogger({ LOG_LEVEL: 'info', LOG_FILE: file }, terminal);
  logger.info({ status: 200 }, 'request');
  await close();
  t.match(JSON.parse(readFileSync(file, 'utf8')), { status: 200, msg: 'request' });
  t.match(terminal.writes.join(''), 'request');
});

test('a second start goes on in the same file', async (t) => {
  const file = join(temporaryFolder(t), 'app.log');
  for (const message of ['first', 'second']) {
    const { logger, close } = createLogger({ LOG_LEVEL: 'info', LOG_FILE: file }, fakeTerminal(false));
    logger.info(message);
    await close();
  }
  t.match(readFileSync(file, 'utf8'), /first.*\n.*second/);
});

test('the log is for its owner only, its folder too, whatever the umask allows', async (t) => {
  const before = process.umask(0);
  t.teardown(() => process.umask(before));
  const folder = join(temporaryFolder(t), 'logs');
  const file = join(folder, 'app.log');
  const { logger, close } = createLogger({ LOG_LEVEL: 'info', LOG_FILE: file }, fakeTerminal(false));
  logger.info('first');
  await close();
  t.equal(statSync(folder).mode & 0o777, 0o700);
  t.equal(statSync(file).mode & 0o777, 0o600);
});

for (const [level, expected] of [
  ['trace', ['trace', 'info', 'error']],
  ['info', ['info', 'error']],
  ['error', ['error']],
  ['silent', []],
] as const) {
  test(`at LOG_LEVEL ${level} the terminal and the file hold ${expected.join(', ') || 'nothing'}`, async (t) => {
    const file = join(temporaryFolder(t), 'app.log');
    const terminal = fakeTerminal(false);
    const { logger, close } = createLogger({ LOG_LEVEL: level, LOG_FILE: file }, terminal);
    logger.trace('trace');
    logger.info('info');
    logger.error('error');
    await close();
    for (const text of [terminal.writes.join(''), readFileSync(file, 'utf8')]) {
      const messages = text.split('\n').filter(Boolean);
      t.same(
        messages.map((line) => JSON.parse(line).msg),
        expected,
      );
    }
  });
}

test('a log file that cannot be written is named on the terminal, and written again a minute later', async (t) => {
  const folder = temporaryFolder(t);
  const inTheWay = join(folder, 'logs');
  writeFileSync(inTheWay, '');
  const file = join(inTheWay, 'app.log');
  const terminal = fakeTerminal(false);
  const clock = new TestClock();
  const { logger, close } = createLogger({ LOG_LEVEL: 'info', LOG_FILE: file }, terminal, clock);
  logger.info('first');
  clock.advance(50);
  await until(() => terminal.writes.length === 2);
  t.match(terminal.writes.join(''), 'first');
  t.match(terminal.writes.join(''), /The log file cannot be written, and is tried again in a minute: /);

  rmSync(inTheWay);
  clock.advance(59_000);
  logger.info('too early');
  clock.advance(50);
  await until(() => terminal.writes.length === 3);
  clock.advance(950);
  logger.info('later');
  await close();
  t.notMatch(readFileSync(file, 'utf8'), 'too early', 'what came meanwhile is on the terminal only');
  t.match(readFileSync(file, 'utf8'), '"msg":"later"');
});

test('while its file cannot be written a log can be closed', async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'logs'), '');
  const terminal = fakeTerminal(false);
  const { close } = createLogger({ LOG_LEVEL: 'info', LOG_FILE: join(folder, 'logs/app.log') }, terminal);
  await until(() => terminal.writes.length === 1);
  await t.resolves(close());
});
