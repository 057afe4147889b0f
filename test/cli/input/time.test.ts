import { timeOf } from '../../../src/cli/input/time.ts';
import { START_MS, test } from '../../harness.ts';
import { said } from '../said.ts';

const HOUR_MS = 3_600_000;

for (const [text, ms] of [
  ['30m', START_MS - HOUR_MS / 2],
  ['24h', START_MS - 24 * HOUR_MS],
  ['7d', START_MS - 168 * HOUR_MS],
  ['1w', START_MS - 168 * HOUR_MS],
  ['2026-01-25', START_MS - 10 * HOUR_MS],
  ['2026-01-25T10:00:00Z', START_MS],
  [String(START_MS / 1000), START_MS],
] as const) {
  test(`${text} is a time`, (t) => {
    t.equal(timeOf('since', text, START_MS), ms);
    t.end();
  });
}

for (const text of ['', 'yesterday', '24', '24x', '2026-02-30', '2026-01-25T10:00']) {
  test(`"${text}" is no time`, (t) => {
    t.equal(
      said(() => timeOf('since', text, START_MS)),
      '--since must be a time: 24h or 7d ago, 2026-11-21, or 2026-11-21T08:00:00Z.',
    );
    t.end();
  });
}
