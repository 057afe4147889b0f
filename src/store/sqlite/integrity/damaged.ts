/** For the log, `/ready` and the doctor; the dashboard shows it in three languages. */
export const DAMAGED =
  'The database file is damaged, so nothing is written to it any more. Stop the service, keep the file aside, put the latest backup in its place without -wal and -shm beside it, and start again.';
