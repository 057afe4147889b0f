import { existsSync, mkdtempSync, rmdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tell } from '../sentences/tell.ts';
import { type Finding, off, problem, well } from './finding.ts';

/** Less free space than this is a problem, in bytes: the log, its journal and a backup have to fit. */
const ENOUGH_BYTES = 1024 ** 3;
/** Files that only their owner may read. */
const SECRET_FILES = ['operator-token', 'zoho-token.json'];

/** @param version of Node, such as `24.21.0` */
export function checkNode(version: string): Finding {
  const [major, minor] = version.split('.').map(Number) as [number, number];
  if (major * 100 + minor >= 2218) return well('NODE', tell('NODE_WELL', { version }));
  return problem('NODE', tell('NODE_OLD', { version }));
}

/** Whether the database folder can be written to, and whether its secrets are secret. */
export function checkFolder(folder: string): Finding {
  const place = nearest(folder);
  try {
    // Permissions alone do not tell: the disk may be mounted read-only.
    rmdirSync(mkdtempSync(join(place, '.check-')));
  } catch {
    return problem('DATA_FOLDER', tell('FOLDER_NOT_WRITABLE', { place }));
  }
  const open = SECRET_FILES.map((name) => join(folder, name)).filter(isOpenToOthers);
  if (open.length > 0) return problem('DATA_FOLDER', tell('FOLDER_OPEN', { files: open.join(', ') }));
  if (place !== folder) return off('DATA_FOLDER', tell('FOLDER_ABSENT', { folder }));
  return well('DATA_FOLDER', tell('FOLDER_WELL', { folder }));
}

export function checkDisk(folder: string, enough = ENOUGH_BYTES): Finding {
  const { bavail, bsize } = statfsSync(nearest(folder));
  const free = ((bavail * bsize) / 1024 ** 3).toFixed(1);
  if (bavail * bsize >= enough) return well('DISK', tell('DISK_WELL', { free }));
  return problem('DISK', tell('DISK_SHORT', { free }));
}

/** The folder, or its nearest ancestor that exists. */
function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(dirname(folder));
}

/** Windows keeps permissions elsewhere. */
function isOpenToOthers(file: string): boolean {
  return process.platform !== 'win32' && existsSync(file) && (statSync(file).mode & 0o077) !== 0;
}
