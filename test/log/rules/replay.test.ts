import {
  bulkRefusal,
  isReopenedByRepeat,
  type Replayable,
  replayRefusal,
} from '../../../src/log/rules/replay.ts';
import { test } from '../../harness.ts';

function row(changes: Partial<Replayable> = {}): Replayable {
  return { status: 'failed', payload_differs: false, unreadable: false, erased: false, ...changes };
}

for (const [what, event, one, many] of [
  ['a failed event', row(), null, null],
  ['a completed event', row({ status: 'completed' }), null, null],
  ['an event that waits', row({ status: 'pending' }), 'unfinished', 'unfinished'],
  ['an event in work', row({ status: 'processing' }), 'unfinished', 'unfinished'],
  ['an erased event', row({ erased: true }), 'erased', 'erased'],
  ['bytes that nobody could read', row({ unreadable: true }), 'unreadable', 'unreadable'],
  ['an exact repeat', row({ status: 'duplicate' }), 'plain_duplicate', 'duplicate'],
  ['a repeat with another body', row({ status: 'duplicate', payload_differs: true }), null, 'duplicate'],
  ['a repeat of unreadable bytes', row({ status: 'duplicate', unreadable: true }), 'unreadable', 'duplicate'],
  ['an erased repeat', row({ status: 'duplicate', erased: true }), 'erased', 'erased'],
] as const) {
  test(`${what}: replayed alone ${one ?? 'yes'}, among many ${many ?? 'yes'}`, async (t) => {
    t.equal(replayRefusal(event), one);
    t.equal(bulkRefusal(event), many);
  });
}

test('a repeat puts only a failed event back to work, and only one that can be read', async (t) => {
  t.equal(isReopenedByRepeat(row()), true);
  t.equal(isReopenedByRepeat(row({ status: 'completed' })), false);
  t.equal(isReopenedByRepeat(row({ unreadable: true })), false);
  t.equal(isReopenedByRepeat(row({ erased: true })), false);
});
