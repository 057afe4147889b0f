import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { beginHmac, signHmac, verifyHmac } from '../../../src/inbound/signatures/hmac.ts';
import { SECRET, START_MS, test } from '../../harness.ts';

const BODY = Buffer.from('{"zoho_id":"4554000000012345678","Name":"سارة علي"}');
const unsigned = { body: BODY, timestamp: undefined, nonce: undefined };
const verify = (signature: string | undefined, changes = {}, secrets = [SECRET]) =>
  verifyHmac({ ...unsigned, signature, ...changes }, secrets, START_MS);
/** A signature over `timestamp.nonce.body`, made and verified with the same headers. */
const verifyTimed = (timestamp: string, nonce = 'n-1') => {
  const request = { body: BODY, timestamp, nonce };
  return verifyHmac({ ...request, signature: signHmac(request, SECRET) }, [SECRET], START_MS);
};

const hmac = createHmac('sha256', SECRET).update(BODY).digest();
const HEX = hmac.toString('hex');
const BASE64 = hmac.toString('base64');

for (const [name, signature] of [
  ['hex', HEX],
  ['hex in capitals', HEX.toUpperCase()],
  ['hex after sha256=', `sha256=${HEX}`],
  ['hex after SHA256=', `SHA256=${HEX}`],
  ['base64', BASE64],
  ['base64 after sha256=', `sha256=${BASE64}`],
  ['hex with spaces around', ` ${HEX} `],
] as const) {
  test(`a signature in ${name} matches`, async (t) => {
    t.strictSame(verify(signature), { is: 'match', key: 1 });
  });
}

test('no signature and an empty one are absent', async (t) => {
  t.strictSame(verify(undefined), { is: 'absent' });
  t.strictSame(verify(''), { is: 'absent' });
});

for (const signature of [
  HEX.slice(1),
  `${HEX}0`,
  `${HEX.slice(1)}g`,
  BASE64.slice(0, -1),
  `${BASE64}=`,
  `sha1=${HEX}`,
  `sha256=sha256=${HEX}`,
  `${HEX.slice(0, 9)}sha256=${HEX.slice(9)}`,
  `A${BASE64}`,
  'sha256=',
  ' ',
]) {
  test(`the signature "${signature}" is malformed`, async (t) => {
    t.strictSame(verify(signature), { is: 'malformed' });
  });
}

test('a signature with another secret, and any signature where there is no secret, is a mismatch', async (t) => {
  t.strictSame(verify(signHmac(unsigned, 'another')), { is: 'mismatch' });
  t.strictSame(verify(HEX, {}, []), { is: 'mismatch' });
});

test('while a secret is rotated the number of the one that matched is answered', async (t) => {
  t.strictSame(verify(HEX, {}, ['the-new-one', SECRET]), { is: 'match', key: 2 });
});

test('whatever is signed verifies, for any body and secret', async (t) => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string({ unit: 'binary' }), (bytes, secret) => {
      const request = { ...unsigned, body: Buffer.from(bytes) };
      const signature = signHmac(request, secret);
      return verifyHmac({ ...request, signature }, [secret], START_MS).is === 'match';
    }),
  );
  t.pass('no counterexample');
});

test('one changed byte of the body is a mismatch', async (t) => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (bytes, at, flip) => {
        const signature = signHmac({ ...unsigned, body: Buffer.from(bytes) }, SECRET);
        const changed = bytes.map((byte, index) => (index === at % bytes.length ? byte ^ flip : byte));
        return verify(signature, { body: Buffer.from(changed) }).is === 'mismatch';
      },
    ),
  );
  t.pass('no counterexample');
});

test('one changed byte of the signature is a mismatch, in hex and in base64', async (t) => {
  fc.assert(
    fc.property(fc.nat(31), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(hmac.map((byte, index) => (index === at ? byte ^ flip : byte)));
      return (['hex', 'base64'] as const).every((form) => verify(changed.toString(form)).is === 'mismatch');
    }),
  );
  t.pass('no counterexample');
});

test('the timestamp and the nonce are signed before the body, with dots between', async (t) => {
  const [timestamp, nonce] = ['1769335200', 'n-1'];
  const signature = createHmac('sha256', SECRET).update(`${timestamp}.${nonce}.`).update(BODY).digest('hex');
  t.strictSame(verify(signature, { timestamp, nonce }), { is: 'match', key: 1 });
  t.strictSame(verify(signature, { timestamp: '1769335201', nonce }), { is: 'mismatch' });
  t.strictSame(verify(signature, { timestamp, nonce: 'n-2' }), { is: 'mismatch' });
  t.strictSame(verify(signature), { is: 'mismatch' });
});

test('a timestamp without a nonce, or a nonce without a timestamp, is not part of what is signed', async (t) => {
  t.strictSame(verify(HEX, { timestamp: '1' }), { is: 'match', key: 1 });
  t.strictSame(verify(HEX, { nonce: 'n-1' }), { is: 'match', key: 1 });
});

test('the time may be epoch seconds, milliseconds or ISO with a zone', async (t) => {
  for (const timestamp of ['1769335200', '1769335200000', '2026-01-25T13:00:00+03:00', ' 1769335200 ']) {
    t.strictSame(verifyTimed(timestamp), { is: 'match', key: 1 }, timestamp);
  }
});

test('a signed time without a zone, or one that is no time, is malformed', async (t) => {
  for (const timestamp of ['2026-01-25T10:00:00', 'now', '0'])
    t.strictSame(verifyTimed(timestamp), { is: 'malformed' });
});

test('a message may be 300 seconds old and not one millisecond more', async (t) => {
  t.strictSame(verifyTimed(String(START_MS - 300_000)), { is: 'match', key: 1 });
  t.strictSame(verifyTimed(String(START_MS - 300_001)), { is: 'expired', ageMs: 300_001 });
});

test('a clock may be 60 seconds ahead and not one millisecond more', async (t) => {
  t.strictSame(verifyTimed(String(START_MS + 60_000)), { is: 'match', key: 1 });
  t.strictSame(verifyTimed(String(START_MS + 60_001)), { is: 'early', aheadMs: 60_001 });
});

test('an old message with a wrong signature is a mismatch, so that its age tells a stranger nothing', async (t) => {
  t.strictSame(verify(HEX, { timestamp: '1769300000', nonce: 'n-1' }), { is: 'mismatch' });
});

test('without a secret to compare with, a signature is a mismatch before the body comes', (t) => {
  const headers = { signature: '0'.repeat(64), timestamp: undefined, nonce: undefined };
  t.same(beginHmac(headers, [], START_MS), { is: 'mismatch' });
  t.end();
});
