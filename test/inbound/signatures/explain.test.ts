import { explainSignature } from '../../../src/inbound/signatures/explain.ts';
import { signHmac } from '../../../src/inbound/signatures/hmac.ts';
import { inEnglish } from '../../../src/sentences/tell.ts';
import { SECRET, START_MS, test } from '../../harness.ts';

function inWordsOf({ matches, explanation }: ReturnType<typeof explainSignature>) {
  return { matches, explanation: inEnglish(explanation) };
}

const BODY = '{"a": 1,\n "b": 2}';
const TIMED = { timestamp: '1769335200', nonce: 'n-1' };
type Headers = { timestamp?: string | undefined; nonce?: string | undefined };

/** Signs one text with one key and headers, and asks about another text with the right key and other headers. */
function explain({
  signed = BODY,
  signedWith = {},
  key = SECRET,
  sent = BODY,
  sentWith = {},
  secrets = [SECRET],
}: {
  signed?: string;
  signedWith?: Headers;
  key?: string;
  sent?: string;
  sentWith?: Headers;
  secrets?: string[];
}) {
  const request = (body: string, { timestamp, nonce }: Headers) => ({
    body: Buffer.from(body),
    timestamp,
    nonce,
  });
  const signature = signHmac(request(signed, signedWith), key);
  return inWordsOf(explainSignature({ ...request(sent, sentWith), signature }, secrets, START_MS));
}

test('a signature that matches says which secret it was', async (t) => {
  t.strictSame(explain({}), { matches: true, explanation: 'The signature matches secret 1.' });
  t.strictSame(explain({ secrets: ['the-new-one', SECRET], signedWith: TIMED, sentWith: TIMED }), {
    matches: true,
    explanation: 'The signature matches secret 2.',
  });
});

test('an old signed time is explained with its age', async (t) => {
  const old = { ...TIMED, timestamp: String(START_MS - 400_000) };
  t.match(explain({ signedWith: old, sentWith: old }), {
    matches: false,
    explanation: /^The signature matches, but its time is 400 s old and 300 s are allowed\./,
  });
});

test('a signed time in the future is explained with how far it is ahead', async (t) => {
  const early = { ...TIMED, timestamp: String(START_MS + 90_000) };
  t.match(explain({ signedWith: early, sentWith: early }), {
    matches: false,
    explanation: /^The signature matches, but its time is 90 s in the future and 60 s are allowed\./,
  });
});

test('a signature of the wrong form is told which forms there are', async (t) => {
  const request = { body: Buffer.from(BODY), signature: 'abc', timestamp: undefined, nonce: undefined };
  t.match(inWordsOf(explainSignature(request, [SECRET], START_MS)), {
    matches: false,
    explanation: /wrong form: 64 hex digits/,
  });
});

for (const [name, mistake, explanation] of [
  ['both headers that were not signed', { sentWith: TIMED }, /match without the timestamp and the nonce/],
  ['spaces at the end of the file', { sent: `${BODY} \n` }, /has spaces or a line end that were not signed/],
  [
    'a line end that the file lost',
    { signed: `${BODY}\n` },
    /a line end was signed that the file does not have/,
  ],
  [
    'Windows line ends added after signing',
    { sent: BODY.replace('\n', '\r\n') },
    /Windows line ends were added/,
  ],
  [
    'Windows line ends lost after signing',
    { signed: BODY.replace('\n', '\r\n') },
    /Windows line ends were lost/,
  ],
  ['JSON signed without its spaces', { signed: '{"a":1,"b":2}' }, /signed the JSON without spaces/],
  ['a line end after the key', { key: `${SECRET}\n` }, /a space, a line end or quotes around the secret/],
  ['a space before the key', { key: ` ${SECRET}` }, /a space, a line end or quotes around the secret/],
  ['a space after the key', { key: `${SECRET} ` }, /a space, a line end or quotes around the secret/],
  ['quotes around the key', { key: `"${SECRET}"` }, /a space, a line end or quotes around the secret/],
] as const) {
  test(`the mistake is named: ${name}`, async (t) => {
    t.match(explain(mistake), { matches: false, explanation });
  });
}

test('the mistake is named under the second secret too', async (t) => {
  const mistake = { key: ` ${SECRET}`, secrets: ['the-new-one', SECRET] };
  t.match(explain(mistake), { explanation: /around the secret/ });
});

test('the mistake is named where the timestamp and the nonce are signed', async (t) => {
  const timed = { signedWith: TIMED, sentWith: TIMED };
  t.match(explain({ ...timed, sent: `${BODY}\n` }), { explanation: /were not signed/ });
  t.match(explain({ ...timed, key: `${SECRET}\n` }), { explanation: /around the secret/ });
});

test('another key is told to compare the key and the bytes', async (t) => {
  t.match(explain({ key: 'another' }), {
    matches: false,
    explanation: /^The signature does not match\. Either the secret/,
  });
  t.match(explain({ key: 'another', sent: 'id=1&Name=Sara' }), {
    explanation: /^The signature does not match\. Either/,
  });
  t.match(explain({ key: 'another', sent: 'id=1&Name=Sara', signed: 'null' }), {
    explanation: /^The signature does not match\. Either/,
  });
  t.match(
    explain({ sent: 'id=1&Name=Sara', signed: 'null' }),
    { explanation: /^The signature does not match\. Either/ },
    'a body that is no JSON is not tried as one',
  );
});

test('a mistake is named whenever it was signed', async (t) => {
  for (const timestamp of ['1000000000', '1769335200', '4000000000']) {
    const timed = { timestamp, nonce: 'n-1' };
    t.match(explain({ signedWith: timed, sentWith: timed, key: `${SECRET}\n` }), {
      explanation: /around the secret/,
    });
  }
});

test('an empty signature is not said to be a wrong one', async (t) => {
  const request = { body: Buffer.from(BODY), signature: '', timestamp: undefined, nonce: undefined };
  const { matches, explanation } = inWordsOf(explainSignature(request, [SECRET], START_MS));
  t.notOk(matches);
  t.equal(explanation, 'There is no signature.');
});

test('no explanation holds the secret or a signature', async (t) => {
  const { explanation } = explain({ key: 'another' });
  t.notMatch(explanation, SECRET);
  t.notMatch(explanation, /[0-9a-f]{64}/);
});
