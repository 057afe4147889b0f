import { inEnglish } from '../../../src/sentences/tell.ts';
import { dutiesOf, refusedRole } from '../../../src/service/duties/duties.ts';
import { test, testSettings } from '../../harness.ts';

const SERVER = { DATABASE_URL: 'postgres://db.example.edu/hub' };

test('an instance receives, works, or does both', async (t) => {
  t.same(dutiesOf({ HUB_ROLE: 'all' }), { receives: true, works: true });
  t.same(dutiesOf({ HUB_ROLE: 'web' }), { receives: true, works: false });
  t.same(dutiesOf({ HUB_ROLE: 'worker' }), { receives: false, works: true });
});

test('a database in a file takes one process that does everything', async (t) => {
  t.equal(refusedRole(await testSettings()), null);
  for (const changes of [{ HUB_ROLE: 'web' }, { HUB_ROLE: 'worker' }, { WEB_CONCURRENCY: '2' }] as Record<
    string,
    string
  >[]) {
    const [setting] = Object.entries(changes).map(([key, value]) => `${key}=${value}`);
    t.match(
      inEnglish(refusedRole(await testSettings(changes)) ?? ''),
      new RegExp(`^${setting} needs PostgreSQL: .*docs/guides/postgresql`),
    );
    t.equal(refusedRole(await testSettings({ ...changes, ...SERVER })), null);
  }
});
