import { findToken, verifyNotification } from '../../../src/inbound/signatures/notification-token.ts';
import { test } from '../../harness.ts';

test('the token says which of two it was, while one is rotated', async (t) => {
  t.same(verifyNotification({ token: 'new' }, ['old', 'new']), {
    ok: true,
    verifiedBy: 'notification-token:2',
  });
});

test('no token, an empty one or a number is missing; another one does not match', async (t) => {
  for (const body of [{}, { token: '' }, { token: 5 }, { token: null }]) {
    t.same(verifyNotification(body, ['5']), { ok: false, reason: 'missing' });
  }
  t.same(verifyNotification({ token: 'other' }, ['old']), { ok: false, reason: 'mismatch' });
  t.same(verifyNotification({ token: 'any' }, []), { ok: false, reason: 'mismatch' });
});

const bytes = (text: string) => Buffer.from(text);

test('the token is found in the bytes before anything is parsed, wherever it stands and however it is spelled', async (t) => {
  const right = { ok: true, verifiedBy: 'notification-token:1' };
  for (const text of [
    '{"token":"ours"}',
    '{"ids":["1"],"token" :\n"ours","module":"X"}',
    '{"token":"\\u006furs"}',
    '{"query_params":{"token":"wrong"},"token":"ours"}',
  ])
    t.same(findToken(bytes(text), ['ours']), right, text);
});

test('bytes without the token are refused as a missing or a wrong one', async (t) => {
  for (const text of [
    '',
    '{}',
    '{"token":5}',
    '{"token":"\\x"}',
    '{"token":"\\ud"}',
    `{"token":"${'x'.repeat(301)}"}`,
  ])
    t.same(findToken(bytes(text), ['ours']), { ok: false, reason: 'missing' }, text);
  t.same(findToken(bytes('{"token":"theirs"}'), ['ours']), { ok: false, reason: 'mismatch' });
});
