import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Told } from '../../log/told.ts';
import { tell } from '../../sentences/tell.ts';
import { SETTING_NOTES, type Settings } from '../../settings.ts';
import { readDotenv } from './dotenv.ts';
import { isKnownMode } from './open-routes.ts';
import { weakSecrets } from './secrets.ts';

/** Names that the service reads; `PORT` is what hosting platforms set. */
const KNOWN = [...SETTING_NOTES.map(({ key }) => key), 'PORT'];
/** Typing errors in a name that still look like that name. */
const SLIPS = 2;
/** Shorter names in the environment are too easily close to one of ours. */
const SHORTEST_NAME = 8;

/**
 * What would otherwise silently disarm the service: a misspelled setting, a file that is not read, a short
 * secret, a disk that forgets (Heroku names its machines in `DYNO`). One sentence each, without any value.
 */
export function cautions(settings: Settings, env: NodeJS.ProcessEnv, dotenvPath = '.env'): Told[] {
  const { values, encoding } = readDotenv(dotenvPath);
  const names = [...new Set([...Object.keys(values), ...Object.keys(env)])];
  const misspelled = names.flatMap((name) => {
    const meant = nearest(name);
    return meant === null ? [] : [tell('SETTING_MISSPELLED', { name, setting: meant })];
  });
  return [
    ...misspelled,
    ...(encoding === 'utf-8' ? [] : [tell('DOTENV_UTF16', { file: dotenvPath })]),
    ...namesakes(dotenvPath).map((file) => tell('DOTENV_TXT', { file, name: dotenvPath })),
    ...(isKnownMode(settings) ? [] : [tell('NODE_ENV_UNKNOWN')]),
    ...weakSecrets(settings),
    ...(env.DYNO !== undefined && settings.DATABASE_URL.startsWith('file:') ? [tell('DISK_FORGETS')] : []),
  ];
}

/** Templates and copies that people keep beside the file on purpose. */
const KEPT_ON_PURPOSE = /\.(example|sample|template|dist|bak|backup|old|orig|save|sw.)$|~$/;

/**
 * Files beside it that somebody may think are read: `.env.txt` from Notepad, `.env.local` as other programs
 * read it.
 */
function namesakes(dotenvPath: string): string[] {
  const folder = dirname(dotenvPath);
  return globSync(`${basename(dotenvPath)}.*`, { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile() && !KEPT_ON_PURPOSE.test(entry.name))
    .map(({ name }) => join(folder, name))
    .sort();
}

/** The setting that a name was probably meant to be; null when the name is a setting, or resembles none. */
function nearest(name: string): string | null {
  if (name.length < SHORTEST_NAME || KNOWN.includes(name)) return null;
  const given = plain(name);
  // Each extra letter is an error of its own. An environment has a hundred names: comparing all with all took
  // 30 ms of a start.
  const [best] = KNOWN.filter((key) => Math.abs(plain(key).length - given.length) <= SLIPS)
    .map((key) => ({ key, slips: slipsBetween(given, plain(key)) }))
    .sort((a, b) => a.slips - b.slips);
  return best !== undefined && best.slips <= SLIPS ? best.key : null;
}

function plain(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** Letters to add, remove, change or swap with their neighbour (optimal string alignment distance). */
function slipsBetween(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(row, j - 1) + 1,
          at(above, j) + 1,
          at(above, j - 1) + change,
          isSwap ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [before, above] = [above, row];
  }
  return at(above, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] as number;
}
