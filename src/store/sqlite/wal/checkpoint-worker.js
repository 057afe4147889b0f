import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

// In ms. Emptying the log waits for readers and locks out writers meanwhile, so it is tried briefly, and
// again later.
const db = new Database(workerData, { timeout: 20 });

// PASSIVE never makes a commit wait; what is written meanwhile is left for the next time.
const MODES = { copy: 'PASSIVE', empty: 'TRUNCATE' };

parentPort?.on('message', (request) => {
  if (request === 'close') {
    db.close();
    parentPort?.close();
  } else {
    parentPort?.postMessage({ request, ...checkpoint(MODES[request]) });
  }
});

/** A full disk must not end the thread: nobody would restart it. */
function checkpoint(mode) {
  try {
    const [{ busy }] = db.pragma(`wal_checkpoint(${mode})`);
    return { problem: null, isDone: busy === 0 };
  } catch (error) {
    return { problem: error.message, isDone: false };
  }
}
