import { PermanentFailure } from '../../log/failures.ts';

/** Without its password. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/** Why the database cannot be used, for a person. What is a sentence already stays. */
export function unusable(url: string, error: Error): PermanentFailure {
  if (error instanceof PermanentFailure) return error;
  // Several addresses of one name that all refuse come as one error without words of its own.
  const [reason = error] = error instanceof AggregateError ? error.errors : [];
  const sentence = `The database ${nameOf(url)} cannot be used (${reason.message}): check DATABASE_URL, and whether the server runs and lets this machine and user in.`;
  return Object.assign(new PermanentFailure(sentence), { code: 'UNUSABLE_DATABASE' });
}
