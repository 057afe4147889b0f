import { activityChart } from '../../../src/dashboard/pieces/chart.ts';
import { toReader } from '../../../src/dashboard/reader.ts';
import { START_MS, test } from '../../harness.ts';

const reader = toReader('en-GB', {}, { path: '/dashboard', name: '', nowMs: 0, mayAct: true });

test('the table under the chart has the sums of 24 hours, the newest first', (t) => {
  const minutes = [
    { minute: '2026-01-24T09:59:00.000Z', accepted: 9, processed: 9 },
    { minute: '2026-01-25T09:00:00.000Z', accepted: 2, processed: 1 },
    { minute: '2026-01-25T09:59:00.000Z', accepted: 3, processed: 1 },
    { minute: '2026-01-25T10:00:00.000Z', accepted: 1204, processed: 7 },
  ];
  const rows = [...activityChart(reader, minutes, START_MS + 30_000).matchAll(/<th scope="row">.*?<\/tr>/g)];
  const cells = rows.map(([row]) => [...row.matchAll(/<td>(.*?)<\/td>/g)].map(([, text]) => text));
  t.equal(cells.length, 24);
  t.same(cells.slice(0, 3), [
    ['1,204', '7'],
    ['5', '2'],
    ['0', '0'],
  ]);
  t.notOk(cells.flat().includes('9'), 'what is older than a day is left out');
  t.end();
});

test('the chart holds its numbers as data, up to the last whole minute', (t) => {
  const chart = activityChart(
    reader,
    [{ minute: '2026-01-25T10:00:00.000Z', accepted: 2, processed: 1 }],
    START_MS + 30_000,
  );
  t.ok(chart.includes(`data-last="${START_MS / 1000}"`));
  t.ok(chart.includes(`data-points="[[${START_MS / 1000},2,1]]"`));
  t.end();
});
