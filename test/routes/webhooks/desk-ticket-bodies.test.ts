import fc from 'fast-check';
import { test, testApp } from '../../harness.ts';

const URL = '/webhook/zoho-desk';
/** Keys that mean something, so that chance finds the ways through. */
const KEYS = [
  'id',
  'ticket',
  'ticket_id',
  'ticketId',
  'entityId',
  'data',
  'body',
  'payload',
  'eventType',
  'eventTime',
  'orgId',
  'timestamp',
  'event_id',
];

const message = fc.dictionary(
  fc.oneof(fc.constantFrom(...KEYS), fc.string()),
  fc.oneof(
    fc.constantFrom(
      '198709000044517001',
      '1769335199000',
      'Ticket_Add',
      'ticket_thread_add',
      '{"id":"12345"}',
      '[]',
      '',
    ),
    fc.jsonValue({ maxDepth: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), fc.jsonValue({ maxDepth: 2 })),
  ),
);

test('whatever JSON comes, the answer is 200 or 400, never a failure of ours', async (t) => {
  const { app, lines } = await testApp(t, { LOG_LEVEL: 'error' });
  const body = fc.oneof(fc.jsonValue(), message, fc.array(message, { maxLength: 4 }));
  await fc.assert(
    fc.asyncProperty(body, async (value) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await app.inject({ method: 'POST', url: URL, headers, payload: JSON.stringify(value) });
      return answer.statusCode === 200 || answer.statusCode === 400;
    }),
    { numRuns: 400, seed: 20_260_125 },
  );
  t.same(
    lines.filter((line) => line.includes('"level":50')),
    [],
  );
});

test('whatever bytes come, they are no failure of ours', async (t) => {
  const { app } = await testApp(t);
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom('application/json', 'text/plain', 'image/png'),
      async (bytes, type) => {
        const headers = { 'content-type': type };
        const answer = await app.inject({ method: 'POST', url: URL, headers, payload: Buffer.from(bytes) });
        return answer.statusCode < 500;
      },
    ),
    { numRuns: 150, seed: 20_260_125 },
  );
  t.pass('none was');
});
