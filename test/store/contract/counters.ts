import fc from 'fast-check';
import { SOURCES } from '../../../src/log/event.ts';
import { ofEachSource, test } from '../../harness.ts';
import { operations, perform } from './operations.ts';
import type { Open } from './support.ts';

const EVER = { since: '2000-01-01T00:00:00.000Z' };

export function countersContract(name: string, open: Open): void {
  test(`${name}: after whatever happened the kept counts equal a count of the rows`, async (t) => {
    await fc.assert(
      fc.asyncProperty(operations, async (plan) => {
        const { store, clock } = await open(t);
        await perform(store, clock, plan);
        const kept = await store.stats({});
        const counted = await store.stats(EVER);
        t.same(kept, counted);
        t.equal(kept.total_events, sum(kept.by_status));
        t.equal(kept.total_events, sum(kept.by_source));
        t.notOk(Object.values(kept.by_status).includes(0));
      }),
      { seed: 20260125, numRuns: 60 },
    );
  });

  test(`${name}: after whatever happened no record has two events in work`, async (t) => {
    await fc.assert(
      fc.asyncProperty(operations, async (plan) => {
        const { store, clock } = await open(t);
        await perform(store, clock, plan);
        const { events } = await store.list({ status: 'processing' }, { limit: 200, before: null });
        const records = events.map(({ source, record_id }) => `${source} ${record_id}`);
        t.equal(new Set(records).size, records.length);
      }),
      { seed: 20260126, numRuns: 60 },
    );
  });

  test(`${name}: after whatever happened every event can still be brought to an end`, async (t) => {
    await fc.assert(
      fc.asyncProperty(operations, async (plan) => {
        const { store, clock } = await open(t);
        await perform(store, clock, plan);
        clock.advance(3_600_000);
        await store.recover({ maxAttempts: 100, everything: true });
        for (;;) {
          const events = await store.claim({ limits: ofEachSource(10), leaseToken: 'last', leaseMs: 60_000 });
          if (events.length === 0) break;
          for (const event of events) await store.settle(event, { status: 'failed', error: 'no' });
        }
        const { pending, processing } = (await store.stats({})).by_status;
        t.same([pending, processing], [undefined, undefined]);
        t.equal(await store.nextDueAt(SOURCES), null);
      }),
      { seed: 20260127, numRuns: 60 },
    );
  });
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
