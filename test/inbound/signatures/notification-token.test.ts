import { verifyNotification } from '../../../src/inbound/signatures/notification-token.ts';
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
