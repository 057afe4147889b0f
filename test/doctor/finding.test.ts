import { attempt } from '../../src/doctor/finding.ts';
import { test } from '../harness.ts';

test('a defect is no finding', async (t) => {
  const defect = () => {
    throw new RangeError('a defect');
  };
  await t.rejects(attempt('X', '', defect), RangeError);
});
