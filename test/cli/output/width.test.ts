import { filled, widest, widthOf } from '../../../src/cli/output/width.ts';
import { test } from '../../harness.ts';

for (const [text, columns] of [
  ['failed', 6],
  ['écarté', 6],
  ['عُرض', 3],
  ['حُلَّت', 3],
  ['漢字', 4],
  ['\u200fx', 1],
] as const) {
  test(`"${text}" takes ${columns} columns of a terminal`, (t) => {
    t.equal(widthOf(text), columns);
    t.equal(widthOf(filled(text, 9)), 9);
    t.end();
  });
}

test('the widest of some texts is measured as a terminal shows it', (t) => {
  t.equal(widest(['حُلَّت', 'open']), 4);
  t.equal(filled('open', 2), 'open', 'a text that is longer stays whole');
  t.end();
});
