import fc from 'fast-check';
import { deriveEventId, payloadHash, signalKey } from '../../src/inbound/identity.ts';
import { newEvent, test } from '../harness.ts';

const parts = fc.array(fc.option(fc.string({ unit: 'binary' })), { maxLength: 6 });

test('a derived id is always the same for the same parts, and says that it was derived', async (t) => {
  const id = deriveEventId(['zoho', 'BTEC_Students', '4554000000012345678', 'update', null]);
  t.match(id, /^derived-[0-9a-f]{40}$/);
  t.equal(deriveEventId(['zoho', 'BTEC_Students', '4554000000012345678', 'update', null]), id);
});

test('text that moves from one part to the next gives another id', async (t) => {
  t.not(deriveEventId(['ab', 'c']), deriveEventId(['a', 'bc']));
  t.not(deriveEventId(['a,b']), deriveEventId(['a', 'b']));
  t.not(deriveEventId(['a","b']), deriveEventId(['a', 'b']));
});

test('no part and an empty part are different', async (t) => {
  t.equal(new Set([[], [null], [''], ['null'], [null, null]].map(deriveEventId)).size, 5);
});

test('distinct parts give distinct ids', async (t) => {
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      const areEqual = one.length === other.length && one.every((part, index) => part === other[index]);
      return (deriveEventId(one) === deriveEventId(other)) === areEqual;
    }),
  );
  t.pass('no counterexample');
});

test('a payload has the same hash as text and as bytes', async (t) => {
  const payload = '{"Name":"سارة علي"}';
  t.equal(payloadHash(payload), payloadHash(Buffer.from(payload)));
  t.match(payloadHash(payload), /^[0-9a-f]{64}$/);
});

test('payloads that differ in one byte have different hashes', async (t) => {
  t.not(payloadHash('{"Name":"Sara Ali"}'), payloadHash('{"Name":"Sara Ali"} '));
});

test('signals are equal only in source, module, record and event type together', async (t) => {
  const signal = newEvent({ recordId: '1', kind: { is: 'signal' } });
  t.equal(signalKey({ ...signal }), signalKey(signal));
  const others = [
    { ...signal, source: 'zoho_desk' as const },
    { ...signal, module: 'BTEC_Grades' },
    { ...signal, recordId: '2' },
    { ...signal, eventType: 'delete' },
    { ...signal, module: 'BTEC_Students","1', recordId: '' },
  ];
  t.equal(new Set([signal, ...others].map(signalKey)).size, 6);
});

test('what else an event holds does not make its signal another', async (t) => {
  const signal = newEvent({ recordId: '1', kind: { is: 'signal' } });
  t.equal(signalKey({ ...signal, eventId: 'signal-2', payload: '{"zoho_id":1}' }), signalKey(signal));
});

test('where a signal carries more than an id, it is equal only to one that carries the same', async (t) => {
  const signal = newEvent({ payload: '{"a":1}', kind: { is: 'signal', sameBody: true } });
  t.equal(signalKey({ ...signal, eventId: 'signal-2' }), signalKey(signal));
  t.not(signalKey({ ...signal, payload: '{"a":2}' }), signalKey(signal));
  t.not(signalKey({ ...signal, kind: { is: 'signal' } }), signalKey(signal));
});

test('a part of megabytes tells events apart as a short one does', async (t) => {
  const long = 'a'.repeat(4_000_000);
  const id = deriveEventId(['zoho', long]);
  t.match(id, /^derived-[0-9a-f]{40}$/);
  t.equal(deriveEventId(['zoho', `${long}`]), id);
  t.not(deriveEventId(['zoho', `${long}b`]), id);
  t.not(deriveEventId(['zoho', 'a'.repeat(65_537)]), deriveEventId(['zoho', 'a'.repeat(65_536)]));
});
