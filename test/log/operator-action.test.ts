import { bulkReplayAction } from '../../src/log/operator-action.ts';
import { test } from '../harness.ts';

test('the action of a replay keeps its filter', async (t) => {
  t.same(bulkReplayAction('127.0.0.1', { status: 'failed' }), {
    operator: '127.0.0.1',
    action: 'replay',
    target: 'events that match a filter',
    detail: { filter: { status: 'failed' } },
  });
});

test('it does not keep the text that was searched for, which may be a name', async (t) => {
  t.same(bulkReplayAction('cli', { q: 'Sara Ali' }).detail, { filter: { q: '(a text)' } });
});
