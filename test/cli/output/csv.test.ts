import { csvLine } from '../../../src/cli/output/csv.ts';
import { test } from '../../harness.ts';

for (const [values, line] of [
  [['a', 1, true, null, ''], 'a,1,true,,'],
  [['a,b', 'say "no"', 'two\nlines'], '"a,b","say ""no""","two\nlines"'],
  [['سارة علي'], 'سارة علي'],
  [['=1+1', '@SUM(A1)', '-cmd', '+cmd', '\tx'], "'=1+1,'@SUM(A1),'-cmd,'+cmd,'\tx"],
  [['+961 70 000 001', '-5', '-1.5'], '+961 70 000 001,-5,-1.5'],
] as const) {
  test(`${JSON.stringify(values)} is written as ${JSON.stringify(line)}`, async (t) => {
    t.equal(csvLine(values), line);
  });
}
