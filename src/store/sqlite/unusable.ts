import { PermanentFailure } from '../../log/failures.ts';
import { tell } from '../../sentences/tell.ts';
import { DAMAGED } from './integrity/damaged.ts';

/**
 * Why the database in `file` cannot be used, for the person at the command line. An error that is already a
 * sentence stays.
 */
export function unusable(file: string, error: Error): PermanentFailure {
  if (error instanceof PermanentFailure) return error;
  // An error from another thread is no longer a SqliteError.
  if ('code' in error && String(error.code).startsWith('SQLITE_CORRUPT'))
    return Object.assign(new PermanentFailure(DAMAGED), { code: 'DAMAGED_DATABASE' });
  const sentence = tell('DATABASE_UNUSABLE', { file, problem: error.message });
  return Object.assign(new PermanentFailure(sentence), { code: 'UNUSABLE_DATABASE' });
}
