import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** The encoding of a settings file; UTF-16 is what Windows PowerShell 5 writes with `>`. */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export type Dotenv = { values: NodeJS.ProcessEnv; encoding: Encoding };

/** The settings in a file, or none when there is no file. */
export function readDotenv(path: string): Dotenv {
  if (!existsSync(path)) return { values: {}, encoding: 'utf-8' };
  const bytes = readFileSync(path);
  const encoding = encodingOf(bytes);
  // The decoder drops the byte order mark, which would otherwise become part of the first key.
  return { values: parseEnv(new TextDecoder(encoding).decode(bytes)), encoding };
}

/**
 * What `.env` and the environment say; the environment wins. Nobody wants spaces around a value: `set
 * NODE_ENV=production && npm start` on Windows leaves one, and the service would start open.
 */
export function given(env: NodeJS.ProcessEnv, dotenvPath = '.env'): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries({ ...readDotenv(dotenvPath).values, ...env }).map(([key, value]) => [
      key,
      String(value).trim(),
    ]),
  );
}

/** Settings begin with a Latin letter or `#`, so in UTF-16 one of the first two bytes is zero even without a mark. */
function encodingOf([first, second]: Buffer): Encoding {
  if ((first === 0xff && second === 0xfe) || second === 0) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || first === 0) return 'utf-16be';
  return 'utf-8';
}
