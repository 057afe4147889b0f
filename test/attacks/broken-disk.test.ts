import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Orders } from '../../chaos/hub.ts';
import { studentBody, temporaryFolder, test, until } from '../harness.ts';
import { startService } from '../service.ts';

/** A disk that refuses in the middle of the work, before the real process: what is answered and what is kept. */

/** Obeys the orders of a file, with its disk and its clock. */
const MACHINE = ['--import', './chaos/machine.js'];

for (const [disk, code] of [
  ['broken', 'SQLITE_IOERR_FSYNC'],
  ['read-only', 'SQLITE_READONLY'],
] as const) {
  test(`while a commit meets ${code} nothing is acknowledged, and the service goes on when its disk does`, async (t) => {
    const folder = temporaryFolder(t);
    const orders = join(folder, 'orders.json');
    const order = (given: Orders) => {
      writeFileSync(`${orders}.new`, JSON.stringify(given));
      renameSync(`${orders}.new`, orders);
    };
    order({ offsetMs: 0, disk: 'well' });
    const start = () => startService(t, folder, MACHINE, { CHAOS_ORDERS: orders });
    const send = async (url: string, id: string) => {
      const body = JSON.stringify(studentBody({ notification_id: id }));
      const answer = await fetch(`${url}/api/v1/events/zoho/student`, { method: 'POST', body });
      const { status, code: refusal } = (await answer.json()) as { status?: string; code?: string };
      return [answer.status, status ?? refusal];
    };
    const first = await start();
    t.same(await send(first.url, 'before'), [200, 'queued']);
    order({ offsetMs: 0, disk });
    await until(async () => (await send(first.url, 'before'))[0] === 503);
    t.same(await send(first.url, 'during'), [503, 'UNAVAILABLE']);
    t.equal((await fetch(`${first.url}/ready`)).status, 503);
    t.ok((await fetch(`${first.url}/health`)).ok, 'nobody has to end it');
    order({ offsetMs: 0, disk: 'well' });
    await until(async () => (await send(first.url, 'before'))[0] === 200);
    t.same(await send(first.url, 'before'), [200, 'duplicate'], 'what was acknowledged is kept');
    t.same(await send(first.url, 'during'), [200, 'queued'], 'what was refused was not kept');
    await until(async () => (await fetch(`${first.url}/ready`)).ok);
    await first.stop('SIGKILL');
    const second = await start();
    t.same(await send(second.url, 'during'), [200, 'duplicate']);
  });
}
