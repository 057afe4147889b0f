import { acceptedAnswer, understood } from '../../../src/routes/webhooks/answers.ts';
import { newEvent, test } from '../../harness.ts';

const queued = { id: 1, eventId: 'event_1', status: 'queued' as const };
const repeat = {
  id: 2,
  eventId: 'event_1',
  status: 'duplicate' as const,
  duplicateOf: 1,
  payloadDiffers: false,
  requeued: false,
};

test('a new event is accepted with its id and nothing more', (t) => {
  t.same(acceptedAnswer([queued], null), {
    success: true,
    message: 'Event accepted for processing',
    event_id: 'event_1',
    status: 'queued',
  });
  t.end();
});

test('a repeat says so, and says no more when nothing came of it', (t) => {
  t.same(acceptedAnswer([repeat], null), {
    success: true,
    message: 'Event was received before',
    event_id: 'event_1',
    status: 'duplicate',
  });
  t.end();
});

test('a repeat that woke its original or brought another body says that too', (t) => {
  t.match(acceptedAnswer([{ ...repeat, requeued: true }], null), { status: 'duplicate', requeued: true });
  t.match(acceptedAnswer([{ ...repeat, payloadDiffers: true }], null), { payload_differs: true });
  t.end();
});

test('a delivery of several events lists each with its own status', (t) => {
  const answer = acceptedAnswer([{ ...queued, id: 3, eventId: 'event_3' }, repeat], null);
  t.same(answer.events, [
    { event_id: 'event_3', status: 'queued' },
    { event_id: 'event_1', status: 'duplicate' },
  ]);
  t.end();
});

test('whoever waited gets the outcome', (t) => {
  const ending = { status: 'failed' as const, result: null, error_message: 'Academic_Email is missing' };
  t.same(acceptedAnswer([queued], ending).outcome, ending);
  t.end();
});

test('a delivery without events is a defect and not an answer', (t) => {
  t.throws(() => acceptedAnswer([], null), /without events/);
  t.end();
});

const refused = newEvent({ eventId: 'bad', kind: { is: 'unreadable', reason: 'One part was refused.' } });
const bad = { id: 4, eventId: 'bad', status: 'queued' as const };

test('a refused part is told with its reason beside the good ones, and the good ones give the answer', (t) => {
  const answer = acceptedAnswer([bad, queued], null, [refused, newEvent()]);
  t.match(answer, { event_id: 'event_1', status: 'queued', message: 'Event accepted for processing' });
  t.same(answer.events, [
    { event_id: 'bad', status: 'failed', error: 'One part was refused.' },
    { event_id: 'event_1', status: 'queued' },
  ]);
  t.end();
});

test('a refused part that came before is a repeat, and its reason is told again', (t) => {
  const again = { ...repeat, eventId: 'bad' };
  const answer = acceptedAnswer([queued, again], null, [newEvent(), refused]);
  t.same(answer.events?.[1], { event_id: 'bad', status: 'duplicate', error: 'One part was refused.' });
  t.end();
});

test('only what was understood is waited for', (t) => {
  t.same(understood([bad, queued], [refused, newEvent()]), [queued]);
  t.same(understood([queued], []), [queued]);
  t.end();
});
