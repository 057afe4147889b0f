import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makePrivateFolder } from '../../private-folder.ts';
import { tell } from '../../sentences/tell.ts';
import { BadSettings } from '../../settings.ts';

/**
 * The token from the settings, or else the one in `file`, which the first start creates, readable only by its
 * owner.
 *
 * @throws BadSettings when the file is blank: an empty token would let everyone in
 */
export function loadOperatorToken(setting: string, file: string): string {
  if (setting.trim() !== '') return setting.trim();
  // It is also the folder of the database, which may not exist yet.
  makePrivateFolder(dirname(file));
  makeToken(file, newToken());
  const token = readFileSync(file, 'utf8').trim();
  if (token === '') throw new BadSettings(tell('TOKEN_FILE_EMPTY', { file }));
  return token;
}

/** Exclusive: two simultaneous first starts must not each print their own token. An existing file stays. */
export function makeToken(file: string, token: string): void {
  try {
    writeFileSync(file, `${token}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

export function newToken(): string {
  return randomBytes(24).toString('base64url');
}
