import { stoppedRows, stoppedTickets } from '../../../src/dashboard/pieces/stopped.ts';
import { toReader } from '../../../src/dashboard/reader.ts';
import type { JsonObject } from '../../../src/log/event.ts';
import { test } from '../../harness.ts';

const SPAM = { status: 'skipped', code: 'spam', reason: 'The ticket is marked as spam.' };

/** An event whose reply ended so; null is the echo of our own write. */
function event(id: number, record_id: string, reply: JsonObject | null) {
  const result = reply === null ? { action_taken: 'ignored' } : { steps: { reply } };
  return { id, record_id, created_at: '2026-01-25T10:00:00.000Z', result };
}

const idsOf = (...events: ReturnType<typeof event>[]) => stoppedTickets(events).map(({ id }) => id);

test('of each ticket the newest run counts, and an echo is no run', async (t) => {
  t.same(idsOf(event(4, 'a', null), event(3, 'a', SPAM), event(2, 'b', SPAM), event(1, 'a', SPAM)), [3, 2]);
  const answered = { status: 'suggested', reason: 'An answer waits for a person.' };
  t.same(idsOf(event(2, 'a', answered), event(1, 'a', SPAM)), []);
});

test('where there was nothing to write, nothing was stopped', async (t) => {
  t.same(idsOf(event(1, 'a', { status: 'skipped', reason: 'There is nothing to say.' })), []);
});

test('a ticket that nobody could read is called by its id, and leads to its event', async (t) => {
  const reader = toReader('en', {}, { path: '/dashboard/suggestions', name: '', nowMs: 0, mayAct: true });
  const rows = stoppedRows(reader, stoppedTickets([event(3, '77', SPAM)]), new Map());
  t.match(rows, /href="\/dashboard\/events\/3">Ticket <bdi[^>]*>77/);
});

test('a ticket that was left alone is called by its number and subject, and by its id while nobody has read it', async (t) => {
  const reader = toReader('en', {}, { path: '/', name: '', nowMs: 0, mayAct: true });
  const stopped = stoppedTickets([event(1, '900', SPAM)]);
  const card = {
    ticketId: '900',
    number: '101',
    subject: null,
    customer: null,
    webUrl: '',
    conversation: [],
  };
  t.match(
    stoppedRows(reader, stopped, new Map([['900', card]])),
    'href="/dashboard/events/1">Ticket 101</a>',
  );
  t.match(stoppedRows(reader, stopped, new Map()), /Ticket <bdi[^>]*>900</);
});
