import { likePattern } from '../../../src/store/common/like.ts';
import { test } from '../../harness.ts';

for (const [text, pattern] of [
  ['', '%%'],
  ['Sara', '%Sara%'],
  ['50%', '%50\\%%'],
  ['a_b', '%a\\_b%'],
  ['C:\\', '%C:\\\\%'],
  ['\\%_%', '%\\\\\\%\\_\\%%'],
  ['سارة', '%سارة%'],
] as const) {
  test(`the pattern for "${text}" is ${pattern}`, async (t) => {
    t.equal(likePattern(text), pattern);
  });
}
