import { packEvent, unpackEvent } from '../../../../src/store/sqlite/thread/packed-event.ts';
import { newEvent, test } from '../../../harness.ts';

for (const [name, event] of Object.entries({
  'an event': newEvent(),
  'an event with a time and a raw body': newEvent({
    occurred: { at: '2026-01-25T10:00:00.000Z', clock: 'sender' },
    rawBody: Buffer.from([0, 255]),
  }),
  'what needs nothing outside': newEvent({ said: { displayName: 'Sara Ali' } }),
  'what says megabytes': newEvent({
    payload: JSON.stringify({ Address: 'x'.repeat(70_000) }),
    said: { displayName: 'x'.repeat(70_000) },
  }),
  'a signal': newEvent({ kind: { is: 'signal' } }),
  'a signal that carries more': newEvent({ kind: { is: 'signal', sameBody: true } }),
  'what a record says without an id and a time': newEvent({ kind: { is: 'content' } }),
  'an unreadable one that is told in codes': newEvent({
    kind: { is: 'unreadable', reason: 'cut off', told: [{ code: 'PART_REFUSED', params: { problem: 'x' } }] },
  }),
  'an unreadable one': newEvent({ kind: { is: 'unreadable', reason: 'cut off' } }),
})) {
  test(`${name} is the same after it crossed`, async (t) => {
    t.strictSame(unpackEvent(structuredClone(packEvent(event))), event);
  });
}
