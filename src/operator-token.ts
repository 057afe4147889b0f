import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BadSettings } from './settings.ts';

/** The dashboard's cookie; its value is the operator token. */
export const OPERATOR_COOKIE = 'operator';

/**
 * The token in the settings; else the one kept in `file`, made at the first start for the owner's eyes only.
 *
 * @throws BadSettings when the file is blank: an empty token would let everyone in
 */
export function loadOperatorToken(setting: string, file: string): string {
  if (setting.trim() !== '') return setting.trim();
  mkdirSync(dirname(file), { recursive: true });
  makeToken(file);
  const token = readFileSync(file, 'utf8').trim();
  if (token === '')
    throw new BadSettings(`${file} is empty. Delete it, and the next start makes a new token.`);
  return token;
}

/** Whole or not at all, and only when there is none: two first starts at once must agree on one token. */
function makeToken(file: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
