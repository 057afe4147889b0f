import { table } from '../../../src/cli/output/table.ts';
import { test } from '../../harness.ts';

test('columns begin under each other, and nothing stands behind the last', (t) => {
  t.same(
    table([
      ['1', 'long name', 'x'],
      ['200', 'y', 'z'],
    ]),
    ['1    long name  x', '200  y          z'],
  );
  t.same(table([]), []);
  t.end();
});

test('a cell of unusual length moves its own row aside, and no other', (t) => {
  const long = 'x'.repeat(50);
  t.same(
    table([
      [long, 'a'],
      ['y', 'b'],
    ]),
    [`${long}  a`, `y${' '.repeat(39)}  b`],
  );
  t.end();
});
