import { seed } from '../../simulator/seed.ts';
import { Sender } from '../../simulator/sender.ts';
import { SimulatedWorld } from '../../simulator/world.ts';
import { SECRET, type Test, TestClock, temporaryFolder, testApp, until } from '../harness.ts';

/** The seeded world on free ports, closed after the test; its clock is the test's. */
export async function startWorld(t: Test, clock = new TestClock()) {
  const world = await SimulatedWorld.start({ now: () => clock.now() });
  t.teardown(() => world.close());
  seed(world, clock.now());
  return { world, clock };
}

export const NOTIFICATION_TOKEN = 'a-test-notification-token';

/** The whole service listening, connected to the seeded world, and a sender that knows its secret. */
export async function startAll(t: Test, changes: Record<string, string> = {}) {
  const { world, clock } = await startWorld(t);
  const settings = {
    ...world.settings,
    DATABASE_URL: `file:${temporaryFolder(t)}/events.db`,
    ZOHO_WEBHOOK_SECRET: SECRET,
    ZOHO_NOTIFICATION_TOKEN: NOTIFICATION_TOKEN,
    RECONCILE_MINUTES: '0',
    ...changes,
  };
  const { app, lines } = await testApp(t, settings, clock);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  // What a test breaks is for the test, not for the look at the start.
  await until(() => app.findings !== null);
  const sender = new Sender({ url, secret: SECRET, keys: world.desk.keys, now: () => clock.now() });
  return { app, lines, url, world, clock, sender, settings };
}
