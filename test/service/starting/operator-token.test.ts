import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadOperatorToken } from '../../../src/service/starting/operator-token.ts';
import { temporaryFolder, test } from '../../harness.ts';

test('the token of the settings counts and no file is written', (t) => {
  const file = join(temporaryFolder(t), 'operator-token');
  t.equal(loadOperatorToken('from-the-settings', file), 'from-the-settings');
  t.throws(() => statSync(file), { code: 'ENOENT' });
  t.end();
});

test('the first start makes a long token in a folder that may be new, for the owner only', (t) => {
  const file = join(temporaryFolder(t), 'data', 'operator-token');
  const token = loadOperatorToken('', file);
  t.match(token, /^[\w-]{32}$/);
  t.equal(readFileSync(file, 'utf8'), `${token}\n`);
  t.equal(statSync(file).mode & 0o777, 0o600);
  t.equal(statSync(join(file, '..')).mode & 0o777, 0o700, 'the database comes into it');
  t.end();
});

test('later starts keep the token', (t) => {
  const file = join(temporaryFolder(t), 'operator-token');
  t.equal(loadOperatorToken('', file), loadOperatorToken('', file));
  t.end();
});

test('two installations have two tokens', (t) => {
  const [one, other] = [temporaryFolder(t), temporaryFolder(t)];
  t.not(loadOperatorToken('', join(one, 'token')), loadOperatorToken('', join(other, 'token')));
  t.end();
});

test('a token that a person wrote into the file counts without its line end', (t) => {
  const file = join(temporaryFolder(t), 'operator-token');
  writeFileSync(file, 'my-own-token\r\n');
  t.equal(loadOperatorToken('', file), 'my-own-token');
  t.end();
});

test('an empty file, as a full disk leaves it, never becomes an empty token that lets everyone in', (t) => {
  const file = join(temporaryFolder(t), 'operator-token');
  writeFileSync(file, '\n');
  let token = 'refused';
  try {
    token = loadOperatorToken('', file);
  } catch {}
  t.not(token, '');
  t.end();
});

test('a file that cannot be made stops the start', (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'data'), '');
  t.throws(() => loadOperatorToken('', join(folder, 'data', 'operator-token')), { code: 'ENOTDIR' });
  t.throws(() => loadOperatorToken('', join(folder, 'x'.repeat(300))), { code: 'ENAMETOOLONG' });
  const taken = join(folder, 'taken');
  mkdirSync(taken);
  t.throws(() => loadOperatorToken('', taken), { code: 'EISDIR' });
  t.end();
});
