import fastifyEnv from '@fastify/env';
import Fastify from 'fastify';
import { readDotenv } from '../src/service/dotenv.ts';
import {
  BadSettings,
  describeBadSetting,
  flagKeyword,
  SETTING_NOTES,
  type Settings,
  SettingsSchema,
} from '../src/settings.ts';

declare module 'fastify' {
  interface FastifyInstance {
    config: Settings;
  }
}

/**
 * Reads `.env` and the environment, which wins. On an instance of its own, because the service's instance needs some
 * of the settings (logger, trusted proxies) to be made at all.
 *
 * @throws BadSettings with one line per key, never with a value
 */
export async function readSettings(env: NodeJS.ProcessEnv, dotenvPath = '.env'): Promise<Settings> {
  const reader = Fastify();
  try {
    await reader.register(fastifyEnv, {
      schema: structuredClone(SettingsSchema),
      data: given(env, dotenvPath),
      env: false,
      ajv: { customOptions: (ajv) => ajv.addKeyword(flagKeyword) },
    });
  } catch (error) {
    throw new BadSettings(badKeys(error).map(describeBadSetting).join('\n'));
  }
  return reader.config;
}

/**
 * Hosting platforms set PORT; it wins over our own name. A number that is left empty means its default. Spaces around a
 * value are nobody's wish: `set NODE_ENV=production && npm start` on Windows leaves one, and would start open.
 */
function given(env: NodeJS.ProcessEnv, dotenvPath: string): NodeJS.ProcessEnv {
  const merged = Object.fromEntries(
    Object.entries({ ...readDotenv(dotenvPath).values, ...env }).map(([key, value]) => [
      key,
      String(value).trim(),
    ]),
  );
  if (merged.PORT) merged.WEBHOOK_PORT = merged.PORT;
  for (const { key, range } of SETTING_NOTES) if (range !== 'text' && merged[key] === '') delete merged[key];
  return merged;
}

function badKeys(error: unknown): string[] {
  const problems = (error as { errors?: { instancePath: string }[] }).errors;
  if (problems === undefined) throw error;
  return [...new Set(problems.map(({ instancePath }) => instancePath.slice(1)))];
}
