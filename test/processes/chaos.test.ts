import { execFile } from 'node:child_process';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Random } from '../../chaos/random.ts';
import { judge } from '../../chaos/verdict.ts';
import { SimulatedWorld } from '../../simulator/world.ts';
import { studentBody, type Test, temporaryFolder, test, testApp } from '../harness.ts';
import { ROOT } from '../service.ts';

const ZEROS = { lost: 0, twice: 0, stuck: 0, failed: 0, outOfOrder: 0, miscounted: 0 };

test('a short run of disasters loses nothing, does nothing twice and leaves nothing behind', async (t) => {
  const { code, printed } = await chaos(['--minutes', '0.2', '--seed', '20260125', '--json']);
  t.match(JSON.parse(printed), { seed: 20260125, ...ZEROS });
  t.ok(JSON.parse(printed).acknowledged > 0);
  t.ok(JSON.parse(printed).endedAsKept > 0, 'the short way was met too');
  t.equal(code, 0);
});

test('wrong usage is said, and help is printed', async (t) => {
  t.equal((await chaos(['--minutes', 'many'])).code, 2);
  t.match((await chaos(['--help'])).printed, /^Usage: npm run chaos/);
});

test('the same seed plays the same disasters', async (t) => {
  const play = (seed: number) => new Random(seed).shuffled(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']).join('');
  t.equal(play(7), play(7));
  t.not(play(7), play(8));
});

test('the verdict sees what is lost, twice, stuck, failed, out of order and miscounted', async (t) => {
  const world = await SimulatedWorld.start();
  t.teardown(() => world.close());
  const file = await logOfOne(t, join(temporaryFolder(t), 'events.db'));
  t.same(judge(file, new Set(['chaos_1']), world), ZEROS);
  t.match(judge(file, new Set(['chaos_1', 'chaos_2']), world), { ...ZEROS, lost: 1 });
  const damages: [string, object][] = [
    [`UPDATE students SET city = 'elsewhere'`, { outOfOrder: 1 }],
    [`UPDATE event_counters SET count = count + 1 WHERE status = 'completed'`, { miscounted: 1 }],
    [`UPDATE integration_events_log SET status = 'failed'`, { failed: 1 }],
    [`UPDATE integration_events_log SET status = 'pending'`, { stuck: 1 }],
  ];
  for (const [sql, seen] of damages) {
    const db = new Database(file);
    db.exec(sql);
    db.close();
    t.match(judge(file, new Set(['chaos_1']), world), seen, sql);
  }
  world.desk.writes.push(...Array(2).fill({ call: 'createDraft', ticketId: '1', body: { content: 'a' } }));
  t.match(judge(file, new Set(), world), { twice: 1 }, 'two equal drafts on one ticket');
  const creation = { wsfunction: 'core_user_create_users', users: [{ idnumber: '1' }] };
  world.moodle.writes.push(creation, creation);
  t.match(judge(file, new Set(), world), { twice: 2 }, 'two users for one student');
});

/** In an environment of its own: the tests' one makes each process record its coverage. */
function chaos(options: readonly string[]): Promise<{ code: number; printed: string }> {
  const { PATH = '' } = process.env;
  return new Promise((resolve) => {
    const argv = ['--import', './src/check-node.js', 'chaos/main.ts', ...options];
    const child = execFile(process.execPath, argv, { cwd: ROOT, env: { PATH } }, (_error, printed) =>
      resolve({ code: child.exitCode ?? -1, printed }),
    );
  });
}

/** A log with one student event that has completed. */
async function logOfOne(t: Test, file: string): Promise<string> {
  const { app } = await testApp(t, { DATABASE_URL: `file:${file}` });
  const data = { Student_ID_Number: 'STU001', Academic_Email: 'sara.ali@example.edu', City: 'Amman' };
  const payload = studentBody({ notification_id: 'chaos_1', data });
  const headers = { prefer: 'wait=10' };
  await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', headers, payload });
  await app.close();
  return file;
}
