import { filterOf } from '../../../src/cli/input/filter.ts';
import { TestClock, test } from '../../harness.ts';
import { said } from '../said.ts';

const clock = new TestClock();

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
  t.same(filterOf(given, { clock }), {
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
  t.same(filterOf({ text: '' }, { clock }), {});
  t.same(filterOf({ failed: true }, { clock }), { status: 'failed' });
});

test('a time without a zone is wrong usage', async (t) => {
  t.equal(
    said(() => filterOf({ since: 'yesterday' }, { clock })),
    '--since must be a time: 24h or 7d ago, 2026-11-21, or 2026-11-21T08:00:00Z.',
  );
});
