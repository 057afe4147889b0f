import { join } from 'node:path';
import Database from 'better-sqlite3';
import { studentBody, temporaryFolder, test, until } from '../harness.ts';
import { type Service, startService } from '../service.ts';

const SENDERS = 16;
const ACKNOWLEDGED_BEFORE_KILL = 400;

test('every acknowledged event survives kill -9 exactly once, and none stays in processing', async (t) => {
  const folder = temporaryFolder(t);
  const first = await startService(t, folder);
  const acknowledged = await loadUntilKilled(first);
  t.ok(acknowledged.length >= ACKNOWLEDGED_BEFORE_KILL, `${acknowledged.length} were acknowledged`);

  const second = await startService(t, folder);
  await until(async () => (await unfinished(second)) === 0);
  await second.stop('SIGTERM');

  const db = new Database(join(folder, 'data/events.db'), { readonly: true });
  const rows = db
    .prepare<[], { event_id: string; status: string }>('SELECT event_id, status FROM integration_events_log')
    .all();
  const students = db.prepare<[], { zoho_id: string }>('SELECT zoho_id FROM students').all();
  const counted = db.prepare<[], number>('SELECT sum(count) FROM event_counters').pluck().get();
  db.close();

  const times = new Map<string, number>();
  for (const { event_id } of rows) times.set(event_id, (times.get(event_id) ?? 0) + 1);
  t.same(
    acknowledged.filter((id) => times.get(id) !== 1),
    [],
    'each acknowledged event is there once',
  );
  t.same(
    rows.filter(({ status }) => status !== 'completed'),
    [],
    'each event was processed',
  );
  t.equal(students.length, rows.length, 'each event made its student, once');
  t.equal(counted, rows.length, 'the counters agree with the log');
});

/** Senders with one event each on its way; the process is killed while all of them wait. Answers what got its 200. */
async function loadUntilKilled(service: Service): Promise<string[]> {
  const acknowledged: string[] = [];
  let next = 0;
  const send = async (): Promise<void> => {
    for (;;) {
      const number = String(next++).padStart(6, '0');
      const body = studentBody({
        notification_id: `event_${number}`,
        record_id: `4554000000000${number}`,
        data: { Student_ID_Number: number, Academic_Email: `sara.${number}@example.edu` },
      });
      const answer = await fetch(`${service.url}/api/v1/events/zoho/student`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      if (answer.status === 200) acknowledged.push(`event_${number}`);
      if (acknowledged.length === ACKNOWLEDGED_BEFORE_KILL) void service.stop('SIGKILL');
    }
  };
  const senders = Array.from({ length: SENDERS }, () => send());
  await Promise.allSettled(senders);
  return acknowledged;
}

async function unfinished({ url }: Service): Promise<number> {
  const stats = await fetch(`${url}/api/v1/events/stats`).then((answer) => answer.json());
  const { pending = 0, processing = 0 } = (stats as { by_status: Record<string, number> }).by_status;
  return pending + processing;
}
