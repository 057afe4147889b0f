import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { newEvent, temporaryFolder, test, testApp } from '../harness.ts';

test('the folder of the database is made when it is not there', async (t) => {
  const file = join(temporaryFolder(t), 'a', 'b', 'events.db');
  await testApp(t, { DATABASE_URL: `file:${file}` });
  t.ok(existsSync(file));
});

test('what was stored is there after the service stopped and started again', async (t) => {
  const DATABASE_URL = `file:${join(temporaryFolder(t), 'events.db')}`;
  const first = await testApp(t, { DATABASE_URL });
  await first.app.intake.append([newEvent()]);
  await first.app.close();
  const second = await testApp(t, { DATABASE_URL });
  t.equal((await second.app.reading.get(1))?.event_id, 'event_1');
});
