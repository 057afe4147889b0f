import { readFileSync } from 'node:fs';
import { explainSignature } from '../../../inbound/signatures/explain.ts';
import { splitSecrets } from '../../../inbound/signatures/shared-secret.ts';
import { inEnglish } from '../../../sentences/tell.ts';
import { type Command, textOf, UsageError } from '../../command.ts';
import { TRYING, type TryingTexts } from '../../locales/load.ts';
import { inTerminalWords } from '../../output/words.ts';

/** Says whether a signature matches a body and, if not, what is most likely wrong. */
export const verify: Command<TryingTexts['verify']> = {
  texts: async (language) => (await TRYING[language]()).verify,
  help: ({ rows, notes }, { names }) => ({
    usage: [`verify ${names.BODY_FILE} --signature ${names.VALUE} ${names.OPTIONS}`],
    rows: [
      ['--signature V', rows.signature],
      ['--timestamp T', rows.timestamp],
      ['--nonce N', rows.nonce],
      ['--secret S', rows.secret],
      ['--json', rows.json],
    ],
    notes,
    examples: ['verify body.json --signature sha256=0a1b…'],
  }),
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
    if (file === undefined || signature === undefined) throw new UsageError(context.own.giveBoth);
    const secrets = splitSecrets(textOf(values, 'secret') ?? context.settings.ZOHO_WEBHOOK_SECRET);
    if (secrets.length === 0) throw new UsageError(context.common.secretMissing);
    const request = {
      body: bodyOf(file),
      signature,
      timestamp: textOf(values, 'timestamp'),
      nonce: textOf(values, 'nonce'),
    };
    const { matches, explanation } = explainSignature(request, secrets, context.clock.now());
    const asJson = JSON.stringify({ matches, explanation: inEnglish(explanation) });
    await context.print(values.json ? asJson : inTerminalWords(explanation, context.language));
    return matches ? 0 : 1;
  },
};

function bodyOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new UsageError((common) => common.fileUnreadable(file));
  }
}
