import { upTo } from '../../../src/cli/output/list.ts';
import { test } from '../../harness.ts';

/** Numbers from 1 to 450, of which a page begins behind the number that is given. */
async function numbers(size: number, from: number) {
  const rows = Array.from({ length: Math.min(size, 450 - from) }, (_, index) => from + index + 1);
  const last = from + rows.length;
  return { rows, next: last === 450 ? null : last, total: 450 };
}

test('a list is read page by page up to its limit, or to its end', async (t) => {
  const asked: number[] = [];
  const some = await upTo<number, number>(401, 0, (size, from) => {
    asked.push(size);
    return numbers(size, from);
  });
  t.same(asked, [200, 200, 1]);
  t.match(some, { found: { length: 401 }, total: 450 });
  t.equal((await upTo<number, number>(1_000, 0, numbers)).found.at(-1), 450);
});
