import { forStrangers } from '../../../src/service/sight/public-stats.ts';
import { studentBody, test, testApp } from '../../harness.ts';

test('strangers see the counts and our own words, and nothing that a sender wrote freely', async (t) => {
  const { app } = await testApp(t);
  for (const changes of [{}, { module: 'sara.ali@example.edu', operation: 'sara', notification_id: 'sara' }])
    await app.inject({
      method: 'POST',
      url: '/api/v1/events/zoho/student',
      payload: studentBody(changes),
    });
  const stats = await app.reading.stats({});
  const shown = forStrangers(stats);
  t.equal(shown.total_events, 2);
  t.same(new Set(shown.recent_events.map(({ event_id }) => event_id)), new Set(['hidden']));
  t.same(shown.recent_events.map(({ module }) => module).sort(), ['BTEC_Students', 'other']);
  t.same(shown.recent_events.map(({ event_type }) => event_type).sort(), ['other', 'update']);
  t.notMatch(JSON.stringify(shown), /sara/);
});
