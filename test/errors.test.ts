import * as errors from '../src/errors.ts';
import { test } from './harness.ts';

const made = Object.entries(errors).map(([name, Refusal]) => ({
  name,
  error: Reflect.construct(Refusal, []),
}));

test('every refusal has a code of its own, in capitals', (t) => {
  const codes = made.map(({ error }) => error.code);
  t.equal(new Set(codes).size, codes.length);
  for (const code of codes) t.match(code, /^[A-Z_]+$/);
  t.end();
});

test('no refusal answers 410, which Zoho takes for good, and none a success', (t) => {
  for (const { name, error } of made) {
    t.ok(error.statusCode >= 400 && error.statusCode < 600, name);
    t.not(error.statusCode, 410, name);
  }
  t.end();
});

test('the sentences that senders rely on are word for word those of the contract', (t) => {
  t.match(new errors.InvalidJson(), { statusCode: 400, message: 'Invalid JSON payload' });
  t.match(new errors.MissingSignature(), { statusCode: 401, message: 'Missing signature' });
  t.match(new errors.InvalidSignature(), { statusCode: 401, message: 'Invalid signature' });
  t.match(new errors.EndpointNotFound(), { statusCode: 404, message: 'Endpoint not found' });
  t.end();
});
