import type { Told } from '../../log/told.ts';
import { inEnglish, tell } from '../../sentences/tell.ts';
import { BadSettings, type Settings } from '../../settings.ts';

/** What Node says about a failed system call, as far as it is known. */
type SystemError = Error &
  Partial<Record<'code' | 'syscall' | 'path' | 'address', string>> & { port?: number };

/** Why the service did not start: a sentence for what a person can mend, the stack for what only we can. */
export function explainStart(error: unknown, settings: Partial<Settings> = {}): string {
  if (error instanceof BadSettings) return error.message;
  const failure = error as SystemError;
  if (failure.code === undefined) return String(failure.stack);
  const file = refusedFile(failure);
  return ofAddress(failure, settings) ?? (file && inEnglish(file)) ?? failure.message;
}

function ofAddress({ code, syscall, port }: SystemError, settings: Partial<Settings>): string | null {
  const where = `${settings.WEBHOOK_HOST}, port ${port ?? settings.WEBHOOK_PORT}`;
  if (code === 'EADDRINUSE')
    return `Another program listens on ${where}: stop it, or set WEBHOOK_PORT to another one.`;
  if (code === 'EADDRNOTAVAIL' || syscall === 'getaddrinfo')
    return `This machine has no address ${settings.WEBHOOK_HOST}: set WEBHOOK_HOST to one of its own, or to 0.0.0.0 for all of them.`;
  if (code === 'EACCES' && syscall === 'listen')
    return `The system does not let this user listen on ${where}: set WEBHOOK_PORT to 1024 or more, and let a proxy take the lower one.`;
  return null;
}

const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS']);

/** What the system refused to do with a file, as a sentence; null for any other error. */
export function refusedFile(error: Error): Told | null {
  const { code, path, syscall } = error as SystemError;
  if (code === 'ENOSPC' || code === 'EDQUOT') return tell('DISK_FULL', { code });
  if (path === undefined || code === undefined) return null;
  // Folders are created from the top down: if the parent exists, nothing can be created in it.
  if (REFUSED.has(code) || (code === 'ENOENT' && syscall === 'mkdir'))
    return tell('PATH_NOT_WRITABLE', { path, code });
  return code === 'ENOTDIR' ? tell('PATH_BELOW_A_FILE', { path, code }) : null;
}
