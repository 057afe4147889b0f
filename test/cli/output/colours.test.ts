import { wantsColours } from '../../../src/cli/output/colours.ts';
import { test } from '../../harness.ts';

test('colours are for a terminal, unless NO_COLOR says no', async (t) => {
  t.equal(wantsColours({ isTTY: true }, {}), true);
  t.equal(wantsColours({ isTTY: true }, { NO_COLOR: '' }), true);
  t.equal(wantsColours({ isTTY: true }, { NO_COLOR: '1' }), false);
  t.equal(wantsColours({}, {}), false);
});
