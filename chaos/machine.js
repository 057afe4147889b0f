// Loaded into the service before anything else, in each of its threads: breaks its disk and its clock as a file says.
// In JavaScript, because it also has to run where types are not stripped.
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';

/** How often the orders are read, in ms. */
const READ_MS = 25;

/** @type {{ offsetMs: number, disk: 'well' | 'slow' | 'full' | 'broken' | 'read-only' }} */
let orders = { offsetMs: 0, disk: 'well' };

function read() {
  try {
    orders = JSON.parse(readFileSync(String(process.env.CHAOS_ORDERS), 'utf8'));
  } catch {
    // It is being written; the next look finds it whole.
  }
}
read();
setInterval(read, READ_MS).unref();

const realNow = Date.now;
const now = () => realNow() + orders.offsetMs;
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(now());
    else super(...parts);
  }
  static now() {
    return now();
  }
};

/** What a commit meets on a bad disk, in ms; the others are the codes of SQLite. */
const SLOW_MS = 200;
const CODES = { full: 'SQLITE_FULL', broken: 'SQLITE_IOERR_FSYNC', 'read-only': 'SQLITE_READONLY' };

/** Called where a transaction would commit: on a disk that refuses, SQLite rolls it back and says why. */
function meetDisk() {
  if (orders.disk === 'slow') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SLOW_MS);
  const code = CODES[orders.disk];
  if (code !== undefined) throw new Database.SqliteError('chaos', code);
}

const realTransaction = Database.prototype.transaction;
Database.prototype.transaction = function transaction(work) {
  return realTransaction.call(this, function broken(...given) {
    const result = work.apply(this, given);
    meetDisk();
    return result;
  });
};

// For whoever writes BEGIN and COMMIT by hand.
const realExec = Database.prototype.exec;
Database.prototype.exec = function exec(sql) {
  if (/^\s*commit/i.test(sql)) meetDisk();
  return realExec.call(this, sql);
};
const realPrepare = Database.prototype.prepare;
Database.prototype.prepare = function prepare(sql) {
  const statement = realPrepare.call(this, sql);
  if (!/^\s*commit/i.test(sql)) return statement;
  const realRun = statement.run.bind(statement);
  statement.run = (...given) => {
    meetDisk();
    return realRun(...given);
  };
  return statement;
};
