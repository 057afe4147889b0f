import { common } from '../../../src/cli/locales/en/common.ts';
import { common as french } from '../../../src/cli/locales/fr/common.ts';
import { eventLine } from '../../../src/cli/output/event-line.ts';
import { rendered } from '../../../src/cli/output/line.ts';
import type { EventSummary } from '../../../src/log/event.ts';
import { test } from '../../harness.ts';

const ENGLISH = { language: 'en', common } as const;
const EVENT: EventSummary = {
  id: 7,
  event_id: 'e\u001b[2J',
  source: 'zoho',
  module: 'BTEC_Students',
  event_type: 'update',
  record_id: '1',
  status: 'failed',
  attempts: 1,
  error_details: null,
  error_message: 'no\u0007',
  created_at: '2026-01-25T10:00:00.000Z',
  processed_at: null,
  next_attempt_at: null,
  occurred_at: null,
  duplicate_of: null,
  payload_differs: false,
  verified_by: 'none',
};

test('the status has a colour, and only the status', async (t) => {
  t.equal(
    rendered(eventLine(EVENT, ENGLISH), true),
    '     7  2026-01-25T10:00:00.000Z  \u001b[31mfailed    \u001b[39m  update BTEC_Students  e\\u001b[2J\n        no\\u0007',
    'what a sender wrote paints nothing',
  );
});

test('a name with the end of a line in it does not pass for an event of its own', async (t) => {
  t.notMatch(
    rendered(eventLine({ ...EVENT, error_message: null, event_id: 'e\r\n     8' }, ENGLISH), false),
    /[\r\n]/,
  );
});

test('what follows a status stands at the same place in every language', (t) => {
  const line = (status: EventSummary['status']) =>
    rendered(eventLine({ ...EVENT, status, error_message: null }, { language: 'fr', common: french }), false);
  t.match(line('completed'), 'Z  traité      update');
  t.match(line('pending'), 'Z  en attente  update');
  t.end();
});
