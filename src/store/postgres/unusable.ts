import { PermanentFailure } from '../../log/failures.ts';
import { tell } from '../../sentences/tell.ts';

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
  const sentence = tell('SERVER_UNUSABLE', { database: nameOf(url), problem: reason.message });
  return Object.assign(new PermanentFailure(sentence), { code: 'UNUSABLE_DATABASE' });
}
