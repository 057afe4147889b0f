import Database from 'better-sqlite3';

/** In ms: a start or a command may hold the file for a moment. */
const BUSY_MS = 5_000;

process.stdout.write(JSON.stringify({ fault: check(process.argv[2]) }));

/**
 * The first fault in the file; null when there is none. Any other error, such as a lock, ends the process.
 */
function check(file) {
  try {
    // Read-only, so that closing neither copies the write-ahead log into the file nor removes it.
    const db = new Database(file, { readonly: true, timeout: BUSY_MS });
    const answer = db.pragma('quick_check(1)', { simple: true });
    return answer === 'ok' ? null : answer;
  } catch (error) {
    if (error.code.startsWith('SQLITE_CORRUPT')) return error.message;
    throw error;
  }
}
