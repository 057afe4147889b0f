import { join } from 'node:path';
import { newEvent, type Test, temporaryFolder, test, testApp } from '../../../harness.ts';
import { cli } from '../../terminal.ts';

async function settingsOfLog(t: Test) {
  const settings = { DATABASE_URL: `file:${join(temporaryFolder(t), 'events.db')}` };
  const { app } = await testApp(t, settings);
  await app.processor.stop();
  await app.intake.append([newEvent(), newEvent({ eventId: 'event_2', source: 'zoho_desk' }), newEvent()]);
  return settings;
}

test('stats counts by status and source while the service runs', async (t) => {
  const { code, printed } = await cli(['stats'], await settingsOfLog(t));
  t.equal(code, 0);
  t.equal(printed[0], '3 events');
  t.same([...printed.slice(1)].sort(), [
    '  duplicate  1',
    '  pending    2',
    '  zoho       2',
    '  zoho_desk  1',
  ]);
});

test('stats --json prints the counts as one object', async (t) => {
  const { code, printed } = await cli(['stats', '--json'], await settingsOfLog(t));
  t.equal(code, 0);
  t.equal(printed.length, 1);
  t.match(JSON.parse(printed[0] ?? ''), {
    total_events: 3,
    by_status: { pending: 2, duplicate: 1 },
    by_source: { zoho: 2, zoho_desk: 1 },
  });
});
