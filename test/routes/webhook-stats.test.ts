import { SECRET, studentBody, test, testApp } from '../harness.ts';

test('the stats name the flags as they stand, verification and counters', async (t) => {
  const { app } = await testApp(t, {
    WEBHOOK_AUTO_DISPATCH: 'yes',
    WEBHOOK_AUTO_LINK: ' TRUE ',
    MOODLE_BASE_URL: 'https://moodle.example.edu',
    MOODLE_TOKEN: SECRET,
    MOODLE_CREATE_USERS: 'true',
  });
  await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload: studentBody() });
  const answer = await app.inject('/webhook/stats');
  t.equal(answer.statusCode, 200);
  t.match(answer.json(), {
    service: 'zoho-event-hub',
    status: 'running',
    configuration: {
      auto_dispatch: true,
      auto_link: true,
      auto_respond: false,
      auto_update_ticket: false,
      auto_update_deal: false,
      auto_add_note: false,
      moodle_create_users: true,
      moodle_update_users: false,
      moodle_suspend_users: false,
      crm_write_back: false,
      signature_verification: false,
    },
    counters: { total_events: 1, by_source: { zoho: 1 } },
    timestamp: '2026-01-25T10:00:00.000Z',
  });
});

test('with every route verified the stats say so', async (t) => {
  const { app } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  t.equal((await app.inject('/webhook/stats')).json().configuration.signature_verification, true);
});
