import { Recent } from '../../src/tickets/recent.ts';
import { test } from '../harness.ts';

test('the newest entries are kept, and one that is set again is new', async (t) => {
  const recent = new Recent<number>(2);
  recent.set('a', 1);
  recent.set('b', 2);
  recent.set('a', 3);
  recent.set('c', 4);
  t.same(
    ['a', 'b', 'c'].map((key) => recent.get(key)),
    [3, null, 4],
  );
});
