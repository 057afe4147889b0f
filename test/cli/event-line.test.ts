import { eventLine } from '../../src/cli/event-line.ts';
import type { EventSummary } from '../../src/log/event.ts';
import { test } from '../harness.ts';

const EVENT: EventSummary = {
  id: 7,
  event_id: 'e\u001b[2J',
  source: 'zoho',
  module: 'BTEC_Students',
  event_type: 'update',
  record_id: '1',
  status: 'failed',
  attempts: 1,
  error_message: 'no\u0007',
  created_at: '2026-01-25T10:00:00.000Z',
  processed_at: null,
  next_attempt_at: null,
  occurred_at: null,
  duplicate_of: null,
  payload_differs: false,
  verified_by: 'none',
};

test('on a terminal the status has a colour, and only the status', async (t) => {
  const line = eventLine(EVENT, { colours: true });
  t.match(line, '\u001b[31mfailed    \u001b[39m  update');
  t.equal(line.split('\u001b').length, 3, 'what a sender wrote paints nothing');
});

test('elsewhere there is none', async (t) => {
  t.notMatch(eventLine(EVENT, { colours: false }), '\u001b');
});
