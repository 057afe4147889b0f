import { isSetBack } from '../../../src/log/rules/clock-step.ts';
import { START_MS, test } from '../../harness.ts';

test('a clock that is corrected by seconds was not set back, one that is further behind was', async (t) => {
  t.notOk(isSetBack(START_MS, START_MS - 5_000));
  t.ok(isSetBack(START_MS, START_MS - 5_001));
  t.notOk(isSetBack(START_MS, START_MS + 5_001), 'ahead is not behind');
});
