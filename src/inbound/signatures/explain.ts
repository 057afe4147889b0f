import { parseJsonText } from '../body.ts';
import { MAX_AGE_MS, MAX_FUTURE_MS, type SignedRequest, verifyHmac } from './hmac.ts';

type Explanation = { matches: boolean; explanation: string };

/** Tries the mistakes that people make, one after the other, and names the one that explains the signature. */
export function explainSignature(
  request: SignedRequest,
  secrets: readonly string[],
  nowMs: number,
): Explanation {
  const result = verifyHmac(request, secrets, nowMs);
  switch (result.is) {
    case 'match':
      return { matches: true, explanation: `The signature matches secret ${result.key}.` };
    case 'expired':
      return no(
        `The signature matches, but its time is ${seconds(result.ageMs)} old and ${seconds(MAX_AGE_MS)} are allowed. Check the clocks, or send it again.`,
      );
    case 'early':
      return no(
        `The signature matches, but its time is ${seconds(result.aheadMs)} in the future and ${seconds(MAX_FUTURE_MS)} are allowed. Check the clocks.`,
      );
    case 'absent':
      return no('There is no signature.');
    case 'malformed':
      return no(
        'The signature, or its time, has the wrong form: 64 hex digits or 44 characters of base64; epoch seconds, milliseconds or ISO.',
      );
    default:
      return no(likelyMistake(request, secrets));
  }
}

type Mistake = { request: SignedRequest; secrets: readonly string[]; sentence: string };

/** A mistake explains the signature when it matches apart from the clock. */
function likelyMistake(request: SignedRequest, secrets: readonly string[]): string {
  const found = mistakes(request, secrets).find((mistake) =>
    ['match', 'expired', 'early'].includes(verifyHmac(mistake.request, mistake.secrets, 0).is),
  );
  return (
    found?.sentence ??
    'The signature does not match. Either the secret differs (compare it character by character with the one in Zoho), or the file does not hold the exact bytes that were sent.'
  );
}

function mistakes(request: SignedRequest, secrets: readonly string[]): Mistake[] {
  const { body } = request;
  const text = body.toString('utf8');
  const withBody = (changed: string | Buffer) => ({ ...request, body: Buffer.from(changed) });
  const json = parseJsonText(text);
  return [
    {
      request: { ...request, timestamp: undefined },
      secrets,
      sentence:
        'Key and bytes match without the timestamp and the nonce: sign "timestamp.nonce.body", or leave both headers out.',
    },
    {
      request: withBody(text.trim()),
      secrets,
      sentence: 'The bytes differ: the file has spaces or a line end that were not signed.',
    },
    {
      request: withBody(`${text}\n`),
      secrets,
      sentence: 'The bytes differ: a line end was signed that the file does not have.',
    },
    {
      request: withBody(text.replaceAll('\r\n', '\n')),
      secrets,
      sentence: 'The bytes differ: Windows line ends were added after signing.',
    },
    {
      request: withBody(text.replaceAll('\n', '\r\n')),
      secrets,
      sentence: 'The bytes differ: Windows line ends were lost after signing.',
    },
    {
      request: withBody(json === null ? '' : JSON.stringify(json)),
      secrets: json === null ? [] : secrets,
      sentence:
        'The bytes differ: the sender signed the JSON without spaces and sent it with them. Sign the very text that is sent.',
    },
    {
      request: withBody(body),
      secrets: secrets.flatMap((secret) => [`${secret}\n`, ` ${secret}`, `${secret} `, `"${secret}"`]),
      sentence: 'The key differs: the sender has a space, a line end or quotes around the secret.',
    },
  ];
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}

function no(explanation: string): Explanation {
  return { matches: false, explanation };
}
