import type { JwtResult } from '../../../src/inbound/signatures/desk-jwt.ts';
import { signHmac } from '../../../src/inbound/signatures/hmac.ts';
import { judgeBody, judgeHeaders } from '../../../src/inbound/signatures/webhook.ts';
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
type Jwt = { verify(token: string, atMs: number): Promise<JwtResult> };
const verify = async (given = {}, secrets = [SECRET], jwt: Jwt | null = null) => {
  const verdict = await judgeHeaders({ ...NOTHING, ...given }, { secrets, jwt }, START_MS);
  if (verdict.is === 'signed')
    for (const piece of [BODY.subarray(0, 7), BODY.subarray(7)]) verdict.proof.see(piece);
  return judgeBody(verdict);
};

test('without any secret everything is let through, and the event says that nothing was verified', async (t) => {
  t.strictSame(await verify({}, []), { is: 'proven', verifiedBy: 'none' });
  t.strictSame(await verify({ signature: 'nonsense', secret: 'nonsense' }, []), {
    is: 'proven',
    verifiedBy: 'none',
  });
});

test('a signature that matches names the scheme and the key', async (t) => {
  t.strictSame(await verify({ signature: SIGNATURE }), { is: 'proven', verifiedBy: 'hmac:1' });
  t.strictSame(await verify({ signature: SIGNATURE }, ['the-new-one', SECRET]), {
    is: 'proven',
    verifiedBy: 'hmac:2',
  });
});

test('the secret itself is enough and names the key', async (t) => {
  t.strictSame(await verify({ secret: SECRET }), { is: 'proven', verifiedBy: 'secret:1' });
  t.strictSame(await verify({ secret: SECRET }, ['the-new-one', SECRET]), {
    is: 'proven',
    verifiedBy: 'secret:2',
  });
});

test('any scheme that matches is enough, whatever the other one says', async (t) => {
  t.strictSame(await verify({ secret: SECRET, signature: 'nonsense' }), {
    is: 'proven',
    verifiedBy: 'secret:1',
  });
  t.strictSame(await verify({ secret: 'wrong', signature: SIGNATURE }), {
    is: 'proven',
    verifiedBy: 'hmac:1',
  });
});

test('a request without any credential is missing one', async (t) => {
  t.strictSame(await verify(), { is: 'refused', reason: 'missing' });
  t.strictSame(await verify({ signature: '', secret: '' }), { is: 'refused', reason: 'missing' });
  t.strictSame(await verify({ timestamp: '1769335200', nonce: 'n-1' }), { is: 'refused', reason: 'missing' });
});

test('a wrong secret without a signature is a mismatch, not a missing signature', async (t) => {
  t.strictSame(await verify({ secret: 'wrong' }), { is: 'refused', reason: 'mismatch' });
});

test('a refused signature says why', async (t) => {
  t.strictSame(await verify({ signature: 'nonsense' }), { is: 'refused', reason: 'malformed' });
  t.strictSame(await verify({ signature: '0'.repeat(64) }), { is: 'refused', reason: 'mismatch' });
});

test('a signed time that is over is refused, and one in the future too', async (t) => {
  for (const [timestamp, reason] of [
    ['1769334000', 'expired'],
    ['1769336000', 'early'],
  ]) {
    const timed = { timestamp, nonce: 'n-1' };
    const signature = signHmac({ body: BODY, timestamp, nonce: 'n-1' }, SECRET);
    t.strictSame(await verify({ ...timed, signature }), { is: 'refused', reason });
  }
});

test('beside a token that is refused a right signature is enough, and a wrong one leaves the reason of the token', async (t) => {
  t.same(await verify({ signature: SIGNATURE, jwt: 'a.b.c' }), { is: 'proven', verifiedBy: 'hmac:1' });
  const refused = { is: 'refused', reason: 'jwt without ZOHO_DESK_WEBHOOK_ID' };
  t.same(await verify({ signature: '0'.repeat(64), jwt: 'a.b.c' }), refused);
  t.same(await verify({ jwt: 'a.b.c' }), refused);
});

/** Says the same of every token, and remembers which it was asked about. */
function tokens(result: JwtResult) {
  const asked: unknown[] = [];
  const verify = async (...question: unknown[]) => {
    asked.push(question);
    return result;
  };
  return { verify, asked };
}
const GOOD: JwtResult = { is: 'match', kid: 'key-1' };

test('with the token of Zoho Desk alone, whoever has none is refused', async (t) => {
  t.same(await verify({}, [], tokens(GOOD)), { is: 'refused', reason: 'missing' });
  t.same(await verify({ secret: 'any' }, [], tokens(GOOD)), { is: 'refused', reason: 'mismatch' });
});

test('a token that is good names its key, and is asked about as of now', async (t) => {
  const jwt = tokens(GOOD);
  t.same(await verify({ jwt: 'a.b.c' }, [], jwt), { is: 'proven', verifiedBy: 'jwt:key-1' });
  t.same(jwt.asked, [['a.b.c', START_MS]]);
});

test('a token that is bad is refused with its reason, and waits while its keys are away', async (t) => {
  const bad = tokens({ is: 'refused', reason: 'expired' });
  t.same(await verify({ jwt: 'a.b.c' }, [], bad), { is: 'refused', reason: 'jwt expired' });
  t.same(await verify({ jwt: 'a.b.c' }, [], tokens({ is: 'keys-away' })), { is: 'unchecked', jwt: 'a.b.c' });
});

test('beside a secret that is right no token is asked about', async (t) => {
  const jwt = tokens(GOOD);
  t.same(await verify({ secret: SECRET, jwt: 'a.b.c' }, [SECRET], jwt), {
    is: 'proven',
    verifiedBy: 'secret:1',
  });
  t.same(jwt.asked, []);
});

test('beside a token that is good the signature does not matter', async (t) => {
  const given = { signature: '0'.repeat(64), jwt: 'a.b.c' };
  t.same(await verify(given, [SECRET], tokens(GOOD)), { is: 'proven', verifiedBy: 'jwt:key-1' });
  const given2 = { secret: 'wrong', jwt: 'a.b.c' };
  t.same(await verify(given2, [SECRET], tokens(GOOD)), { is: 'proven', verifiedBy: 'jwt:key-1' });
});

test('while the keys are away a right signature is enough, and with a wrong one the token waits', async (t) => {
  const away = tokens({ is: 'keys-away' });
  t.same(await verify({ signature: SIGNATURE, jwt: 'a.b.c' }, [SECRET], away), {
    is: 'proven',
    verifiedBy: 'hmac:1',
  });
  t.same(await verify({ signature: '0'.repeat(64), jwt: 'a.b.c' }, [SECRET], away), {
    is: 'unchecked',
    jwt: 'a.b.c',
  });
});
