import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteStores } from '../../../../src/store/sqlite/open.ts';
import { newEvent, type Test, TestClock, temporaryFolder } from '../../../harness.ts';

export const EVENTS = 600;

/** A database of about two megabytes, closed. */
export async function wholeFile(t: Test): Promise<string> {
  const file = join(temporaryFolder(t), 'events.db');
  const { events } = openSqliteStores(file, new TestClock());
  const payload = JSON.stringify({ text: 'x'.repeat(2_500) });
  await events.append(
    Array.from({ length: EVENTS }, (_, index) =>
      newEvent({ eventId: `e${index}`, recordId: `${index}`, payload }),
    ),
  );
  await events.close();
  return file;
}

/** The same with 12 KB in its middle written over, as a disk or another program does. */
export async function damagedFile(t: Test, fill = 0xa5): Promise<string> {
  const file = await wholeFile(t);
  const middle = Math.floor(statSync(file).size / 8192) * 4096;
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(12_288, fill), 0, 12_288, middle);
  closeSync(descriptor);
  return file;
}
