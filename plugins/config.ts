import { type FastifyEnvOptions, fastifyEnv } from '@fastify/env';
import { Ajv } from 'ajv';
import type { FastifyInstance } from 'fastify';
import { given } from '../src/service/starting/dotenv.ts';
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
 * As @fastify/env sets up its own. Without the last two lines Ajv compiles the schema of schemas first, and tidies code
 * that runs once: 80 ms of a start.
 */
const JUDGE = {
  allErrors: true,
  removeAdditional: true,
  useDefaults: true,
  coerceTypes: true,
  addUsedSchema: false,
  meta: false,
  validateSchema: false,
  code: { optimize: false },
} as const;

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
    data: named(given(env, dotenvPath)),
    env: false,
    ajv: new Ajv(JUDGE).addKeyword(flagKeyword),
  };
  // Of an instance the plugin wants only a place for what it read.
  const failure = await new Promise<Error | undefined>((resolve) =>
    fastifyEnv(holder as unknown as FastifyInstance, options, resolve),
  );
  if (failure) throw badSettings(failure);
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

/** Hosting platforms set PORT; it wins over our own name. A number that is left empty means its default. */
function named(values: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const named = { ...values };
  if (named.PORT) named.WEBHOOK_PORT = named.PORT;
  for (const { key, range } of SETTING_NOTES) if (range.is !== 'text' && named[key] === '') delete named[key];
  return named;
}

function badSettings(error: Error & { errors?: { instancePath: string }[] }): Error {
  const keys = new Set(error.errors?.map(({ instancePath }) => instancePath.slice(1)));
  const [first, ...more] = [...keys].map(describeBadSetting);
  return first === undefined ? error : new BadSettings(first, ...more);
}
