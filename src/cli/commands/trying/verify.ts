import { readFileSync } from 'node:fs';
import { explainSignature } from '../../../inbound/signatures/explain.ts';
import { splitSecrets } from '../../../inbound/signatures/shared-secret.ts';
import { type Command, textOf, UsageError } from '../../command.ts';

/** Says whether a signature matches a body and, if not, what is most likely wrong. */
export const verify: Command = {
  summary: 'Explain why a signature does not match: key, bytes or clock',
  help: `
Usage: npm run cli -- verify BODY_FILE --signature VALUE [options]

  --signature V   the value of X-Zoho-Signature
  --timestamp T   the value of X-Zoho-Timestamp, if it was sent
  --nonce N       the value of X-Zoho-Nonce, if it was sent
  --secret S      checks S instead of ZOHO_WEBHOOK_SECRET
  --json          one JSON object: matches and explanation

Ends with 1 when the signature does not match.

Example: npm run cli -- verify body.json --signature sha256=0a1b…`,
  options: {
    signature: { type: 'string' },
    timestamp: { type: 'string' },
    nonce: { type: 'string' },
    secret: { type: 'string' },
    json: { type: 'boolean' },
  },
  operands: 1,
  async run(values, [file], context) {
    const signature = textOf(values, 'signature');
    if (file === undefined || signature === undefined)
      throw new UsageError('Give a BODY_FILE and --signature.');
    const secrets = splitSecrets(textOf(values, 'secret') ?? context.settings.ZOHO_WEBHOOK_SECRET);
    if (secrets.length === 0) throw new UsageError('Give --secret, or set ZOHO_WEBHOOK_SECRET.');
    const request = {
      body: bodyOf(file),
      signature,
      timestamp: textOf(values, 'timestamp'),
      nonce: textOf(values, 'nonce'),
    };
    const { matches, explanation } = explainSignature(request, secrets, context.clock.now());
    context.print(values.json ? JSON.stringify({ matches, explanation }) : explanation);
    return matches ? 0 : 1;
  },
};

function bodyOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new UsageError(`The file ${file} cannot be read.`);
  }
}
