import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The dashboard's cookie; its value is the operator token. */
export const OPERATOR_COOKIE = 'operator';

/** The token in the settings; else the one kept in `file`, made at the first start for the owner's eyes only. */
export function loadOperatorToken(setting: string, file: string): string {
  if (setting !== '') return setting;
  mkdirSync(dirname(file), { recursive: true });
  try {
    // Exclusive: two processes that start at once must not each print a token of their own.
    writeFileSync(file, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
