import { UsageError } from '../../src/cli/command.ts';
import { filterOf } from '../../src/cli/filter.ts';
import { test } from '../harness.ts';

test('each option is the filter of the API that it names', async (t) => {
  const given = {
    status: 'completed',
    source: 'zoho',
    module: 'Contacts',
    type: 'update',
    record: '1',
    event: 'e',
    cause: 'no',
    text: 'sara',
    since: '2026-01-25T13:00:00+03:00',
    until: '1769335200',
  };
  t.same(filterOf(given), {
    status: 'completed',
    source: 'zoho',
    module: 'Contacts',
    event_type: 'update',
    record_id: '1',
    event_id: 'e',
    cause: 'no',
    q: 'sara',
    since: '2026-01-25T10:00:00.000Z',
    until: '2026-01-25T10:00:00.000Z',
  });
});

test('without options nothing is filtered, and --failed is a status', async (t) => {
  t.same(filterOf({ text: '' }), {});
  t.same(filterOf({ failed: true }), { status: 'failed' });
});

test('a time without a zone is wrong usage', async (t) => {
  t.throws(
    () => filterOf({ since: 'yesterday' }),
    new UsageError('--since must be a time with a zone, such as 2026-11-21T08:00:00Z.'),
  );
});
