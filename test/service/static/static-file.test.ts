import {
  type Bodies,
  chooseEncoding,
  compressed,
  StaticFile,
} from '../../../src/service/static/static-file.ts';
import { test } from '../../harness.ts';

const CHOICES: readonly [accepted: string, encoding: string][] = [
  ['', 'identity'],
  ['identity', 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['GZIP;Q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br; q=0.000, gzip;q=0', 'identity'],
  ['*', 'br'],
  ['br;q=0, *;q=0.1', 'gzip'],
  ['deflate', 'identity'],
  ['br;q=nonsense', 'identity'],
];
for (const [accepted, encoding] of CHOICES) {
  test(`whoever takes "${accepted}" gets ${encoding}`, (t) => {
    t.equal(chooseEncoding(accepted), encoding);
    t.end();
  });
}

test('a file is made once, for all readers at the same time', async (t) => {
  let made = 0;
  const file = new StaticFile('text/css', async () => {
    made += 1;
    return compressed(Buffer.from('a { b: c }'));
  });
  const [first, second] = await Promise.all([file.open('br'), file.open('br')]);
  t.equal(made, 1);
  t.equal(first?.body, second?.body, 'they share its bytes');
});

test('a file that could not be made is made for the next reader', async (t) => {
  const answers = [Promise.reject<Bodies>(new Error('no memory')), compressed(Buffer.from('a'))];
  const file = new StaticFile('text/css', async () => answers.shift() as Promise<Bodies>);
  await t.rejects(file.open(''), { message: 'no memory' });
  t.equal(String((await file.open('')).body), 'a');
});
