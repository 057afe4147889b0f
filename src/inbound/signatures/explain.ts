import type { Told } from '../../log/told.ts';
import { tell } from '../../sentences/tell.ts';
import { parseJsonText } from '../body.ts';
import { MAX_AGE_MS, MAX_FUTURE_MS, type SignedRequest, verifyHmac } from './hmac.ts';

type Explanation = { matches: boolean; explanation: Told };

/** Tries the mistakes that people make, one after the other, and names the one that explains the signature. */
export function explainSignature(
  request: SignedRequest,
  secrets: readonly string[],
  nowMs: number,
): Explanation {
  const result = verifyHmac(request, secrets, nowMs);
  switch (result.is) {
    case 'match':
      return { matches: true, explanation: tell('SIGNATURE_MATCHES', { key: result.key }) };
    case 'expired':
      return no(tell('SIGNATURE_EXPIRED', { age: seconds(result.ageMs), allowed: seconds(MAX_AGE_MS) }));
    case 'early':
      return no(tell('SIGNATURE_EARLY', { ahead: seconds(result.aheadMs), allowed: seconds(MAX_FUTURE_MS) }));
    case 'absent':
      return no(tell('SIGNATURE_ABSENT'));
    case 'malformed':
      return no(tell('SIGNATURE_MALFORMED'));
    default:
      return no(likelyMistake(request, secrets));
  }
}

type Mistake = { request: SignedRequest; secrets: readonly string[]; sentence: Told };

/** A mistake explains the signature when it matches apart from the clock. */
function likelyMistake(request: SignedRequest, secrets: readonly string[]): Told {
  const found = mistakes(request, secrets).find((mistake) =>
    ['match', 'expired', 'early'].includes(verifyHmac(mistake.request, mistake.secrets, 0).is),
  );
  return found?.sentence ?? tell('SIGNATURE_DIFFERS');
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
      sentence: tell('SIGNED_WITHOUT_TIME'),
    },
    {
      request: withBody(text.trim()),
      secrets,
      sentence: tell('SIGNED_WITHOUT_SPACES_AROUND'),
    },
    {
      request: withBody(`${text}\n`),
      secrets,
      sentence: tell('SIGNED_WITH_LINE_END'),
    },
    {
      request: withBody(text.replaceAll('\r\n', '\n')),
      secrets,
      sentence: tell('SIGNED_BEFORE_WINDOWS_ENDS'),
    },
    {
      request: withBody(text.replaceAll('\n', '\r\n')),
      secrets,
      sentence: tell('SIGNED_WITH_WINDOWS_ENDS'),
    },
    {
      request: withBody(json === null ? '' : JSON.stringify(json)),
      secrets: json === null ? [] : secrets,
      sentence: tell('SIGNED_COMPACT'),
    },
    {
      request: withBody(body),
      secrets: secrets.flatMap((secret) => [`${secret}\n`, ` ${secret}`, `${secret} `, `"${secret}"`]),
      sentence: tell('SECRET_HAS_MORE'),
    },
  ];
}

function seconds(ms: number): number {
  return Math.round(ms / 1000);
}

function no(explanation: Told): Explanation {
  return { matches: false, explanation };
}
