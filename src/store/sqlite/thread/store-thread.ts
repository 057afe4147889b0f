import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { systemClock } from '../../../clock.ts';
import type { Stores } from '../../../log/stores.ts';
import { endStudentAtOnce } from '../../../students/at-once.ts';
import { type FileLock, lockFile } from '../file/file-lock.ts';
import { compactIfSmall } from '../file/old-pages.ts';
import { lookThrough } from '../integrity/integrity.ts';
import { openSqliteStores } from '../open.ts';
import { unusable } from '../unusable.ts';
import { type Port, serve } from './serve.ts';
import type { Orders } from './thread-messages.ts';

/**
 * The thread starts here: it loads what it needs, opens the stores when told which, and serves them until
 * they close.
 */

/** How long the start waits for the file check, in ms: enough for a few hundred megabytes. */
const WAIT_MS = 1_500;
/** How long the check may go on beside the service, in ms. */
const LOOK_MS = 600_000;

const port = parentPort as MessagePort & Port;
const [orders]: Orders[] = await once(port, 'message');
const { file, port: listensOn, endsStudentsAtOnce } = orders as Orders;
let lock: FileLock | null = null;
const looking = new AbortController();
const stores = await open();
if (stores !== null) {
  serve(stores, port, { begins: () => looking.abort(), done: () => lock?.release() });
}

/**
 * The lock comes first: a newer version must not migrate the tables under an older one that works on them.
 */
async function open(): Promise<Stores | null> {
  try {
    lock = lockFile(file, {
      pid: process.pid,
      port: listensOn,
      since: new Date(systemClock.now()).toISOString(),
    });
    const integrity = lookThrough(file, LOOK_MS, looking.signal);
    void integrity.then(
      (found) => found.is === 'damaged' && process.emitWarning(`The database is damaged: ${found.fault}`),
    );
    const known = await Promise.race([integrity, sleep(WAIT_MS, null, { ref: false })]);
    const opened = openSqliteStores(file, systemClock, {
      endAtOnce: endsStudentsAtOnce ? endStudentAtOnce : undefined,
      integrity,
    });
    if (known?.is !== 'damaged') compactIfSmall(opened.connection, file);
    return opened;
  } catch (error) {
    lock?.release();
    const { message, code } = unusable(file, error as Error) as NodeJS.ErrnoException;
    port.postMessage({ is: 'refused', message, code });
    return null;
  }
}
