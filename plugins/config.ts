import { type FastifyEnvOptions, fastifyEnv } from '@fastify/env';
import type { FastifyInstance } from 'fastify';
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
 * Reads `.env` and the environment, which wins. Before there is a Fastify, because the service's instance needs some of the
 * settings (logger, trusted proxies) to be made at all, and a command needs none: one for the settings alone took a tenth
 * of a second.
 *
 * @throws BadSettings with one line per key, never with a value
 */
export async function readSettings(env: NodeJS.ProcessEnv, dotenvPath = '.env'): Promise<Settings> {
  const holder = new SettingsHolder();
  const options: FastifyEnvOptions = {
    schema: structuredClone(SettingsSchema),
    data: given(env, dotenvPath),
    env: false,
    ajv: { customOptions: (ajv) => ajv.addKeyword(flagKeyword) },
  };
  // Of an instance the plugin wants only a place for what it read.
  const failure = await new Promise<Error | undefined>((resolve) =>
    fastifyEnv(holder as unknown as FastifyInstance, options, resolve),
  );
  if (failure) throw new BadSettings(badKeys(failure).map(describeBadSetting).join('\n'));
  return holder.config;
}

class SettingsHolder {
  declare config: Settings;

  decorate(name: 'config', settings: Settings): void {
    this[name] = settings;
  }

  hasDecorator(): boolean {
    return true;
  }

  hasRequestDecorator(): boolean {
    return true;
  }
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
