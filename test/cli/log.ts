import { join } from 'node:path';
import type { NewEvent } from '../../src/log/event.ts';
import { openSqliteStores, type SqliteStores } from '../../src/store/sqlite/open.ts';
import { newEvent, type Test, TestClock, temporaryFolder } from '../harness.ts';
import { completed, endNext, FAILED, student } from '../store/contract/support.ts';

/** A log on disk, made before the command opens it. */
export async function logWith(t: Test, fill: (stores: SqliteStores) => Promise<unknown>) {
  const file = join(temporaryFolder(t), 'events.db');
  const stores = openSqliteStores(file, new TestClock());
  await fill(stores);
  await stores.events.close();
  const settings = { DATABASE_URL: `file:${file}` };
  const open = () => {
    const opened = openSqliteStores(file, new TestClock());
    t.teardown(() => opened.events.close());
    return opened;
  };
  return { file, settings, open };
}

/** 1 completed, with its student; 2 and 3 failed; 4 a repeat of 1; 5 waiting. */
export async function oneOfEach({ events }: SqliteStores): Promise<void> {
  const other = (eventId: string, changes: Partial<NewEvent> = {}) =>
    newEvent({ eventId, recordId: eventId, payload: '{}', ...changes });
  await events.append([newEvent()]);
  await endNext(events, completed(student()));
  await events.append([other('b')]);
  await endNext(events, FAILED);
  await events.append([other('c', { module: 'Contacts' })]);
  await endNext(events, { status: 'failed', error: 'Number STU001 is used.' });
  await events.append([newEvent(), other('d')]);
}
