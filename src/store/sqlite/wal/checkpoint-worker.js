import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const db = new Database(workerData);

parentPort?.on('message', (request) => {
  if (request === 'close') {
    db.close();
    parentPort?.close();
  } else {
    parentPort?.postMessage(checkpoint());
  }
});

/** Answers what went wrong, or null. A disk that is full must not end the thread: nobody would start it again. */
function checkpoint() {
  try {
    // PASSIVE never makes a commit wait; what is written meanwhile is left for the next time.
    db.pragma('wal_checkpoint(PASSIVE)');
    return null;
  } catch (error) {
    return error.message;
  }
}
