import { workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { compact } from './old-pages.ts';

/** The thread in which the database is written anew; what SQLite refuses with ends it. */
const connection = new Database(String(workerData), { fileMustExist: true });
connection.pragma('synchronous = FULL');
compact(connection);
connection.close();
