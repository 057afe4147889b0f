import { signHmac } from '../../../src/inbound/signatures/hmac.ts';
import { verifyWebhook } from '../../../src/inbound/signatures/webhook.ts';
import { SECRET, START_MS, test } from '../../harness.ts';

const BODY = Buffer.from('{"zoho_id":"4554000000012345678"}');
const NOTHING = {
  signature: undefined,
  timestamp: undefined,
  nonce: undefined,
  secret: undefined,
  jwt: undefined,
};
const SIGNATURE = signHmac({ body: BODY, timestamp: undefined, nonce: undefined }, SECRET);
const verify = (given = {}, secrets = [SECRET]) =>
  verifyWebhook(BODY, { ...NOTHING, ...given }, { secrets, jwt: null }, START_MS);

test('without any secret everything is let through, and the event says that nothing was verified', async (t) => {
  t.strictSame(await verify({}, []), { ok: true, verifiedBy: 'none' });
  t.strictSame(await verify({ signature: 'nonsense', secret: 'nonsense' }, []), {
    ok: true,
    verifiedBy: 'none',
  });
});

test('a signature that matches names the scheme and the key', async (t) => {
  t.strictSame(await verify({ signature: SIGNATURE }), { ok: true, verifiedBy: 'hmac:1' });
  t.strictSame(await verify({ signature: SIGNATURE }, ['the-new-one', SECRET]), {
    ok: true,
    verifiedBy: 'hmac:2',
  });
});

test('the secret itself is enough and names the key', async (t) => {
  t.strictSame(await verify({ secret: SECRET }), { ok: true, verifiedBy: 'secret:1' });
  t.strictSame(await verify({ secret: SECRET }, ['the-new-one', SECRET]), {
    ok: true,
    verifiedBy: 'secret:2',
  });
});

test('any scheme that matches is enough, whatever the other one says', async (t) => {
  t.strictSame(await verify({ secret: SECRET, signature: 'nonsense' }), {
    ok: true,
    verifiedBy: 'secret:1',
  });
  t.strictSame(await verify({ secret: 'wrong', signature: SIGNATURE }), {
    ok: true,
    verifiedBy: 'hmac:1',
  });
});

test('a request without any credential is missing one', async (t) => {
  t.strictSame(await verify(), { ok: false, reason: 'missing' });
  t.strictSame(await verify({ signature: '', secret: '' }), { ok: false, reason: 'missing' });
  t.strictSame(await verify({ timestamp: '1769335200', nonce: 'n-1' }), { ok: false, reason: 'missing' });
});

test('a wrong secret without a signature is a mismatch, not a missing signature', async (t) => {
  t.strictSame(await verify({ secret: 'wrong' }), { ok: false, reason: 'mismatch' });
});

test('a refused signature says why', async (t) => {
  t.strictSame(await verify({ signature: 'nonsense' }), { ok: false, reason: 'malformed' });
  t.strictSame(await verify({ signature: '0'.repeat(64) }), { ok: false, reason: 'mismatch' });
});

test('a signed time that is over is refused, and one in the future too', async (t) => {
  for (const [timestamp, reason] of [
    ['1769334000', 'expired'],
    ['1769336000', 'early'],
  ]) {
    const timed = { timestamp, nonce: 'n-1' };
    const signature = signHmac({ body: BODY, timestamp, nonce: 'n-1' }, SECRET);
    t.strictSame(await verify({ ...timed, signature }), { ok: false, reason });
  }
});
