import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const db = new Database(workerData);

parentPort?.on('message', (request) => {
  if (request === 'close') {
    db.close();
    parentPort?.close();
    return;
  }
  try {
    // PASSIVE never makes a commit wait; what is written meanwhile is left for the next time.
    db.pragma('wal_checkpoint(PASSIVE)');
  } catch {
    // A full disk, say: the next commit reports it, and the next copy may succeed.
  }
  parentPort?.postMessage('done');
});
