import { workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { compact } from './old-pages.ts';

/** The thread that rewrites the database; if SQLite refuses, the error ends the thread. */
const connection = new Database(String(workerData), { fileMustExist: true });
connection.pragma('synchronous = FULL');
compact(connection);
connection.close();
