import { StoreUnavailable } from '../../../log/ports.ts';

/**
 * Classes of SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html) that speak of the event, or of a
 * defect of ours. Everything else speaks of the server or the way to it: what is not committed now can be later.
 */
const OF_THE_EVENT = new Set(['0A', '21', '22', '23', '42', '54']);
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** Whether it is nobody's fault but the server's or the network's: the sender is asked to come back. */
export function isOfServer(error: unknown): boolean {
  if (error instanceof StoreUnavailable) return true;
  const code = codeOf(error);
  return code === null || !SQLSTATE.test(code) || !OF_THE_EVENT.has(code.slice(0, 2));
}

/** The connection went away, or was never there: nothing was committed over it, unless it was asked to. */
export function isLost(error: unknown): boolean {
  const code = codeOf(error);
  if (code === null || !SQLSTATE.test(code)) return true;
  return code.startsWith('08') || code.startsWith('57P') || code.startsWith('25');
}

/**
 * A connection that was cut while nobody used it is found out by who uses it next, and so is each of those beside it; another
 * one may serve. Not where nobody answered in time, as `pg` and its pool say it: the sender waits no longer.
 */
export function isStale(error: unknown): boolean {
  return isLost(error) && !(error instanceof Error && /\btimeout\b/.test(error.message));
}

/** The words of the server become StoreUnavailable; what speaks of the event stays what it is. */
export function translated(error: unknown): unknown {
  if (error instanceof StoreUnavailable || !isOfServer(error)) return error;
  const said = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  return new StoreUnavailable(`the database answered ${code === null ? said : `${code} (${said})`}`, {
    cause: error,
  });
}

export function codeOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
}
