import { join } from 'node:path';
import { temporaryFolder, test, testApp, until } from '../harness.ts';

const BY = { operator: '127.0.0.1', action: 'apply suggestion', target: 'suggestion 1', detail: {} };

test('what was being applied when the service stopped waits again once it listens', async (t) => {
  const settings = { DATABASE_URL: `file:${join(temporaryFolder(t), 'events.db')}` };
  const first = await testApp(t, settings);
  const waiting = { eventRow: null, ticketId: '1', step: 'link' as const, key: '1', proposal: {}, guard: {} };
  await first.app.suggestions.replaceWaiting({ ticketId: '1', waiting: [waiting] });
  await first.app.suggestions.claim(1, BY);
  await first.app.close();
  const { app, lines } = await testApp(t, settings);
  await app.listen({ host: '127.0.0.1', port: 0 });
  // Fastify's listen does not wait for its onListen hooks.
  await until(async () => (await app.suggestions.get(1))?.status === 'waiting');
  await until(() => lines.some((line) => line.includes('were being applied when the service stopped')));
  t.same((await app.suggestions.get(1))?.decidedBy, null);
});

test('with a key the assistant is there', async (t) => {
  const { app } = await testApp(t, {
    ANTHROPIC_API_KEY: 'key',
    ZOHO_CLIENT_ID: 'a',
    ZOHO_CLIENT_SECRET: 'b',
    ZOHO_REFRESH_TOKEN: 'c',
    ZOHO_DESK_ORG_ID: '1',
  });
  t.not(app.tickets, null);
});
