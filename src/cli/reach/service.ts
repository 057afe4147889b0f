import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PermanentFailure } from '../../log/failures.ts';
import { newToken } from '../../service/operator-token.ts';
import { dataFolder, sharedSecret } from '../../store/open.ts';
import { type Context, textOf, UsageError, type Values } from '../command.ts';
import { nothingAnswers, serviceAddress } from './address.ts';

/** The options of every command that asks the running service. */
export const SERVICE_OPTIONS = { url: { type: 'string' }, token: { type: 'string' } } as const;
export const SERVICE_HELP = `  --url URL      the service (http://localhost and WEBHOOK_PORT)
  --token T      the operator token (OPERATOR_TOKEN, or the file beside the database)`;

/** Asks the service as an operator. Throws PermanentFailure with its own sentence when it refuses. */
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
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => null);
  if (answer === null) throw new PermanentFailure(nothingAnswers(address));
  if (answer.status === 401)
    throw new PermanentFailure(
      'The service does not know this operator token: give --token, or set OPERATOR_TOKEN.',
    );
  if (answer.ok) return answer;
  const text = await answer.text();
  throw new PermanentFailure(sentenceIn(text) ?? `${answer.status} ${text}`);
}

function sentenceIn(text: string): string | null {
  try {
    const { error } = JSON.parse(text);
    return typeof error === 'string' ? error : null;
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
  if (!existsSync(file)) throw new UsageError(`Give --token: there is no operator token in ${file}.`);
  return readFileSync(file, 'utf8').trim();
}
