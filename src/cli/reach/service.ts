import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PermanentFailure } from '../../log/failures.ts';
import { newToken } from '../../service/starting/operator-token.ts';
import { dataFolder, sharedSecret } from '../../store/open.ts';
import { type Context, type HelpRow, textOf, UsageError, type Values } from '../command.ts';
import type { Common } from '../locales/load.ts';
import { withoutIsolates } from '../output/words.ts';
import { serviceAddress } from './address.ts';

/** The options of every command that asks the running service. */
export const SERVICE_OPTIONS = { url: { type: 'string' }, token: { type: 'string' } } as const;

export function serviceRows({ service }: Common): HelpRow[] {
  return [
    ['--url URL', service.url],
    ['--token T', service.token],
  ];
}

/** Asks the service as an operator. Throws PermanentFailure with its own sentence when it refuses, in the language of the terminal. */
export async function askService(
  values: Values,
  context: Context,
  path: string,
  body?: object,
): Promise<Response> {
  const address = serviceAddress(values, context);
  const token = await tokenOf(values, context);
  const answer = await fetch(new URL(path, address), {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'accept-language': context.language,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => null);
  if (answer === null) throw new PermanentFailure(context.common.nothingAnswers(address.origin));
  if (answer.status === 401) throw new PermanentFailure(context.common.tokenUnknown);
  if (answer.ok) return answer;
  const text = await answer.text();
  throw new PermanentFailure(sentenceIn(text) ?? `${answer.status} ${text}`);
}

function sentenceIn(text: string): string | null {
  try {
    const { error } = JSON.parse(text);
    return typeof error === 'string' ? withoutIsolates(error) : null;
  } catch {
    return null;
  }
}

async function tokenOf(values: Values, { settings }: Context): Promise<string> {
  const given = textOf(values, 'token') ?? settings.OPERATOR_TOKEN;
  if (given !== '') return given;
  const shared = await sharedSecret(settings.DATABASE_URL, 'operator.token', newToken);
  if (shared !== null) return shared;
  const file = join(dataFolder(settings.DATABASE_URL) ?? '.', 'operator-token');
  if (!existsSync(file)) throw new UsageError((common) => common.tokenMissing(file));
  return readFileSync(file, 'utf8').trim();
}
