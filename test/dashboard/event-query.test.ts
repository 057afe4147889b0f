import { isEmpty, readEventQuery, toFilter, toSearch } from '../../src/dashboard/event-query.ts';
import { START_MS, test } from '../harness.ts';

test('empty fields and unknown words do not count', (t) => {
  const query = readEventQuery({ q: '  ', status: 'lost', source: '', span: 'year', module: ' Deals ' });
  t.same(query, { span: 'any', module: 'Deals' });
  t.end();
});

test('the times count only when the span is between two times', (t) => {
  const times = { from: '2026-01-01T00:00', to: '2026-01-02T00:00' };
  t.same(readEventQuery({ span: 'day', ...times }), { span: 'day' });
  t.same(readEventQuery({ span: 'custom', ...times }), { span: 'custom', ...times });
  t.same(readEventQuery({ span: 'custom' }), { span: 'custom' });
  t.end();
});

test('a span becomes the time before now', (t) => {
  const query = readEventQuery({ span: 'hour', status: 'failed' });
  const filter = { status: 'failed', since: '2026-01-25T09:00:00.000Z' };
  t.same(toFilter(query, START_MS, 'UTC'), filter);
  t.end();
});

test("two times are read in the reader's zone; one that is none is left out", (t) => {
  const query = readEventQuery({ span: 'custom', from: '2026-01-25T10:00', to: 'later' });
  t.same(toFilter(query, START_MS, 'Europe/Paris'), { since: '2026-01-25T09:00:00.000Z' });
  const until = readEventQuery({ span: 'custom', to: '2026-01-25T10:00' });
  t.same(toFilter(until, START_MS, 'UTC'), { until: '2026-01-25T10:00:00.000Z' });
  t.end();
});

test('a query is written into an address and read back', (t) => {
  const query = readEventQuery({ q: 'a&b=c', cause: 'is missing…', span: 'week', status: 'failed' });
  const search = toSearch(query, { before: 7 });
  const { before, ...fields } = Object.fromEntries(new URLSearchParams(search));
  t.equal(before, '7');
  t.same(readEventQuery(fields), query);
  t.notOk(isEmpty(query));
  t.ok(isEmpty(readEventQuery({})));
  t.end();
});
