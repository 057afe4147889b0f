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
