import { BadSettings, type Settings } from '../settings.ts';

/** What Node says of a system call that failed, as far as it is known. */
type SystemError = Error &
  Partial<Record<'code' | 'syscall' | 'path' | 'address', string>> & { port?: number };

/** Why the service did not start: a sentence for what a person can mend, the stack for what only we can. */
export function explainStart(error: unknown, settings: Partial<Settings> = {}): string {
  if (error instanceof BadSettings) return error.message;
  const failure = error as SystemError;
  if (failure.code === undefined) return String(failure.stack);
  return ofAddress(failure, settings) ?? ofFile(failure) ?? failure.message;
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

function ofFile({ code, path, syscall }: SystemError): string | null {
  if (path === undefined || code === undefined) return null;
  // Folders are made from above: where the one above is there, nothing can be made in it.
  if (REFUSED.has(code) || (code === 'ENOENT' && syscall === 'mkdir'))
    return `${path} cannot be written (${code}): give the service's user the right to write there, or set DATABASE_URL and LOG_FILE to another folder.`;
  if (code === 'ENOTDIR')
    return `${path} cannot be made (${code}): a file stands where a folder is needed. Set DATABASE_URL to another place.`;
  return null;
}
