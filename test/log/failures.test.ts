import { CredentialsFailure, PermanentFailure, TemporaryFailure } from '../../src/log/failures.ts';
import { test } from '../harness.ts';

test('a permanent failure says what is wrong', async (t) => {
  const failure = new PermanentFailure('Academic_Email is missing.');
  t.match(failure, { name: 'PermanentFailure', message: 'Academic_Email is missing.' });
  t.ok(failure instanceof Error);
});

test('a temporary failure has no wish of its own unless it states one', async (t) => {
  t.match(new TemporaryFailure('Zoho is away.'), {
    name: 'TemporaryFailure',
    message: 'Zoho is away.',
    retryAfterMs: null,
  });
  t.equal(new TemporaryFailure('Zoho is busy.', 0).retryAfterMs, 0);
});

test('credentials are tried again ten minutes later, unless the failure says otherwise', async (t) => {
  t.match(new CredentialsFailure('The token is wrong.'), {
    name: 'CredentialsFailure',
    retryAfterMs: 600_000,
  });
  t.equal(new CredentialsFailure('The token is wrong.', 1_000).retryAfterMs, 1_000);
});
