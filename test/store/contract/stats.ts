import { newEvent, test } from '../../harness.ts';
import { completed, endNext, type Open, type Opened } from './support.ts';

/** Three events, an hour apart: a student that completed and came again otherwise, a contact, a ticket. */
async function seed({ store, clock }: Opened): Promise<void> {
  await store.append([newEvent({ eventId: 'student' })]);
  await endNext(store, completed());
  clock.advance(3_600_000);
  await store.append([newEvent({ eventId: 'student', payload: '{"other":1}' })]);
  await store.append([newEvent({ eventId: 'contact', module: 'Contacts' })]);
  clock.advance(3_600_000);
  await store.append([newEvent({ eventId: 'ticket', source: 'zoho_desk', module: 'Tickets' })]);
}

export function statsContract(name: string, open: Open): void {
  test(`${name}: the stats of an empty log are all zero`, async (t) => {
    const { store } = await open(t);
    const empty = { total_events: 0, by_status: {}, by_source: {}, recent_events: [], payload_differs: 0 };
    t.same(await store.stats({}), empty);
    t.same(await store.stats({ since: '2026-01-01T00:00:00.000Z' }), empty);
  });

  test(`${name}: the stats count by status and by source`, async (t) => {
    const opened = await open(t);
    await seed(opened);
    t.match(await opened.store.stats({}), {
      total_events: 4,
      by_status: { completed: 1, duplicate: 1, pending: 2 },
      by_source: { zoho: 3, zoho_desk: 1 },
      payload_differs: 1,
    });
  });

  for (const [what, filter, total, recent] of [
    ['a source', { source: 'zoho_desk' }, 1, ['ticket']],
    ['a module', { module: 'Contacts' }, 1, ['contact']],
    ['a source and a module', { source: 'zoho', module: 'BTEC_Students' }, 2, ['student', 'student']],
    ['a module nobody sent', { module: 'Leads' }, 0, []],
    ['a beginning, which counts', { since: '2026-01-25T11:00:00.000Z' }, 3, ['ticket', 'contact', 'student']],
    ['an end, which does not count', { until: '2026-01-25T11:00:00.000Z' }, 1, ['student']],
    [
      'a span and a module',
      { since: '2026-01-25T10:00:00.001Z', until: '2026-01-25T12:00:00.001Z', module: 'BTEC_Students' },
      1,
      ['student'],
    ],
    [
      'a span and a source',
      { since: '2026-01-25T10:00:00.000Z', until: '2026-01-25T12:00:00.000Z', source: 'zoho' },
      3,
      ['contact', 'student', 'student'],
    ],
    ['a beginning in the future', { since: '2027-01-01T00:00:00.000Z' }, 0, []],
    ['an end before the first event', { until: '2025-01-01T00:00:00.000Z' }, 0, []],
  ] as const) {
    test(`${name}: the stats can be asked for ${what}`, async (t) => {
      const opened = await open(t);
      await seed(opened);
      const stats = await opened.store.stats(filter);
      t.equal(stats.total_events, total);
      t.same(
        stats.recent_events.map(({ event_id }) => event_id),
        recent,
      );
    });
  }

  test(`${name}: the recent events are the newest ten, each without its payload`, async (t) => {
    const { store } = await open(t);
    await store.append(Array.from({ length: 12 }, (_, index) => newEvent({ eventId: `e${index + 1}` })));
    const { recent_events: recent } = await store.stats({});
    t.same(
      recent.map(({ id }) => id),
      [12, 11, 10, 9, 8, 7, 6, 5, 4, 3],
    );
    t.same(recent[0], {
      id: 12,
      event_id: 'e12',
      source: 'zoho',
      module: 'BTEC_Students',
      event_type: 'update',
      status: 'pending',
      created_at: '2026-01-25T10:00:00.000Z',
    });
  });
}
