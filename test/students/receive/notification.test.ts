import type { JsonObject } from '../../../src/log/event.ts';
import { readNotification } from '../../../src/students/receive/notification.ts';
import { START_MS, test } from '../../harness.ts';

const BODY: JsonObject = {
  server_time: START_MS,
  affected_values: [{ record_id: '1', values: { Phone: '555' } }],
  query_params: {},
  module: 'BTEC_Students',
  resource_uri: 'https://www.zohoapis.com/crm/v2/BTEC_Students',
  ids: ['4554000000012345678', '4554000000012345679'],
  affected_fields: [],
  operation: 'update',
  channel_id: '100000000000017',
  token: 'a-notification-token',
};

const read = (changes: JsonObject = {}) =>
  readNotification({ ...BODY, ...changes }, 'notification-token:1', START_MS);

test('each id of a callback is an event of its own, at the time of the server', async (t) => {
  const events = read();
  t.match(events, [
    {
      source: 'zoho',
      module: 'BTEC_Students',
      eventType: 'update',
      recordId: '4554000000012345678',
      occurred: { at: '2026-01-25T10:00:00.000Z', clock: 'server' },
      verifiedBy: 'notification-token:1',
      kind: { is: 'event' },
    },
    { recordId: '4554000000012345679' },
  ]);
  t.not(events[0]?.eventId, events[1]?.eventId);
});

test('neither the token nor a value of a field is kept', async (t) => {
  const kept = JSON.stringify(read());
  t.notMatch(kept, 'a-notification-token');
  t.notMatch(kept, '555');
});

test('the same callback gives the same ids; another channel, time, operation or record another one', async (t) => {
  const idOf = (changes?: JsonObject) => read(changes)[0]?.eventId;
  t.equal(idOf(), idOf({ affected_fields: ['Phone'] }));
  const others = [
    { channel_id: '2' },
    { server_time: START_MS + 1 },
    { operation: 'insert' },
    { ids: ['4554000000012345670'] },
  ].map(idOf);
  t.equal(new Set([idOf(), ...others]).size, 5);
});

test('an id that is given twice is one event, and a number keeps its digits', async (t) => {
  t.same(
    read({ ids: ['1', '1', 2] }).map(({ recordId }) => recordId),
    ['1', '2'],
  );
});

for (const [changes, field] of [
  [{ ids: [] }, 'ids'],
  [{ ids: '1' }, 'ids'],
  [{ ids: [null, {}] }, 'ids'],
  [{ ids: ['x'.repeat(256)] }, 'ids'],
  [{ module: '' }, 'module'],
  [{ operation: {} }, 'operation'],
  [{ server_time: null }, 'server_time'],
  [{ channel_id: 'x'.repeat(256) }, 'channel_id'],
] as [JsonObject, string][]) {
  test(`a callback with ${JSON.stringify(changes).slice(0, 40)} is refused and ${field} named`, async (t) => {
    t.throws(() => read(changes), { code: 'INVALID_FIELD', message: new RegExp(`^${field} must be`) });
  });
}

test('hundreds of ids are fine, too many are refused', async (t) => {
  const ids = (count: number) => Array.from({ length: count }, (_, n) => String(n));
  t.equal(read({ ids: ids(1000) }).length, 1000);
  t.throws(() => read({ ids: ids(1001) }), { code: 'TOO_MANY_RECORDS' });
});
