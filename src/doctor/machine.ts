import { existsSync, mkdtempSync, rmdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Finding, off, problem, well } from './finding.ts';

/** Less free space than this is a problem, in bytes: the log, its journal and a backup have to fit. */
const ENOUGH_BYTES = 1024 ** 3;
/** Files that only their owner may read. */
const SECRET_FILES = ['operator-token', 'zoho-token.json'];

/** @param version of Node, such as `24.21.0` */
export function checkNode(version: string): Finding {
  const [major, minor] = version.split('.').map(Number) as [number, number];
  if (major * 100 + minor >= 2218) return well('NODE', `Node ${version} runs this.`);
  return problem('NODE', `Node ${version} is too old: install 22.18 or newer.`);
}

/** Whether the folder of the database can be written to, and what is secret in it is. */
export function checkFolder(folder: string): Finding {
  const place = nearest(folder);
  try {
    // Rights alone do not tell: the disk may be mounted for reading only.
    rmdirSync(mkdtempSync(join(place, '.check-')));
  } catch {
    return problem(
      'DATA_FOLDER',
      `${place} cannot be written to: give its user the right, or set DATABASE_URL.`,
    );
  }
  const open = SECRET_FILES.map((name) => join(folder, name)).filter(isOpenToOthers);
  if (open.length > 0)
    return problem(
      'DATA_FOLDER',
      `Others on this machine may read ${open.join(' and ')}: run chmod 600 on it.`,
    );
  if (place !== folder) return off('DATA_FOLDER', `${folder} is not there yet: the first start makes it.`);
  return well('DATA_FOLDER', `${folder} can be written to, and its secrets are for its owner only.`);
}

export function checkDisk(folder: string, enough = ENOUGH_BYTES): Finding {
  const { bavail, bsize } = statfsSync(nearest(folder));
  const free = `${((bavail * bsize) / 1024 ** 3).toFixed(1)} GiB free`;
  if (bavail * bsize >= enough) return well('DISK', `The disk of the data has ${free}.`);
  return problem('DISK', `The disk of the data has only ${free}: make room, or run "npm run cli -- prune".`);
}

/** The folder, or the first one above it that is there. */
function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(dirname(folder));
}

/** Windows keeps rights elsewhere. */
function isOpenToOthers(file: string): boolean {
  return process.platform !== 'win32' && existsSync(file) && (statSync(file).mode & 0o077) !== 0;
}
