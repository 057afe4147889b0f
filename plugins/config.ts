import fastifyEnv from '@fastify/env';
import Fastify from 'fastify';
import { describeBadSetting, flagKeyword, type Settings, SettingsSchema } from '../src/settings.ts';

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
      data: portFrom(env),
      env: false,
      dotenv: { path: dotenvPath },
      ajv: { customOptions: (ajv) => ajv.addKeyword(flagKeyword) },
    });
  } catch (error) {
    throw new BadSettings(badKeys(error).map(describeBadSetting).join('\n'));
  }
  return reader.config;
}

/** A setting is wrong; the message is what the person who started the service has to read. */
export class BadSettings extends Error {
  override readonly name = 'BadSettings';
}

/** Hosting platforms set PORT; it wins over our own name. */
function portFrom(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return env.PORT ? { ...env, WEBHOOK_PORT: env.PORT } : env;
}

function badKeys(error: unknown): string[] {
  const problems = (error as { errors?: { instancePath: string }[] }).errors;
  if (problems === undefined) throw error;
  return [...new Set(problems.map(({ instancePath }) => instancePath.slice(1)))];
}
